"""Requests that are too large: refused before anything is read from them, whoever sends them.

What is small and becomes large when it is opened (archives, workbooks, pictures) is tried in
tests/data/sources/test_hostile_files.py, tests/data/ingest/test_archives.py and
tests/buildings/documents.
"""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.access.form_tokens import MOST_BYTES
from buildings.privacy.states import Role
from tests.access.conftest import Guarded
from tests.attacks.conftest import Visiting
from tests.attacks.routes import attacked
from tests.attacks.sending import Values

KB = 1024
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.HOUSING_MANAGER])
def test_no_route_takes_more_than_the_limit(
    hostile: Guarded, browsing: Visiting, role: Role
) -> None:
    values = Values(hostile.owner)
    client = browsing(role)
    large = b"x=" + b"a" * 1024 * KB
    for route in attacked(hostile.app):
        if route.is_reading:
            continue
        address = route.at(**values.names(route.names))
        is_upload = route.path in {"/documents/new", "/consegna/{token}"}
        sent = b"x" * (MOST_BYTES + 1) if is_upload else large
        answer = client.request(route.method, address, content=sent, headers=FORM)
        assert answer.status_code == 413, route.path
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"].startswith("The request is too large")


def test_people_are_told_on_a_page(browsing: Visiting) -> None:
    answer = browsing(Role.HOUSING_MANAGER).post(
        "/access/sala", content=b"a" * 1025 * KB, headers={**FORM, "Accept": "text/html"}
    )

    assert answer.status_code == 413
    assert "La richiesta è troppo grande: al massimo 1 MB." in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_one_that_does_not_say_how_large_it_is_is_counted(browsing: Visiting) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(17):
            yield b"a" * 64 * KB

    answer = browsing(Role.PUBLIC).post("/access/sign-in", content=endless(), headers=FORM)
    assert answer.status_code == 413


def test_one_at_the_limit_reaches_its_route_whole(browsing: Visiting) -> None:
    page = browsing(Role.PUBLIC).post(
        "/access/sign-in",
        content=b"email=nessuno%40prova.example&password=x&next=" + b"a" * (1024 * KB - 46),
        headers={**FORM, "Accept": "text/html"},
    )
    assert page.status_code == 400
    assert "next" in page.text


@pytest.mark.parametrize("length", ["-1", "1e3", "0x10", "1,1", "²"])
def test_a_length_that_is_none(hostile: Guarded, length: str) -> None:
    """A server before us would refuse it; ours does not rely on one."""
    client = TestClient(hostile.app, headers={"Sec-Fetch-Site": "same-origin"})
    headers = {b"Content-Length": length.encode("latin1")}
    answer = client.post("/access/sign-in", content=b"email=x", headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("count", [200, 2000])
def test_many_parts_and_fields_are_not_taken_apart_for_ever(browsing: Visiting, count: int) -> None:
    fields = "&".join(f"a{number}=x" for number in range(count * 10))
    several = browsing(Role.HOUSING_MANAGER).post("/deliveries/links", content=fields, headers=FORM)
    assert several.status_code == 400
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="a{number}"\r\n\r\nx\r\n'
        for number in range(count)
    )
    answer = browsing(Role.HOUSING_MANAGER).post(
        "/documents/new?unit=00000000-0000-4000-8000-000000000000",
        content=f"{parts}--x--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code in {400, 404}
