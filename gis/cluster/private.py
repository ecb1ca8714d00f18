"""The private cluster: made, started and shared by whoever needs it, stopped after the last."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gis.cluster import address
from gis.cluster.account import lacks_server_account
from gis.cluster.binaries import Binaries
from gis.cluster.databases import ensure_database
from gis.cluster.disk import require_free
from gis.cluster.install import found_or_installed
from gis.cluster.locks import LockHeldError, is_locked, locked
from gis.cluster.making import made_major, make
from gis.cluster.places import Place, place_of
from gis.cluster.server import ensure_running, wait_until_stopped
from gis.codes import Text
from gis.report import Report, Silence

MAIN = "cluster"
TEST = "test-cluster"
NEED_MIB = 100
WAITING = Text(
    it="Aspetto un altro comando che sta avviando o fermando il database",
    en="Waiting for another command that is starting or stopping the database",
)


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """How to reach a running cluster; the URLs hold passwords and are not shown."""

    place: Place
    binaries: Binaries
    admin_url: str = field(repr=False)
    app_url: str = field(repr=False)

    def wait_until_lost(self) -> None:
        """Return when the server has ended, for whatever reason."""
        with locked(self.place.keeper_lock, shared=True):
            return


@contextmanager
def private_cluster(
    home: Path, report: Report | None = None, *, name: str = MAIN, is_durable: bool = True
) -> Iterator[ClusterAddress]:
    """Hold cluster `name` of `home` running for the block, making and starting it if need be.

    Commands in other processes share it; the last one to leave stops it. `is_durable=False` gives
    up safety against power cuts for speed: for tests. Raises `UnavailableError`.
    """
    report = report or Silence()
    if lacks_server_account():
        # Its packages bring the account, on which the place depends.
        found_or_installed(home, None, report)
    place = place_of(home, name)
    try:
        with _held(place.users_lock, report, shared=True):
            with _held(place.start_lock, report):
                require_free(place.folder, NEED_MIB)
                binaries = found_or_installed(home, made_major(place), report)
                make(place, binaries, report, is_durable=is_durable)
                ensure_running(place, binaries, report, is_durable=is_durable)
                ensure_database(place, report)
            yield ClusterAddress(
                place=place,
                binaries=binaries,
                admin_url=address.admin_url(place),
                app_url=address.app_url(place),
            )
    finally:
        wait_until_stopped(place, report)


def is_made(home: Path, name: str = MAIN) -> bool:
    """Whether cluster `name` of `home` has been made."""
    return (home / name).is_dir() and place_of(home, name).made.exists()


def is_running(home: Path, name: str = MAIN) -> bool:
    """Whether the server of cluster `name` runs now."""
    return (home / name).is_dir() and is_locked(place_of(home, name).keeper_lock)


@contextmanager
def _held(path: Path, report: Report, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock, saying what we wait for where another command holds it."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(path, shared=shared, wait=False))
        except LockHeldError:
            with report.step(WAITING):
                stack.enter_context(locked(path, shared=shared))
        yield
