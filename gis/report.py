"""How long work tells people what it is doing; the terminal, a log or nobody may listen."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from gis.codes import Text


class Step(Protocol):
    """One piece of work under way."""

    def advance(self, count: int = 1) -> None:
        """Say that `count` more of the step's total are done."""


class Report(Protocol):
    """Whoever shows progress."""

    def step(self, text: Text, total: int | None = None) -> AbstractContextManager[Step]:
        """Show `text` while the block runs; `total` counts what `Step.advance` counts up to."""

    def say(self, text: Text) -> None:
        """Show one line."""


class Silence:
    """A report and a step that show nothing."""

    @contextmanager
    def step(self, text: Text, total: int | None = None) -> Iterator["Silence"]:
        """Show nothing."""
        del text, total
        yield self

    def advance(self, count: int = 1) -> None:
        """Count nothing."""

    def say(self, text: Text) -> None:
        """Say nothing."""
