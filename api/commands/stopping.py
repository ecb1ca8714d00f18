"""End a command in good order when it is told to: Ctrl-C, SIGTERM, a closed terminal."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

STOPS = (signal.SIGINT, signal.SIGTERM)
AGAIN_S = 0.05
"""After which a request is repeated that Python lost."""


class StopRequested(BaseException):
    """Somebody asked the command to end; not an `Exception`, so that nothing catches it midway."""


@contextmanager
def until_stopped() -> Iterator[None]:
    """Run the block until it ends or a signal ends it, in which case nothing is raised.

    After the first signal others are ignored: a second Ctrl-C must not interrupt the tidying up.
    Where the first comes while Python clears an object away, its exception is lost; it is raised
    again a moment later.
    """
    before = {number: signal.signal(number, _stop) for number in (*STOPS, signal.SIGALRM)}
    usual = sys.unraisablehook
    sys.unraisablehook = partial(_raised_again, usual)
    # `nohup` asks for a command that outlives its terminal by having the signal ignored.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        before[signal.SIGHUP] = signal.signal(signal.SIGHUP, _hang_up)
    try:
        yield
    except StopRequested:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = usual
        for number, handler in before.items():
            signal.signal(number, handler)


def run_in_front(command: Sequence[str], env: Mapping[str, str], cwd: Path | None = None) -> int:
    """Run a program that owns the terminal; returns its exit status.

    Ctrl-C reaches it by itself, so that we only wait; SIGTERM is handed on to it as Ctrl-C.
    """
    programs: list[subprocess.Popen[bytes]] = []
    told = threading.Event()

    def hand_on(number: int, frame: FrameType | None) -> None:
        del number, frame
        told.set()
        for program in programs:
            program.send_signal(signal.SIGINT)

    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, lambda *_: None),
        signal.SIGTERM: signal.signal(signal.SIGTERM, hand_on),
    }
    try:
        with subprocess.Popen(command, env=env, cwd=cwd) as program:
            programs.append(program)
            if told.is_set():
                program.send_signal(signal.SIGINT)
            return program.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    for each in (*STOPS, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise StopRequested


def _raised_again(
    usual: "Callable[[UnraisableHookArgs], object]", lost: "UnraisableHookArgs"
) -> None:
    if lost.exc_type is StopRequested:
        signal.setitimer(signal.ITIMER_REAL, AGAIN_S)
    else:
        usual(lost)


def _hang_up(number: int, frame: FrameType | None) -> None:
    """Take the way of SIGTERM, which the web server knows too."""
    del number, frame
    signal.raise_signal(signal.SIGTERM)
