"""One flat of condominium Girasole, and every way in which its sources may disagree about it."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from buildings.arrears.models import DeliveryAgreement, UnitArrears
from buildings.arrears.states import LegalStep
from buildings.cadastre.models import CadastralUnit
from buildings.condominiums.models import Condominium, MillesimalShare, MillesimalTable
from buildings.condominiums.states import MillesimalKind
from buildings.discrepancies.models import Discrepancy
from buildings.discrepancies.queries import said
from buildings.discrepancies.service import find
from buildings.discrepancies.states import DiscrepancyKind, EventKind
from buildings.identity.models import UnitReference
from buildings.people.models import Body, UnitRight
from buildings.people.states import RightType
from buildings.registry.models import Building, Unit
from buildings.residence.models import SourcePurpose, UnitResidents, UnitWasteCharge
from buildings.residence.states import JoinPurpose
from buildings.status.models import (
    EnforcementSale,
    EnforcementSaleState,
    SaleAttempt,
    UnitEncumbrance,
    UnitStatus,
)
from buildings.status.states import (
    ArrearsBand,
    Dimension,
    EncumbranceKind,
    Occupancy,
    OccupationTitle,
    OwnerClass,
    SaleState,
)
from gis.dates import today
from gis.provenance import Source
from tests import make
from tests.buildings.town import added

DAY = dt.date(2026, 11, 22)
SINCE = dt.date(2026, 1, 1)
SOURCES = ("registry", "waste", "cadastre", "administrator", "office", "court")


@pytest.fixture
def flat(session: Session) -> Unit:
    session.add_all(Source(id=each, title=f"The {each}") for each in SOURCES)
    made = make.unit(session, usable_area_m2=60, cadastral_area_m2=80)
    girasole = added(session, Condominium, name="Girasole")
    made.condominium_id = girasole.id
    session.flush()
    return made


def opened(session: Session, kind: DiscrepancyKind) -> Discrepancy | None:
    """The only discrepancy of a kind after a search for all kinds, None where there is none."""
    find(session.connection(), DAY)
    session.expire_all()
    return session.scalars(select(Discrepancy).where(Discrepancy.kind == kind)).one_or_none()


def values(session: Session, kind: DiscrepancyKind) -> tuple[str, str, str, str]:
    made = opened(session, kind)
    assert made is not None
    return made.first_value, made.first_source_id, made.second_value, made.second_source_id


def status(
    session: Session, flat: Unit, dimension: Dimension, value: str, source: str
) -> UnitStatus:
    made: UnitStatus = added(
        session, UnitStatus, unit_id=flat.id, dimension=dimension, value=value, valid_from=SINCE,
        source_id=source,
    )  # fmt: skip
    return made


def residents(session: Session, flat: Unit, persons: int, *, may_be_joined: bool = True) -> None:
    added(
        session, UnitResidents, unit_id=flat.id, reference_id=naming(session, "registry", flat),
        persons_count=persons, families_count=min(persons, 1), valid_from=SINCE,
        source_id="registry",
    )  # fmt: skip
    if may_be_joined:
        session.add(SourcePurpose(source_id="registry", purpose=JoinPurpose.CASE))
        session.flush()


def charged(session: Session, flat: Unit, area_m2: int, persons: int | None) -> None:
    added(
        session, UnitWasteCharge, unit_id=flat.id, reference_id=naming(session, "waste", flat),
        charged_area_m2=area_m2, occupants_count=persons, valid_from=SINCE, source_id="waste",
    )  # fmt: skip
    session.add(SourcePurpose(source_id="waste", purpose=JoinPurpose.CASE))
    session.flush()


def naming(session: Session, sender: str, flat: Unit | None, **more: Any) -> uuid.UUID:
    made = UnitReference(
        id=uuid.uuid4(), sender=sender, key=f"{sender}-{uuid.uuid4()}", source_id=sender,
        municipality_code="G686", unit_id=flat.id if flat else None,
        state="matched" if flat else "unmatched", method="identifier" if flat else None, **more,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def in_the_books(session: Session, flat: Unit | None, **more: Any) -> None:
    added(
        session, CadastralUnit, municipality_code="G686", immobile_id=str(uuid.uuid4()),
        progressive=1, content_digest="x", unit_id=flat.id if flat else None, valid_from=SINCE,
        source_id="cadastre", **more,
    )  # fmt: skip


def on_the_table(session: Session, flat: Unit, of: Unit | None, **more: Any) -> None:
    """A row of the administrator's table by unit, under an agreement in force."""
    agreement = session.scalars(select(DeliveryAgreement)).first() or added(
        session, DeliveryAgreement, condominium_id=flat.condominium_id, sender="studio",
        parties="Comune e condominio", legal_basis="Accordo inventato",
        document_reference="PROVA/1", valid_from=today() - dt.timedelta(days=30),
        valid_to=today() + dt.timedelta(days=30),
    )  # fmt: skip
    added(
        session, UnitArrears, condominium_id=flat.condominium_id, agreement_id=agreement.id,
        sender="studio", financial_year=2026, balance_eur=0, band=ArrearsBand.NONE,
        legal_step=next(iter(LegalStep)), valid_from=SINCE, source_id="administrator",
        reference_id=naming(session, "administrator", of, **more),
        unit_id=of.id if of else None,
    )  # fmt: skip


def test_residents_in_a_vacant_flat(session: Session, flat: Unit) -> None:
    residents(session, flat, 3)
    status(session, flat, Dimension.OCCUPANCY, Occupancy.OCCUPIED.value, "office")
    assert opened(session, DiscrepancyKind.RESIDENTS_IN_VACANT_UNIT) is None
    session.execute(text("update unit_status set value = 'vacant'"))
    kind = DiscrepancyKind.RESIDENTS_IN_VACANT_UNIT
    assert values(session, kind) == ("3", "registry", "vacant", "office")
    made = opened(session, kind)
    assert made is not None
    assert said(made, made.first_value).it == "3 persone"
    assert said(made, made.second_value).it == "vuota"


def test_a_register_that_may_not_be_joined_is_not_compared(session: Session, flat: Unit) -> None:
    residents(session, flat, 3, may_be_joined=False)
    status(session, flat, Dimension.OCCUPANCY, Occupancy.VACANT.value, "office")
    charged(session, flat, 60, 5)
    assert opened(session, DiscrepancyKind.RESIDENTS_IN_VACANT_UNIT) is None
    assert opened(session, DiscrepancyKind.PERSONS_DIFFER) is None


def test_the_registry_office_and_the_waste_charge_count_differently(
    session: Session, flat: Unit
) -> None:
    residents(session, flat, 3)
    charged(session, flat, 70, 5)
    assert values(session, DiscrepancyKind.PERSONS_DIFFER) == ("3", "registry", "5", "waste")
    session.execute(text("update unit_waste_charge set occupants_count = 3"))
    made = opened(session, DiscrepancyKind.PERSONS_DIFFER)
    assert made is not None
    assert made.closed_at is not None


def test_a_charged_area_below_four_fifths_of_the_plan(session: Session, flat: Unit) -> None:
    charged(session, flat, 64, None)
    assert opened(session, DiscrepancyKind.AREA_BELOW_PLAN) is None
    session.execute(text("update unit_waste_charge set charged_area_m2 = 63.99"))
    kind = DiscrepancyKind.AREA_BELOW_PLAN
    assert values(session, kind) == ("63.99", "waste", "80", "test")
    in_the_books(session, flat, area_m2=Decimal(100))
    assert values(session, kind) == ("63.99", "waste", "100", "cadastre")


def test_a_usable_area_not_below_the_cadastral_one(session: Session, flat: Unit) -> None:
    assert opened(session, DiscrepancyKind.USABLE_AREA_TOO_LARGE) is None
    flat.usable_area_m2 = Decimal(80)
    session.flush()
    kind = DiscrepancyKind.USABLE_AREA_TOO_LARGE
    assert values(session, kind) == ("80", "test", "80", "test")


def test_a_draft_table_that_does_not_sum_to_1000(session: Session, flat: Unit) -> None:
    table = added(
        session, MillesimalTable, condominium_id=flat.condominium_id,
        kind=MillesimalKind.LIFT, valid_from=SINCE,
    )  # fmt: skip
    added(session, MillesimalShare, table_id=table.id, unit_id=flat.id, share=Decimal("999.4"))
    assert values(session, DiscrepancyKind.MILLESIMAL_SUM_OFF)[0] == "999.4"


@pytest.mark.parametrize(("height", "floors"), [(12, 8), (50, 8)])
def test_a_height_that_its_floors_cannot_make(
    session: Session, flat: Unit, height: int, floors: int
) -> None:
    assert opened(session, DiscrepancyKind.BUILDING_HEIGHT_DIFFERS) is None
    body = session.get_one(Building, flat.building_id)
    body.height_m, body.floors_above_ground = Decimal(height), floors
    session.flush()
    made = opened(session, DiscrepancyKind.BUILDING_HEIGHT_DIFFERS)
    assert made is not None
    assert said(made, made.first_value).it == f"altezza {height} m"
    assert said(made, made.second_value).en == f"floors: {floors}"
    assert made.building_id == body.id


def test_an_auction_that_begins_above_the_one_before(session: Session, flat: Unit) -> None:
    sale = added(
        session, EnforcementSale, unit_id=flat.id, court="Tribunale inventato", rge_number=1,
        rge_year=2025, source_id="court",
    )  # fmt: skip
    for month, base in ((1, 80000), (5, 60000), (9, 60000)):
        added(
            session, SaleAttempt, sale_id=sale.id, sale_on=dt.date(2026, month, 1),
            base_price_eur=base, source_id="court",
        )  # fmt: skip
    assert opened(session, DiscrepancyKind.ATTEMPT_BASE_HIGHER) is None
    added(
        session, SaleAttempt, sale_id=sale.id, sale_on=dt.date(2026, 11, 1),
        base_price_eur=60001, source_id="court",
    )  # fmt: skip
    kind = DiscrepancyKind.ATTEMPT_BASE_HIGHER
    assert values(session, kind) == ("60000", "court", "60001", "court")


def test_a_flat_that_the_administrator_does_not_know(session: Session, flat: Unit) -> None:
    other = make.unit(session, building_id=flat.building_id, condominium_id=flat.condominium_id)
    in_the_books(session, flat, cadastral_category="A/3")
    in_the_books(session, other, cadastral_category="C/6")
    kind = DiscrepancyKind.CADASTRE_UNKNOWN_TO_ADMINISTRATOR
    assert opened(session, kind) is None
    on_the_table(session, flat, flat)
    made = opened(session, kind)
    assert made is not None
    assert (made.unit_id, made.first_value, made.second_value) == (other.id, "C/6", "absent")
    assert said(made, "absent").it == "non c'è"


def test_a_flat_that_the_cadastre_does_not_know(session: Session, flat: Unit) -> None:
    on_the_table(session, flat, None, staircase_code="A", floor_code="3", unit_number="12")
    on_the_table(session, flat, flat)
    kind = DiscrepancyKind.ADMINISTRATOR_UNKNOWN_TO_CADASTRE
    assert opened(session, kind) is None
    in_the_books(session, flat)
    made = opened(session, kind)
    assert made is not None
    assert (made.unit_id, made.condominium_id) == (None, flat.condominium_id)
    assert (made.first_value, made.second_value) == ("A 3 12", "absent")


def owner(session: Session, flat: Unit, source: str, tax_code: str, share: tuple[int, int]) -> None:
    body = session.scalars(
        select(Body).where(Body.source_id == source, Body.tax_code == tax_code)
    ).first() or added(
        session, Body, source_key=tax_code, name="Società inventata", tax_code=tax_code,
        source_id=source,
    )  # fmt: skip
    added(
        session, UnitRight, unit_id=flat.id, body_id=body.id, right_type=RightType.OWNERSHIP,
        source_key=str(uuid.uuid4()), share_num=share[0], share_den=share[1], valid_from=SINCE,
        source_id=source,
    )  # fmt: skip


def test_two_sources_name_other_owners(session: Session, flat: Unit) -> None:
    owner(session, flat, "cadastre", "12345670488", (1, 1))
    owner(session, flat, "office", "12345670488", (1, 1))
    kind = DiscrepancyKind.OWNERS_DIFFER
    assert opened(session, kind) is None
    owner(session, flat, "office", "00743110157", (1, 2))
    made = opened(session, kind)
    assert made is not None
    assert said(made, made.first_value).it == "titolari: 1"
    assert said(made, made.second_value).it == "titolari: 2"
    assert "00743110157" not in f"{made.first_value}{made.second_value}{made.subject}"


@pytest.mark.parametrize(
    ("shares", "total"),
    [([(1, 1)], None), ([(1, 3)] * 3, None), ([(1, 2)], "0.5"), ([(1, 1), (1, 2)], "1.5")],
)
def test_shares_make_the_whole(
    session: Session, flat: Unit, shares: list[tuple[int, int]], total: str | None
) -> None:
    for share in shares:
        owner(session, flat, "cadastre", "12345670488", share)
    made = opened(session, DiscrepancyKind.SHARES_NOT_WHOLE)
    assert (made.first_value if made else None) == total


def test_states_of_two_sources_that_cannot_hold_together(session: Session, flat: Unit) -> None:
    kind = DiscrepancyKind.STATES_CONTRADICT
    status(session, flat, Dimension.OCCUPANCY, Occupancy.VACANT.value, "office")
    title = status(
        session, flat, Dimension.OCCUPATION_TITLE, OccupationTitle.LEASE_4_4.value, "registry"
    )
    assert values(session, kind) == ("vacant", "office", "lease_4_4", "registry")
    title.value = OccupationTitle.NOT_APPLICABLE.value
    session.flush()
    made = opened(session, kind)
    assert made is not None
    assert made.closed_at is not None


def test_a_seizure_that_outlives_the_transfer_of_another_source(
    session: Session, flat: Unit
) -> None:
    added(
        session, UnitEncumbrance, unit_id=flat.id, kind=EncumbranceKind.SEIZURE, valid_from=SINCE,
        source_id="office",
    )  # fmt: skip
    sale = added(
        session, EnforcementSale, unit_id=flat.id, court="Tribunale inventato", rge_number=1,
        rge_year=2025, source_id="court",
    )  # fmt: skip
    added(
        session, EnforcementSaleState, sale_id=sale.id, state=SaleState.TRANSFERRED,
        valid_from=dt.date(2026, 5, 1), source_id="court",
    )  # fmt: skip
    session.execute(text("set constraints all immediate"))
    made = opened(session, DiscrepancyKind.STATES_CONTRADICT)
    assert made is not None
    assert made.about == "seizure_after_transfer"
    assert said(made, made.second_value).it == "pignoramento"


def test_a_confiscated_flat_with_a_private_owner_of_another_source(
    session: Session, flat: Unit
) -> None:
    status(session, flat, Dimension.OWNER_CLASS, OwnerClass.CONFISCATED.value, "court")
    added(
        session, UnitEncumbrance, unit_id=flat.id, kind=EncumbranceKind.CONFISCATION_FINAL,
        valid_from=SINCE, source_id="court",
    )  # fmt: skip
    session.execute(text("set constraints all immediate"))
    assert opened(session, DiscrepancyKind.STATES_CONTRADICT) is None
    newer = status(session, flat, Dimension.OWNER_CLASS, OwnerClass.PRIVATE_PERSON.value, "office")
    newer.as_of = DAY
    session.flush()
    assert values(session, DiscrepancyKind.STATES_CONTRADICT) == (
        "confiscation_final", "court", "private_person", "office",
    )  # fmt: skip


def test_nothing_is_wrong_with_a_quiet_flat(session: Session, flat: Unit) -> None:
    residents(session, flat, 2)
    charged(session, flat, 75, 2)
    in_the_books(session, flat, area_m2=Decimal(80))
    on_the_table(session, flat, flat)
    owner(session, flat, "cadastre", "12345670488", (1, 1))
    status(session, flat, Dimension.OCCUPANCY, Occupancy.OCCUPIED.value, "office")
    assert EventKind.OPENED not in find(session.connection(), DAY)
