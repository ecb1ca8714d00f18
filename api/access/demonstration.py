"""Whether the demonstration's accounts may be offered: on this very machine alone.

They exist where the reference district was loaded by a server bound to loopback. A proxy in front
of it would let the world in, so a request that came through one gets none either.
"""

import ipaddress
from urllib.parse import urlsplit

from fastapi import Request

from gis.settings import Settings

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


def is_alone(settings: Settings) -> bool:
    """Whether the server is set up to be reached from this machine alone."""
    return (
        is_loopback(settings.host) and settings.public_url is None and not settings.trusted_proxies
    )


def is_offered(request: Request) -> bool:
    """Whether this request comes straight from this machine, to a name of this machine."""
    client = request.client.host if request.client else ""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return (
        is_alone(request.app.state.settings)
        and is_loopback(client)
        and is_loopback(host)
        and not any(name in request.headers for name in _FORWARDED)
    )


def is_loopback(host: str) -> bool:
    """Whether an address, or the one name that always means it, is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
