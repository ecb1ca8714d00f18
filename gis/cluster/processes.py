"""The server processes of one data directory: found by their working directory, and ended."""

import os
import signal
import subprocess
import time
from pathlib import Path

from gis.cluster.places import Place
from gis.cluster.probe import is_starting

PROC = Path("/proc")
IN_ORDER = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0))
"""How a living postmaster is asked to end itself and its children, and the seconds it gets."""

BY_FORCE = ((signal.SIGQUIT, 1.0), (signal.SIGKILL, 5.0))
"""How children without a postmaster are ended: their data are to be recovered anyway."""


def server_processes(data: Path) -> list[int]:
    """Process numbers of PostgreSQL processes that work in `data`, deleted or not."""
    if PROC.is_dir():
        numbers = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
        return [number for number in numbers if _works_in(number, data)]
    number = _postmaster(data)
    return [number] if number and _mentions(number, data) else []


def end_orphans(place: Place) -> int:
    """End every process that works in the place's data; returns how many there were.

    Without it a restart fails on the shared memory block that a killed server's children hold.
    """
    data = place.data
    found = server_processes(data)
    postmaster = _postmaster(data)
    for kind, wait_s in IN_ORDER[1:] if is_starting(place.socket_path) else IN_ORDER:
        if postmaster is not None and postmaster in server_processes(data):
            _end([postmaster], kind, data, wait_s)
    for kind, wait_s in BY_FORCE:
        _end(server_processes(data), kind, data, wait_s)
    return len(found)


def remove_stale_files(place: Place) -> None:
    """Remove the pid file and the sockets of a server that is no more.

    To be called after `end_orphans` only: PostgreSQL refuses to start where the number in them
    now belongs to some other process.
    """
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    for left in place.socket.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def _works_in(number: int, data: Path) -> bool:
    try:
        working = str((PROC / str(number) / "cwd").readlink())
        name = (PROC / str(number) / "comm").read_text(encoding="utf-8").strip()
    except OSError:
        return False
    return name == "postgres" and working.removesuffix(" (deleted)") == str(data)


def _postmaster(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def _mentions(number: int, data: Path) -> bool:
    """Whether process `number` was started on `data`; for systems without /proc."""
    command = ["ps", "-ww", "-o", "command=", "-p", str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return str(data) in done.stdout


def _send(number: int, kind: signal.Signals, data: Path) -> None:
    """Send a signal to the process, and never to another that has got its number meanwhile."""
    try:
        if hasattr(os, "pidfd_open"):
            handle = os.pidfd_open(number)
            try:
                if _works_in(number, data):
                    signal.pidfd_send_signal(handle, kind)
            finally:
                os.close(handle)
        else:
            os.kill(number, kind)
    except OSError:
        return


def _end(numbers: list[int], kind: signal.Signals, data: Path, wait_s: float) -> None:
    """Send `kind` to each of `numbers` and wait until no process is left in `data`."""
    for number in numbers:
        _send(number, kind, data)
    end = time.monotonic() + wait_s
    while server_processes(data) and time.monotonic() < end:
        time.sleep(0.05)
