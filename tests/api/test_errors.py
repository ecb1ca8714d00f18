import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.testclient import TestClient

from api.errors import STATUSES, status_of
from gis.codes import Text
from gis.errors import InputError, NotFoundError, RuleError, SatelliteError

PEOPLE = {"accept": "text/html"}
MACHINES = {"accept": "application/json"}


def fails(app: FastAPI, error: Exception) -> TestClient:
    def broken() -> None:
        raise error

    app.add_api_route("/broken", broken)
    return TestClient(app, raise_server_exceptions=False)


def test_a_bug_shows_a_person_a_sentence_and_no_trace(app: FastAPI) -> None:
    answer = fails(app, ZeroDivisionError("secret detail")).get("/broken", headers=PEOPLE)
    assert answer.status_code == 500
    assert "Qualcosa non ha funzionato" in answer.text
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "error",
    [OperationalError("select 1", {}, Exception("gone")), PoolTimeoutError("no connection free")],
    ids=["lost", "exhausted"],
)
def test_a_database_that_does_not_answer_is_said_to_machines_too(
    app: FastAPI, error: Exception
) -> None:
    answer = fails(app, error).get("/broken", headers=MACHINES)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("The database does not answer")
    assert answer.json()["detail_it"].startswith("La base dati non risponde")


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFoundError, 404), (InputError, 400), (RuleError, 409), (SatelliteError, 500)],
)
def test_each_error_has_the_status_of_its_nearest_ancestor(
    error: type[SatelliteError], status: int
) -> None:
    class Narrower(error):  # type: ignore[misc,valid-type] # the class under test is a parameter
        """A kind that the table does not name."""

    assert status_of(Narrower(Text(it="", en=""))) == status


def test_every_branch_of_the_family_has_a_status() -> None:
    assert all(
        any(kind in STATUSES for kind in each.__mro__) for each in SatelliteError.__subclasses__()
    )
