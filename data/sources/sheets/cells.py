"""One cell and one row of a spreadsheet, whatever file it came from."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as text: trimmed, never guessed into another type.

    A number that the workbook holds as a number is written with a decimal point, without
    thousands marks or float noise, and `is_number`; its `1.234` is therefore one and a bit, while
    a typed text `1.234` stays ambiguous. A date is written in ISO and stands in `date` too.
    """

    text: str
    is_number: bool = False
    date: dt.date | None = None


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with its number in the sheet, from 1; empty cells at its end are left out."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells."""
        return tuple(cell.text for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.text for cell in self.cells)

    @property
    def raw(self) -> str:
        """The row as one line, cells between semicolons, for refusals."""
        return ";".join(cell.text for cell in self.cells)


def trimmed(number: int, cells: list[Cell]) -> SheetRow:
    """The row without the empty cells at its end."""
    width = max((place for place, cell in enumerate(cells, start=1) if cell.text), default=0)
    return SheetRow(number, tuple(cells[:width]))
