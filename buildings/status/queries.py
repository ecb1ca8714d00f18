"""Reads of the dated dimensions of units, and of what must be read at a glance."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from buildings.cases.states import ENDED_STATES, CaseType, Office
from buildings.issues.states import OPEN_STATES, IssueType
from buildings.status.models import UnitStatus, UnitUtility
from buildings.status.states import VALUES, Badge
from gis.codes import Coded
from gis.columns import code_type
from gis.sqlfiles import statement

_WHAT_FALLS_DUE: dict[tuple[str | None, str | None], Coded] = {
    ("case", kind.value): kind for kind in CaseType
} | {("issue", kind.value): kind for kind in IssueType}


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The badge of a unit, who follows it and what falls due next, overdue things included.

    `due_kind` is `case`, `issue` or `sale`; `due_what` is the type of the case or issue.
    """

    badge: Badge
    is_synthetic: bool
    due_on: dt.date | None
    due_kind: str | None
    due_what: Coded | None
    due_office: Office | None
    offices: tuple[Office, ...]
    open_cases: int


NOTHING_KNOWN = Glance(
    badge=Badge.UNKNOWN,
    is_synthetic=False,
    due_on=None,
    due_kind=None,
    due_what=None,
    due_office=None,
    offices=(),
    open_cases=0,
)
"""The glance of a unit whose building did not stand on the day."""


Held = TypeVar("Held", UnitStatus, UnitUtility)


@dataclass(frozen=True, slots=True)
class Track(Generic[Held]):
    """What holds of one dimension or service on a day (None for nothing known), and what held.

    Of several sources the most reliable is believed, then the newest; `others` tell the rest.
    """

    what: Coded
    now: Held | None
    others: list[Held]
    before: list[Held]

    @property
    def rows(self) -> list[Held]:
        """What holds, best first, and what held, newest first."""
        held = [] if self.now is None else [self.now]
        return held + self.others + self.before

    @property
    def differs(self) -> bool:
        """Whether another source tells another value."""
        return any(value_of(row) != value_of(held) for held in self.rows[:1] for row in self.others)


def tracks(codes: Iterable[Coded], rows: Sequence[Held], on_date: dt.date) -> list[Track[Held]]:
    """One track for each code, in the order of the codes; rows come newest first."""
    return [_track(code, [row for row in rows if code_of(row) == code], on_date) for code in codes]


def _track(code: Coded, rows: list[Held], on_date: dt.date) -> Track[Held]:
    held = [row for row in rows if row.valid_to is None or row.valid_to > on_date]
    best = sorted(held, key=_trust, reverse=True)
    before = [row for row in rows if row not in held]
    return Track(code, best[0] if best else None, best[1:], before)


def _trust(row: Held) -> tuple[bool, str]:
    """How far a row is believed; who does not know is believed least."""
    return value_of(row).value != "unknown", row.preference


def code_of(row: UnitStatus | UnitUtility) -> Coded:
    """The dimension or the service that a row is about."""
    return row.dimension if isinstance(row, UnitStatus) else row.service


def value_of(row: UnitStatus | UnitUtility) -> Coded:
    """The value that a row gives, as a member of its code list."""
    if isinstance(row, UnitUtility):
        return row.state
    return next(member for member in VALUES[row.dimension] if member.value == row.value)


def glances(
    session: Session, unit_ids: Sequence[uuid.UUID], on_date: dt.date
) -> dict[uuid.UUID, Glance]:
    """What is read at a glance on a day, by unit; one query whatever their number."""
    if not unit_ids:
        return {}
    rows = session.execute(
        statement("buildings.status", "glances").columns(
            badge=code_type(Badge), due_office=code_type(Office)
        ),
        {
            "unit_ids": list(map(str, unit_ids)),
            "on_date": on_date,
            "ended_cases": [state.value for state in ENDED_STATES],
            "open_issues": [state.value for state in OPEN_STATES],
        },
    )
    return {
        row.id: Glance(
            badge=row.badge,
            is_synthetic=row.is_synthetic,
            due_on=row.due_on,
            due_kind=row.due_kind,
            due_what=_WHAT_FALLS_DUE.get((row.due_kind, row.due_code)),
            due_office=row.due_office,
            offices=tuple(office for office in Office if office.value in row.offices),
            open_cases=row.open_cases,
        )
        for row in rows
    }
