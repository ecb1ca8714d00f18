"""The rows of a topographic delivery: buildings with heights and uses, street numbers."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from shapely import Point, force_2d

from data.sources.addresses import address_record
from data.sources.facts import Fact
from data.sources.figures import not_a_number
from data.sources.housenumbers import HouseNumber, joined, parse_house_number
from data.sources.placing import SWAPPED, Placed, place
from data.sources.polygons import sound_polygons
from data.sources.rows import Item, Note, Refusal, Row, RowRefusedError, Skip
from data.sources.shapefiles import ShapeRow, text_of
from data.sources.topographic_rows import (
    BuildingRecord,
    Buildings,
    Ground,
    own_number,
    street_names,
)
from data.sources.topographic_set import (
    BUILDINGS,
    FOOTPRINTS,
    NUMBERS,
    STREETS,
    USES,
    VOLUMES,
    Delivery,
)
from gis.codes import Text

_UNDERGROUND = "02"
_STATES = {
    "01": Text(it="Edificio in costruzione.", en="A building under construction."),
    "02": Text(it="Edificio diroccato.", en="A building in ruins."),
}


def delivered_items(delivery: Delivery) -> Iterator[Item]:
    """Every building and street number of the delivery, with what is doubtful about them."""
    told: set[Text] = set()
    if delivery.crs_is_borrowed:
        yield Note(0, FOOTPRINTS, f"EPSG:{delivery.srid}", _BORROWED)
    for item in chain(_building_items(delivery), _number_items(delivery)):
        if isinstance(item, Note) and item.reason is SWAPPED:
            if item.reason in told:
                continue
            told.add(item.reason)
        yield item


def _building_items(delivery: Delivery) -> Iterator[Item]:
    buildings = Buildings()
    for row in delivery.records(BUILDINGS):
        yield from _guarded(BUILDINGS, row, buildings.add)
    footprints: list[tuple[ShapeRow, BuildingRecord]] = []
    for row in delivery.records(FOOTPRINTS):
        try:
            footprints.append((row, _building_of(buildings, row, delivery)))
        except RowRefusedError as error:
            yield _refusal(FOOTPRINTS, row, error)
    yield from _parts(delivery, buildings, footprints)
    for row, record in footprints:
        yield from _footprint(row, record, delivery.srid)
    for record in buildings.by_key.values():
        if not record.has_footprint:
            raw = f"{BUILDINGS} {record.key}"
            keys = (record.key,)
            yield Refusal(record.number, FOOTPRINTS, record.key, _NO_GROUND, raw, keys=keys)


def _parts(
    delivery: Delivery, buildings: Buildings, footprints: list[tuple[ShapeRow, BuildingRecord]]
) -> Iterator[Item]:
    """Uses and volumes join their buildings; what is left over is refused."""
    ground = None
    if BUILDINGS not in delivery.files:
        ground = Ground((row.geometry, record) for row, record in footprints if row.geometry)
    for row in delivery.records(USES):
        yield from _guarded(USES, row, partial(_add_use, buildings))
    for row in delivery.records(VOLUMES):
        yield from _guarded(VOLUMES, row, partial(buildings.add_volume, ground=ground))


def _building_of(buildings: Buildings, row: ShapeRow, delivery: Delivery) -> BuildingRecord:
    if BUILDINGS not in delivery.files:
        record = buildings.add(row)
    else:
        number = text_of(row.attributes, "CLASSREF")
        record = buildings.named("CLASSREF", row.attributes, number)
    if record.has_footprint:
        raise RowRefusedError("CLASSREF", record.key, _TWO_GROUNDS)
    record.has_footprint = True
    return record


def _add_use(buildings: Buildings, row: ShapeRow) -> None:
    number, use = text_of(row.attributes, "CLASSREF"), text_of(row.attributes, "EDIFC_USO")
    record = buildings.named("CLASSREF", row.attributes, number)
    if use and use not in record.uses:
        record.uses.append(use)


def _footprint(row: ShapeRow, record: BuildingRecord, srid: int) -> Iterator[Item]:
    raw = _raw(FOOTPRINTS, row)
    if record.closed_on:
        try:
            ended_on = _day("DATA_FIN", record.closed_on)
        except RowRefusedError as error:
            yield error.refusal(row.number, raw, keys=(record.key,))
            return
        yield Row(row.number, raw, Fact("closed_building", record.key, {"ended_on": ended_on}))
        return
    if text_of(record.cells, "EDIFC_SOT") == _UNDERGROUND:
        yield Skip(row.number, record.key, _BELOW)
        return
    try:
        placed = _placed(row, srid)
        geometry, repair = sound_polygons("geometry", placed.geometry)
    except RowRefusedError as error:
        yield error.refusal(row.number, raw, keys=(record.key,))
        return
    if placed.was_swapped:
        yield Note(row.number, "geometry", record.key, SWAPPED)
    if repair:
        yield Note(row.number, "geometry", record.key, repair)
    if state := _STATES.get(text_of(record.cells, "EDIFC_STAT")):
        yield Note(row.number, "EDIFC_STAT", record.key, state)
    if record.height_m is None:
        yield Note(row.number, "UN_VOL_AV", record.key, _NO_HEIGHT)
    yield Row(row.number, raw, Fact("footprint", record.key, _facts(record), geometry))


def _facts(record: BuildingRecord) -> dict[str, Any]:
    return {
        "identifier": record.key,
        "street_key": None,
        "number_key": None,
        "height_m": record.height_m,
        "uses": record.uses,
    }


def _number_items(delivery: Delivery) -> Iterator[Item]:
    names = street_names(delivery.records(STREETS))
    for row in delivery.records(NUMBERS):
        key = f"{text_of(row.attributes, 'COD_CONS')}/{own_number(row.attributes)}"
        raw = _raw(NUMBERS, row)
        try:
            street = _street(names, text_of(row.attributes, "TP_STR_REF"))
            number = _house_number(row.attributes)
            placed = _placed(row, delivery.srid)
        except RowRefusedError as error:
            yield error.refusal(row.number, raw, keys=(key,))
            continue
        if placed.was_swapped:
            yield Note(row.number, "geometry", key, SWAPPED)
        point = Point(placed.geometry.bounds[:2])
        yield Row(row.number, raw, address_record(street, number, key, point))


def _street(names: dict[str, str], number: str) -> str:
    if not (name := names.get(number)):
        raise RowRefusedError("TP_STR_REF", number, _NO_STREET)
    return name


def _placed(row: ShapeRow, srid: int) -> Placed:
    """The geometry in EPSG:7791 without its heights, which mean nothing here."""
    if row.geometry is None:
        raise RowRefusedError("geometry", "", _NO_SHAPE)
    return place("geometry", force_2d(row.geometry), srid)


def _house_number(cells: dict[str, Any]) -> HouseNumber:
    written, suffix = text_of(cells, "CIVICO_NUM"), text_of(cells, "CIVICO_SUB")
    plain = parse_house_number(written)
    if plain is None:
        raise RowRefusedError("CIVICO_NUM", written, not_a_number(written))
    bare = suffix.lstrip("/- ").upper()
    if not bare or plain.number is None:
        return plain
    return joined(plain.number, f"{plain.suffix}/{bare}" if plain.suffix else bare)


def _day(column: str, raw: str) -> str:
    """`20231231` or an ISO date, in ISO."""
    digits = raw[:10].replace("-", "")
    try:
        return dt.datetime.strptime(digits, "%Y%m%d").date().isoformat()  # noqa: DTZ007 - a day
    except ValueError as error:
        raise RowRefusedError(column, raw, not_a_number(raw)) from error


def _guarded(name: str, row: ShapeRow, act: Callable[[ShapeRow], object]) -> Iterator[Item]:
    try:
        act(row)
    except RowRefusedError as error:
        yield _refusal(name, row, error)


def _refusal(name: str, row: ShapeRow, error: RowRefusedError) -> Refusal:
    number = own_number(row.attributes)
    survey = text_of(row.attributes, "COD_CONS")
    return error.refusal(row.number, _raw(name, row), keys=(f"{survey}/{number}",))


def _raw(name: str, row: ShapeRow) -> str:
    return f"{name} " + "; ".join(f"{key}={value}" for key, value in row.attributes.items())


_BORROWED = Text(
    it="Manca il .prj delle impronte: preso quello di un altro file della fornitura.",
    en="The footprints lack their .prj: that of another file of the delivery is taken.",
)
_NO_GROUND = Text(it="Manca l'impronta.", en="The footprint is missing.")
_NO_SHAPE = Text(
    it="La geometria manca o non si legge.", en="The geometry is missing or cannot be read."
)
_TWO_GROUNDS = Text(
    it="L'edificio ha già un'altra impronta.", en="The building has another footprint already."
)
_BELOW = Text(
    it="Edificio interrato: non è un edificio del registro.",
    en="A building below ground: no building of the register.",
)
_NO_HEIGHT = Text(it="Altezza 0 o mancante: sconosciuta.", en="Height 0 or missing: unknown.")
_NO_STREET = Text(
    it="La via a cui rimanda non è nella fornitura (TP_STR).",
    en="The street that it refers to is not in the delivery (TP_STR).",
)
