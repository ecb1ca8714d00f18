"""The CSV files of a run: what was refused and what was noted, safe to open in a spreadsheet."""

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from gis.codes import Text

HEADER = ("file", "row", "column", "value", "reason_it", "reason_en", "raw")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class TellingFile:
    """One CSV file; it is made at the first line, so that an empty one never exists."""

    def __init__(self, path: Path, file_name: str) -> None:
        self.path = path
        self.file_name = file_name
        self.count = 0
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.close()

    def write(self, row: int, column: str, value: str, reason: Text, raw: str = "") -> None:
        """One line; texts that a spreadsheet would run as formulas get an apostrophe."""
        if self.count == 0:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self._opened.enter_context(
                self.path.open("w", encoding="utf-8-sig", errors="replace", newline="")
            )
            self._rows = csv.writer(file)
            self._rows.writerow(HEADER)
        texts = [column, value, reason.it, reason.en, raw]
        self._rows.writerow([neutral(self.file_name), row, *map(neutral, texts)])
        self.count += 1


def neutral(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
