"""Reads of condominium issues as they stood on a day."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from buildings.issues.models import CondominiumIssue, CondominiumIssueState
from buildings.issues.states import OPEN_STATES, Severity
from buildings.registry.models import Building, Unit


@dataclass(frozen=True, slots=True)
class IssueOnDay:
    """An issue and the state it was in on a day."""

    issue: CondominiumIssue
    state: CondominiumIssueState
    is_open: bool
    is_overdue: bool


def of_unit(
    session: Session,
    unit_id: uuid.UUID,
    building_id: uuid.UUID,
    condominium_id: uuid.UUID | None,
    on_date: dt.date,
) -> list[IssueOnDay]:
    """The issues of a unit, and those of its building and condominium that name no unit."""
    common = [(CondominiumIssue.building_id == building_id)]
    if condominium_id is not None:
        whole = CondominiumIssue.building_id.is_(None)
        common.append((CondominiumIssue.condominium_id == condominium_id) & whole)
    reaches = or_(
        CondominiumIssue.unit_id == unit_id, CondominiumIssue.unit_id.is_(None) & or_(*common)
    )
    return _on_day(session, reaches, on_date)


def of_condominium(
    session: Session, condominium_id: uuid.UUID, on_date: dt.date
) -> list[IssueOnDay]:
    """The issues of a condominium and of its buildings and units."""
    buildings = select(Building.id).where(Building.condominium_id == condominium_id)
    units = select(Unit.id).where(Unit.condominium_id == condominium_id)
    reaches = or_(
        CondominiumIssue.condominium_id == condominium_id,
        CondominiumIssue.building_id.in_(buildings),
        CondominiumIssue.unit_id.in_(units),
    )
    return _on_day(session, reaches, on_date)


def _on_day(session: Session, reaches: ColumnElement[bool], on_date: dt.date) -> list[IssueOnDay]:
    """Open ones first, then by severity and due date.

    An issue whose last state ended before the day is known no more, and not open.
    """
    query = (
        select(CondominiumIssue, CondominiumIssueState)
        .join(CondominiumIssueState, CondominiumIssueState.issue_id == CondominiumIssue.id)
        .where(reaches, CondominiumIssueState.valid_from <= on_date)
        .ext(distinct_on(CondominiumIssue.id))
        .order_by(CondominiumIssue.id, CondominiumIssueState.valid_from.desc())
    )
    issues = [_read(issue, state, on_date) for issue, state in session.execute(query)]
    return sorted(issues, key=_urgency)


def _read(issue: CondominiumIssue, state: CondominiumIssueState, on_date: dt.date) -> IssueOnDay:
    holds = state.valid_to is None or state.valid_to > on_date
    is_open = holds and state.state in OPEN_STATES
    is_overdue = is_open and issue.due_on is not None and issue.due_on < on_date
    return IssueOnDay(issue, state, is_open=is_open, is_overdue=is_overdue)


def _urgency(each: IssueOnDay) -> tuple[bool, int, dt.date, int]:
    worst_first = list(Severity)
    severity = worst_first.index(each.issue.severity)
    return not each.is_open, severity, each.issue.due_on or dt.date.max, each.issue.fid
