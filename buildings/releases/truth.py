"""What the released tables are counted from: the register's own rows on a quarter's last day."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from buildings.releases.catalogue import Table
from buildings.releases.models import Release
from buildings.releases.states import Level
from gis.history.reading import as_known_at
from gis.sqlfiles import statement

SQL = "buildings.releases.sql"


@dataclass(frozen=True, slots=True)
class Money:
    """What was due and unpaid, and how many stand behind what is unpaid."""

    due: float
    unpaid: float
    contributors: int
    largest_share: float | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """The smallest count of a table: one place, one class. Of money, `count` is its dwellings."""

    district: uuid.UUID
    condominium: uuid.UUID | None
    building: uuid.UUID | None
    category: str | None
    count: int
    money: Money | None = None

    @property
    def place(self) -> tuple[uuid.UUID, uuid.UUID | None, uuid.UUID | None]:
        """Where it is counted, from the district down."""
        return self.district, self.condominium, self.building

    def at(self, level: Level) -> uuid.UUID | None:
        """The place of that level that it lies in."""
        match level:
            case Level.DISTRICT:
                return self.district
            case Level.CONDOMINIUM:
                return self.condominium
            case Level.BUILDING:
                return self.building


def counted(session: Session, table: Table, on_date: dt.date) -> Sequence[Leaf]:
    """The leaves of a table on a day, in a fixed order."""
    rows = session.execute(statement(SQL, table.indicator.value), {"on_date": on_date})
    leaves = [
        Leaf(
            row.district_id,
            row.condominium_id,
            row.building_id,
            row.category,
            row.n,
            Money(row.due, row.unpaid, row.contributors, row.largest_share)
            if getattr(row, "due", None) is not None
            else None,
        )
        for row in rows
    ]
    return sorted(leaves, key=lambda each: (*map(str, each.place), each.category or ""))


def counted_for(session: Session, table: Table, release: Release) -> Sequence[Leaf]:
    """The leaves that a release was made from: as the register was known when it was made."""
    point = session.begin_nested()
    try:
        as_known_at(session, release.made_at)
        return counted(session, table, release.as_of)
    finally:
        # the savepoint takes the moment, and reading only, back with it
        point.rollback()
