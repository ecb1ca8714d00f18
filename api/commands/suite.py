"""`satellite test`: a PostGIS and a browser for the tests, then pytest."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import psycopg2
import typer
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from api.commands.chromium import ensure_chromium
from api.commands.opening import read_settings
from api.commands.stopping import run_in_front, until_stopped
from api.terminal.choice import terminal_report
from gis.cluster.locks import LockHeldError, locked
from gis.cluster.memory import discard, memory_home
from gis.cluster.places import place_of
from gis.cluster.private import TEST, ClusterAddress, private_cluster
from gis.report import Report
from gis.settings import ROOT, Settings

app = typer.Typer()
MEMORY_MIB = 4096
"""Room that the whole suite needs with a margin."""

LEFT_OVER = r"satellite\_test\_%"


@app.command("test", context_settings={"ignore_unknown_options": True}, add_help_option=False)
def run_tests(
    arguments: Annotated[
        list[str] | None, typer.Argument(help="Argomenti di pytest · pytest's arguments")
    ] = None,
) -> None:
    """Esegue i test su un PostGIS apposito · Run the tests on a PostGIS of their own."""
    settings = read_settings()
    report = terminal_report()
    status = 128 + signal.SIGTERM
    with until_stopped():
        chromium = ensure_chromium(settings.home, report)
        with _cluster(settings, report) as cluster:
            lock = cluster.place.folder / "suite.lock"
            _drop_left_over(cluster, lock)
            with locked(lock, shared=True):
                status = _pytest(cluster, chromium, arguments or [])
    raise typer.Exit(status)


@contextmanager
def _cluster(settings: Settings, report: Report) -> Iterator[ClusterAddress]:
    """The tests' cluster, in memory where there is room.

    A test's database is some 1,700 files: made in memory it takes a tenth of the time.
    """
    memory = None if settings.test_home else memory_home(settings.home, MEMORY_MIB)
    home = settings.test_home or memory or settings.home
    try:
        with private_cluster(home, report, name=TEST, is_durable=False) as cluster:
            yield cluster
    finally:
        if memory is not None:
            discard(place_of(memory, TEST))


def _pytest(cluster: ClusterAddress, chromium: str, arguments: list[str]) -> int:
    """Run pytest on two processes unless `arguments` say otherwise; returns its exit status."""
    environment = {
        **os.environ,
        "SATELLITE_TEST_ADMIN_URL": cluster.admin_url,
        "SATELLITE_CHROMIUM": chromium,
    }
    command = [sys.executable, "-m", "pytest", "-n", "2", *arguments]
    return run_in_front(command, environment, cwd=ROOT)


def _drop_left_over(cluster: ClusterAddress, lock: Path) -> None:
    """Drop what killed runs left behind, unless another run is under way."""
    try:
        with locked(lock, wait=False), closing(psycopg2.connect(cluster.admin_url)) as server:
            server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
            with server.cursor() as cursor:
                for kind, query in (
                    ("DATABASE", "SELECT datname FROM pg_database WHERE datname LIKE %s"),
                    ("ROLE", "SELECT rolname FROM pg_roles WHERE rolname LIKE %s"),
                ):
                    cursor.execute(query, (LEFT_OVER,))
                    for (name,) in cursor.fetchall():
                        drop = sql.SQL("DROP {} {}").format(sql.SQL(kind), sql.Identifier(name))
                        cursor.execute(drop)
    except LockHeldError:
        return
