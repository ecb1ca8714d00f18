"""The stacked plan of a building: columns are staircases, rows are floors, cells hold flats."""

import datetime as dt
import re
import uuid
from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from buildings.registry import queries as registry
from buildings.registry.queries import UnitPlace
from buildings.status.queries import NOTHING_KNOWN, Glance, glances
from buildings.status.states import Badge


@dataclass(frozen=True, slots=True)
class PlanFlat:
    """A unit in its cell; `is_late` when something about it is overdue."""

    place: UnitPlace
    glance: Glance
    is_late: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A floor, with one cell a staircase."""

    floor_code: str | None
    cells: list[list[PlanFlat]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Floors from the top down; a staircase that is not known is None and comes last."""

    staircases: list[str | None]
    rows: list[PlanRow]
    legend: list[tuple[Badge, int]]
    unit_count: int
    late_count: int
    is_synthetic: bool


def plan(session: Session, building_id: uuid.UUID, on_date: dt.date) -> Plan:
    """The plan of a building on a day, in three queries."""
    unit_ids = registry.unit_ids_of(session, building_id)
    seen = glances(session, unit_ids, on_date)
    flats = [
        _flat(place, seen.get(place.id, NOTHING_KNOWN), on_date)
        for place in registry.units(session, unit_ids, on_date)
    ]
    staircases = sorted({flat.place.staircase_code for flat in flats}, key=_by_code)
    floors = list(dict.fromkeys(flat.place.floor_code for flat in flats))
    badges = Counter(flat.glance.badge for flat in flats)
    return Plan(
        staircases=staircases,
        rows=[PlanRow(floor, _cells(flats, floor, staircases)) for floor in floors],
        legend=[(badge, badges[badge]) for badge in Badge if badges[badge]],
        unit_count=len(flats),
        late_count=sum(flat.is_late for flat in flats),
        is_synthetic=any(flat.place.is_synthetic or flat.glance.is_synthetic for flat in flats),
    )


def _flat(place: UnitPlace, glance: Glance, on_date: dt.date) -> PlanFlat:
    return PlanFlat(place, glance, glance.due_on is not None and glance.due_on < on_date)


def _cells(
    flats: list[PlanFlat], floor: str | None, staircases: list[str | None]
) -> list[list[PlanFlat]]:
    """The flats of one floor by staircase, by door."""
    here = sorted(
        (flat for flat in flats if flat.place.floor_code == floor),
        key=lambda flat: _by_code(flat.place.unit_number),
    )
    return [[flat for flat in here if flat.place.staircase_code == code] for code in staircases]


def _by_code(code: str | None) -> tuple[bool, int, str]:
    """`2` before `10`, letters in alphabetical order, what is not known last."""
    number = re.match(r"\d+", code or "")
    return code is None, int(number[0]) if number else 0, code or ""
