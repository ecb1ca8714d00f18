"""The administrator's page: every account, new ones, links to set a password, second factors."""

import datetime as dt
import uuid
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.access.addresses import password_address
from api.access.programs import is_program
from api.deps import SessionDep, reader_of
from api.pages.templates import NOT_STORED, render
from buildings.accounts import administering
from buildings.accounts.administering import NewAccount
from buildings.privacy.states import EXTERNAL_ROLES, Role
from gis.codes import Text
from gis.dates import today
from gis.errors import ForbiddenError, InputError, RuleError

ACCOUNTS = "/access/accounts"
PRIVATE = NOT_STORED | {"Referrer-Policy": "no-referrer"}


def _administrator(request: Request, session: SessionDep) -> None:
    """Only the system administrator, and only in person; the database asks again."""
    del session
    reader = reader_of(request)
    if reader is None or reader.role != Role.SYSTEM_ADMIN or is_program(request.headers):
        raise ForbiddenError(
            Text(it="Gli utenti sono tenuti dall'amministratore di sistema.",
                 en="Accounts are kept by the system administrator.")
        )  # fmt: skip


router = APIRouter(include_in_schema=False, dependencies=[Depends(_administrator)])


@router.get(ACCOUNTS)
def accounts(request: Request, session: SessionDep) -> Response:
    """Every account with what it may sign in with."""
    return _page(request, session)


@router.post(ACCOUNTS)
def add(
    request: Request,
    session: SessionDep,
    *,
    email: Annotated[str, Form(max_length=200)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[Role, Form()],
    organisation: Annotated[str, Form(max_length=200)] = "",
    expires: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Add an account and show the link that sets its password, this once."""
    try:
        new = NewAccount(email, role, name, organisation or None, _day(expires))
        account_id = administering.add_account(session, new, today())
    except (InputError, RuleError) as error:
        return _page(request, session, problem=error.text)
    link = administering.give_link(session, account_id)
    return _page(request, session, address=password_address(request, link), whose=email)


@router.post("/access/accounts/{account_id}/link")
def link(request: Request, session: SessionDep, account_id: uuid.UUID) -> Response:
    """A new link to set a password with; the earlier one is worthless."""
    found = administering.account_of(session, account_id)
    secret = administering.give_link(session, account_id)
    return _page(request, session, address=password_address(request, secret), whose=found["email"])


@router.post("/access/accounts/{account_id}/disable")
def disable(session: SessionDep, account_id: uuid.UUID) -> Response:
    """Close an account with its sessions and tokens."""
    administering.disable_account(session, account_id, is_disabled=True)
    return _back()


@router.post("/access/accounts/{account_id}/enable")
def enable(session: SessionDep, account_id: uuid.UUID) -> Response:
    """Open a closed account again."""
    administering.disable_account(session, account_id, is_disabled=False)
    return _back()


@router.post("/access/accounts/{account_id}/second-factor/reset")
def reset(session: SessionDep, account_id: uuid.UUID) -> Response:
    """Take the second factor away, for who has lost telephone and codes."""
    administering.reset_second_factor(session, account_id)
    return _back()


@router.post("/access/accounts/{account_id}/subject")
def tie(
    request: Request,
    session: SessionDep,
    account_id: uuid.UUID,
    *,
    subject: Annotated[str, Form(max_length=250)] = "",
) -> Response:
    """Tie an account to whom the provider knows it as."""
    issuer = request.app.state.settings.oidc_issuer
    if issuer is None:
        problem = Text(it="Nessun gestore dell'identità è impostato.",
                       en="No identity provider is set.")  # fmt: skip
        return _page(request, session, problem=problem)
    try:
        administering.tie_subject(session, account_id, issuer, subject)
    except (InputError, RuleError) as error:
        return _page(request, session, problem=error.text)
    return _back()


def _day(written: str) -> dt.date | None:
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise InputError(Text(it="La scadenza non è un giorno.",
                              en="The day of expiry is not a day.")) from None  # fmt: skip


def _page(
    request: Request,
    session: Session,
    *,
    problem: Text | None = None,
    **more: Any,  # noqa: ANN401 - whatever is shown once
) -> Response:
    return render(
        request,
        "access/accounts.html",
        status=HTTPStatus.OK if problem is None else HTTPStatus.BAD_REQUEST,
        headers=PRIVATE,
        accounts=administering.every_account(session),
        organisations=administering.every_organisation(session),
        roles=[role for role in Role if role is not Role.PUBLIC],
        external=EXTERNAL_ROLES,
        provider=request.app.state.settings.oidc_issuer,
        problem=problem,
        **{"address": None, "whose": None} | more,
    )


def _back() -> Response:
    return RedirectResponse(ACCOUNTS, status_code=HTTPStatus.SEE_OTHER, headers=NOT_STORED)
