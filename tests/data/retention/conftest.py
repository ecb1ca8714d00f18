"""A committed register of the test's own, its keys and its list of erasures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from buildings.retention.service import Outside
from gis.db import make_engine
from gis.erasures import ErasureList
from gis.keys import KeyStore
from tests import make


@pytest.fixture
def register(fresh_url: str) -> Iterator[Engine]:
    """An engine on a database with a source and nothing else."""
    engine = make_engine(fresh_url)
    with Session(engine) as session, session.begin():
        make.source(session)
    yield engine
    engine.dispose()


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """Keys and list in a folder of the test's own."""
    return Outside(KeyStore(tmp_path / "keys"), ErasureList(tmp_path / "keys"))
