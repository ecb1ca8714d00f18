"""Which facts of a unit may be read for what: every purpose against every register."""

import datetime as dt
import uuid

import pytest
from sqlalchemy.orm import Session

from buildings.residence.queries import Persons, facts_for
from buildings.residence.states import JoinPurpose
from data.sources.catalogue import SOURCES
from data.sources.document import page
from tests.architecture.tree import read, shipped_modules, within
from tests.data.ingest.conftest import Register
from tests.data.municipal.conftest import Write, tie
from tests.data.municipal.test_other_registers import CUSTODY, LEASES, NOTICES, TARI
from tests.data.municipal.test_registry_office import JANUARY

ON_DATE = dt.date(2026, 4, 15)
FILES = {
    "anagrafe_20260131.csv": JANUARY,
    "tari_20260131.csv": TARI,
    "contratti_20260401.csv": LEASES,
    "comunicazioni_20260201.csv": NOTICES,
    "custode_20260301.csv": CUSTODY,
}
ALLOWED = {
    (JoinPurpose.SUITABILITY, "registry_office"): True,
    (JoinPurpose.SUITABILITY, "waste_charge"): False,
    (JoinPurpose.SUITABILITY, "lease"): True,
    (JoinPurpose.SUITABILITY, "notice"): True,
    (JoinPurpose.SUITABILITY, "custodian_list"): False,
    (JoinPurpose.CASE, "registry_office"): True,
    (JoinPurpose.CASE, "waste_charge"): True,
    (JoinPurpose.CASE, "lease"): True,
    (JoinPurpose.CASE, "notice"): True,
    (JoinPurpose.CASE, "custodian_list"): True,
    (JoinPurpose.STATISTICS, "registry_office"): True,
    (JoinPurpose.STATISTICS, "waste_charge"): True,
    (JoinPurpose.STATISTICS, "lease"): False,
    (JoinPurpose.STATISTICS, "notice"): False,
    (JoinPurpose.STATISTICS, "custodian_list"): True,
}


@pytest.fixture
def flat(register: Register, write: Write) -> uuid.UUID:
    """A flat that all five registers speak of, all their doors number 1 or A."""
    for name, text in FILES.items():
        assert register.load(write(name, text)).counts.loaded
    return uuid.UUID(tie(register, unit_number="1"))


@pytest.mark.parametrize(("purpose", "source"), ALLOWED)
def test_a_purpose_reads_only_the_registers_that_declare_it(
    register: Register, flat: uuid.UUID, purpose: JoinPurpose, source: str
) -> None:
    with Session(register.engine) as session:
        facts = facts_for(session, flat, purpose, ON_DATE)
        read = {fact.source_id for fact in facts}

    assert (source in read) is ALLOWED[purpose, source]


def test_a_purpose_that_is_withdrawn_closes_the_register(
    register: Register, flat: uuid.UUID
) -> None:
    register.do("delete from source_purpose where source_id = 'registry_office'")
    with Session(register.engine) as session:
        for purpose in JoinPurpose:
            assert facts_for(session, flat, purpose, ON_DATE).residents == []


def test_the_declaration_is_what_the_register_holds(register: Register, flat: uuid.UUID) -> None:
    assert register.value("select count(*) from unit where id = :flat", flat=flat) == 1
    declared = {
        (source.id, purpose.value)
        for source in SOURCES
        for purpose in source.purposes
        if source.id in {"registry_office", "waste_charge", "lease", "notice", "custodian_list"}
    }
    assert set(register.rows("select source_id, purpose from source_purpose")) == declared


def test_the_document_says_who_loads_a_register_and_for_what() -> None:
    text = page()
    assert "- Chi la carica: Servizi demografici (anagrafe)" in text
    assert (
        "- Si può unire solo per: attestazione di idoneità alloggiativa, verifica di una pratica,"
        " statistiche aggregate" in text
    )


def counted(session: Session, flat: uuid.UUID, day: dt.date) -> Persons:
    return facts_for(session, flat, JoinPurpose.SUITABILITY, day).persons


def test_persons_registered_and_persons_of_notices_stay_apart(
    register: Register, flat: uuid.UUID
) -> None:
    with Session(register.engine) as session:
        january = counted(session, flat, dt.date(2026, 1, 31))
        april = counted(session, flat, ON_DATE)
        before = counted(session, flat, dt.date(2025, 12, 31))

    assert january.registered is not None
    assert january.noticed is not None
    assert (january.registered.least, january.registered.most) == (5, 5)
    assert january.registered.source_ids == ("registry_office",)
    assert january.registered.as_of == dt.date(2026, 1, 31)
    assert (january.noticed.least, january.noticed.most) == (5, 6)
    assert january.noticed.source_ids == ("notice",)
    assert april.noticed is not None
    assert (april.noticed.least, april.noticed.most) == (2, 2)
    assert (before.registered, before.noticed) == (None, None)


def test_an_open_band_has_no_upper_end(register: Register, write: Write) -> None:
    register.load(write("comunicazioni_20260201.csv", NOTICES))
    flat = uuid.UUID(tie(register, unit_number="2"))
    with Session(register.engine) as session:
        told = facts_for(session, flat, JoinPurpose.CASE, ON_DATE).persons
        for_statistics = facts_for(session, flat, JoinPurpose.STATISTICS, ON_DATE).persons

    assert told.registered is None
    assert told.noticed is not None
    assert (told.noticed.least, told.noticed.most) == (7, None)
    assert for_statistics.noticed is None


def test_only_one_module_reads_the_registers_about_a_unit() -> None:
    readers = [
        path.as_posix()
        for path in shipped_modules()
        if "buildings.residence.models" in read(path)
        and not within(path, ("buildings/residence/", "buildings/tables.py"))
    ]
    assert readers == []
