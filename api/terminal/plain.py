"""Progress as plain lines, for logs, pipes and the set-up, which has no library yet."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from gis.codes import Text
from gis.errors import SatelliteError

QUIET_S = 2.0
BEAT_S = 10.0


def both(text: Text) -> str:
    """Italian and English on one line; once where they are the same."""
    return text.it if text.it == text.en else f"{text.it} · {text.en}"


class PlainStep:
    """A step under way: a line every ten seconds, on a terminal every second, says that it is."""

    def __init__(self, stream: TextIO, total: int | None) -> None:
        self._stream = stream
        self._total = total
        self._done = 0
        self._start = time.monotonic()
        self._ended = threading.Event()
        threading.Thread(target=self._beat, daemon=True).start()

    def advance(self, count: int = 1) -> None:
        """Count `count` more of the total."""
        self._done += count

    def end(self) -> None:
        """Stop the beat."""
        self._ended.set()

    def tell_time(self) -> None:
        """Say how long it took, where that was long enough to wonder."""
        took_s = time.monotonic() - self._start
        if took_s > QUIET_S:
            print(f"  fatto · done: {took_s:.0f} s", file=self._stream, flush=True)

    def _beat(self) -> None:
        moves = self._stream.isatty()
        while not self._ended.wait(1.0 if moves else BEAT_S):
            share = f", {100 * self._done // self._total} %" if self._total else ""
            took_s = time.monotonic() - self._start
            line = f"  ... {took_s:.0f} s{share}"
            print(line, end="\r" if moves else "\n", file=self._stream, flush=True)


class PlainReport:
    """A line as a step begins, beats while it lasts, its time at the end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr

    @contextmanager
    def step(self, text: Text, total: int | None = None) -> Iterator[PlainStep]:
        """Show `text` and beat until the block ends."""
        self.say(text)
        step = PlainStep(self._stream, total)
        try:
            yield step
            step.tell_time()
        finally:
            step.end()

    def say(self, text: Text) -> None:
        """Show one line."""
        print(both(text), file=self._stream, flush=True)


def show_failure(error: SatelliteError, stream: TextIO | None = None) -> None:
    """Print the sentence in both languages, and the end of a program's output if there is one."""
    out = stream or sys.stderr
    lines = ["", f"Errore: {error.text.it}", f"Error: {error.text.en}"]
    detail = getattr(error, "detail", "")
    print("\n".join([*lines, "", detail] if detail else lines), file=out, flush=True)
