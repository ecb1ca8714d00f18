"""Visitors who send a byte now and then, and questions that take too long: others do not wait."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from api import arriving
from api.app import create_app
from api.deps import SessionDep
from api.prompt import PromptProtocol
from gis.settings import Settings
from tests.access.conftest import Guarded
from tests.attacks.conftest import really_served

SLOW_ONES = 24
"""More than connections to the database, which an unfinished form must not hold."""

PATIENCE_S = 1.5
UNFINISHED_HEAD = b"GET /units?q=via HTTP/1.1\r\nHost: localhost\r\nX-More: "
UNFINISHED_FORM = (
    b"POST /documents/new?unit=00000000-0000-4000-8000-000000000000 HTTP/1.1\r\nHost: localhost\r\n"
    b"Sec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    b"Content-Length: 900000\r\n\r\n--x\r\nContent-Disposition: form-data"
)


@pytest.fixture
def address(hostile: Guarded, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A real server as `satellite up` runs it, which waits a little less long."""
    monkeypatch.setattr(arriving, "SECONDS", PATIENCE_S)
    monkeypatch.setattr(arriving, "UPLOAD_SECONDS", PATIENCE_S)
    monkeypatch.setattr(PromptProtocol, "head_seconds", PATIENCE_S)
    with really_served(hostile) as found:
        yield found


@contextmanager
def dripping(address: tuple[str, int], begun: bytes) -> Iterator[list[socket.socket]]:
    """Visitors who have begun a request and do not end it."""
    several = [socket.create_connection(address, timeout=20) for _ in range(SLOW_ONES)]
    try:
        for each in several:
            each.sendall(begun)
        yield several
    finally:
        for each in several:
            each.close()


def asked(address: tuple[str, int], path: str) -> tuple[int, float]:
    """Status and seconds of somebody else's request."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection(*address, timeout=25)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.monotonic() - begun


def until_closed(visitor: socket.socket) -> bytes:
    """All that the server still says."""
    said = b""
    while piece := visitor.recv(4096):
        said += piece
    return said


@pytest.mark.parametrize(
    "begun", [UNFINISHED_HEAD, UNFINISHED_FORM, b""], ids=["head", "form", "nothing"]
)
def test_who_drips_holds_nobody_up_and_is_let_go(address: tuple[str, int], begun: bytes) -> None:
    with dripping(address, begun) as several:
        time.sleep(0.2)
        for path in ("/", "/units?q=via", "/ogc/collections/buildings/items?f=json&limit=1"):
            status, seconds = asked(address, path)
            assert status in {200, 401}
            assert seconds < PATIENCE_S
        ends = [until_closed(each) for each in several]

    told = {end.split(b"\r\n")[0] for end in ends}
    assert told == ({b"HTTP/1.1 408 Request Timeout"} if begun == UNFINISHED_FORM else {b""})


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X-Many: a\r\n" * 20_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    ],
    ids=["address", "header", "headers", "lengths", "coding", "hosts", "blank", "tls"],
)
def test_a_head_that_is_too_long_or_none_at_all_ends_there(
    address: tuple[str, int], head: bytes
) -> None:
    with socket.create_connection(address, timeout=20) as visitor:
        try:
            visitor.sendall(head)
            answer = visitor.recv(4096)
        except ConnectionError:
            answer = b""

    assert answer == b"" or answer.split()[1] in {b"400", b"501"}
    assert asked(address, "/healthz")[0] == 200


@pytest.fixture
def hurried(hostile: Guarded, settings: Settings) -> FastAPI:
    """The application where a question may take a second, with one that takes longer."""
    short = settings.model_copy(update={"query_seconds": 1})
    app = create_app(short, hostile.owner)

    @app.get("/slow")
    def slow(session: SessionDep) -> None:
        session.execute(text("select pg_sleep(20)"))

    return app


def test_a_question_that_takes_too_long_is_given_up_with_a_sentence(hurried: FastAPI) -> None:
    client = TestClient(hurried)
    begun = time.monotonic()
    answer = client.get("/slow")

    assert time.monotonic() - begun < 10
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith("The answer took too long")
    assert "/units" in client.get("/", headers={"Accept": "text/html"}).text
