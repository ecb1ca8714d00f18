"""`satellite test`: a PostGIS of its own, pytest's arguments in, pytest's status out."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from api.commands import chromium
from api.commands.chromium import ensure_chromium
from gis.cluster.private import TEST, private_cluster
from gis.errors import UnavailableError
from gis.report import Silence
from tests.api.commands.running import PATIENCE_S, RUN, environment, satellite
from tests.gis.cluster.running import ask, execute, processes_in, wait_for

TESTS = """
import os
import time
from pathlib import Path

def test_right():
    assert os.environ["SATELLITE_TEST_ADMIN_URL"].startswith("postgresql://postgres:")
    assert Path(os.environ["SATELLITE_CHROMIUM"]).exists()

def test_wrong():
    assert False

def test_long():
    Path(os.environ["SATELLITE_HOME"], "long").touch()
    time.sleep(60)
"""


@pytest.fixture
def tests(home: Path) -> Path:
    """A test module of the developer's."""
    file = home.parent / "test_trial.py"
    file.write_text(TESTS)
    return file


def words(tests: Path, name: str) -> tuple[str, ...]:
    return ("test", "-n0", "-q", "-c", os.devnull, f"--rootdir={tests.parent}", f"{tests}::{name}")


def test_pytests_status_is_the_commands(home: Path, tests: Path) -> None:
    status, said, complained = satellite(home, *words(tests, "test_right"))
    assert status == 0, said + complained
    assert "1 passed" in said

    status, said, _ = satellite(home, *words(tests, "test_wrong"))
    assert status == 1
    assert "1 failed" in said
    assert processes_in(home) == []


def test_what_a_killed_run_left_is_dropped_but_not_under_another_run(home: Path) -> None:
    with private_cluster(home, name=TEST, is_durable=False) as cluster:
        execute(
            cluster.admin_url,
            "CREATE ROLE satellite_test_0a",
            "CREATE DATABASE satellite_test_0a_empty OWNER satellite_test_0a",
            "CREATE DATABASE satellites_own",
        )
        status, _, _ = satellite(home, "test", "--version")
        names = {name for (name,) in ask(cluster.admin_url, "SELECT datname FROM pg_database")}
        roles = {name for (name,) in ask(cluster.admin_url, "SELECT rolname FROM pg_roles")}

    assert status == 0
    assert "satellite_test_0a_empty" not in names
    assert "satellite_test_0a" not in roles
    assert "satellites_own" in names


def test_told_to_stop_it_ends_with_pytest(home: Path, tests: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-P", "-c", RUN, *words(tests, "test_long")],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as run:
        assert wait_for((home / "long").exists)
        run.send_signal(signal.SIGTERM)
        assert run.wait(PATIENCE_S) == 2
    assert processes_in(home) == []


def test_no_browser_and_no_way_to_install_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find_chromium", lambda: None)
    monkeypatch.setattr(chromium, "install_packages", fail)
    monkeypatch.setattr(chromium, "run_logged", fail)

    with pytest.raises(UnavailableError, match="The browser tests need Chromium"):
        ensure_chromium(home, Silence())


def fail(*_: object) -> None:
    raise UnavailableError(chromium.INSTALLING)
