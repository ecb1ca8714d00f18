"""Style sheets, scripts and fonts: our own under `/static/`, chosen npm files under `/vendor/`.

An address with `?v=` may be kept for a year, since the value changes with the file; one without is
asked for again each time and answered 304 when nothing changed.
"""

import hashlib
import os
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response

from maps.palette import BADGE
from maps.shapes import luminance
from maps.vendor import STATIC, vendor_file

OWN = Path(str(files("api.pages"))) / "static"
BADGES = "badges.css"
KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
"""What is served; a file with another ending is not."""

LONGEST_PART = 255
"""Bytes in a file's name; the system fails on more instead of finding nothing."""

EVEN_LUMINANCE = 0.1791
"""Where black and white are equally easy to read: (l + 0.05)^2 = 1.05 * 0.05."""

router = APIRouter(include_in_schema=False)


@router.get(f"/static/{BADGES}")
def badges(request: Request) -> Response:
    """The colours of the badges as classes, from the palette that the map uses too."""
    return _cached(request, Response(badge_rules(), media_type="text/css"), _short_hash_of_badges())


@router.get("/static/{name:path}")
def own_file(request: Request, name: str) -> Response:
    """One of our own files."""
    return _file(request, _own_path(name))


@router.get("/vendor/{name:path}")
def vendored_file(request: Request, name: str) -> Response:
    """One of the allowed files of the npm packages."""
    return _file(request, vendor_file(name))


def asset(address: str) -> str:
    """`/static/...` or `/vendor/...` with the version of the file that stands there now."""
    _, place, name = address.split("/", 2)
    if name == BADGES:
        return f"{address}?v={_short_hash_of_badges()}"
    path = vendor_file(name) if place == "vendor" else _own_path(name)
    if path is None or not path.is_file():
        return address
    return f"{address}?v={_short_hash(path, path.stat().st_mtime_ns)}"


def badge_rules() -> str:
    """A class `badge-<value>` for each badge: its colour, and black or white to be read on it."""
    return "\n".join(
        f".badge-{member.value}{{background:{one.colour};color:{_ink_on(one.colour)}}}"
        for one in BADGE.classes
        for member in one.members
    )


def _ink_on(colour: str) -> str:
    """Pure black or white, so that small text has a contrast of 4.5 on every colour."""
    return "#fff" if luminance(colour) < EVEN_LUMINANCE else "#000"


def _own_path(name: str) -> Path | None:
    """The file of that name below one of our folders, and only there."""
    if any(len(part.encode()) > LONGEST_PART for part in name.split("/")):
        return None
    for folder in (OWN, STATIC):
        path = Path(os.path.normpath(folder / name))
        if path.is_relative_to(folder) and path.is_file():
            return path
    return None


def _file(request: Request, path: Path | None) -> Response:
    media_type = MEDIA_TYPES.get(path.suffix) if path else None
    if path is None or media_type is None or not path.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    version = _short_hash(path, path.stat().st_mtime_ns)
    return _cached(request, FileResponse(path, media_type=media_type), version)


def _cached(request: Request, response: Response, version: str) -> Response:
    """The response with its entity tag, or 304 for a browser that has it."""
    etag = f'"{version}"'
    headers = {
        "ETag": etag,
        "Cache-Control": KEPT if request.query_params.get("v") == version else ASKED_AGAIN,
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    response.headers.update(headers)
    return response


@cache
def _short_hash(path: Path, _modified_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@cache
def _short_hash_of_badges() -> str:
    return hashlib.sha256(badge_rules().encode()).hexdigest()[:12]
