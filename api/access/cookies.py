"""The cookies of access: their names and how they are set; their values are told elsewhere."""

from fastapi import Request
from starlette.responses import Response

SESSION = "satellite_session"
STEP = "satellite_step"
"""Carries a sealed note from the password to the second factor, or to the provider and back."""

_LONGEST_VALUE = 4096


def is_tls(request: Request) -> bool:
    """Whether the visitor's own connection is encrypted, as the public address or a proxy says."""
    public = request.app.state.settings.public_url
    return request.url.scheme == "https" or str(public or "").startswith("https://")


def name_of(request: Request, cookie: str) -> str:
    """The cookie's name on this connection: with TLS no other host may have set it."""
    return f"__Host-{cookie}" if is_tls(request) else cookie


def read(request: Request, cookie: str) -> str | None:
    """The value that the visitor sent."""
    value = request.cookies.get(name_of(request, cookie))
    return value if value and len(value) <= _LONGEST_VALUE else None


def write(
    request: Request, response: Response, cookie: str, value: str, *, seconds: int | None
) -> None:
    """Give the visitor a cookie that scripts cannot read; without `seconds` it ends with them."""
    response.set_cookie(
        name_of(request, cookie),
        value,
        max_age=seconds,
        path="/",
        secure=is_tls(request),
        httponly=True,
        samesite="lax",
    )


def drop(request: Request, response: Response, cookie: str) -> None:
    """Take a cookie away."""
    response.delete_cookie(
        name_of(request, cookie), path="/", secure=is_tls(request), httponly=True, samesite="lax"
    )
