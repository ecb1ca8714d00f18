"""Sala: before a projector, one switch leaves on the screen what everybody may see."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api.deps import SessionDep
from api.pages.access.account import CookieDep
from buildings.accounts import own

router = APIRouter(include_in_schema=False)


@router.post("/access/sala")
def sala(
    session: SessionDep, cookie: CookieDep, *, on: Annotated[bool, Form()] = False
) -> Response:
    """Switch it on, or off with `on=false`; every page that follows enters anew."""
    own.set_sala(session, cookie, is_on=on)
    answer = RedirectResponse("/map" if on else "/", HTTPStatus.SEE_OTHER)
    # What was read before must not come back with the browser's button.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
