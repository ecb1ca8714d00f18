"""Who may change something: pages of this very site, as the browser itself attests."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.form_tokens import SAFE
from api.access.programs import is_program
from api.errors import problem
from gis.codes import Text

FOREIGN = Text(
    it="Questo modulo non è stato inviato da una pagina del registro: aprirlo dal registro e "
    "inviarlo di nuovo.",
    en="This form was not sent by a page of the register: open it in the register and send it "
    "again.",
)


class OwnFormsOnly:
    """Refuses whatever may change something and was sent by another site's page.

    It stands before every route, so that none can be written without it.
    """

    def __init__(self, app: ASGIApp, public_url: str | None = None) -> None:
        self._app = app
        parts = urlsplit(public_url or "")
        self._public = f"{parts.scheme}://{parts.netloc}" if parts.netloc else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is ours or only reads."""
        if scope["type"] == "http" and scope["method"] not in SAFE:
            headers = Headers(scope=scope)
            if not self._is_ours(headers, scope["scheme"]):
                refusal = problem(Request(scope), HTTPStatus.FORBIDDEN, FOREIGN)
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_ours(self, headers: Mapping[str, str], scheme: str) -> bool:
        """Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`.

        Neither comes from programs only, which must show a token: no page can add that by itself.
        """
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            return site in {"same-origin", "none"}
        if origin is not None:
            return origin in {f"{scheme}://{headers.get('host')}", self._public}
        return is_program(headers)
