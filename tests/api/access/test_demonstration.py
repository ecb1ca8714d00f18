"""One click a role, on a lone machine with the invented district; nowhere else, in no way."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from api.access.demonstration import is_alone
from api.app import create_app
from buildings.privacy.states import Role
from data.reference import demonstration
from gis.db import make_engine
from gis.settings import Settings
from tests.api.access.conftest import OURS, sign_in

REAL = (
    "update housing_case set reliability = '{}' "
    "where id = (select id from housing_case order by id limit 1)"
)
HERE = ("127.0.0.1", 50000)


@pytest.fixture(scope="module")
def reference_engine(cluster: Any, district_template: str) -> Iterator[Engine]:
    """A copy of the reference district, which these tests change."""
    with cluster.database("demonstration", template=district_template) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


def browser(engine: Engine, settings: Settings, **more: Any) -> TestClient:
    """A browser on the very machine, unless `more` says otherwise."""
    made = {"base_url": "http://127.0.0.1:8000", "client": HERE, "headers": OURS} | more
    made["headers"] = {"Accept": "text/html", **made["headers"]}
    return TestClient(create_app(settings, engine), follow_redirects=False, **made)


def enter(client: TestClient, role: Role) -> Any:
    client.cookies.clear()
    return client.post("/access/demonstration", data={"role": role.value})


def test_every_role_is_one_click_away(reference_engine: Engine, settings: Settings) -> None:
    assert demonstration.arrange(reference_engine, is_alone=is_alone(settings))
    with browser(reference_engine, settings) as client:
        page = client.get("/access/sign-in").text
        offered = re.findall(r'name="role" value="(\w+)"', page)
        assert offered == [role.value for role in Role if role is not Role.PUBLIC]
        assert "Dimostrazione" in page
        for role in offered:
            assert enter(client, Role.of(role)).status_code == 303
            assert Role.of(role).label.it in client.get("/units").text


def test_they_have_something_in_their_care(reference_engine: Engine, settings: Settings) -> None:
    demonstration.arrange(reference_engine, is_alone=is_alone(settings))
    demonstration.arrange(reference_engine, is_alone=is_alone(settings))
    with reference_engine.connect() as connection:
        cared = connection.execute(
            text("select distinct a.role from assignment s join account a on a.id = s.account_id")
        ).scalars()
        roles = set(cared)
        studio = connection.execute(
            text("select administrator_id from organisation where name like 'Studio%'")
        ).scalar()
    assert roles == {
        "social_services", "migrant_desk", "mediator", "partner_operator", "court_custodian",
    }  # fmt: skip
    assert studio is not None


def test_they_have_no_password_no_token_and_no_link(
    reference_engine: Engine, settings: Settings
) -> None:
    demonstration.arrange(reference_engine, is_alone=is_alone(settings))
    with browser(reference_engine, settings) as client:
        for password in ("", "Dimostrazione", "demo"):
            answer = sign_in(client, "housing_manager@dimostrazione.invalid", password)
            assert answer.status_code == 403
        enter(client, Role.HOUSING_MANAGER)
        page = client.get("/access/account").text
        assert "Token" not in page
        token = re.findall(r'form_token" value="(\w+)"', page)[0]
        made = client.post(
            "/access/account/tokens", data={"name": "x", "days": "1", "form_token": token}
        )
        assert made.status_code == 409


@pytest.mark.parametrize(
    "more",
    [
        {"client": ("192.0.2.7", 50000)},
        {"base_url": "http://registro.example"},
        {"base_url": "http://127.0.0.1.altrove.example"},
        {"headers": {**OURS, "X-Forwarded-For": "127.0.0.1"}},
        {"headers": {**OURS, "Forwarded": "for=127.0.0.1"}},
        {"headers": {**OURS, "X-Forwarded-Proto": "https"}},
        {"headers": {**OURS, "X-Real-IP": "127.0.0.1"}},
    ],
)
def test_nobody_from_elsewhere_is_offered_one(
    reference_engine: Engine, settings: Settings, more: dict[str, Any]
) -> None:
    demonstration.arrange(reference_engine, is_alone=True)
    with browser(reference_engine, settings, **more) as client:
        assert 'name="role"' not in client.get("/access/sign-in").text
        assert enter(client, Role.HOUSING_MANAGER).status_code == 403
        assert "satellite_session" not in client.cookies


@pytest.mark.parametrize(
    "set_up",
    [{"host": "0.0.0.0"}, {"host": "192.0.2.1"}, {"host": "::"}, {"host": "registro.example"},  # noqa: S104 - is refused
     {"public_url": "https://registro.example"}, {"trusted_proxies": "127.0.0.1"}],
)  # fmt: skip
def test_a_server_for_others_has_none_and_ends_their_sessions(
    reference_engine: Engine, settings: Settings, set_up: dict[str, str]
) -> None:
    demonstration.arrange(reference_engine, is_alone=is_alone(settings))
    with browser(reference_engine, settings) as client:
        enter(client, Role.HOUSING_MANAGER)
        cookie = client.cookies["satellite_session"]
        served = settings.model_copy(update=set_up)
        assert not is_alone(served)
        assert not demonstration.arrange(reference_engine, is_alone=is_alone(served))
        assert client.get("/access/account").status_code == 401
        client.cookies.clear()
    with browser(reference_engine, served) as client:
        assert 'name="role"' not in client.get("/access/sign-in").text
        assert enter(client, Role.HOUSING_MANAGER).status_code == 403
        client.cookies.set("satellite_session", cookie)
        assert client.get("/access/account").status_code == 401


def test_without_the_invented_district_there_are_none(
    engine: Engine, reference_engine: Engine, settings: Settings
) -> None:
    assert reference_engine is not engine
    assert not demonstration.arrange(engine, is_alone=True)
    with browser(engine, settings) as client:
        assert 'name="role"' not in client.get("/access/sign-in").text
        assert enter(client, Role.HOUSING_MANAGER).status_code == 403


def test_it_ends_with_the_first_fact_about_real_people(
    reference_engine: Engine, settings: Settings
) -> None:
    demonstration.arrange(reference_engine, is_alone=is_alone(settings))
    with browser(reference_engine, settings) as client:
        assert enter(client, Role.HOUSING_MANAGER).status_code == 303
        with reference_engine.begin() as owner:
            owner.execute(text(REAL.format("official")))
        client.cookies.clear()
        try:
            assert "Dimostrazione" not in client.get("/access/sign-in").text
            assert enter(client, Role.HOUSING_MANAGER).status_code == 403
            assert not demonstration.arrange(reference_engine, is_alone=is_alone(settings))
        finally:
            with reference_engine.begin() as owner:
                owner.execute(text(REAL.format("synthetic")))
