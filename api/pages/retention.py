"""The page of retention: how long everything is kept, and what was erased so far."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import SessionDep
from api.pages.templates import NOT_STORED, render
from buildings.retention import queries
from buildings.retention.clocks import CLOCKS
from buildings.retention.states import RetentionAction
from gis.dates import today

RUNS_SHOWN = 10

router = APIRouter(include_in_schema=False)


@router.get("/retention")
def retention(request: Request, session: SessionDep) -> Response:
    """The rules in force, open to everybody; counts and runs for who may read the log."""
    rules = queries.rules(session, today())
    return render(
        request,
        "retention.html",
        headers=NOT_STORED,
        rules=rules,
        clocks=CLOCKS,
        keep=RetentionAction.KEEP,
        erased=queries.erased_counts(session),
        runs=queries.newest_runs(session, RUNS_SHOWN),
    )
