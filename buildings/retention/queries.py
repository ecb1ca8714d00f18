"""Reads of retention: the rules in force, what is due, what was erased."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from buildings.retention.clocks import CLOCKS
from buildings.retention.models import Erasure, RetentionRule, RetentionRun
from buildings.retention.states import RetentionAction, RetentionKind
from gis.sqlfiles import statement
from gis.together import held

PACKAGE = "buildings.retention.sql"
_IN_FORCE = select(
    RetentionRule.id,
    RetentionRule.kind,
    RetentionRule.anchor,
    RetentionRule.period_months,
    RetentionRule.action,
    RetentionRule.legal_basis,
).where(held(RetentionRule))
_ALL = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in force."""

    id: int
    kind: RetentionKind
    period_months: int | None
    action: RetentionAction
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Due:
    """A thing whose time has run since a day; `counted_as` and its year survive it."""

    entity: str
    entity_id: str
    counted_as: str | None
    counted_year: int | None
    since: dt.date


def rules(connection: Connection | Session, on_date: dt.date) -> list[Rule]:
    """The rules in force on a day, in the order of their kinds."""
    rows = connection.execute(_IN_FORCE, {"on_date": on_date}).all()
    found = {
        row.kind: Rule(row.id, row.kind, row.period_months, row.action, row.legal_basis)
        for row in rows
    }
    return [found[kind] for kind in RetentionKind if kind in found]


def due(
    connection: Connection | Session, rule: Rule, as_of: dt.date, most: int = _ALL
) -> list[Due]:
    """What a rule finds as of a day, oldest first; nothing for a kind that has no query."""
    clock = CLOCKS[rule.kind]
    if clock.due is None or rule.action not in clock.actions:
        return []
    values = {
        **clock.parameters,
        "months": rule.period_months,
        "as_of": as_of,
        "most": most,
    }
    return [Due(*row) for row in connection.execute(statement(PACKAGE, clock.due), values)]


def erased_counts(
    session: Session,
) -> list[tuple[RetentionKind, RetentionAction, int, dt.datetime]]:
    """How many things of each kind were erased so far, and when last."""
    query = (
        select(Erasure.kind, Erasure.action, func.count(), func.max(Erasure.erased_at))
        .group_by(Erasure.kind, Erasure.action)
        .order_by(Erasure.kind, Erasure.action)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def newest_runs(session: Session, most: int) -> Sequence[RetentionRun]:
    """The newest runs of the job."""
    return session.scalars(select(RetentionRun).order_by(RetentionRun.id.desc()).limit(most)).all()


def awaited() -> Iterator[RetentionKind]:
    """Kinds that the register does not hold yet."""
    return (kind for kind, clock in CLOCKS.items() if clock.is_awaited)
