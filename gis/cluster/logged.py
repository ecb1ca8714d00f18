"""Run programs whose long output goes to a log, and whose failure shows the log's tail."""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from gis.cluster.account import Account
from gis.cluster.disk import DiskFullError, says_full
from gis.codes import Text
from gis.errors import UnavailableError

TAIL_LINES = 15


def tail(log: Path, start: int = 0) -> str:
    """The last lines of `log` that were written after byte `start`, empty where there is none."""
    try:
        with log.open("rb") as file:
            file.seek(start)
            text = file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.rstrip().splitlines()[-TAIL_LINES:])


class ProgramFailedError(UnavailableError):
    """A program failed; `detail` is the end of what it printed."""

    def __init__(self, what: Text, log: Path, detail: str) -> None:
        super().__init__(
            Text(
                it=f"{what.it}: non riuscito. L'output intero è in {log}.",
                en=f"{what.en}: failed. The whole output is in {log}.",
            )
        )
        self.detail = detail


def failure(what: Text, log: Path, start: int = 0) -> UnavailableError:
    """The error to raise after `what` failed: the disk is full, or see the tail of `log`."""
    end = tail(log, start)
    return DiskFullError(log.parent) if says_full(end) else ProgramFailedError(what, log, end)


def run_logged(
    command: Sequence[str | Path],
    log: Path,
    what: Text,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
) -> None:
    """Run `command`, its output appended to `log`; a failure raises `UnavailableError`.

    `env` is added to ours; `account` is the user to run as, ours where None.
    """
    words = [str(word) for word in command]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        start = output.tell()
        output.write(f"$ {shlex.join(words)}\n".encode())
        output.flush()
        try:
            done = subprocess.run(
                words,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env={**os.environ, **(env or {})},
                check=False,
                **(account.popen_arguments() if account else {}),
            )
        except OSError as error:
            output.write(f"{error}\n".encode())
            output.flush()
            raise failure(what, log, start) from error
    if done.returncode != 0:
        raise failure(what, log, start)


def output_of(command: Sequence[str | Path]) -> str:
    """What a short program prints, empty where it fails or is not there."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
