"""The service as real clients see it; collected only when `SATELLITE_CLIENTS` is 1."""

import os
from collections.abc import Iterator

import pytest

from api.app import create_app
from gis.db import make_engine
from gis.settings import Settings
from tests.served import served

collect_ignore_glob = [] if os.environ.get("SATELLITE_CLIENTS") == "1" else ["test_*.py"]


@pytest.fixture(scope="session")
def service(district_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the OGC API on the reference district."""
    engine = make_engine(district_url)
    settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("home"))
    with served(create_app(settings, engine)) as address:
        yield f"{address}/ogc"
    engine.dispose()
