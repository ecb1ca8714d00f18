"""Condominium Girasole: its shares, its administrators, its years and its meters."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.condominiums.management import management, shares_and_meters
from buildings.condominiums.models import (
    Administrator,
    AdministratorMandate,
    Condominium,
    FinancialStatement,
    Meter,
    MillesimalShare,
    MillesimalTable,
)
from buildings.condominiums.states import (
    AdministratorKind,
    AppointedBy,
    MeterService,
    MillesimalKind,
)
from buildings.registry.models import Unit
from tests import make
from tests.buildings.town import added

DAY = dt.date(2026, 11, 22)
SINCE = dt.date(2024, 1, 1)


@pytest.fixture
def girasole(session: Session) -> uuid.UUID:
    make.municipality(session)
    made: Condominium = added(session, Condominium, name="Girasole")
    return made.id


@pytest.fixture
def flats(session: Session) -> list[Unit]:
    first = make.unit(session)
    return [first] + [
        make.unit(session, building_id=first.building_id, unit_number=str(number))
        for number in (13, 14)
    ]


def table(
    session: Session, girasole: uuid.UUID, flats: list[Unit], *shares: str, is_approved: bool
) -> MillesimalTable:
    made: MillesimalTable = added(
        session, MillesimalTable, condominium_id=girasole, kind=MillesimalKind.PROPERTY,
        is_approved=is_approved, valid_from=SINCE,
    )  # fmt: skip
    for flat, share in zip(flats, shares, strict=False):
        added(session, MillesimalShare, table_id=made.id, unit_id=flat.id, share=Decimal(share))
    return made


def checked(session: Session) -> None:
    """What a commit would check."""
    session.execute(text("set constraints all immediate"))
    session.execute(text("set constraints all deferred"))


@pytest.mark.parametrize("last", ["333.3333", "333.8", "332.9"])
def test_an_approved_table_sums_to_1000_within_half_a_share(
    session: Session, girasole: uuid.UUID, flats: list[Unit], last: str
) -> None:
    table(session, girasole, flats, "333.3333", "333.3334", last, is_approved=True)
    checked(session)


@pytest.mark.parametrize("shares", [("333", "333", "333"), ("1000.6",), ("499.4", "500"), ()])
def test_an_approved_table_that_does_not_is_refused(
    session: Session, girasole: uuid.UUID, flats: list[Unit], shares: tuple[str, ...]
) -> None:
    table(session, girasole, flats, *shares, is_approved=True)
    with pytest.raises(IntegrityError, match="non 1000 / "):
        checked(session)


@pytest.mark.parametrize(
    "breaking",
    [
        "delete from millesimal_share where share < 300",
        "update millesimal_share set share = share + 0.4",
        (
            "update millesimal_share set table_id = (select id from millesimal_table "
            "where not is_approved) where share < 300"
        ),
    ],
    ids=["delete", "update", "move"],
)
def test_shares_cannot_be_taken_from_an_approved_table(
    session: Session, girasole: uuid.UUID, flats: list[Unit], breaking: str
) -> None:
    table(session, girasole, flats, "400", "400", "200", is_approved=True)
    added(
        session, MillesimalTable, condominium_id=girasole, kind=MillesimalKind.STAIRS,
        valid_from=SINCE,
    )  # fmt: skip
    checked(session)
    session.execute(text(breaking))
    with pytest.raises(IntegrityError, match="non 1000 / "):
        checked(session)


def test_a_draft_is_approved_only_when_it_is_whole(
    session: Session, girasole: uuid.UUID, flats: list[Unit]
) -> None:
    draft = table(session, girasole, flats, "400", "400", is_approved=False)
    checked(session)
    session.execute(text("update millesimal_table set is_approved = true"))
    added(session, MillesimalShare, table_id=draft.id, unit_id=flats[2].id, share=Decimal(200))
    checked(session)


def test_a_share_is_above_zero(session: Session, girasole: uuid.UUID, flats: list[Unit]) -> None:
    with pytest.raises(IntegrityError, match="share_positive"):
        table(session, girasole, flats, "0", is_approved=False)


def test_the_tables_in_force_with_their_sums(
    session: Session, girasole: uuid.UUID, flats: list[Unit]
) -> None:
    table(session, girasole, flats, "400.25", "400", is_approved=False)
    (found,) = management(session, girasole, DAY).tables
    assert (found.total, found.unit_count, found.is_whole) == (Decimal("800.25"), 2, False)
    ((share,), _) = shares_and_meters(session, flats[0].id, DAY)
    assert share.share.share == Decimal("400.25")
    assert management(session, girasole, SINCE - dt.timedelta(days=1)).tables == []


def mandate(
    session: Session, girasole: uuid.UUID, since: dt.date, until: dt.date | None = None
) -> None:
    studio = added(
        session, Administrator, kind=AdministratorKind.COMPANY, name=f"Studio inventato {since}"
    )
    added(
        session, AdministratorMandate, condominium_id=girasole, administrator_id=studio.id,
        appointed_by=AppointedBy.COURT_1129, valid_from=since, valid_to=until,
    )  # fmt: skip


def test_one_administrator_at_a_time(session: Session, girasole: uuid.UUID) -> None:
    changed = dt.date(2025, 5, 1)
    mandate(session, girasole, SINCE, changed)
    mandate(session, girasole, changed)
    now, before = management(session, girasole, DAY).mandates
    assert (now.is_running, before.is_running) == (True, False)
    assert now.administrator.name == "Studio inventato 2025-05-01"
    with pytest.raises(IntegrityError, match="ex_administrator_mandate_no_overlap"):
        mandate(session, girasole, dt.date(2026, 1, 1))


def year(session: Session, girasole: uuid.UUID, closed: dt.date, **more: object) -> None:
    added(session, FinancialStatement, condominium_id=girasole, closed_on=closed, **more)


@pytest.mark.parametrize(
    ("closed", "due"),
    [
        (dt.date(2025, 12, 31), dt.date(2026, 6, 30)),
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
        (dt.date(2026, 6, 30), dt.date(2026, 12, 30)),
        (dt.date(2012, 12, 31), None),
    ],
)
def test_what_is_unpaid_is_recovered_within_six_months_of_the_close(
    session: Session, girasole: uuid.UUID, closed: dt.date, due: dt.date | None
) -> None:
    year(session, girasole, closed)
    (found,) = management(session, girasole, DAY).years
    assert found.recovery_due_on == due


def test_unless_the_assembly_dispensed_the_administrator(
    session: Session, girasole: uuid.UUID
) -> None:
    year(session, girasole, dt.date(2025, 12, 31), is_recovery_dispensed=True)
    (found,) = management(session, girasole, DAY).years
    assert found.recovery_due_on is None


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"opened_on": dt.date(2026, 1, 1)}, "year_ordered"),
        ({"approved_on": dt.date(2025, 12, 31)}, "approved_after_close"),
        ({"contributions_due_eur": -1}, "due_not_negative"),
        ({"contributions_unpaid_eur": -1}, "unpaid_not_negative"),
    ],
)
def test_a_year_that_cannot_be(
    session: Session, girasole: uuid.UUID, more: dict[str, object], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=rule):
        year(session, girasole, dt.date(2025, 12, 31), **more)


def test_a_meter_is_of_one_unit_or_common(
    session: Session, girasole: uuid.UUID, flats: list[Unit]
) -> None:
    water = {"service": MeterService.WATER, "valid_from": SINCE}
    added(session, Meter, unit_id=flats[0].id, serial="A1", **water)
    added(session, Meter, condominium_id=girasole, serial="C1", **water)
    _, meters = shares_and_meters(session, flats[0].id, DAY)
    assert [each.serial for each in meters] == ["A1"]
    assert [each.serial for each in management(session, girasole, DAY).meters] == ["C1"]
    with pytest.raises(IntegrityError, match="one_place"), session.begin_nested():
        added(session, Meter, unit_id=flats[1].id, condominium_id=girasole, serial="B", **water)
    with pytest.raises(IntegrityError, match="ex_meter_no_overlap"), session.begin_nested():
        added(session, Meter, unit_id=flats[1].id, serial="A1", **water)
    with pytest.raises(IntegrityError, match="serial_form"):
        added(session, Meter, unit_id=flats[1].id, serial=" ", **water)
