"""Start the server of a place, wait until it answers, and wait until it has stopped."""

import subprocess
import time

import psycopg2

from gis.cluster.address import admin_dsn
from gis.cluster.binaries import Binaries
from gis.cluster.disk import DiskFullError, says_full
from gis.cluster.keeper import start_keeper
from gis.cluster.locks import is_locked
from gis.cluster.logged import failure
from gis.cluster.options import server_options
from gis.cluster.places import Place, prepare_socket
from gis.cluster.processes import end_orphans, remove_stale_files
from gis.codes import Text
from gis.errors import UnavailableError
from gis.report import Report

STARTING = Text(it="Avvio PostgreSQL", en="Starting PostgreSQL")
STOPPING = Text(it="Fermo PostgreSQL", en="Stopping PostgreSQL")
START_S = 600
"""A restart after a crash replays the log first, which may take minutes."""

LOOK_S = 0.03
NOT_YET = (
    "starting up",
    "No such file",
    "refused",
    "shutting down",
    "not yet accepting",
    "closed the connection",
)


def ensure_running(
    place: Place, binaries: Binaries, report: Report, *, is_durable: bool = True
) -> None:
    """Start the server unless it runs; to be called under the start lock.

    Raises `UnavailableError` with the end of the server's log where it does not start.
    """
    if is_locked(place.keeper_lock) and _answers(place):
        return
    with report.step(STARTING):
        end = time.monotonic() + START_S
        keeper = None
        start = 0
        while not _answers(place):
            if keeper is None and not is_locked(place.keeper_lock):
                start = place.log.stat().st_size if place.log.exists() else 0
                keeper = _start(place, binaries, is_durable=is_durable)
            if (keeper and keeper.poll() is not None) or time.monotonic() > end:
                raise failure(STARTING, place.log, start)
            time.sleep(LOOK_S)


def wait_until_stopped(place: Place, report: Report) -> None:
    """Wait until the server has stopped, unless somebody else is using it."""
    if not is_locked(place.keeper_lock) or _has_users(place):
        return
    with report.step(STOPPING):
        while is_locked(place.keeper_lock) and not _has_users(place):
            time.sleep(LOOK_S)


def _start(place: Place, binaries: Binaries, *, is_durable: bool) -> subprocess.Popen[bytes]:
    end_orphans(place)
    remove_stale_files(place)
    prepare_socket(place)
    options = server_options(place, is_durable=is_durable)
    settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    command = [str(binaries.program("postgres")), "-D", str(place.data), *settings]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", **binaries.environment}
    return start_keeper(place, command, environment)


def _answers(place: Place) -> bool:
    """Whether the server accepts us; raises where it refuses for another reason than the time."""
    try:
        psycopg2.connect(admin_dsn(place, "postgres"), connect_timeout=5).close()
    except psycopg2.OperationalError as error:
        words = str(error)
        if any(reason in words for reason in NOT_YET):
            return False
        if says_full(words):
            raise DiskFullError(place.folder) from error
        raise UnavailableError(
            Text(
                it=f"Il database privato rifiuta la connessione: {words.strip()}",
                en=f"The private database refuses the connection: {words.strip()}",
            )
        ) from error
    return True


def _has_users(place: Place) -> bool:
    """Whether somebody uses the cluster, which is not the keeper stopping it."""
    return is_locked(place.users_lock) and not is_locked(place.users_lock, against_shared=True)
