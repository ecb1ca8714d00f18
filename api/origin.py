"""Who may send forms: pages of this very site, as the browser itself attests."""

from urllib.parse import urlsplit

from fastapi import Depends, Request

from gis.codes import Text
from gis.errors import RuleError


def same_origin(request: Request) -> None:
    """Refuse a form that another site's page sent.

    Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`; a form with neither is refused.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    else:
        is_ours = origin is not None and urlsplit(origin).netloc == request.headers.get("host")
    if not is_ours:
        raise RuleError(
            Text(
                it="Questo modulo non è stato inviato da una pagina del registro: aprirlo dal "
                "registro e inviarlo di nuovo.",
                en="This form was not sent by a page of the register: open it in the register "
                "and send it again.",
            )
        )


SameOrigin = Depends(same_origin)
"""Dependency of every route that changes something."""
