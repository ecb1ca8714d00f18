"""Reads of housing cases as they stood on a day."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase, HousingCaseState
from buildings.cases.states import ENDED_STATES
from gis.together import held

_OF_UNIT = (
    select(HousingCase, HousingCaseState)
    .join(HousingCaseState, HousingCaseState.case_id == HousingCase.id)
    .where(
        or_(
            HousingCase.unit_id == bindparam("unit_id"),
            and_(
                HousingCase.building_id == bindparam("building_id"), HousingCase.unit_id.is_(None)
            ),
        ),
        held(HousingCaseState),
    )
    .order_by(HousingCase.due_on.nulls_last(), HousingCase.fid)
)


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
    found = session.execute(
        _OF_UNIT, {"unit_id": unit_id, "building_id": building_id, "on_date": on_date}
    )
    cases = [_on_day(case, state, unit_id, on_date) for case, state in found]
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
