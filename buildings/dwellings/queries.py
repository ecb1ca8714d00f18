"""Reads of the real homes in a unit, and of what is said of each."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from buildings.dwellings.models import Dwelling, DwellingStatus, DwellingUnit
from buildings.status.states import VALUES, Dimension
from gis.codes import Coded
from gis.together import Together, held

_INSIDE = select(DwellingUnit.dwelling_id).where(
    DwellingUnit.unit_id == bindparam("unit_id"), held(DwellingUnit)
)
_READING = Together()
_DWELLINGS = _READING.part(
    select(Dwelling).where(Dwelling.id.in_(_INSIDE)).order_by(Dwelling.label, Dwelling.fid)
)
_LINKS = _READING.part(
    select(DwellingUnit).where(DwellingUnit.dwelling_id.in_(_INSIDE), held(DwellingUnit))
)
_STATES = _READING.part(
    select(DwellingStatus)
    .where(
        DwellingStatus.dwelling_id.in_(_INSIDE),
        DwellingStatus.value != "unknown",
        held(DwellingStatus),
    )
    .order_by(DwellingStatus.preference.desc())
)


@dataclass(frozen=True, slots=True)
class Home:
    """A real home in a unit on a day: in how many units it lies, and its state."""

    dwelling: Dwelling
    unit_count: int
    states: dict[Dimension, DwellingStatus]

    def rows(self) -> list[DwellingStatus]:
        """The values that are shown, in the order of the dimensions."""
        return [self.states[each] for each in Dimension if each in self.states]


def homes_of_unit(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> list[Home]:
    """The homes that lie in a unit on a day, in one query; none where the unit is its own home.

    Of each dimension the most reliable source's value is told, then the newest.
    """
    found = _READING.read(session, unit_id=unit_id, on_date=on_date)
    spread = Counter(link.dwelling_id for link in found[_LINKS])
    states: dict[uuid.UUID, dict[Dimension, DwellingStatus]] = {}
    for row in found[_STATES]:
        states.setdefault(row.dwelling_id, {}).setdefault(row.dimension, row)
    return [Home(each, spread[each.id], states.get(each.id, {})) for each in found[_DWELLINGS]]


def value_of(row: DwellingStatus) -> Coded:
    """The value that a row gives, as a member of its code list."""
    return next(member for member in VALUES[row.dimension] if member.value == row.value)
