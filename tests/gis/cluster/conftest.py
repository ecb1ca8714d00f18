"""Homes for the private cluster: empty, shared by tests that leave it whole, or a test's own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gis.cluster.private import private_cluster
from tests.gis.cluster.running import execute, nothing_runs, open_folder


@pytest.fixture
def home() -> Iterator[Path]:
    """Where a cluster may be made; no process may be left in it at the end."""
    with open_folder() as folder:
        yield folder / "home"


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A home whose database holds one row."""
    with open_folder() as folder:
        home = folder / "home"
        with private_cluster(home) as cluster:
            execute(cluster.app_url, "CREATE TABLE kept (note text)")
            execute(cluster.app_url, "INSERT INTO kept VALUES ('before')")
        yield home


@pytest.fixture
def used(made: Path) -> Iterator[Path]:
    """That home, for tests that leave it as it was; no process may be left in it at the end."""
    with nothing_runs(made):
        yield made


@pytest.fixture
def own(made: Path, home: Path) -> Path:
    """A copy of that home, for tests that do not."""
    subprocess.run(["/bin/cp", "-a", made, home], check=True)
    return home


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """The address of the app's database in a cluster that runs for the whole module."""
    with open_folder() as folder, private_cluster(folder / "home") as cluster:
        yield cluster.app_url
