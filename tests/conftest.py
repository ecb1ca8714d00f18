"""Fixtures on a real PostGIS: an empty register, the reference district, the application.

`./satellite test` starts the cluster and names it in `SATELLITE_TEST_ADMIN_URL`; without it the
run fails, it never skips.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from data import migrate, reference
from gis.db import make_engine
from gis.report import Silence
from gis.settings import Settings, get_settings
from tests import databases
from tests.databases import Cluster
from tests.readers import bearer, joined


@pytest.fixture(scope="session", autouse=True)
def keys_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys of persons go to a folder of this run, never to the checkout's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SATELLITE_KEYS", str(tmp_path_factory.mktemp("keys")))
        get_settings.cache_clear()
        yield
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The cluster, with an ordinary role of this worker's own."""
    with databases.cluster() as found:
        yield found


@pytest.fixture(scope="session")
def pristine(cluster: Cluster) -> Iterator[str]:
    """The name of a migrated database that nobody connects to: clone it."""
    with cluster.database("pristine") as url:
        engine = make_engine(url)
        migrate.upgrade(engine)
        engine.dispose()
        yield databases.name_of(url)


@pytest.fixture(scope="session")
def empty_url(cluster: Cluster, pristine: str) -> Iterator[str]:
    """A migrated database without rows; tests roll their writes back, but for readers' tokens."""
    with cluster.database("empty", template=pristine) as url:
        yield url


@pytest.fixture(scope="session")
def district_template(cluster: Cluster, pristine: str) -> Iterator[str]:
    """The name of a database with the reference district that nobody connects to: clone it."""
    with cluster.database("template", template=pristine) as url:
        engine = make_engine(url)
        reference.load(engine, Silence())
        engine.dispose()
        yield databases.name_of(url)


@pytest.fixture(scope="session")
def district_url(cluster: Cluster, district_template: str) -> Iterator[str]:
    """A database with the reference district; tests roll their writes back."""
    with cluster.database("district", template=district_template) as url:
        yield url


@pytest.fixture
def fresh_url(cluster: Cluster, pristine: str) -> Iterator[str]:
    """A migrated database of one test's own, for what must really commit."""
    with cluster.database("fresh", template=pristine) as url:
        yield url


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """An engine on the empty register."""
    made = make_engine(empty_url)
    yield made
    made.dispose()


@pytest.fixture
def district(district_url: str) -> Iterator[Engine]:
    """An engine on the reference district."""
    made = make_engine(district_url)
    yield made
    made.dispose()


def _rolled_back(engine: Engine) -> Iterator[Session]:
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as made:
            yield made
        outer.rollback()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on the empty register whose writes are rolled back, commits included."""
    yield from _rolled_back(engine)


@pytest.fixture
def district_session(district: Engine) -> Iterator[Session]:
    """A session on the reference district whose writes are rolled back."""
    yield from _rolled_back(district)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that read no `.env` and keep their files in the test's folder."""
    return Settings(_env_file=None, home=tmp_path)


@pytest.fixture
def app(district: Engine, settings: Settings) -> FastAPI:
    """The application on the reference district."""
    return create_app(settings, district)


@pytest.fixture
def client(app: FastAPI, district: Engine) -> Iterator[TestClient]:
    """A manager's client of the application on the reference district."""
    with TestClient(app, headers=bearer(district)) as made:
        yield made


@pytest.fixture
def writing_client(
    district_session: Session, district: Engine, settings: Settings
) -> Iterator[TestClient]:
    """A client whose requests see, and roll back with, `district_session`'s writes."""
    made = create_app(settings, district)
    made.state.session_factory = joined(district_session.connection())
    with TestClient(made, headers=bearer(district)) as client:
        yield client
