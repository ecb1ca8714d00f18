"""What a run tells about single rows: to its two files, and the first refusals to the log."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from data.ingest.log import KEPT_REFUSALS
from data.ingest.refusals import TellingFile
from data.sources.rows import Note, Refusal, Skip
from gis.codes import Text


class Telling:
    """The refusals and the notes of one run: `<run>-refusals.csv` and `<run>-notes.csv`."""

    def __init__(self, folder: Path, run_id: int, file_name: str) -> None:
        self.refusals = TellingFile(folder / f"{run_id}-refusals.csv", file_name)
        self.notes = TellingFile(folder / f"{run_id}-notes.csv", file_name)
        self.kept: list[Refusal] = []
        self.refused_values = 0
        self._files = ExitStack()

    def __enter__(self) -> Self:
        self._files.enter_context(self.refusals)
        self._files.enter_context(self.notes)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()

    def refuse(self, refusal: Refusal) -> None:
        """One refused row, or one value taken off a row."""
        self.refused_values += not refusal.whole_row
        self.refusals.write(
            refusal.number, refusal.column, refusal.value, refusal.reason, refusal.raw
        )
        if len(self.kept) < KEPT_REFUSALS:
            self.kept.append(refusal)

    def note(self, note: Note | Skip) -> None:
        """Something put right or doubtful, or a row that is not for the register."""
        column = note.column if isinstance(note, Note) else ""
        self.notes.write(note.number, column, note.value, note.reason)

    def skip(self, number: int, reason: Text, raw: str) -> None:
        """A row that the steps found to be there already."""
        self.notes.write(number, "", "", reason, raw)
