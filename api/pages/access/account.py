"""One's own account: open sessions, tokens of programs, password, second factor."""

import uuid
from http import HTTPStatus
from typing import Annotated, Any

import segno
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.access import cookies
from api.deps import SessionDep, SettingsDep
from api.pages.access.sign_in import NOT_THE_SAME
from api.pages.templates import NOT_STORED, render
from api.persons import require_person
from buildings.accounts import own
from buildings.accounts.passwords import SHORTEST
from buildings.accounts.terms import TOKEN_DAYS, TOKEN_MOST_DAYS
from gis.codes import Text
from gis.errors import InputError

ACCOUNT = "/access/account"
NO_PROGRAM = Text(
    it="Un token non cambia l'utente che lo ha creato: accedere con il browser.",
    en="A token does not change the account that made it: sign in by browser.",
)
router = APIRouter(include_in_schema=False)

Password = Annotated[str, Form(max_length=1000)]


def _cookie(request: Request, session: SessionDep) -> str:
    """The cookie of who has signed in.

    A program's token cannot make itself others or last longer. Raises ForbiddenError for it,
    SignInError for who has not signed in or whose session is over.
    """
    del session
    require_person(request, NO_PROGRAM)
    # Without a token, only a cookie can have made the request somebody's.
    return cookies.read(request, cookies.SESSION) or ""


CookieDep = Annotated[str, Depends(_cookie)]


@router.get(ACCOUNT)
def account(request: Request, session: SessionDep, cookie: CookieDep) -> Response:
    """What the account is, where it is signed in and with which tokens."""
    return _page(request, session, cookie)


@router.post("/access/account/sessions/{session_id}/end")
def end_session(session_id: uuid.UUID, session: SessionDep, cookie: CookieDep) -> Response:
    """End one session."""
    del cookie
    own.end_session(session, session_id)
    return _back()


@router.post("/access/account/sessions/end")
def end_sessions(request: Request, session: SessionDep, cookie: CookieDep) -> Response:
    """Sign out everywhere, here too."""
    del cookie
    own.end_every_session(session)
    answer = RedirectResponse("/access/sign-in", HTTPStatus.SEE_OTHER, NOT_STORED)
    cookies.drop(request, answer, cookies.SESSION)
    return answer


@router.post("/access/account/tokens")
def issue_token(
    request: Request,
    session: SessionDep,
    cookie: CookieDep,
    *,
    name: Annotated[str, Form(max_length=200)] = "",
    days: Annotated[int, Form()] = TOKEN_DAYS,
) -> Response:
    """Make a token and show it this once."""
    try:
        token, _ = own.issue_token(session, name, days)
    except InputError as error:
        return _page(request, session, cookie, problem=error.text)
    return _page(request, session, cookie, token=token)


@router.post("/access/account/tokens/{token_id}/revoke")
def revoke_token(token_id: uuid.UUID, session: SessionDep, cookie: CookieDep) -> Response:
    """Make a token useless."""
    del cookie
    own.revoke_token(session, token_id)
    return _back()


@router.post("/access/account/password")
def change_password(
    request: Request,
    session: SessionDep,
    cookie: CookieDep,
    *,
    old: Password = "",
    password: Password = "",
    again: Password = "",
) -> Response:
    """Take a new password; other sessions end."""
    whose = own.own_account(session)
    if password != again:
        return _page(request, session, cookie, problem=NOT_THE_SAME)
    try:
        own.change_password(session, whose, cookie, old, password)
    except InputError as error:
        return _page(request, session, cookie, problem=error.text)
    return _back()


@router.post("/access/account/second-factor")
def begin_second_factor(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    cookie: CookieDep,
    *,
    password: Password = "",
) -> Response:
    """Show the QR code of a new second factor."""
    whose = own.own_account(session)
    try:
        own.require_password(whose, password)
    except InputError as error:
        return _page(request, session, cookie, problem=error.text)
    address, note = own.begin_enrolment(settings.keys_folder, whose)
    return _enrolment(request, address, note)


@router.post("/access/account/second-factor/confirm")
def confirm_second_factor(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    cookie: CookieDep,
    *,
    note: Annotated[str, Form(max_length=2000)] = "",
    code: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Take the first code, and show the recovery codes this once."""
    whose, keys = own.own_account(session), settings.keys_folder
    try:
        codes = own.enrol(session, keys, whose, cookie, note=note, code=code)
    except own.WrongCodeError as error:
        return _enrolment(request, own.address_in(keys, note), note, error.text)
    except InputError as error:
        return _page(request, session, cookie, problem=error.text)
    return render(
        request, "access/recovery_codes.html", headers=NOT_STORED, codes=codes, whose=whose
    )


def _enrolment(request: Request, address: str, note: str, problem: Text | None = None) -> Response:
    picture = segno.make(address, error="m", micro=False)
    return render(
        request,
        "access/enrolment.html",
        status=HTTPStatus.OK if problem is None else HTTPStatus.BAD_REQUEST,
        headers=NOT_STORED,
        picture=picture.svg_data_uri(scale=5, border=4),
        secret=own.secret_in(address),
        note=note,
        problem=problem,
    )


def _page(
    request: Request,
    session: Session,
    cookie: str,
    *,
    problem: Text | None = None,
    **more: Any,  # noqa: ANN401 - whatever is shown once
) -> Response:
    return render(
        request,
        "access/account.html",
        status=HTTPStatus.OK if problem is None else HTTPStatus.BAD_REQUEST,
        headers=NOT_STORED,
        own=own.own_account(session),
        sessions=own.own_sessions(session, cookie),
        tokens=own.own_tokens(session),
        problem=problem,
        shortest=SHORTEST,
        days=TOKEN_DAYS,
        most_days=TOKEN_MOST_DAYS,
        **{"token": None} | more,
    )


def _back() -> Response:
    return RedirectResponse(ACCOUNT, status_code=HTTPStatus.SEE_OTHER, headers=NOT_STORED)
