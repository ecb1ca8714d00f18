"""The token in every form of a session: shows that the session's own page was filled in."""

import hmac
import re
from hashlib import sha256

from fastapi import Depends, Request

from api.access import cookies
from api.access.programs import is_program
from gis.codes import Text
from gis.errors import ForbiddenError

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FIELD = "form_token"
HEADER = "x-form-token"
MOST_FIELDS = 5000
MOST_BYTES = 24 * 1024**2
"""Above any upload that a page of the register takes."""

_FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*>", re.IGNORECASE)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class ForeignFormError(ForbiddenError):
    """A form that no page of this session sent."""


async def require(request: Request) -> None:
    """Refuse a form with a session's cookie that lacks the token of that session.

    Raises ForeignFormError.
    """
    cookie = cookies.read(request, cookies.SESSION)
    if request.method in SAFE or cookie is None or is_program(request.headers):
        return
    sent = request.headers.get(HEADER) or await _field(request)
    if not hmac.compare_digest(sent.encode(), token_of(cookie).encode()):
        raise ForeignFormError(
            Text(
                it="La pagina era stata aperta prima dell'ultimo accesso: ricaricarla e inviare "
                "di nuovo.",
                en="The page was opened before you signed in last: load it again and send it "
                "once more.",
            )
        )


RequireFormToken = Depends(require)
"""Dependency of the whole application."""


def token_of(cookie: str) -> str:
    """The token of a session's forms: made from the cookie, of which it tells nothing."""
    return hmac.new(cookie.encode(), FIELD.encode(), sha256).hexdigest()


def filled_in(page: str, request: Request) -> str:
    """The page with the session's token in each form that may change something."""
    cookie = cookies.read(request, cookies.SESSION)
    if cookie is None:
        return page
    field = f'<input type="hidden" name="{FIELD}" value="{token_of(cookie)}">'
    return _FORM.sub(lambda form: form[0] + field, page)


async def _field(request: Request) -> str:
    """The token in the form; one that is too large, or not of a known size, is not read."""
    length = request.headers.get("content-length", "")
    kind = request.headers.get("content-type", "")
    if not kind.startswith(_FORMS) or not length.isdecimal() or int(length) > MOST_BYTES:
        return ""
    # Starlette keeps what it has read: the route reads the same form again.
    sent = (await request.form(max_fields=MOST_FIELDS)).get(FIELD)
    return sent if isinstance(sent, str) else ""
