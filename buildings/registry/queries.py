"""Reads of what stands there: units and buildings with their addresses, and their surroundings."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.registry.models import Building, BuildingUse, Unit
from buildings.registry.states import ConsistencyUnit, UseClass
from gis.codes import Text
from gis.columns import Reliability, code_type
from gis.crs import LONLAT_SRID
from gis.errors import NotFoundError
from gis.provenance import Source
from gis.sqlfiles import statement

PACKAGE = "buildings.registry"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlace:
    """A unit, where it is and what the cadastre calls it; areas in square metres."""

    id: uuid.UUID
    fid: int
    building_id: uuid.UUID
    building_name: str | None
    building_ended_on: dt.date | None
    replaced_by_id: uuid.UUID | None
    floors_above_ground: int | None
    municipality_code: str
    municipality: str
    street_name: str | None
    number_text: str | None
    staircase_code: str | None
    floor_code: str | None
    unit_number: str | None
    use_class: UseClass
    condominium_id: uuid.UUID | None
    condominium: str | None
    super_condominium_id: uuid.UUID | None
    super_condominium: str | None
    cadastral_reference: str | None
    cadastral_source_id: str | None
    cadastral_category: str | None
    cadastral_class: str | None
    consistency_value: Decimal | None
    consistency_unit: ConsistencyUnit | None
    cadastral_income_eur: Decimal | None
    rooms: Decimal | None
    cadastral_area_m2: int | None
    usable_area_m2: Decimal | None
    is_studio: bool | None
    bedroom_areas_m2: list[Decimal] | None
    source_id: str
    as_of: dt.date
    reliability: Reliability
    is_synthetic: bool
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingPlace:
    """A building, its measures in metres and storeys; `staircases` are joined by commas."""

    id: uuid.UUID
    name: str | None
    condominium_id: uuid.UUID | None
    condominium: str | None
    municipality_code: str
    municipality: str
    street_name: str | None
    number_text: str | None
    floors_above_ground: int | None
    floors_text: str | None
    height_m: Decimal | None
    built_year: int | None
    staircases: str | None
    unit_count: int
    ended_on: dt.date | None
    replaced_by_id: uuid.UUID | None
    source_id: str
    as_of: dt.date
    reliability: Reliability
    is_synthetic: bool
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """A footprint as an SVG path in metres from the middle of its window, y to the south.

    The window reaches `half_m` to the north and south and 1.4 times that to the west and east.
    """

    is_subject: bool
    half_m: float
    path: str
    number_text: str
    label_x: float
    label_y: float


def units(session: Session, unit_ids: Sequence[uuid.UUID], on_date: dt.date) -> list[UnitPlace]:
    """The units with these ids in their order, as their identifiers were on a day."""
    if not unit_ids:
        return []
    rows = session.execute(
        statement(PACKAGE, "units").columns(
            use_class=code_type(UseClass),
            consistency_unit=code_type(ConsistencyUnit),
            reliability=code_type(Reliability),
        ),
        {"unit_ids": list(map(str, unit_ids)), "on_date": on_date, "lonlat": LONLAT_SRID},
    )
    return [UnitPlace(**row) for row in rows.mappings()]


def unit(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> UnitPlace:
    """One unit; NotFoundError where there is none."""
    return unit_and_others(session, unit_id, [], on_date)[unit_id]


def unit_and_others(
    session: Session, unit_id: uuid.UUID, others: Sequence[uuid.UUID], on_date: dt.date
) -> dict[uuid.UUID, UnitPlace]:
    """One unit and some others by id, in one query; NotFoundError where there is no such unit."""
    found = {place.id: place for place in units(session, [unit_id, *others], on_date)}
    if unit_id not in found:
        raise NotFoundError(
            Text(
                it=f"Nel registro non c'è nessuna unità con identificativo {unit_id}: "
                "cercarla per indirizzo, scala e interno o per dati catastali.",
                en=f"The register has no unit with id {unit_id}: "
                "search it by address, staircase and door or by cadastral reference.",
            )
        )
    return found


def buildings(session: Session, building_ids: Sequence[uuid.UUID]) -> list[BuildingPlace]:
    """The buildings with these ids, by address and staircase."""
    if not building_ids:
        return []
    rows = session.execute(
        statement(PACKAGE, "buildings_found").columns(reliability=code_type(Reliability)),
        {"building_ids": list(map(str, building_ids)), "lonlat": LONLAT_SRID},
    )
    return [BuildingPlace(**row) for row in rows.mappings()]


def building(session: Session, building_id: uuid.UUID) -> BuildingPlace:
    """One building; NotFoundError where there is none."""
    found = buildings(session, [building_id])
    if not found:
        raise NotFoundError(
            Text(
                it=f"Nel registro non c'è nessun edificio con identificativo {building_id}: "
                "cercarlo per via e numero civico.",
                en=f"The register has no building with id {building_id}: "
                "search it by street and number.",
            )
        )
    return found[0]


def uses_of(session: Session, building_id: uuid.UUID, on_date: dt.date) -> list[BuildingUse]:
    """The uses of a building that had not ended by a day, by code."""
    query = (
        select(BuildingUse)
        .where(
            BuildingUse.building_id == building_id,
            BuildingUse.ended_on.is_(None) | (BuildingUse.ended_on > on_date),
        )
        .order_by(BuildingUse.use_code)
    )
    return list(session.scalars(query))


def unit_ids_of(session: Session, building_id: uuid.UUID) -> list[uuid.UUID]:
    """Every unit of a building, from the top floor down, by door."""
    query = (
        select(Unit.id)
        .where(Unit.building_id == building_id)
        .order_by(Unit.floor_order.desc().nulls_last(), Unit.unit_number, Unit.fid)
    )
    return list(session.scalars(query))


def building_ids_of(
    session: Session, condominium_id: uuid.UUID, on_date: dt.date
) -> list[uuid.UUID]:
    """The buildings of a condominium that stand on a day."""
    query = select(Building.id).where(
        Building.condominium_id == condominium_id,
        Building.ended_on.is_(None) | (Building.ended_on > on_date),
    )
    return list(session.scalars(query))


def surroundings(session: Session, building_id: uuid.UUID, on_date: dt.date) -> list[Footprint]:
    """The footprints around a building on a day, the building itself last."""
    rows = session.execute(
        statement(PACKAGE, "surroundings"), {"building_id": building_id, "on_date": on_date}
    )
    return [Footprint(**row) for row in rows.mappings()]


def sources(session: Session, source_ids: Iterable[str]) -> dict[str, Source]:
    """The sources with these ids, by id in alphabetical order."""
    query = select(Source).where(Source.id.in_(set(source_ids))).order_by(Source.id)
    return {source.id: source for source in session.scalars(query)}


def holds_synthetic(session: Session) -> bool:
    """Whether any building of the register is synthetic."""
    return bool(session.scalar(select(select(Building.id).where(Building.is_synthetic).exists())))
