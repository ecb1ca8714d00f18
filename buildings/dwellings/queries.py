"""Reads of the real homes in a unit, and of what is said of each."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.dwellings.models import Dwelling, DwellingStatus, DwellingUnit
from buildings.status.states import VALUES, Dimension
from gis.codes import Coded


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
    """The homes that lie in a unit on a day; none where the unit is its own home."""
    inside = (
        select(DwellingUnit.dwelling_id)
        .where(
            DwellingUnit.unit_id == unit_id,
            DwellingUnit.valid_from <= on_date,
            DwellingUnit.valid_to > on_date,
        )
        .scalar_subquery()
    )
    found = session.scalars(
        select(Dwelling).where(Dwelling.id.in_(inside)).order_by(Dwelling.label, Dwelling.fid)
    ).all()
    if not found:
        return []
    ids = [dwelling.id for dwelling in found]
    links = session.scalars(
        select(DwellingUnit.dwelling_id).where(
            DwellingUnit.dwelling_id.in_(ids),
            DwellingUnit.valid_from <= on_date,
            DwellingUnit.valid_to > on_date,
        )
    ).all()
    states = _states(session, ids, on_date)
    return [Home(each, links.count(each.id), states.get(each.id, {})) for each in found]


def value_of(row: DwellingStatus) -> Coded:
    """The value that a row gives, as a member of its code list."""
    return next(member for member in VALUES[row.dimension] if member.value == row.value)


def _states(
    session: Session, ids: list[uuid.UUID], on_date: dt.date
) -> dict[uuid.UUID, dict[Dimension, DwellingStatus]]:
    """The best value of each dimension: the most reliable source's, then the newest."""
    query = (
        select(DwellingStatus)
        .where(
            DwellingStatus.dwelling_id.in_(ids),
            DwellingStatus.value != "unknown",
            DwellingStatus.valid_from <= on_date,
            DwellingStatus.valid_to > on_date,
        )
        .order_by(DwellingStatus.preference)
    )
    best: dict[uuid.UUID, dict[Dimension, DwellingStatus]] = {}
    for row in session.scalars(query):
        best.setdefault(row.dwelling_id, {})[row.dimension] = row
    return best
