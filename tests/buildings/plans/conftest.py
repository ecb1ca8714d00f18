"""A town of 900 buildings with every kind of fact."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from gis.db import make_engine
from tests.api.ogc.conftest import TOWN
from tests.databases import Cluster

FACTS = Path(__file__).with_name("facts.sql")


@pytest.fixture(scope="module")
def large(cluster: Cluster, pristine: str) -> Iterator[Engine]:
    """An engine on the town, which no test writes to."""
    with cluster.database("large", template=pristine) as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            for script in (TOWN, FACTS):
                connection.exec_driver_sql(script.read_text(encoding="utf-8").replace("%", "%%"))
        yield engine
        engine.dispose()


@pytest.fixture
def large_session(large: Engine) -> Iterator[Session]:
    """A session on the town."""
    with Session(large) as session:
        yield session
