"""Requests arrive whole before any route sees them: no large or dripping one holds a connection.

A route that has a session of the database while it waits for a form would lend that session to
whoever sends slowly; fifteen such visitors would keep everybody else out.
"""

import asyncio
from http import HTTPStatus
from tempfile import SpooledTemporaryFile

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.form_tokens import MOST_BYTES
from api.errors import problem
from gis.codes import Text

UPLOADS = ("/documents/new", "/consegna/")
"""Where files are sent; what of them is too large their own pages say, up to `MOST_BYTES`."""

SECONDS, UPLOAD_SECONDS = 30.0, 300.0
"""Within which a request, or one with files over a slow line, must have come."""

IN_MEMORY = 1024**2
PIECE = 64 * 1024
SLOW = Text(
    it="La richiesta non è arrivata in tempo: inviarla di nuovo.",
    en="The request did not arrive in time: send it again.",
)


class _TooLargeError(Exception):
    """More than the limit has come."""


class WholeRequests:
    """Refuses a body above `most_bytes` (413) or too slow (408), and hands on the others whole."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read what there is to read, then pass the request on."""
        if scope["type"] != "http" or not _has_body(headers := Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        is_upload = scope["path"].startswith(UPLOADS)
        most = MOST_BYTES if is_upload else self._most_bytes
        seconds = UPLOAD_SECONDS if is_upload else SECONDS
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > most:
            await _refuse(scope, receive, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _large(most))
            return
        with SpooledTemporaryFile(IN_MEMORY) as kept:
            try:
                async with asyncio.timeout(seconds):
                    size = await _read(receive, kept, most)
            except TimeoutError:
                await _refuse(scope, receive, send, HTTPStatus.REQUEST_TIMEOUT, SLOW)
                return
            except _TooLargeError:
                status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                await _refuse(scope, receive, send, status, _large(most))
                return
            if size is not None:
                await self._app(scope, _again(kept, size, receive), send)


def _has_body(headers: Headers) -> bool:
    return "content-length" in headers or "transfer-encoding" in headers


async def _read(receive: Receive, kept: SpooledTemporaryFile[bytes], most: int) -> int | None:
    """Keep the body and tell its size, None where the sender went away."""
    size, is_more = 0, True
    while is_more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body = message.get("body", b"")
        size += len(body)
        if size > most:
            raise _TooLargeError
        kept.write(body)
        is_more = message.get("more_body", False)
    kept.seek(0)
    return size


def _again(kept: SpooledTemporaryFile[bytes], size: int, receive: Receive) -> Receive:
    """The kept body in pieces, then what the connection tells."""
    is_over = False

    async def read() -> Message:
        nonlocal is_over
        if is_over:
            return await receive()
        piece = kept.read(PIECE)
        is_over = kept.tell() == size
        return {"type": "http.request", "body": piece, "more_body": not is_over}

    return read


async def _refuse(
    scope: Scope, receive: Receive, send: Send, status: HTTPStatus, text: Text
) -> None:
    refusal = problem(Request(scope), status, text)
    # What still comes is not read.
    refusal.headers["Connection"] = "close"
    await refusal(scope, receive, send)


def _large(most: int) -> Text:
    shown = f"{most // 1024**2} MB" if most >= 1024**2 else f"{most // 1024} kB"
    return Text(
        it=f"La richiesta è troppo grande: al massimo {shown}.",
        en=f"The request is too large: {shown} at most.",
    )
