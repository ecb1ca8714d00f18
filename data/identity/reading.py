"""Namings read into codes and numbers, ready for the database to join."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row

from data.bulk.cursors import copy_in
from data.identity.cadastral import Reference, read_category, read_reference
from data.identity.doors import Spot, read_spot
from data.identity.gazetteer import Gazetteer
from gis.sqlfiles import statement

PACKAGE = "data.identity.sql"
_NAMED = "copy named from stdin"
_SPELLINGS = "copy spelling from stdin"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": " ", "\n": " ", "\r": " ", "\0": " "})
_BATCH = 20_000


@dataclass(slots=True)
class Places:
    """The streets and cadastral sections of the municipalities that are spoken of."""

    gazetteers: Mapping[str, Gazetteer]
    sections: Mapping[str, tuple[str, ...]]
    spellings: dict[tuple[str, str], int | None] = field(default_factory=dict)
    lines: list[tuple[object, ...]] = field(default_factory=list)

    def spelling(self, code: str, street: str) -> int | None:
        """The number of a spelling among those that mean some street, None for no street."""
        key = (code, street)
        if key not in self.spellings:
            found = self.gazetteers[code].find(street) if code in self.gazetteers else []
            number = len(self.spellings) if found else None
            self.spellings[key] = number
            self.lines += [(number, code, name, int(level)) for name, level in found]
        return self.spellings[key]

    def references(self, code: str, said: Reference) -> tuple[list[str], list[str]]:
        """The identifiers of the units, and of the parcel, that a reference may stand for."""
        if not said.sheet or not said.parcel:
            return [], []
        sections = (said.section,) if said.section else self.sections.get(code, ())
        parcels = [
            f"{code}/{section}/{said.sheet}/{said.parcel}"
            for section in dict.fromkeys(("-", *sections))
        ]
        units = [f"{parcel}/{subunit}" for parcel in parcels for subunit in said.subunits]
        return units, parcels


def places_of(connection: Connection, codes: Iterable[str]) -> Places:
    """What the register knows of some municipalities."""
    asked = {"codes": sorted(set(codes))}
    names: dict[str, list[str]] = {}
    for code, name in connection.execute(statement(PACKAGE, "streets_of"), asked):
        names.setdefault(code, []).append(name)
    sections: dict[str, tuple[str, ...]] = {}
    for code, section in connection.execute(statement(PACKAGE, "sections_of"), asked):
        sections[code] = (*sections.get(code, ()), section)
    return Places({code: Gazetteer(each) for code, each in names.items()}, sections)


def stage_namings(connection: Connection, rows: Iterable[Row[Any]], places: Places) -> int:
    """Copy the namings, read, into the temporary table `named`; how many."""
    count = 0
    each = iter(rows)
    while batch := [_line(_fields(row, places)) for row in islice(each, _BATCH)]:
        copy_in(connection, _NAMED, "".join(batch))
        count += len(batch)
    copy_in(connection, _SPELLINGS, "".join(map(_line, places.lines)))
    return count


def _fields(row: Row[Any], places: Places) -> tuple[object, ...]:
    street, spot = read_spot(
        row.street_name, row.number_text, row.staircase_code, row.floor_code, row.unit_number
    )
    said = read_reference(
        row.cadastral_section, row.sheet, row.parcel_number, row.subunit, row.other_code
    )
    units, parcels = places.references(row.municipality_code, said)
    spelling = places.spelling(row.municipality_code, street) if street else None
    return (
        row.id, row.sender, row.source_id, row.key, row.municipality_code, row.condominium_id,
        spelling, bool(street), *_spot_fields(spot), said.sheet, said.parcel, said.subunits, units,
        parcels, read_category(row.cadastral_category), row.area_m2, row.is_bridged,
    )  # fmt: skip


def _spot_fields(spot: Spot) -> tuple[object, ...]:
    return (
        spot.numbers, spot.is_range, spot.suffix, spot.staircase, spot.staircase_rank,
        spot.floors, spot.doors, spot.door_suffix,
    )  # fmt: skip


def _line(fields: tuple[object, ...]) -> str:
    return "\t".join(map(_text, fields)) + "\n"


def _text(value: object) -> str:
    """A value in COPY's text form; an empty list is null."""
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (list, tuple)):
        items = (_quoted(each) if isinstance(each, str) else str(each) for each in value)
        return f"{{{','.join(items)}}}".translate(_ESCAPES) if value else "\\N"
    return str(value if not isinstance(value, Decimal) else f"{value:f}").translate(_ESCAPES)


def _quoted(item: str) -> str:
    """One element of an array's text form; a row may hold any character in any cell."""
    escaped = item.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
