"""To the Comune's identity provider and back."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.access import cookies
from api.access.addresses import root_of
from api.access.onward import onward
from api.access.provider import Provider, ProviderError, provider_of
from api.deps import GateDep, SettingsDep
from api.pages.access.sign_in import SAID, door_of, entered, refused
from api.pages.templates import NOT_STORED
from buildings.accounts import service
from buildings.accounts.states import SignInOutcome
from buildings.accounts.terms import PROVIDER_WITHIN
from gis.codes import Text
from gis.errors import NotFoundError
from gis.settings import Settings
from gis.tickets import open_note, seal_note

NOTE = "provider"
SECONDS = int(PROVIDER_WITHIN.total_seconds())
UNKNOWN = Text(
    it="L'identità è confermata, ma nel registro nessun utente è legato a essa: chiedere "
    "all'amministratore di sistema.",
    en="Your identity is confirmed, but no account of the register is tied to it: ask the system "
    "administrator.",
)
LOST = Text(
    it="L'accesso era cominciato altrove o troppo tempo fa: ricominciare.",
    en="The sign-in was begun elsewhere or too long ago: begin again.",
)

router = APIRouter(include_in_schema=False)


@router.get("/access/provider")
def go(
    request: Request,
    gate: GateDep,
    settings: SettingsDep,
    asked: Annotated[str | None, Query(alias="next")] = None,
) -> Response:
    """Send the visitor to the provider; what was asked is kept sealed in a cookie."""
    try:
        address, kept = _provider(settings).ask(_back(request))
    except ProviderError as error:
        return refused(request, gate, error.text)
    answer = RedirectResponse(address, status_code=303, headers=NOT_STORED)
    note = seal_note(settings.keys_folder, NOTE, kept | {"next": onward(asked)})
    cookies.write(request, answer, cookies.STEP, note, seconds=SECONDS)
    return answer


@router.get("/access/provider/back")
def come_back(request: Request, gate: GateDep, settings: SettingsDep) -> Response:
    """Enter as the account tied to the subject that the provider vouches for."""
    sealed = cookies.read(request, cookies.STEP) or ""
    asked = open_note(settings.keys_folder, NOTE, sealed, seconds=SECONDS)
    answer = _answer(request, gate, settings, asked)
    cookies.drop(request, answer, cookies.STEP)
    return answer


def _answer(
    request: Request, gate: GateDep, settings: Settings, asked: dict[str, str] | None
) -> Response:
    provider = _provider(settings)
    if asked is None:
        return refused(request, gate, LOST)
    try:
        subject = provider.subject(_back(request), asked, request.query_params)
    except ProviderError as error:
        return refused(request, gate, error.text)
    came_of = service.sign_in_as_subject(door_of(request, gate, settings), provider.issuer, subject)
    if came_of.outcome is SignInOutcome.ENTERED:
        return entered(request, came_of, asked["next"])
    if came_of.outcome is SignInOutcome.REFUSED:
        return refused(request, gate, SAID[SignInOutcome.REFUSED])
    return refused(request, gate, UNKNOWN)


def _provider(settings: Settings) -> Provider:
    found = provider_of(settings)
    if found is None:
        raise NotFoundError(
            Text(it="Nessun gestore dell'identità è impostato.",
                 en="No identity provider is set.")
        )  # fmt: skip
    return found


def _back(request: Request) -> str:
    return f"{root_of(request)}/access/provider/back"
