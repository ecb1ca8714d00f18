"""A made-up town of 900 buildings, loaded once per worker, and clients that read it."""

import datetime as dt
import math
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.layers import CATALOGUE
from buildings.privacy.states import Role
from buildings.research.layer import RESEARCH_UNITS
from gis.db import make_engine
from gis.settings import Settings
from tests.databases import Cluster
from tests.readers import bearer, joined

TOWN = Path(__file__).with_name("town.sql")
BUILDINGS = 900
UNITS = 4 * BUILDINGS
DAY = dt.date(2026, 11, 22)
RESEARCHER = uuid.UUID("00000000-0000-4000-8000-00000000c0de")
"""Who takes part in the town's project of research."""

OF_MANAGER = tuple(name for name in CATALOGUE if name != RESEARCH_UNITS.id)
"""The layers that the office reads."""

PLACED = tuple(name for name, layer in CATALOGUE.items() if layer.has_place)
"""The layers whose features can be drawn."""


@pytest.fixture(scope="session")
def town(cluster: Cluster, pristine: str) -> Iterator[Engine]:
    """An engine on the town; what a test writes it rolls back."""
    with cluster.database("town", template=pristine) as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(TOWN.read_text(encoding="utf-8"))
        yield engine
        engine.dispose()


@pytest.fixture
def town_session(town: Engine) -> Iterator[Session]:
    """A session on the town whose writes are rolled back."""
    with town.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as made:
            yield made
        outer.rollback()


@pytest.fixture(scope="session")
def town_app(town: Engine, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application, made once; each test gives it a session of its own."""
    settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("home"))
    return create_app(settings, town)


@pytest.fixture
def of_research(town: Engine) -> dict[str, str]:
    """The headers of a request by the researcher of the town's project."""
    return bearer(town, Role.RESEARCHER, account=RESEARCHER)


@pytest.fixture
def ogc(
    town_app: FastAPI, town_session: Session, town: Engine, request: pytest.FixtureRequest
) -> TestClient:
    """A client of the service on the town; it sees what `town_session` writes.

    A manager's, who reads every collection but that of research: there it is the researcher's.
    """
    town_app.state.session_factory = joined(town_session.connection())
    callspec = getattr(request.node, "callspec", None)
    is_research = callspec is not None and callspec.params.get("collection") == RESEARCH_UNITS.id
    headers = request.getfixturevalue("of_research") if is_research else bearer(town)
    return TestClient(town_app, base_url="http://127.0.0.1:8000", headers=headers)


@pytest.fixture
def empty_ogc(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    """A client of the service on a register without rows."""
    with TestClient(create_app(settings, engine), headers=bearer(engine)) as client:
        yield client


def link(document: dict[str, Any], rel: str, media_type: str | None = None) -> str:
    """The address of the one link with that relation, and type if given."""
    found = [
        each["href"]
        for each in document["links"]
        if each["rel"] == rel and media_type in {None, each["type"]}
    ]
    assert len(found) == 1, f"{len(found)} links {rel}"
    return str(found[0])


def everything(client: TestClient, address: str) -> list[dict[str, Any]]:
    """The features of all pages from an address on."""
    features: list[dict[str, Any]] = []
    following: str | None = address
    while following is not None:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert page["numberReturned"] == len(page["features"])
        features += page["features"]
        following = next((each["href"] for each in page["links"] if each["rel"] == "next"), None)
    return features


def column_of(lon: float, zoom: int) -> int:
    """The column of the grid in which a longitude lies."""
    return int((lon + 180) / 360 * 2**zoom)


def row_of(lat: float, zoom: int) -> int:
    """The row of the grid, from the north, in which a latitude lies."""
    height = math.asinh(math.tan(math.radians(lat))) / math.pi
    return int((1 - height) / 2 * 2**zoom)
