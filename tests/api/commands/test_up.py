"""A newcomer types `up`, looks at the map, and presses Ctrl-C."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from api.commands.stopping import STOPS
from tests.api.commands.running import ready, satellite, starting
from tests.gis.cluster.running import processes_in, wait_for

LOADED = "import api.commands.up, sys; print(*sorted(sys.modules))"


@pytest.mark.parametrize("number", STOPS)
def test_it_serves_until_it_is_told_to_stop(used: Path, number: signal.Signals) -> None:
    with ready(used, "--empty") as up:
        assert up.status_of("/readyz") == 200
        assert up.status_of("/healthz") == 200

        assert up.stop(number) == 0
    assert processes_in(used) == []


def test_a_closed_terminal_stops_it(used: Path) -> None:
    with ready(used, "--empty") as up:
        assert up.stop(signal.SIGHUP) == 0


def test_from_nothing_to_served(home: Path) -> None:
    with ready(home, "--empty") as up:
        assert up.status_of("/readyz") == 200
        assert up.stop() == 0

    status, said, _ = satellite(home, "db", "status")
    assert status == 0
    assert "current" in said


def test_only_what_must_be_said_is_said_on_standard_output(used: Path) -> None:
    with ready(used, "--empty") as up:
        up.process.send_signal(signal.SIGTERM)
        said, progress = up.process.communicate()

    assert said == ""
    assert "Avvio PostgreSQL · Starting PostgreSQL" in progress
    assert "Traceback" not in progress


def test_a_second_one_is_refused_and_the_first_goes_on(used: Path) -> None:
    with ready(used, "--empty") as up:
        status, said, complained = satellite(used, "up", "--empty", "--port", "1")

        assert (status, said) == (1, "")
        assert f"already running (process {up.process.pid})" in complained
        assert up.status_of("/readyz") == 200
        assert up.stop() == 0


def test_other_commands_use_its_server(used: Path) -> None:
    with ready(used, "--empty") as up:
        status, said, _ = satellite(used, "db", "status")

        assert status == 0
        assert "running" in said
        assert up.status_of("/readyz") == 200
        assert up.stop() == 0


@pytest.mark.parametrize("after_s", [0.0, 1.0])
def test_told_to_stop_while_starting_it_leaves_nothing_half_made(
    home: Path, after_s: float
) -> None:
    with starting(home, "--empty") as up:
        assert wait_for((home / "up.process").exists)
        try:
            up.process.wait(after_s)
        except subprocess.TimeoutExpired:
            assert up.stop() == 0
        assert processes_in(home.parent) == []

    with ready(home, "--empty") as up:
        assert up.stop() == 0


def test_it_loads_no_library_for_maps_and_tables() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", LOADED], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())

    assert "uvicorn" in loaded
    assert not loaded & {"geopandas", "pandas", "folium", "pyogrio", "matplotlib"}


def test_ctrl_c_before_anything_is_begun_is_no_traceback(home: Path) -> None:
    before = "import api.cli, signal; api.cli.import_module = lambda _: signal.raise_signal(2)"
    status, said, complained = satellite(home, "up", before=before)

    assert (status, said, complained) == (130, "", "")
    assert not home.exists()


def test_every_command_says_what_it_is_for(home: Path) -> None:
    status, said, _ = satellite(home, "--help")

    assert status == 0
    for name in ("up", "test", "db"):
        assert f" {name} " in said
