"""Every form of the whole application takes only what its own page sent."""

import re
import uuid
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount
from starlette.testclient import TestClient

from api.access.form_tokens import SAFE
from tests.api.access.conftest import OTHERS, Office, form_token, send, sign_in

FOREIGN: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://altrove.example"},
    {"Origin": "null"},
    {"Origin": "http://testserver.altrove.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Authorization": "Bearer sat_x", **OTHERS},
    {},
)


def changing(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and path that may change something."""
    for route in walked(app.routes):
        for method in (route.methods or set()) - SAFE:
            yield method, re.sub(r"\{[^}]*\}", str(uuid.UUID(int=1)), route.path)


def walked(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif inner := getattr(getattr(route, "original_router", route), "routes", None):
            yield from walked(inner)
        assert not isinstance(route, Mount), "a mount would not be walked"


@pytest.fixture
def plain(office: Office) -> Iterator[TestClient]:
    """A client that adds no headers of its own."""
    with TestClient(office.app, follow_redirects=False) as made:
        yield made


def test_every_route_that_changes_something_refuses_other_sites(
    office: Office, plain: TestClient
) -> None:
    found = list(changing(office.app))
    assert len(found) > 20
    for method, path in found:
        for headers in FOREIGN:
            answer = plain.request(method, path, headers=headers)
            assert answer.status_code == 403, (method, path, headers)


def test_with_a_session_every_one_asks_for_its_token(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    for method, path in changing(office.app):
        for sent in ({}, {"form_token": "0" * 64}, {"form_token": ""}):
            answer = visitor.request(method, path, data=sent)
            refused = answer.status_code == 403 and "ricaricarla" in answer.text
            invalid = answer.status_code == 400 and "Richiesta non valida" in answer.text
            assert refused or invalid, (method, path, answer.status_code)
    assert "anna.bianchi" in visitor.get("/").text


def test_a_token_of_another_session_is_refused(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    with office.browser() as elsewhere:
        sign_in(elsewhere)
        other = form_token(elsewhere.get("/access/account").text)
    answer = visitor.post("/access/sign-out", data={"form_token": other})
    assert answer.status_code == 403
    own = form_token(visitor.get("/access/account").text)
    assert own != other
    assert visitor.cookies["satellite_session"] not in visitor.get("/access/account").text
    assert visitor.post("/access/sign-out", headers={"X-Form-Token": own}).status_code == 303


def test_an_older_browsers_origin_is_enough_where_it_is_ours(office: Office) -> None:
    with TestClient(office.app, follow_redirects=False) as older:
        answer = older.post("/access/sign-out", headers={"Origin": "http://testserver"})
    assert answer.status_code == 303


def test_a_page_of_another_origin_cannot_sign_anna_out(visitor: TestClient) -> None:
    sign_in(visitor)
    token = form_token(visitor.get("/").text)
    answer = visitor.post("/access/sign-out", data={"form_token": token}, headers=OTHERS)

    assert answer.status_code == 403
    assert "anna.bianchi" in visitor.get("/").text
    assert send(visitor, "/", "/access/sign-out").status_code == 303
