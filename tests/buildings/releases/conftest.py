"""An estate with real commits, so that a release can be read as the register was known then."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from buildings.releases import service
from buildings.releases.models import Release
from buildings.releases.quarters import Quarter
from gis.db import make_engine
from tests.databases import Cluster

ESTATE = Path(__file__).with_name("estate.sql")
TODAY = dt.date(2026, 11, 22)
KEY = b"a key that only the tests have.."

Released = Callable[[str], Release]


@pytest.fixture
def estate(cluster: Cluster, pristine: str) -> Iterator[Engine]:
    """An engine on an estate of the test's own."""
    with cluster.database("estate", template=pristine) as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(ESTATE.read_text(encoding="utf-8"))
        yield engine
        engine.dispose()


def made(engine: Engine, quarter: str) -> service.Draft:
    """The draft of a quarter, committed."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        return service.make(session, Quarter.of(quarter), made_by="office", key=KEY, today=TODAY)


def published(engine: Engine, quarter: str) -> Release:
    """A quarter made and published, committed."""
    made(engine, quarter)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        release = service.of_quarter(session, Quarter.of(quarter))
        service.publish(session, release, by="head", key=KEY)
        return release
