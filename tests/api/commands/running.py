"""`satellite up` as people run it: a process of its own, its lines, its end."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PATIENCE_S = 60.0
RUN = "from api.cli import run; run()"


@dataclass(frozen=True, slots=True)
class Up:
    """A running `satellite up`."""

    process: subprocess.Popen[str]
    port: int

    def status_of(self, path: str) -> int:
        """The status that the server answers now, 0 where none answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop; its exit status."""
        self.process.send_signal(number)
        return self.ended()[0]

    def ended(self) -> tuple[int, str]:
        """Its exit status and what it said on standard error, once it has ended by itself."""
        _, said = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, said


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, **settings: str) -> dict[str, str]:
    """Ours without settings of Satellite but these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SATELLITE_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    named = {f"SATELLITE_{name.upper()}": value for name, value in settings.items()}
    places = {"SATELLITE_HOME": str(home), "SATELLITE_TEST_HOME": str(home)}
    return {**kept, **places, **named}


def satellite(home: Path, *words: str, before: str = "", **settings: str) -> tuple[int, str, str]:
    """Run a command that ends; its status, standard output and standard error.

    `before` is code run first, to change what cannot be changed from outside.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"{before}\n{RUN}", *words],
        env=environment(home, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    return done.returncode, done.stdout, done.stderr


@contextmanager
def starting(home: Path, *words: str, **settings: str) -> Iterator[Up]:
    """`satellite up` just started, killed at the end where it still runs."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-P", "-c", RUN, "up", "--port", str(port), *words],
        env=environment(home, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Up(process, port)
        finally:
            process.kill()


@contextmanager
def ready(home: Path, *words: str, **settings: str) -> Iterator[Up]:
    """`satellite up` once it has said that it is ready."""
    with starting(home, *words, **settings) as up:
        assert up.process.stdout is not None
        line = up.process.stdout.readline()
        assert line == f"ready http://127.0.0.1:{up.port}\n", up.ended()
        yield up
