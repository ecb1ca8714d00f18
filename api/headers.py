"""Headers that every answer carries, unless a route has set its own."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{basemap}; "
    "font-src 'self' data:; connect-src 'self'{basemap}; worker-src 'self' blob:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Scripts and styles only from our own files, nothing inline; JSON in a page is no script."""

ALONE = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
"""For a self-contained file with scripts of its own: it may ask nobody for anything."""


ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year this host only by TLS; said only where TLS is, for on plain HTTP it means nothing."""


class SecurityHeaders:
    """Adds the policy and its companions; the host of `basemap_url` may be asked for tiles."""

    def __init__(
        self, app: ASGIApp, basemap_url: str | None = None, public_url: str | None = None
    ) -> None:
        self._app = app
        self._is_public_tls = (public_url or "").startswith("https://")
        parts = urlsplit(basemap_url or "")
        basemap = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
        self._headers = {
            "Content-Security-Policy": POLICY.format(basemap=basemap),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add what is missing to the start of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_tls = self._is_public_tls or scope["scheme"] == "https"
        wanted = self._headers | ONLY_TLS if is_tls else self._headers

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)
