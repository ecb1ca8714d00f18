"""The folder of real deliveries: named by `SATELLITE_SAMPLES`, else nothing here is collected."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gis.db import make_engine
from tests.data.ingest.conftest import Register
from tests.databases import Cluster

FOLDER = os.environ.get("SATELLITE_SAMPLES")

collect_ignore_glob = [] if FOLDER else ["test_*.py"]


@pytest.fixture(scope="session")
def deliveries() -> Path:
    """The folder of real deliveries."""
    return Path(str(FOLDER))


@pytest.fixture(scope="module")
def register(
    cluster: Cluster, district_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Register]:
    """One register with the reference district for all tests of a file."""
    with cluster.database("samples", template=district_template) as url:
        engine = make_engine(url)
        yield Register(engine, tmp_path_factory.mktemp("samples"))
        engine.dispose()
