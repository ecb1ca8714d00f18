"""The process that keeps the server: it starts it and stops it when nobody uses it any more.

`up`, an import and `db psql` share one server. Each holds the users' lock shared, which the system
takes from it even after `kill -9`; the keeper waits for it exclusively, and having it means that
nobody is left. So no command has to outlive another, and none leaves a server behind. If the
keeper itself is killed, Linux sends the server the signal for a fast shutdown.
"""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from gis.cluster.account import Account
from gis.cluster.locks import is_locked, locked
from gis.cluster.places import Place
from gis.cluster.probe import is_starting
from gis.cluster.processes import end_orphans

SET_PARENT_DEATH_SIGNAL = 1
LARGE_LOG_BYTES = 10_000_000
STOPS = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, None))
"""Fast shutdown, then immediate, then by force; with the seconds to wait after each.

The second loses nothing that was committed, only the next start takes longer.
"""


@dataclass(frozen=True, slots=True)
class Order:
    """What the keeper is told on its standard input, as JSON."""

    command: list[str]
    environment: dict[str, str]
    folder: str
    socket: str
    uid: int
    gid: int
    groups: list[int]

    @property
    def place(self) -> Place:
        """The place whose server is to be kept."""
        account = Account(uid=self.uid, gid=self.gid, groups=tuple(self.groups))
        return Place(folder=Path(self.folder), socket=Path(self.socket), account=account)


def start_keeper(
    place: Place, command: list[str], environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    """Start a keeper in a session of its own, so that the terminal's Ctrl-C does not reach it."""
    order = Order(
        command=command,
        environment=environment,
        folder=str(place.folder),
        socket=str(place.socket),
        uid=place.account.uid,
        gid=place.account.gid,
        groups=list(place.account.groups),
    )
    # The keeper inherits its lock held, so that it is seen to live from its first moment.
    with place.keeper_lock.open("a+b") as lock, _opened_log(place.log) as log:
        fcntl.flock(lock, fcntl.LOCK_EX)
        keeper = subprocess.Popen(
            [sys.executable, "-P", "-m", "gis.cluster.keeper"],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            pass_fds=(lock.fileno(),),
        )
    if keeper.stdin:
        with keeper.stdin as pipe:
            pipe.write(json.dumps(asdict(order)).encode())
    # It may outlive us where others use the cluster; else somebody must take its exit status.
    threading.Thread(target=keeper.wait, daemon=True).start()
    return keeper


def keep(order: Order) -> int:
    """Run the server until it ends or nobody uses it; returns its exit status."""
    place = order.place
    if not is_locked(place.users_lock):
        return 0
    server = subprocess.Popen(
        order.command,
        stdin=subprocess.DEVNULL,
        cwd=place.data,
        env=order.environment,
        # Set after the change of user, which would clear it; there is one thread yet.
        preexec_fn=_stop_with_parent,  # noqa: PLW1509 - nothing else sets a death signal
        **place.account.popen_arguments(),
    )
    signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
    record = {"keeper": os.getpid(), "server": server.pid}
    place.keeper_record.write_text(json.dumps(record), encoding="utf-8")
    ended = threading.Event()
    stopping = threading.Thread(target=_stop_unused, args=(place, server, ended), daemon=True)
    stopping.start()
    status = server.wait()
    ended.set()
    end_orphans(place)
    place.keeper_record.unlink(missing_ok=True)
    return status


def _stop_unused(place: Place, server: subprocess.Popen[bytes], ended: threading.Event) -> None:
    """Stop the server once nobody uses it; who comes meanwhile waits for the lock."""
    with locked(place.users_lock):
        for kind, wait_s in STOPS[1:] if is_starting(place.socket_path) else STOPS:
            server.send_signal(kind)
            if ended.wait(wait_s):
                break
        threading.Event().wait()


def _stop_with_parent() -> None:
    """Ask Linux to stop this process when the keeper dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGINT)


def _opened_log(log: Path) -> BinaryIO:
    """The log to append to; a large one becomes `.old` first."""
    if log.exists() and log.stat().st_size > LARGE_LOG_BYTES:
        log.replace(log.with_suffix(".old"))
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    # Nothing to read means that whoever wanted the server was gone before saying which.
    told = sys.stdin.read()
    sys.exit(keep(Order(**json.loads(told))) if told else 0)
