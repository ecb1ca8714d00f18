"""`kill -9` of what `up` started: it says so or heals, and the next `up` needs no hand."""

import os
import signal
from pathlib import Path

from gis.cluster.processes import server_processes
from tests.api.commands.running import ready
from tests.gis.cluster.running import place, record, wait_for


def serves_again(home: Path) -> None:
    with ready(home, "--empty") as up:
        assert up.status_of("/readyz") == 200
        assert up.stop() == 0


def test_up_itself_and_the_next_one_begins_at_once(used: Path) -> None:
    with ready(used, "--empty") as up:
        up.process.kill()
        up.process.wait()
        serves_again(used)


def test_the_server(used: Path) -> None:
    with ready(used, "--empty") as up:
        os.kill(record(used)["server"], signal.SIGKILL)
        status, said = up.ended()

        assert status == 1
        assert "PostgreSQL ended by itself" in said
        assert "Traceback" not in said
    serves_again(used)


def test_the_keeper(used: Path) -> None:
    with ready(used, "--empty") as up:
        os.kill(record(used)["keeper"], signal.SIGKILL)
        status, said = up.ended()

        assert status == 1
        assert "PostgreSQL ended by itself" in said
        assert server_processes(place(used).data) == []
    serves_again(used)


def test_a_backend(used: Path) -> None:
    with ready(used, "--empty") as up:
        numbers = record(used)
        backends = [each for each in server_processes(place(used).data) if is_backend(each)]
        for number in backends:
            os.kill(number, signal.SIGKILL)

        assert backends
        assert wait_for(lambda: up.status_of("/readyz") == 200)
        assert record(used) == numbers
        assert up.stop() == 0
    serves_again(used)


def is_backend(number: int) -> bool:
    """Whether the process serves a connection, by the title that PostgreSQL gives it."""
    title = Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8", errors="replace")
    return "[local]" in title
