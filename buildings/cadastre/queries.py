"""Reads of the cadastre's books: what they say of a unit, and what its owners are."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import BindParameter, Connection, and_, bindparam, or_, select, tuple_
from sqlalchemy.orm import Session

from buildings.cadastre.models import (
    CadastralUnit,
    CadastralUnitAddress,
    CadastralUnitIdentifier,
)
from buildings.cadastre.plans import CadastralPlan, CadastralPlanRoom
from buildings.cadastre.states import IdentifierRole
from buildings.people import queries as people
from buildings.people.models import UnitRight
from buildings.registry.appurtenances import Appurtenance
from buildings.status.states import OwnerClass
from gis.sqlfiles import statement
from gis.together import Together, held

PACKAGE = "buildings.cadastre"
_CLASSES = {member.value: member for member in OwnerClass}

_UNIT: BindParameter[uuid.UUID] = bindparam("unit_id")
_IS_OF_UNIT = and_(CadastralUnit.unit_id == _UNIT, held(CadastralUnit))
_NUMBERS = select(CadastralUnit.municipality_code, CadastralUnit.immobile_id).where(_IS_OF_UNIT)

_READING = Together()
_UNITS = _READING.part(
    select(CadastralUnit)
    .where(_IS_OF_UNIT)
    .order_by(CadastralUnit.immobile_id, CadastralUnit.progressive)
)
_IDENTIFIERS = _READING.part(
    select(CadastralUnitIdentifier)
    .join(CadastralUnit, CadastralUnit.id == CadastralUnitIdentifier.cadastral_unit_id)
    .where(_IS_OF_UNIT, CadastralUnitIdentifier.role == IdentifierRole.OWN)
    .order_by(CadastralUnitIdentifier.position)
)
_ADDRESSES = _READING.part(
    select(CadastralUnitAddress)
    .join(CadastralUnit, CadastralUnit.id == CadastralUnitAddress.cadastral_unit_id)
    .where(_IS_OF_UNIT)
    .order_by(CadastralUnitAddress.position)
)
_PLANS = _READING.part(
    select(CadastralPlan)
    .where(
        tuple_(CadastralPlan.municipality_code, CadastralPlan.immobile_id).in_(_NUMBERS),
        held(CadastralPlan),
    )
    .order_by(CadastralPlan.fid)
)
_ROOMS = _READING.part(
    select(CadastralPlanRoom)
    .where(
        tuple_(CadastralPlanRoom.municipality_code, CadastralPlanRoom.immobile_id).in_(_NUMBERS),
        held(CadastralPlanRoom),
    )
    .order_by(CadastralPlanRoom.polygon_number)
)
_RIGHTS = _READING.part(people.RIGHTS)
_APPURTENANCES = _READING.part(
    select(Appurtenance)
    .where(or_(Appurtenance.unit_id == _UNIT, Appurtenance.main_unit_id == _UNIT))
    .where(held(Appurtenance))
    .order_by(Appurtenance.id)
)


@dataclass(frozen=True, slots=True)
class OwnerClassRead:
    """The class of owner of one unit, and since when its owners are these."""

    unit_id: uuid.UUID
    reference_id: uuid.UUID | None
    owner_class: OwnerClass
    since: dt.date


@dataclass(frozen=True, slots=True)
class CadastralRecordRead:
    """One record of a unit that holds on a day, with what is told under it."""

    unit: CadastralUnit
    identifiers: list[CadastralUnitIdentifier]
    addresses: list[CadastralUnitAddress]
    plans: list[CadastralPlan]
    rooms: list[CadastralPlanRoom]

    @property
    def measured_m2(self) -> Decimal | None:
        """The areas measured on the plan together, as they stand, without weights."""
        return sum((room.area_m2 for room in self.rooms), Decimal(0)) if self.rooms else None


@dataclass(frozen=True, slots=True)
class Linked:
    """A unit that an appurtenance goes with, or that goes with the unit."""

    unit_id: uuid.UUID
    is_main: bool
    link: Appurtenance


@dataclass(frozen=True, slots=True)
class CadastreOfUnit:
    """What the books say of a unit on a day.

    Several records when several living ones mean the one unit; rights name nobody.
    """

    records: list[CadastralRecordRead]
    rights: list[UnitRight]
    linked: list[Linked]

    @property
    def source_ids(self) -> set[str]:
        """The sources that all this names."""
        return (
            {each.unit.source_id for each in self.records}
            | {each.source_id for each in self.rights}
            | {each.link.source_id for each in self.linked}
        )


def owner_classes(connection: Connection, code: str, on_date: dt.date) -> list[OwnerClassRead]:
    """The class of owner of every unit of a municipality whose owners are known on a day.

    A body's class is what `owner_body` says; without a word there it is a private company, and
    the municipality is known by its name. Several persons by inheritance are undivided heirs.
    """
    rows = connection.execute(
        statement(PACKAGE, "owner_classes"), {"code": code, "on_date": on_date}
    )
    return [
        OwnerClassRead(row.unit_id, row.reference_id, _CLASSES[row.owner_class], row.since)
        for row in rows
    ]


def of_unit(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> CadastreOfUnit:
    """What the books say of a unit on a day, who holds it and what goes with it, in one query."""
    found = _READING.read(session, unit_id=unit_id, on_date=on_date)
    return CadastreOfUnit(
        records=[
            CadastralRecordRead(
                unit,
                [each for each in found[_IDENTIFIERS] if each.cadastral_unit_id == unit.id],
                [each for each in found[_ADDRESSES] if each.cadastral_unit_id == unit.id],
                [each for each in found[_PLANS] if _is_of(each, unit)],
                [each for each in found[_ROOMS] if _is_of(each, unit)],
            )
            for unit in found[_UNITS]
        ],
        rights=found[_RIGHTS],
        linked=[
            Linked(each.main_unit_id, is_main=True, link=each)
            if each.unit_id == unit_id
            else Linked(each.unit_id, is_main=False, link=each)
            for each in found[_APPURTENANCES]
        ],
    )


def _is_of(plan: CadastralPlan | CadastralPlanRoom, unit: CadastralUnit) -> bool:
    return (plan.municipality_code, plan.cadastral_section, plan.immobile_id) == (
        unit.municipality_code,
        unit.cadastral_section,
        unit.immobile_id,
    )
