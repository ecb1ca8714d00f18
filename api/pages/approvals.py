"""The page of a second person: what waits for their word, and what they asked themselves."""

import datetime as dt
import uuid
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.approvals import IN_PERSON, asked_in_words
from api.deps import SessionDep
from api.pages.templates import NOT_STORED, render
from buildings.approvals import queries, service
from buildings.approvals.states import ApprovalOutcome

APPROVALS = "/approvals"
router = APIRouter(include_in_schema=False, dependencies=IN_PERSON)


@router.get(APPROVALS)
def approvals(request: Request, session: SessionDep) -> Response:
    """What waits for the reader, then what they asked or decided in the last thirty days."""
    found = queries.listed(session)
    return render(
        request,
        "approvals.html",
        headers=NOT_STORED,
        waiting=[each for each in found if each.awaits_me],
        others=[each for each in found if not each.awaits_me],
        asked_in_words=asked_in_words,
        subjects=queries.subjects(session),
        now=dt.datetime.now(dt.UTC),
        outcomes=ApprovalOutcome,
    )


@router.post("/approvals/{approval_id}")
def decide(
    approval_id: uuid.UUID, session: SessionDep, outcome: Annotated[ApprovalOutcome, Form()]
) -> Response:
    """Grant or refuse somebody else's request."""
    service.decide(session, approval_id, outcome)
    return RedirectResponse(APPROVALS, HTTPStatus.SEE_OTHER, headers=NOT_STORED)
