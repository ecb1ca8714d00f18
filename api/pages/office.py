"""The page of the office: what waits to be settled, counted, each with its own page."""

import datetime as dt

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import SessionDep, requiring
from api.pages.templates import NOT_STORED, render
from buildings.discrepancies.states import DiscrepancyState
from buildings.identity.states import ReferenceState
from buildings.interventions.states import InterventionState
from buildings.privacy.states import DataClass
from data.ingest.states import ImportOutcome
from gis.dates import today
from gis.sqlfiles import statement

RECENT = dt.timedelta(days=30)
_WITH_REFUSALS = (
    ImportOutcome.DONE_WITH_REFUSALS,
    ImportOutcome.REFUSED,
    ImportOutcome.FAILED,
    ImportOutcome.INTERRUPTED,
)

router = APIRouter(include_in_schema=False, dependencies=[requiring(DataClass.P3)])


@router.get("/office")
def office(request: Request, session: SessionDep) -> Response:
    """What waits for the office, in one query."""
    now = dt.datetime.now(dt.UTC)
    values = {
        "to_decide": ReferenceState.REVIEW.value,
        "without_unit": ReferenceState.UNMATCHED.value,
        "open": DiscrepancyState.OPEN.value,
        "now": now,
        "month_ago": now - RECENT,
        "with_refusals": [outcome.value for outcome in _WITH_REFUSALS],
        "today": today(),
        "under_way": InterventionState.WORKS_STARTED.value,
    }
    waiting = session.execute(statement("api.pages", "office"), values).one()
    return render(request, "office.html", headers=NOT_STORED, waiting=waiting)
