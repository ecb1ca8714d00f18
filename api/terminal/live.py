"""Progress that moves, for people at a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Column

from api.terminal.plain import both
from gis.codes import Text


class LiveStep:
    """One line of the moving display."""

    def __init__(self, display: Progress, task: TaskID) -> None:
        self._display = display
        self._task = task

    def advance(self, count: int = 1) -> None:
        """Move the bar by `count`."""
        self._display.advance(self._task, count)


class LiveReport:
    """A spinner with its seconds for each step, a bar where the total is known."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)

    @contextmanager
    def step(self, text: Text, total: int | None = None) -> Iterator[LiveStep]:
        """Show `text` moving until the block ends, and leave its line behind."""
        counted = [BarColumn(bar_width=20), TaskProgressColumn()] if total is not None else []
        display = Progress(
            SpinnerColumn(finished_text="·"),
            TextColumn("{task.description}", markup=False, table_column=Column(ratio=1)),
            *counted,
            TimeElapsedColumn(),
            console=self._console,
        )
        with display:
            task = display.add_task(both(text), total=total or None)
            yield LiveStep(display, task)
            display.update(task, total=1 if total is None else total, completed=total or 1)

    def say(self, text: Text) -> None:
        """Show one line."""
        self._console.print(both(text), markup=False, highlight=False)
