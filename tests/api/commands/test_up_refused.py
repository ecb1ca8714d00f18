"""What keeps `up` from starting: each a sentence in both languages, status 1, nothing half made."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from api.cli import run
from gis.cluster import disk, install
from gis.cluster.binaries import Search
from gis.settings import get_settings
from tests.api.commands.running import free_port, ready, satellite
from tests.databases import Cluster
from tests.gis.cluster.running import ask, execute, processes_in

Refused = Callable[..., str]


@pytest.fixture
def refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Refused:
    """Run an `up` that is refused, in this process; what it says.

    It makes no database and leaves no process. Real processes run in the other tests.
    """

    def run_it(*words: str, **settings: str) -> str:
        for name in [name for name in os.environ if name.startswith("SATELLITE_")]:
            monkeypatch.delenv(name)
        for name, value in {"home": str(home), **settings}.items():
            monkeypatch.setenv(f"SATELLITE_{name.upper()}", value)
        port = () if "--port" in words else ("--port", str(free_port()))
        monkeypatch.setattr(sys, "argv", ["satellite", "up", *port, *words])
        get_settings.cache_clear()
        with pytest.raises(SystemExit) as ended:
            run()
        get_settings.cache_clear()
        said, complained = capfd.readouterr()
        assert (ended.value.code, said) == (1, "")
        assert "Errore: " in complained
        assert "Error: " in complained
        assert not list(home.glob("cluster/made*"))
        assert processes_in(home.parent) == []
        return complained

    return run_it


def test_a_taken_port(home: Path, refused: Refused) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refused("--port", str(port))

    assert f"La porta {port} è occupata" in said
    assert f"Port {port} is taken by another program. Try: --port {port + 1}" in said
    assert not (home / "cluster").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - it is refused
def test_an_address_that_others_could_reach(home: Path, refused: Refused, host: str) -> None:
    said = refused("--host", host)

    assert "without TLS" in said
    assert not (home / "cluster").exists()


def test_an_address_by_the_settings_is_no_way_round(refused: Refused) -> None:
    assert "without TLS" in refused(host="::")


def test_an_address_that_does_not_exist(refused: Refused) -> None:
    assert "does not exist on this machine" in refused("--host", "nowhere.invalid")


def test_no_postgis_and_no_way_to_install_it(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "search", lambda _home: Search(()))
    monkeypatch.setattr(install, "manager", lambda: None)
    monkeypatch.setattr(install, "can_unpack", lambda: False)

    said = refused()

    assert "PostgreSQL >= 15 with PostGIS >= 3.3 is needed. Found: nothing." in said
    assert "SATELLITE_DATABASE_URL" in said


def test_a_full_disk(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MEBIBYTE", 2**60)

    said = refused()

    assert "Not enough disk space" in said
    assert "Spazio su disco insufficiente" in said


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("postgresql://anna:secret@127.0.0.1:1/gis", "no server answers"),
        ("postgresql://anna:secret@127.0.0.1:port/gis", "not a valid address"),
        ("mysql://anna:secret@127.0.0.1/gis", "not a valid address"),
    ],
)
def test_a_wrong_database_address(refused: Refused, url: str, part: str) -> None:
    said = refused(database_url=url)

    assert part in said
    assert "secret" not in said


def test_a_database_that_is_not_there(refused: Refused, cluster: Cluster) -> None:
    right = make_url(cluster.url("postgres"))
    said = refused(database_url=right.set(database="nowhere").render_as_string(hide_password=False))

    assert "that database does not exist" in said
    assert cluster.password not in said


def test_a_database_without_postgis(refused: Refused, cluster: Cluster) -> None:
    name = f"{cluster.role}_plain"
    cluster.execute(f'create database "{name}" owner "{cluster.role}" template template0')
    try:
        said = refused(database_url=cluster.url(name))
        tables = ask(
            cluster.url(name), "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
    finally:
        cluster.execute(f'drop database "{name}"')

    assert "CREATE EXTENSION postgis;" in said
    assert tables == []


def test_a_schema_newer_than_the_code(refused: Refused, fresh_url: str) -> None:
    execute(fresh_url, "UPDATE alembic_version SET version_num = '2099_01_01_later'")

    said = refused(database_url=fresh_url)

    assert "2099_01_01_later" in said
    assert "newer than this program" in said
    assert ask(fresh_url, "SELECT version_num FROM alembic_version") == [("2099_01_01_later",)]


def test_a_newer_schema_in_the_private_database(own: Path) -> None:
    with ready(own, "--empty") as up:
        assert up.stop() == 0
    status, _, complained = satellite(
        own, "db", "psql", "--", "-qc", "UPDATE alembic_version SET version_num = '2099'"
    )
    assert status == 0, complained

    status, said, complained = satellite(own, "up", "--empty", "--port", str(free_port()))
    assert (status, said) == (1, "")
    assert "newer than this program" in complained
    assert processes_in(own) == []


@pytest.mark.parametrize(("name", "value"), [("port", "eight"), ("municipality", "Pioltello")])
def test_a_wrong_setting(refused: Refused, name: str, value: str) -> None:
    assert f"SATELLITE_{name.upper()}" in refused(**{name: value})


def test_debugging_shows_where_it_came_from(home: Path) -> None:
    status, _, complained = satellite(home, "up", "--host", "::", debug="1")

    assert status == 1
    assert "Traceback" in complained
    assert "ConfigurationError" in complained


def test_another_postgis_is_used_and_no_cluster_made(home: Path, fresh_url: str) -> None:
    with ready(home, "--empty", database_url=fresh_url) as up:
        assert up.status_of("/readyz") == 200
        assert up.stop() == 0

    assert not (home / "cluster").exists()
