"""Emergency access of the system administrator: asked, begun once granted, ended."""

import datetime as dt
import uuid
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.deps import SessionDep, reader_of
from api.pages.access.account import CookieDep
from api.pages.templates import NOT_STORED, render
from buildings.approvals import queries as approvals
from buildings.approvals.states import ApprovalKind, ApprovalState
from buildings.emergencies import queries, service
from buildings.emergencies.models import LONGEST_MINUTES
from buildings.emergencies.service import SHORTEST_MINUTES, Emergency
from buildings.privacy.states import Role
from gis.codes import Text
from gis.errors import ForbiddenError, InputError

EMERGENCY = "/access/emergency"


def _administrator(request: Request, cookie: CookieDep) -> None:
    """Only a system administrator, who reads as one or is in an emergency."""
    del cookie
    reader = reader_of(request)
    is_whole = reader is not None and reader.standing in {"whole", "emergency"}
    if reader is None or reader.own_role != Role.SYSTEM_ADMIN or not is_whole:
        raise ForbiddenError(
            Text(it="L'accesso d'emergenza è dell'amministratore di sistema.",
                 en="Emergency access is for the system administrator.")
        )  # fmt: skip


router = APIRouter(include_in_schema=False, dependencies=[Depends(_administrator)])


@router.get(EMERGENCY)
def emergency(request: Request, session: SessionDep) -> Response:
    """The emergency under way, else the form and what was asked lately."""
    return _page(request, session)


@router.post(EMERGENCY)
def ask(
    request: Request,
    session: SessionDep,
    *,
    unit: Annotated[str, Form(max_length=300)] = "",
    role: Annotated[str, Form(max_length=40)] = "",
    minutes: Annotated[int, Form()] = SHORTEST_MINUTES,
    reason: Annotated[str, Form(max_length=600)] = "",
) -> Response:
    """Ask a second person."""
    try:
        service.ask(session, Emergency(unit, role, minutes, reason))
    except InputError as error:
        return _page(request, session, error.text)
    return _back()


@router.post("/access/emergency/end")
def end(session: SessionDep) -> Response:
    """End it before its time."""
    service.end(session)
    answer = _back()
    # What was read must not come back with the browser's button.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@router.post("/access/emergency/{approval_id}/begin")
def begin(session: SessionDep, cookie: CookieDep, approval_id: uuid.UUID) -> Response:
    """Begin what was granted; from the next request on, this session reads of the unit."""
    service.begin(session, approval_id, cookie)
    return _back()


def _page(request: Request, session: Session, problem: Text | None = None) -> Response:
    asked = [
        each
        for each in approvals.listed(session)
        if each.is_own and each.kind is ApprovalKind.BREAK_GLASS
    ]
    return render(
        request,
        "access/emergency.html",
        status=HTTPStatus.OK if problem is None else HTTPStatus.BAD_REQUEST,
        headers=NOT_STORED,
        problem=problem,
        unit=queries.unit_under_way(session),
        roles=queries.roles(session),
        asked=asked,
        now=dt.datetime.now(dt.UTC),
        granted=ApprovalState.GRANTED,
        shortest=SHORTEST_MINUTES,
        longest=LONGEST_MINUTES,
    )


def _back() -> Response:
    return RedirectResponse(EMERGENCY, HTTPStatus.SEE_OTHER, headers=NOT_STORED)
