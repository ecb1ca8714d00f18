"""A checkout served by its own `./satellite up`, timed from the command to `ready`."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from gis.codes import Text
from gis.errors import UnavailableError

PATIENCE_S = 1800
READER = "housing_manager"
"""Who asks: the role that sees everything, so that every table is read."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where, its process, and how long it took to be ready."""

    address: str
    port: int
    process: subprocess.Popen[str]
    seconds_to_ready: float
    token: str = field(repr=False)

    def web_worker_mib(self) -> float:
        """Resident memory of the process that listens on the port, in MiB."""
        root = psutil.Process(self.process.pid)
        for each in [root, *root.children(recursive=True)]:
            if any(
                connection.status == psutil.CONN_LISTEN and connection.laddr.port == self.port
                for connection in each.net_connections(kind="inet")
            ):
                return float(each.memory_info().rss) / 2**20
        raise UnavailableError(
            Text(
                it=f"Nessun processo ascolta sulla porta {self.port}.",
                en=f"No process listens on port {self.port}.",
            )
        )


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(**settings: str) -> dict[str, str]:
    """This process's environment with these settings of ours and no other."""
    others = {key: value for key, value in os.environ.items() if not key.startswith("SATELLITE_")}
    return others | {f"SATELLITE_{name.upper()}": value for name, value in settings.items()}


@contextmanager
def served(checkout: Path, *arguments: str, **settings: str) -> Iterator[Served]:
    """Start `./satellite up` in `checkout`, wait for `ready`, stop it at the end."""
    port = free_port()
    begun = time.perf_counter()
    environment = clean_environment(**settings)
    process = subprocess.Popen(
        [str(checkout / "satellite"), "up", "--port", str(port), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    try:
        seconds = _await_ready(process, begun)
        issued = subprocess.run(
            [str(checkout / "satellite"), "token", "issue", "--role", READER, "--days", "1"],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=environment,
        )
        token = issued.stdout.split()[-1]
        yield Served(f"http://127.0.0.1:{port}", port, process, seconds, token)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _await_ready(process: subprocess.Popen[str], begun: float) -> float:
    """Seconds from `begun` to the line `ready`; what was printed instead is in the error."""
    printed: list[str] = []
    for line in process.stdout or ():
        printed.append(line)
        if line.startswith("ready "):
            return time.perf_counter() - begun
        if time.perf_counter() - begun > PATIENCE_S:
            break
    told = "".join(printed[-10:])
    raise UnavailableError(
        Text(it=f"Il server non è partito:\n{told}", en=f"The server did not start:\n{told}")
    )
