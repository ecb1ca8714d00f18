"""A route whose author forgot every check leaks nothing: the database does not give it the rows."""

import pytest
from fastapi import FastAPI, Request
from sqlalchemy import text
from starlette.testclient import TestClient

from api.app import create_app
from api.deps import SessionDep
from buildings.privacy.states import Role
from gis.settings import Settings
from tests.access.conftest import Guarded
from tests.access.expecting import Expectation

TABLES = (
    "person",
    "unit_residents",
    "occupation_episode",
    "unit_status",
    "housing_case",
    "account",
)


@pytest.fixture
def careless(guarded: Guarded, settings: Settings) -> FastAPI:
    """The application with routes that ask for whatever table and check nothing."""
    app = create_app(settings, guarded.owner)

    @app.get("/careless/{table}")
    def whole_table(table: str, session: SessionDep) -> list[str]:
        return list(session.execute(text(f"select t::text from {table} t")).scalars())

    @app.get("/careless-history/{table}")
    def past(table: str, session: SessionDep) -> list[str]:
        return list(session.execute(text(f"select t::text from history.{table} t")).scalars())

    @app.get("/careless-session/{table}")
    def own_session(table: str, request: Request) -> list[str]:
        with request.app.state.session_factory() as session:
            return list(session.execute(text(f"select t::text from {table} t")).scalars())

    @app.post("/careless-write")
    def write(session: SessionDep) -> None:
        session.execute(text("update unit_status set value = 'vacant'"))

    return app


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.COUNCIL, Role.HOUSING_OPERATOR, Role.PLANNER])
def test_a_route_without_a_check_gives_what_the_matrix_gives(
    careless: FastAPI, guarded: Guarded, role: Role
) -> None:
    headers = {"Authorization": f"Bearer {guarded.tokens[role]}"} if role in guarded.tokens else {}
    client = TestClient(careless, headers=headers)
    for table in TABLES:
        answer = client.get(f"/careless/{table}")
        with guarded.owner.connect() as owner:
            expected = len(Expectation(guarded, owner, role).rows(table))
        given = len(answer.json()) if answer.status_code == 200 else 0
        assert given == expected
        if table != "account":
            past = client.get(f"/careless-history/{table}")
            assert past.status_code == 200
            assert expected or past.json() == []


def test_a_session_of_its_own_reads_nothing(careless: FastAPI, guarded: Guarded) -> None:
    manager = {"Authorization": f"Bearer {guarded.tokens[Role.HOUSING_MANAGER]}"}
    client = TestClient(careless, headers=manager)

    for table in ("building", *TABLES):
        assert client.get(f"/careless-session/{table}").status_code == 403


def test_a_write_without_its_right_is_refused(careless: FastAPI, guarded: Guarded) -> None:
    manager = {"Authorization": f"Bearer {guarded.tokens[Role.HOUSING_MANAGER]}"}

    assert TestClient(careless, headers=manager).post("/careless-write").status_code == 403
    with guarded.owner.connect() as owner:
        values = owner.execute(text("select count(distinct value) from unit_status")).scalar_one()
    assert values > 1


@pytest.mark.parametrize(
    "shown",
    [
        {"Authorization": "Bearer sat_nobody"},
        {"Authorization": "Basic dXNlcjpwYXNz"},
        {"Authorization": "Bearer"},
    ],
)
def test_a_credential_that_is_not_good_is_refused_and_reads_nothing(
    guarded: Guarded, shown: dict[str, str]
) -> None:
    answer = TestClient(guarded.app, headers=shown).get("/ogc/collections/buildings/items?f=json")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "features" not in answer.json()


def test_what_a_request_was_is_forgotten_by_the_next(guarded: Guarded) -> None:
    """Connections go back to a pool: no role may stay on one."""
    address = "/ogc/collections/units/items?f=json"
    for _ in range(12):
        assert guarded.client(Role.HOUSING_MANAGER).get(address).status_code == 200
        assert guarded.client(Role.PUBLIC).get(address).status_code == 401
