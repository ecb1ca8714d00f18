"""Rows of the register from single OSM objects: footprints, entrances, doors."""

from collections.abc import Iterator
from dataclasses import dataclass

from osmium.osm.types import TagList
from shapely import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from data.sources.addresses import AddressRecord, DoorRank, address_record
from data.sources.housenumbers import split_house_numbers
from data.sources.osm_tags import BuildingFacts, building_facts, said, street_of
from data.sources.placing import place
from data.sources.polygons import sound_polygons
from data.sources.rows import Item, Note, Row, RowRefusedError
from data.sources.streetnames import street_key
from gis.codes import Text
from gis.crs import LONLAT_SRID

_DOUBT = Text(
    it="Il valore non è un numero plausibile: tenuto come testo.",
    en="The value is no plausible number: kept as text.",
)


@dataclass(frozen=True, slots=True)
class Footprint:
    """A building as drawn; its address, if tagged, by the keys that addresses share."""

    identifier: str
    facts: BuildingFacts
    street_key: str | None
    number_key: str | None
    geometry: MultiPolygon


@dataclass(frozen=True, slots=True)
class Entrance:
    """A staircase's door on the outline of a building."""

    building_identifier: str
    staircase_code: str
    street_key: str | None
    number_key: str | None
    geometry: Point


def footprint_items(number: int, name: str, tags: TagList, lonlat: BaseGeometry) -> Iterator[Item]:
    """The building, its address on the outline, and notes; raises RowRefusedError."""
    raw = f"{name} {said(tags)}"
    placed = place("geometry", lonlat, LONLAT_SRID)
    if placed.was_swapped:
        raise RowRefusedError("lat, lon", "", SWAPPED)
    polygons, repair = sound_polygons("geometry", placed.geometry)
    facts = building_facts(tags)
    if repair:
        yield Note(number, "geometry", name, repair)
    for tag, text in facts.doubts:
        yield Note(number, tag, text, _DOUBT)
    doors = list(_doors(name, tags, polygons.representative_point(), DoorRank.OUTLINE))
    first = doors[0] if doors else None
    yield Row(
        number,
        raw,
        Footprint(
            name,
            facts,
            first.street_key if first else None,
            first.number_key if first else None,
            polygons,
        ),
    )
    for door in doors:
        yield Row(number, raw, door)


def entrance_keys(tags: TagList) -> tuple[str | None, str | None]:
    """Street and number keys of the door that an entrance node bears itself, if it does."""
    street, numbers = street_of(tags), split_house_numbers(tags.get("addr:housenumber") or "")
    return (street_key(street), numbers[0].text) if street and numbers else (None, None)


def node_doors(number: int, name: str, tags: TagList, lonlat: Point) -> Iterator[Item]:
    """The doors that a node bears; raises RowRefusedError without a street or a number."""
    placed = place("lat, lon", lonlat, LONLAT_SRID)
    if placed.was_swapped:
        raise RowRefusedError("lat, lon", "", SWAPPED)
    rank = DoorRank.ENTRANCE if tags.get("entrance") else DoorRank.DOOR
    doors = list(_doors(name, tags, Point(placed.geometry.bounds[:2]), rank))
    if not doors:
        column = "addr:housenumber" if street_of(tags) else "addr:street"
        raise RowRefusedError(column, tags.get(column) or "", _NO_DOOR)
    for door in doors:
        yield Row(number, f"{name} {said(tags)}", door)


def _doors(name: str, tags: TagList, point: Point, rank: DoorRank) -> Iterator[AddressRecord]:
    street, numbers = street_of(tags), split_house_numbers(tags.get("addr:housenumber") or "")
    if street is None or not street_key(street) or not numbers:
        return
    for number in numbers:
        identifier = name if len(numbers) == 1 else f"{name}:{number.text}"
        yield address_record(street, number, identifier, point, rank=rank)


SWAPPED = Text(
    it="Latitudine e longitudine sono scambiate nel file: va rifatto.",
    en="Latitude and longitude are swapped in the file: it must be made again.",
)
_NO_DOOR = Text(
    it="Un numero civico vuole una via (addr:street o addr:place) e un numero leggibile.",
    en="A street number needs a street (addr:street or addr:place) and a readable number.",
)
