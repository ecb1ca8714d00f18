"""Reads of housing cases as they stood on a day."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase, HousingCaseState
from buildings.cases.states import ENDED_STATES


@dataclass(frozen=True, slots=True)
class CaseOnDay:
    """A case and the state it was in on a day; `reaches_unit` is false for one of the building."""

    case: HousingCase
    state: HousingCaseState
    is_open: bool
    is_overdue: bool
    reaches_unit: bool


def of_unit(
    session: Session, unit_id: uuid.UUID, building_id: uuid.UUID, on_date: dt.date
) -> list[CaseOnDay]:
    """The cases of a unit, and those of its building that name no unit, open and soonest first."""
    query = (
        select(HousingCase, HousingCaseState)
        .join(HousingCaseState, HousingCaseState.case_id == HousingCase.id)
        .where(
            or_(
                HousingCase.unit_id == unit_id,
                (HousingCase.building_id == building_id) & HousingCase.unit_id.is_(None),
            ),
            HousingCaseState.valid_from <= on_date,
            HousingCaseState.valid_to > on_date,
        )
        .order_by(HousingCase.due_on.nulls_last(), HousingCase.fid)
    )
    cases = [_on_day(case, state, unit_id, on_date) for case, state in session.execute(query)]
    return sorted(cases, key=lambda each: not each.is_open)


def _on_day(
    case: HousingCase, state: HousingCaseState, unit_id: uuid.UUID, on_date: dt.date
) -> CaseOnDay:
    is_open = state.state not in ENDED_STATES
    return CaseOnDay(
        case=case,
        state=state,
        is_open=is_open,
        is_overdue=is_open and case.due_on is not None and case.due_on < on_date,
        reaches_unit=case.unit_id == unit_id,
    )
