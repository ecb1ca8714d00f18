"""Flat A 3 of the town as every register tells it: nothing on its card stays empty."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy.orm import Session

from buildings.arrears.models import DeliveryAgreement, UnitArrears
from buildings.arrears.states import LegalStep
from buildings.cadastre.models import (
    CadastralUnit,
    CadastralUnitAddress,
    CadastralUnitIdentifier,
)
from buildings.cadastre.plans import CadastralPlan, CadastralPlanRoom
from buildings.cadastre.states import IdentifierRole, RoomKind
from buildings.condominiums.models import Meter, MillesimalShare, MillesimalTable
from buildings.condominiums.states import MeterService, MillesimalKind
from buildings.discrepancies.models import Discrepancy
from buildings.discrepancies.states import DiscrepancyKind
from buildings.dwellings.models import Dwelling, DwellingStatus, DwellingUnit
from buildings.identity.models import UnitReference
from buildings.identity.states import MatchMethod, ReferenceState
from buildings.people.models import Body, UnitRight
from buildings.people.states import RightType
from buildings.registry.appurtenances import Appurtenance
from buildings.registry.states import ConsistencyUnit
from buildings.residence.models import (
    SourcePurpose,
    UnitCustody,
    UnitLease,
    UnitNotice,
    UnitResidents,
    UnitWasteCharge,
)
from buildings.residence.states import (
    JoinPurpose,
    LeaseOutcome,
    LockState,
    MinorsBand,
    NoticeKind,
    PersonsBand,
)
from buildings.status.models import EnforcementSale, SaleAttempt
from buildings.status.states import ArrearsBand, Dimension, Occupancy, SaleState
from gis.provenance import Source
from tests.buildings.town import Town, added

SINCE = dt.date(2026, 1, 1)
HOLDER = "INVENTATA SRL"
"""Who holds the flat: in the register, and not yet shown to anybody."""


def tell(session: Session, town: Town) -> uuid.UUID:
    """Write what every register says of flat A 3; its id."""
    for name in ("cadastral_census", "registry_office", "waste_charge"):
        session.add(Source(id=name, title=f"The word of {name}"))
    session.flush()
    flat = town.flats["A3"]
    for source in ("test", "registry_office"):
        for purpose in (JoinPurpose.CASE, JoinPurpose.SUITABILITY):
            session.add(SourcePurpose(source_id=source, purpose=purpose))
    session.add(SourcePurpose(source_id="waste_charge", purpose=JoinPurpose.STATISTICS))
    session.flush()
    _cadastre(session, town, flat)
    _registers(session, flat)
    _condominium(session, town, flat)
    _home(session, town, flat)
    session.add(
        Discrepancy(
            kind=DiscrepancyKind.PERSONS_DIFFER, subject="A3", about="persons", unit_id=flat,
            first_value="6", first_source_id="registry_office", first_as_of=SINCE,
            second_value="2", second_source_id="test", second_as_of=SINCE, is_synthetic=False,
        )
    )  # fmt: skip
    session.flush()
    return flat


def _cadastre(session: Session, town: Town, flat: uuid.UUID) -> None:
    books: dict[str, Any] = {"source_id": "cadastral_census", "valid_from": SINCE}
    of_books = {"source_id": "cadastral_census"}
    record = added(
        session, CadastralUnit, municipality_code="G686", immobile_id="4711", progressive=2,
        category_code="A03", cadastral_category="A/3", cadastral_class="2", consistency_value=4,
        consistency_unit=ConsistencyUnit.ROOMS, area_m2=78, income_eur=348, floor_text="0002",
        content_digest="", generating_cause="VARIAZIONE", unit_id=flat, **books,
    )  # fmt: skip
    added(
        session, CadastralUnitIdentifier, cadastral_unit_id=record.id, role=IdentifierRole.OWN,
        position=1, sheet="900", parcel_number="12", subunit="3", value="G686/-/900/12/3",
        **of_books,
    )  # fmt: skip
    added(
        session, CadastralUnitAddress, cadastral_unit_id=record.id, position=1,
        street_name="VIA DANTE", number_text="901", **of_books,
    )  # fmt: skip
    added(
        session, CadastralPlan, municipality_code="G686", immobile_id="4711",
        protocol="MI0123456", filed_on=SINCE, **books,
    )  # fmt: skip
    for number, area_m2 in ((1, 41), (2, 20)):
        added(
            session, CadastralPlanRoom, municipality_code="G686", immobile_id="4711",
            polygon_number=number, area_m2=area_m2, kind_code="A1", room_kind=RoomKind.MAIN,
            **books,
        )  # fmt: skip
    body = added(session, Body, source_key="2", name=HOLDER, **of_books)
    added(
        session, UnitRight, source_key="1", body_id=body.id, right_type=RightType.OWNERSHIP,
        share_num=1, share_den=2, unit_id=flat, **books,
    )  # fmt: skip
    added(
        session, Appurtenance, unit_id=town.flats["B1"], main_unit_id=flat, is_inferred=True,
        **books,
    )  # fmt: skip


def _registers(session: Session, flat: uuid.UUID) -> None:
    of: dict[str, Any] = {"unit_id": flat, "valid_from": SINCE}
    added(
        session, UnitResidents, persons_count=6, families_count=2, minors_band=MinorsBand.ONE_TWO,
        source_id="registry_office", **of,
    )  # fmt: skip
    added(session, UnitWasteCharge, charged_area_m2=48.5, occupants_count=2, **of)
    added(
        session, UnitWasteCharge, charged_area_m2=99.5, occupants_count=9,
        source_id="waste_charge", **of,
    )  # fmt: skip
    added(session, UnitLease, unit_id=flat, outcome=LeaseOutcome.NOT_FOUND, checked_on=SINCE)
    added(
        session, UnitNotice, kind=NoticeKind.HOSPITALITY, persons_band=PersonsBand.THREE_FOUR, **of
    )
    added(
        session, UnitCustody, court="Tribunale di Prova", rge_number=12, rge_year=2025,
        custodian="Istituto delle vendite", lock_state=LockState.LOCK_CHANGED, **of,
    )  # fmt: skip
    sale = session.query(EnforcementSale).filter_by(unit_id=flat).one()
    added(
        session, SaleAttempt, sale_id=sale.id, sale_on=dt.date(2026, 2, 3), attempt_no=1,
        base_price_eur=80000, outcome=SaleState.DESERTED,
    )  # fmt: skip


def _condominium(session: Session, town: Town, flat: uuid.UUID) -> None:
    naming = UnitReference(
        sender="test:Girasole", key="A3", source_id="test", municipality_code="G686",
        condominium_id=town.condominium, unit_id=flat, state=ReferenceState.MATCHED,
        method=MatchMethod.DECISION, score=1,
    )  # fmt: skip
    session.add(naming)
    session.flush()
    agreement = added(
        session, DeliveryAgreement, condominium_id=town.condominium, sender="Studio di prova",
        parties="Comune e Studio", legal_basis="prova", document_reference="P/1",
        valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2090, 1, 1),
    )  # fmt: skip
    added(
        session, UnitArrears, condominium_id=town.condominium, agreement_id=agreement.id,
        sender="Studio di prova", financial_year=2025, balance_eur=4321, valid_from=SINCE,
        band=ArrearsBand.FROM_1Y_TO_2Y, legal_step=LegalStep.REMINDER, unit_id=flat,
        reference_id=naming.id,
    )  # fmt: skip
    table = added(
        session, MillesimalTable, condominium_id=town.condominium, kind=MillesimalKind.PROPERTY,
        is_approved=False, valid_from=SINCE,
    )  # fmt: skip
    added(session, MillesimalShare, table_id=table.id, unit_id=flat, share=51.25)
    added(
        session, Meter, unit_id=flat, service=MeterService.WATER, serial="ACQ-7", valid_from=SINCE
    )


def _home(session: Session, town: Town, flat: uuid.UUID) -> None:
    home = added(
        session, Dwelling, building_id=town.building, label="Stanza a nord", usable_area_m2=20
    )
    added(session, DwellingUnit, dwelling_id=home.id, unit_id=flat, valid_from=SINCE)
    added(
        session, DwellingStatus, dwelling_id=home.id, dimension=Dimension.OCCUPANCY,
        value=Occupancy.OCCUPIED.value, valid_from=SINCE,
    )  # fmt: skip
