"""Homes for `satellite up`: an empty folder, and one whose database is migrated already."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.commands.running import satellite
from tests.gis.cluster.running import open_folder


@pytest.fixture
def home() -> Iterator[Path]:
    """Where a cluster may be made; no process may be left in it at the end."""
    with open_folder() as folder:
        yield folder / "home"


@pytest.fixture(scope="session")
def migrated() -> Iterator[Path]:
    """A home with a migrated database, made once to be copied."""
    with open_folder() as folder:
        status, said, complained = satellite(folder / "home", "db", "migrate")
        assert status == 0, complained
        assert said.startswith("schema: ")
        yield folder / "home"


@pytest.fixture
def used(migrated: Path, home: Path) -> Path:
    """A home of the test's own with a migrated database."""
    subprocess.run(["/bin/cp", "-a", migrated, home], check=True)
    return home
