"""Reads of the audit for its pages: entries by who, what and when, alerts, the chain."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from buildings.audit.models import AuditAnchor, AuditEntry, AuditSeal
from buildings.audit.states import AlertState, Verb
from buildings.audit.watching import AuditAlert, AuditSample
from gis.dates import ROME, day_after
from gis.sqlfiles import statement

MOST_LISTED = 100
MOST_ALERTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of entries is narrowed to; `before` is the entry that the last page ended with.

    Days are of Rome, both included. Entries that policies and hooks wrote are left out unless
    asked for.
    """

    actor: uuid.UUID | None = None
    actor_name: str | None = None
    entity: str | None = None
    entity_id: uuid.UUID | None = None
    verb: Verb | None = None
    fields_class: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    with_automatic: bool = False
    before: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as conditions of a query, but for `before`."""
        columns = {
            AuditEntry.actor: self.actor,
            AuditEntry.entity: self.entity,
            AuditEntry.entity_id: self.entity_id,
            AuditEntry.verb: self.verb,
            AuditEntry.fields_class: self.fields_class,
        }
        found = [column == value for column, value in columns.items() if value is not None]
        if self.actor_name is not None:
            found.append(AuditEntry.actor_name.icontains(self.actor_name, autoescape=True))
        if self.since is not None:
            found.append(AuditEntry.at >= _midnight(self.since))
        if self.until is not None:
            found.append(AuditEntry.at < _midnight(day_after(self.until)))
        if not self.with_automatic:
            found.append(AuditEntry.is_automatic.is_(False))
        return found


@dataclass(frozen=True, slots=True)
class Chain:
    """The last seal, the last anchor, and how much is not sealed yet."""

    seal: AuditSeal | None
    anchor: AuditAnchor | None
    tail_count: int


def entries(session: Session, wanted: Wanted, most: int = MOST_LISTED) -> list[AuditEntry]:
    """The entries wanted, newest first; one more than `most` where there are further pages.

    Pages follow each other by (moment, number): what is written meanwhile moves nothing.
    """
    query = select(AuditEntry).where(*wanted.conditions())
    if wanted.before is not None:
        last = select(AuditEntry.at, AuditEntry.id).where(AuditEntry.id == wanted.before)
        query = query.where(tuple_(AuditEntry.at, AuditEntry.id) < last.scalar_subquery())
    query = query.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(most + 1)
    return list(session.scalars(query))


def alerts(session: Session, state: AlertState | None) -> list[AuditAlert]:
    """The newest alerts, in one state or all."""
    query = select(AuditAlert).order_by(AuditAlert.id.desc()).limit(MOST_ALERTS)
    return list(session.scalars(query if state is None else query.where(AuditAlert.state == state)))


def names(session: Session, actors: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The professional name under which each account was last noted."""
    asked = {"actors": list(set(actors))}
    return {
        row[0]: row[1] for row in session.execute(statement("buildings.audit.sql", "names"), asked)
    }


def open_alert_count(session: Session) -> int:
    """How many alerts wait for somebody."""
    query = select(func.count()).select_from(AuditAlert).where(AuditAlert.state == AlertState.OPEN)
    return session.scalar(query) or 0


def drawn_months(session: Session) -> list[dt.date]:
    """Months whose sample is drawn, newest first."""
    query = select(AuditSample.month).distinct().order_by(AuditSample.month.desc())
    return list(session.scalars(query))


def chain(session: Session) -> Chain:
    """Where the chain stands."""
    seal = session.scalar(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1))
    anchor = session.scalar(select(AuditAnchor).order_by(AuditAnchor.id.desc()).limit(1))
    number = 0 if seal is None else seal.until_number
    tail = select(func.count()).select_from(AuditEntry).where(AuditEntry.transaction_id >= number)
    return Chain(seal, anchor, session.scalar(tail) or 0)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ROME)
