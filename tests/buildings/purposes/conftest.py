"""The offices around the town; what they state, entrust and share is forgotten after each test."""

from collections.abc import Iterator

import pytest

from gis.db import make_engine
from gis.settings import Settings
from tests.databases import Cluster
from tests.desk import Desk, furnish


@pytest.fixture(scope="module")
def offices(
    cluster: Cluster, pristine: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A register of this module's own, which really commits."""
    with cluster.database("purposes", template=pristine) as url:
        owner = make_engine(url)
        settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("purposes"))
        yield furnish(owner, settings)
        owner.dispose()


@pytest.fixture
def desk(offices: Desk) -> Iterator[Desk]:
    """The offices at the beginning of a day on which nobody has said anything."""
    yield offices
    offices.forget()
