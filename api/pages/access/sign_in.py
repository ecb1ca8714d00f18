"""Signing in and out: password, second factor, the link that sets a password, demonstration."""

import datetime as dt
import math
import uuid
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.access import cookies, demonstration
from api.access.onward import onward
from api.deps import GateDep, SessionDep, SettingsDep, reader_of
from api.pages.templates import NOT_STORED, render
from buildings.accounts import queries, service
from buildings.accounts.passwords import SHORTEST, PasswordRefusedError
from buildings.accounts.service import Door, Try
from buildings.accounts.states import SignInOutcome
from buildings.privacy.states import Role
from gis.codes import Text
from gis.errors import ForbiddenError
from gis.reader import digest_of
from gis.settings import Settings

SECRET_ADDRESS = NOT_STORED | {"Referrer-Policy": "no-referrer"}
SAID: dict[SignInOutcome, Text] = {
    SignInOutcome.WRONG: Text(
        it="Indirizzo o password non corretti.", en="Address or password is not right."
    ),
    SignInOutcome.REFUSED: Text(
        it="Questo accesso è scaduto o disattivato: chiedere all'amministratore di sistema.",
        en="This account is expired or disabled: ask the system administrator.",
    ),
}
WRONG_CODE = Text(it="Il codice non è giusto o è già stato usato.",
                  en="The code is not right or has been used.")  # fmt: skip
DEAD_LINK = Text(
    it="Il collegamento è scaduto o già usato: chiederne un altro all'amministratore.",
    en="The link has expired or was used: ask the administrator for another one.",
)
NOT_THE_SAME = Text(it="Le due password non sono uguali.", en="The two passwords differ.")

Next = Annotated[str, Form(alias="next", max_length=2000)]
router = APIRouter(include_in_schema=False)


@router.get("/access/sign-in")
def sign_in_page(
    request: Request,
    session: SessionDep,
    asked: Annotated[str | None, Query(alias="next")] = None,
) -> Response:
    """The form; who has signed in already goes on."""
    reader = reader_of(request)
    if reader is not None and reader.actor is not None:
        return _on(onward(asked))
    return _form(request, session, onward(asked))


@router.post("/access/sign-in")
def sign_in(
    request: Request,
    gate: GateDep,
    settings: SettingsDep,
    *,
    email: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    asked: Next = "",
) -> Response:
    """Check the password, and go on where it is right."""
    came_of = service.sign_in(door_of(request, gate, settings), email, password)
    if came_of.outcome is SignInOutcome.SECOND_FACTOR_DUE:
        further = urlencode({"next": onward(asked)})
        return _with_cookie(request, _on(f"/access/second-factor?{further}"), came_of)
    if came_of.outcome is SignInOutcome.ENTERED:
        return _with_cookie(request, _on(onward(asked)), came_of)
    return _form(request, gate, onward(asked), came_of, email=email)


@router.get("/access/second-factor")
def second_factor_page(
    request: Request, gate: GateDep, asked: Annotated[str | None, Query(alias="next")] = None
) -> Response:
    """The form for the code; without a password before it, the sign-in begins anew."""
    cookie = cookies.read(request, cookies.SESSION)
    if cookie is None or queries.awaiting(gate, digest_of(cookie)) is None:
        return _on("/access/sign-in")
    return render(
        request, "access/second_factor.html", headers=NOT_STORED, next=onward(asked), problem=None
    )


@router.post("/access/second-factor")
def second_factor(
    request: Request,
    gate: GateDep,
    settings: SettingsDep,
    *,
    code: Annotated[str, Form(max_length=100)] = "",
    asked: Next = "",
) -> Response:
    """Check the code; a right one opens the session."""
    came_of = service.confirm(door_of(request, gate, settings), code)
    if came_of is None:
        return _on("/access/sign-in")
    if came_of.outcome is SignInOutcome.ENTERED:
        return _with_cookie(request, _on(onward(asked)), came_of)
    status, problem, headers = _said(came_of, WRONG_CODE)
    return render(
        request,
        "access/second_factor.html",
        status=status,
        headers=headers,
        next=onward(asked),
        problem=problem,
    )


@router.post("/access/sign-out")
def sign_out(request: Request, gate: GateDep) -> Response:
    """End this session; the browser forgets the pages that it kept."""
    cookie = cookies.read(request, cookies.SESSION)
    if cookie is not None:
        service.sign_out(gate, cookie)
    answer = _on("/")
    cookies.drop(request, answer, cookies.SESSION)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@router.post("/access/demonstration")
def demonstrate(
    request: Request, gate: GateDep, settings: SettingsDep, *, role: Annotated[Role, Form()],
    asked: Next = "",
) -> Response:  # fmt: skip
    """Enter as one of the demonstration's accounts, where they are offered."""
    offered = _demonstration(request, gate)
    account_id = next((each for each, whose in offered if whose is role), None)
    if account_id is None:
        raise ForbiddenError(
            Text(it="Qui non ci sono accessi dimostrativi.",
                 en="There are no demonstration accounts here.")
        )  # fmt: skip
    cookie = service.begin(door_of(request, gate, settings), account_id)
    entered = Try(SignInOutcome.ENTERED, cookie)
    return _with_cookie(request, _on(onward(asked)), entered)


@router.get("/access/password/{link}")
def password_page(request: Request, link: str, gate: GateDep) -> Response:
    """The form to set a password with."""
    return _password_form(request, gate, link)


@router.post("/access/password/{link}")
def set_password(
    request: Request,
    link: str,
    gate: GateDep,
    *,
    password: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Take the new password and use the link up."""
    if password != again:
        return _password_form(request, gate, link, NOT_THE_SAME)
    try:
        is_set = service.set_password(gate, link, password)
    except PasswordRefusedError as error:
        return _password_form(request, gate, link, error.text)
    return _on("/access/sign-in") if is_set else _password_form(request, gate, link)


def door_of(request: Request, gate: Session, settings: Settings) -> Door:
    """Where a try of this visitor comes in."""
    address = request.client.host if request.client else ""
    return Door(gate, settings.keys_folder, address, cookies.read(request, cookies.SESSION))


def entered(request: Request, came_of: Try, asked: str) -> Response:
    """On to the page asked for, with the cookie of the new session."""
    return _with_cookie(request, _on(onward(asked)), came_of)


def refused(request: Request, gate: Session, problem: Text) -> Response:
    """The sign-in page with what went wrong elsewhere on the way."""
    return _page(request, gate, "/", (HTTPStatus.FORBIDDEN, problem, NOT_STORED))


def _form(
    request: Request, gate: Session, asked: str, came_of: Try | None = None, *, email: str = ""
) -> Response:
    if came_of is None:
        return _page(request, gate, asked, (HTTPStatus.OK, None, NOT_STORED))
    return _page(request, gate, asked, _said(came_of, SAID.get(came_of.outcome)), email=email)


def _page(
    request: Request,
    gate: Session,
    asked: str,
    said: tuple[HTTPStatus, Text | None, dict[str, str]],
    *,
    email: str = "",
) -> Response:
    settings: Settings = request.app.state.settings
    status, problem, headers = said
    return render(
        request,
        "access/sign_in.html",
        status=status,
        headers=headers,
        next=asked,
        problem=problem,
        email=email,
        roles=[role for _, role in _demonstration(request, gate)],
        provider=settings.oidc_name or settings.oidc_issuer,
    )


def _demonstration(request: Request, gate: Session) -> list[tuple[uuid.UUID, Role]]:
    return queries.demonstration(gate) if demonstration.is_offered(request) else []


def _said(came_of: Try, otherwise: Text | None) -> tuple[HTTPStatus, Text | None, dict[str, str]]:
    """Status, sentence and headers of a try that opened nothing."""
    if came_of.wait_until is None:
        return HTTPStatus.FORBIDDEN, otherwise, NOT_STORED
    seconds = max(1, math.ceil((came_of.wait_until - dt.datetime.now(dt.UTC)).total_seconds()))
    minutes = math.ceil(seconds / 60)
    problem = Text(
        it=f"Troppi tentativi: riprovare fra {minutes} min.",
        en=f"Too many attempts: try again in {minutes} min.",
    )
    return HTTPStatus.TOO_MANY_REQUESTS, problem, NOT_STORED | {"Retry-After": str(seconds)}


def _password_form(
    request: Request, gate: Session, link: str, problem: Text | None = None
) -> Response:
    whose = queries.account_of_link(gate, digest_of(link))
    wrong = problem if whose else DEAD_LINK
    return render(
        request,
        "access/password.html",
        status=HTTPStatus.OK if wrong is None else HTTPStatus.BAD_REQUEST,
        headers=SECRET_ADDRESS,
        whose=whose,
        problem=wrong,
        shortest=SHORTEST,
    )


def _with_cookie(request: Request, answer: Response, came_of: Try) -> Response:
    cookies.write(request, answer, cookies.SESSION, came_of.cookie or "", seconds=None)
    return answer


def _on(address: str) -> Response:
    return RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER, headers=NOT_STORED)
