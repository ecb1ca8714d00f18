"""How answers leave: bytes, validators and headers.

No `Access-Control-Allow-Origin` is sent: with it, any web site opened in a browser that signed in
could ask in its name.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType

from fastapi import Request, Response

from api.ogc.asked import Asked
from api.ogc.links import Json
from api.ogc.names import HTML
from buildings.privacy.states import OF_PERSONS
from gis.layers import Layer

OPEN_CLASS = "P0"

ALLOW = "GET, HEAD, OPTIONS"
VARY = "Accept, Accept-Language, Authorization, Cookie"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def compact(content: Json) -> bytes:
    """JSON as bytes, without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def strong_tag(body: bytes) -> str:
    """The ETag of exactly these bytes."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def weak_tag(content: bytes) -> str:
    """The ETag of an answer that says the same as `content` and also when it was made."""
    return f"W/{strong_tag(content)}"


def negotiated(
    ask: Asked,
    body: bytes,
    *,
    layer: Layer | None = None,
    tag: str | None = None,
    headers: Mapping[str, str] = NO_HEADERS,
) -> Response:
    """Bytes in the negotiated media type and the reader's language."""
    media = f"{HTML}; charset=utf-8" if ask.media_type == HTML else ask.media_type
    spoken = {"Vary": VARY, "Content-Language": ask.language, **headers}
    return sent(ask.request, body, media, layer=layer, tag=tag, headers=spoken)


def sent(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    layer: Layer | None = None,
    tag: str | None = None,
    headers: Mapping[str, str] = NO_HEADERS,
) -> Response:
    """Bytes with their ETag, or 304 where the client has them already; 204 without bytes.

    Answers are asked for again at every use (`no-cache`); those of classes P4 to P6 are not
    kept at all and carry no ETag, and only open ones by a cache that several readers share.
    """
    fields = dict(headers)
    if layer is not None and layer.data_class in OF_PERSONS:
        fields["Cache-Control"] = "no-store"
    else:
        is_open = layer is None or layer.data_class == OPEN_CLASS
        kept = "no-cache" if is_open else "private, no-cache"
        fields |= {"Cache-Control": kept, "ETag": tag or strong_tag(body)}
        fields.setdefault("Vary", "Authorization, Cookie")
        if _is_known(request.headers.get("if-none-match"), fields["ETag"]):
            return Response(status_code=304, headers=fields)
    if not body:
        return Response(status_code=204, headers=fields)
    return Response(body, media_type=media_type, headers=fields)


def _is_known(if_none_match: str | None, tag: str) -> bool:
    """Whether an `If-None-Match` names the tag; the comparison is weak (RFC 9110, 13.1.2)."""
    if if_none_match is None:
        return False
    listed = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return "*" in listed or tag.removeprefix("W/") in listed
