"""Clusters held by other processes, and what must be left of them: nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from gis.cluster.memory import memory_home
from gis.cluster.places import Place, place_of
from gis.cluster.private import MAIN
from gis.cluster.processes import server_processes

PATIENCE_S = 30.0
SHORT = Path("/tmp")  # noqa: S108 - mkdtemp makes a private one in it
ROOM_MIB = 2048

HOLD = """
import sys
from pathlib import Path
from gis.cluster.private import private_cluster
with private_cluster(Path(sys.argv[1])) as cluster:
    print(cluster.app_url, flush=True)
    sys.stdin.read()
"""
AS_NOBODY = (
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    # Root's Python may lie where others cannot read; to be root's user is what is given up.
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=+dac_read_search",
    "--bounding-set=-all,+dac_read_search",
)
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that uses a cluster until it is released."""

    process: subprocess.Popen[str]
    url: str

    def release(self) -> int:
        """Let it end; its exit status."""
        self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode

    def kill(self) -> None:
        """Take it away without a last word."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE_S)


@contextmanager
def holder(home: Path, *, user: tuple[str, ...] = ()) -> Iterator[Holder]:
    """A running holder of the cluster of `home`, killed at the end where it still is."""
    with subprocess.Popen(
        [*user, sys.executable, "-P", "-c", HOLD, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield Holder(process, process.stdout.readline().strip())
        finally:
            process.kill()


@contextmanager
def nothing_runs(folder: Path) -> Iterator[None]:
    """In the end no process may work in `folder`; what does is killed."""
    try:
        yield
        assert wait_for(lambda: not processes_in(folder)), processes_in(folder)
    finally:
        for number in processes_in(folder):
            send(number, signal.SIGKILL)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A short folder that everybody may enter; in the end nothing may run in it."""
    folder = Path(tempfile.mkdtemp(prefix="sat-", dir=memory_home(SHORT, ROOM_MIB) or SHORT))
    folder.chmod(0o755)
    try:
        with nothing_runs(folder):
            yield folder
    finally:
        shutil.rmtree(folder)


def place(home: Path) -> Place:
    """The place of the main cluster."""
    return place_of(home, MAIN)


def processes_in(folder: Path) -> list[int]:
    """Every PostgreSQL process that works somewhere under `folder`, and every keeper of one."""
    found = []
    for data in folder.rglob("made/data"):
        found += server_processes(data)
    for record in folder.rglob("keeper.json"):
        keeper = json.loads(record.read_text(encoding="utf-8"))["keeper"]
        if Path(f"/proc/{keeper}").exists():
            found.append(keeper)
    return found


def record(home: Path) -> dict[str, int]:
    """The process numbers of the running keeper and server."""
    numbers: dict[str, int] = json.loads(place(home).keeper_record.read_text(encoding="utf-8"))
    return numbers


def send(number: int, kind: signal.Signals) -> None:
    """Send a signal to a process that may just have ended."""
    with suppress(ProcessLookupError):
        os.kill(number, kind)


def wait_for(condition: Callable[[], bool]) -> bool:
    """Whether `condition` comes true in time."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    """The rows of `query` on the database of `url`."""
    with closing(psycopg2.connect(url)) as database, database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def execute(url: str, *statements: str) -> None:
    """Run `statements` on the database of `url`, each by itself."""
    with closing(psycopg2.connect(url)) as database, database.cursor() as cursor:
        database.autocommit = True
        for statement in statements:
            cursor.execute(statement)


def answers(url: str) -> bool:
    """Whether the database of `url` can be used now."""
    try:
        return ask(url, "SELECT 1") == [(1,)]
    except psycopg2.OperationalError:
        return False
