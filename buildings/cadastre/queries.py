"""Reads of the cadastre's books: what they say of a unit, and what its owners are."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import Session

from buildings.cadastre.models import (
    CadastralUnit,
    CadastralUnitAddress,
    CadastralUnitIdentifier,
)
from buildings.cadastre.plans import CadastralPlan, CadastralPlanRoom
from buildings.cadastre.states import IdentifierRole
from buildings.registry.appurtenances import Appurtenance
from buildings.status.states import OwnerClass
from gis.sqlfiles import statement

PlanT = TypeVar("PlanT", CadastralPlan, CadastralPlanRoom)
PACKAGE = "buildings.cadastre"
_CLASSES = {member.value: member for member in OwnerClass}


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
    def measured_m2(self) -> float | None:
        """The areas measured on the plan together, as they stand, without weights."""
        return float(sum(room.area_m2 for room in self.rooms)) if self.rooms else None


@dataclass(frozen=True, slots=True)
class Linked:
    """A unit that an appurtenance goes with, or that goes with the unit."""

    unit_id: uuid.UUID
    is_main: bool
    link: Appurtenance


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


def records(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> list[CadastralRecordRead]:
    """What the books say of a unit on a day, in at most five queries.

    Several records when several living ones mean the one unit.
    """
    units = session.scalars(
        select(CadastralUnit)
        .where(
            CadastralUnit.unit_id == unit_id,
            CadastralUnit.valid_from <= on_date,
            CadastralUnit.valid_to > on_date,
        )
        .order_by(CadastralUnit.immobile_id, CadastralUnit.progressive)
    ).all()
    if not units:
        return []
    identifiers = session.scalars(
        select(CadastralUnitIdentifier)
        .where(
            CadastralUnitIdentifier.cadastral_unit_id.in_([each.id for each in units]),
            CadastralUnitIdentifier.role == IdentifierRole.OWN,
        )
        .order_by(CadastralUnitIdentifier.position)
    ).all()
    addresses = session.scalars(
        select(CadastralUnitAddress)
        .where(CadastralUnitAddress.cadastral_unit_id.in_([each.id for each in units]))
        .order_by(CadastralUnitAddress.position)
    ).all()
    plans = session.scalars(
        _of_units(CadastralPlan, units, on_date).order_by(CadastralPlan.fid)
    ).all()
    rooms = session.scalars(
        _of_units(CadastralPlanRoom, units, on_date).order_by(CadastralPlanRoom.polygon_number)
    ).all()
    return [
        CadastralRecordRead(
            unit,
            [each for each in identifiers if each.cadastral_unit_id == unit.id],
            [each for each in addresses if each.cadastral_unit_id == unit.id],
            [each for each in plans if _is_of(each, unit)],
            [each for each in rooms if _is_of(each, unit)],
        )
        for unit in units
    ]


def _of_units(
    table: type[PlanT], units: Sequence[CadastralUnit], on_date: dt.date
) -> Select[PlanT]:
    return select(table).where(
        table.municipality_code.in_({each.municipality_code for each in units}),
        table.immobile_id.in_({each.immobile_id for each in units}),
        table.valid_from <= on_date,
        table.valid_to > on_date,
    )


def _is_of(plan: CadastralPlan | CadastralPlanRoom, unit: CadastralUnit) -> bool:
    return (plan.municipality_code, plan.cadastral_section, plan.immobile_id) == (
        unit.municipality_code,
        unit.cadastral_section,
        unit.immobile_id,
    )


def linked(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> list[Linked]:
    """The appurtenances of a unit and what it is an appurtenance of, on a day."""
    rows = session.scalars(
        select(Appurtenance)
        .where(
            (Appurtenance.unit_id == unit_id) | (Appurtenance.main_unit_id == unit_id),
            Appurtenance.valid_from <= on_date,
            Appurtenance.valid_to > on_date,
        )
        .order_by(Appurtenance.id)
    )
    return [
        Linked(each.main_unit_id, is_main=True, link=each)
        if each.unit_id == unit_id
        else Linked(each.unit_id, is_main=False, link=each)
        for each in rows
    ]
