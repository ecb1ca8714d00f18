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
    """One value that a file changes: of which unit, as the file names it, and from what.

    Row 0 is of a unit that the file lacks; an empty side says that there is none.
    """

    row_number: int
    unit: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """One file's import; `refused_values` are values taken off rows that were loaded."""

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
    first_changes: tuple[Change, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the whole file went in."""
        return self.outcome is ImportOutcome.DONE
