"""How an import ended, for the terminal and the log."""

from dataclasses import dataclass
from pathlib import Path

from data.ingest.states import ImportOutcome
from data.sources.rows import Refusal
from gis.codes import Text


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one file: read = loaded + updated + unchanged + skipped + refused.

    `note` counts what was put right or is doubtful in rows that were loaded, `ended` the things
    of the register that a newer file has no longer.
    """

    read: int = 0
    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    refused: int = 0
    note: int = 0
    ended: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a file changes: of what kind of thing, of which, and from what to what.

    An empty side says that there is none; what is personal shows covered.
    """

    kind: Text
    thing: str
    field: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Changes:
    """The first changes of a run, and how many rows of the register change beside them."""

    first: tuple[Change, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """One file's import; `refused_values` are values taken off rows that were loaded.

    `changes` are those of a dry run; `held_back` says what did not end although the file lacks it.
    """

    run_id: int
    path: Path
    source: str | None
    outcome: ImportOutcome
    counts: Counts
    refused_values: int = 0
    message: Text | None = None
    refusals_path: Path | None = None
    notes_path: Path | None = None
    first_refusals: tuple[Refusal, ...] = ()
    changes: Changes | None = None
    held_back: Text | None = None

    @property
    def is_clean(self) -> bool:
        """Whether the whole file went in."""
        return self.outcome is ImportOutcome.DONE
