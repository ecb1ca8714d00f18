"""Homes for `satellite up`: empty, with a migrated database, or a test's own copy of it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.commands.running import satellite
from tests.gis.cluster.running import nothing_runs, open_folder


@pytest.fixture
def home() -> Iterator[Path]:
    """Where a cluster may be made; no process may be left in it at the end."""
    with open_folder() as folder:
        yield folder / "home"


@pytest.fixture(scope="session")
def migrated() -> Iterator[Path]:
    """A home with a migrated database."""
    with open_folder() as folder:
        status, said, complained = satellite(folder / "home", "db", "migrate")
        assert status == 0, complained
        assert said.startswith("schema: ")
        yield folder / "home"


@pytest.fixture
def used(migrated: Path) -> Iterator[Path]:
    """That home, for tests that leave it as it was; no process may be left in it at the end."""
    with nothing_runs(migrated):
        yield migrated


@pytest.fixture
def own(migrated: Path, home: Path) -> Path:
    """A copy of that home, for tests that do not."""
    subprocess.run(["/bin/cp", "-a", migrated, home], check=True)
    return home
