"""What OSM tags mean for the register; free text that says no number is kept as text."""

import re
from dataclasses import dataclass
from decimal import Decimal

from osmium.osm.types import TagList

_LEVELS = re.compile(r"\d{1,2}")
_HEIGHT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:m|metri)?")
_YEAR = re.compile(r"~?(1\d{3}|20\d{2})(?:-\d{2})*")
_STAIRCASE = re.compile(r"[A-Z0-9]{1,3}")
_NO_BUILDING = frozenset({"no", "demolished", "razed", "proposed"})
_NO_STAIRCASE = frozenset({"no", "service", "garage", "emergency", "exit", "shop"})
_LONG_NAMES = {"n": "node", "w": "way", "r": "relation"}
MOST_LEVELS = 40
MOST_HEIGHT_M = 200


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """Facts of one building; `doubts` are (tag, text) that could not be read as a number."""

    name: str | None
    floors_above_ground: int | None
    floors_text: str | None
    height_m: Decimal | None
    built_year: int | None
    doubts: tuple[tuple[str, str], ...]


def osm_name(kind: str, number: int) -> str:
    """`way/-11`: how people cite an object; `kind` is n, w or r."""
    return f"{_LONG_NAMES[kind]}/{number}"


def is_building(tags: TagList) -> bool:
    """Whether the object is the outline of a building that stands."""
    return (tags.get("building") or "no").lower() not in _NO_BUILDING


def is_building_relation(tags: TagList) -> bool:
    """Whether the members of the relation are the outlines of one building."""
    return tags.get("type") == "multipolygon" and is_building(tags)


def building_facts(tags: TagList) -> BuildingFacts:
    """Levels, height, year and name; a comma in the height is read as a point."""
    doubts = []
    levels_text, height_text = tags.get("building:levels"), tags.get("height")
    levels = _levels(levels_text)
    if levels_text and levels is None:
        doubts.append(("building:levels", levels_text))
    height = _height_m(height_text)
    if height_text and height is None:
        doubts.append(("height", height_text))
    year = _YEAR.fullmatch((tags.get("start_date") or "").strip())
    name = " ".join((tags.get("name") or "").split())
    return BuildingFacts(
        name=name or None,
        floors_above_ground=levels,
        floors_text=levels_text,
        height_m=height,
        built_year=int(year[1]) if year else None,
        doubts=tuple(doubts),
    )


def street_of(tags: TagList) -> str | None:
    """The street, or the hamlet where doors are numbered by place."""
    name = tags.get("addr:street") or tags.get("addr:place") or ""
    return " ".join(name.split()) or None


def staircase_code(tags: TagList) -> str | None:
    """The letter or number of the staircase behind an entrance, or None if it is none."""
    kind = tags.get("entrance")
    code = (tags.get("ref") or "").strip().upper()
    if not kind or kind in _NO_STAIRCASE or not _STAIRCASE.fullmatch(code):
        return None
    return code


def said(tags: TagList) -> str:
    """The tags on one line, as a person can check them."""
    return " ".join(f"{tag.k}={tag.v}" for tag in tags)


def _levels(text: str | None) -> int | None:
    found = _LEVELS.fullmatch((text or "").strip())
    levels = int(found.group()) if found else 0
    return levels if 1 <= levels <= MOST_LEVELS else None


def _height_m(text: str | None) -> Decimal | None:
    found = _HEIGHT.fullmatch((text or "").strip())
    height = round(Decimal(found[1].replace(",", ".")), 1) if found else Decimal(0)
    return height if 0 < height <= MOST_HEIGHT_M else None
