"""The header of a sheet: which row it is among titles, and the labels of its columns."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from openpyxl.utils import get_column_letter

from data.sources.sheets.cells import SheetRow
from data.sources.sheets.fields import plain
from data.sources.sheets.reading import Sheet
from data.sources.sheets.workbook import Merged

SEARCHED_ROWS = 80
"""Rows that hold something among which the header must be."""

_PART = " / "
_UNNAMED = re.compile(r"^\([A-Z]+\)$| \(\d+\)$")


@dataclass(frozen=True, slots=True)
class Header:
    """The header: its last row's number, one label a column, and its rows as they were.

    A header merged over two rows has labels such as `Tabella A / millesimi`; a repeated label
    gets a number, a column without one its letter in brackets.
    """

    last_row: int
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def is_repeated_by(self, row: SheetRow) -> bool:
        """Whether a later row is a row of the header once more."""
        return any(_plains(row.texts) == _plains(texts) for texts in self.rows)


def find_header(sheet: Sheet, points: Callable[[str], int]) -> Header | None:
    """The row, or two adjacent rows, whose labels earn the most `points`; None when none does.

    One row wins over two unless two earn more or tell apart columns that one names alike.
    """
    merged = sheet.merged
    best: tuple[tuple[int, int, bool, int], Header] | None = None
    for header in _candidates(list(islice(sheet.rows, SEARCHED_ROWS)), merged):
        named = {label for label in header.labels if not _UNNAMED.search(label)}
        earned = sum(points(label) for label in named)
        rank = (earned, len(named), _is_merged(header, merged), -len(header.rows))
        if earned and (best is None or rank > best[0]):
            best = rank, header
    return best[1] if best else None


def _is_merged(header: Header, merged: list[Merged]) -> bool:
    """Whether a merged cell of the upper row covers some, not all, of the columns."""
    top, width = header.last_row - 1, len(header.labels)
    spans = [right - left + 1 for first, left, _, right in merged if first == top]
    return len(header.rows) > 1 and any(1 < span < width for span in spans)


def _candidates(rows: Sequence[SheetRow], merged: list[Merged]) -> Iterator[Header]:
    for place, row in enumerate(rows):
        yield Header(row.number, _numbered(row.texts), (row.texts,))
        if place + 1 < len(rows) and rows[place + 1].number == row.number + 1:
            below = rows[place + 1]
            labels = _joined(row, below.texts, merged)
            yield Header(below.number, _numbered(labels), (row.texts, below.texts))


def _joined(top: SheetRow, below: tuple[str, ...], merged: list[Merged]) -> tuple[str, ...]:
    width = max(len(top.cells), len(below))
    above = _spread(top, width, merged)
    under = below + ("",) * (width - len(below))
    return tuple(
        _PART.join(part for part in (first, second) if part)
        for first, second in zip(above, under, strict=True)
    )


def _spread(top: SheetRow, width: int, merged: list[Merged]) -> list[str]:
    """The upper labels over all the columns that they cover.

    Where the file does not say (text knows no merged cells), each covers as many columns as the
    narrowest of them has up to the next label.
    """
    texts = list(top.texts) + [""] * (width - len(top.texts))
    spans = [(left, right) for first, left, _, right in merged if first == top.number]
    if not spans:
        places = [place for place, text in enumerate(texts) if text]
        gaps = [after - before for before, after in pairwise(places)]
        covered = min((gap for gap in gaps if gap > 1), default=1)
        spans = [(place + 1, place + covered) for place in places]
    for left, right in spans:
        for place in range(left, min(right, width)):
            texts[place] = texts[place] or texts[left - 1]
    return texts


def _numbered(labels: tuple[str, ...]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    numbered = []
    for place, label in enumerate(labels, start=1):
        name = " ".join(label.split()) or f"({get_column_letter(place)})"
        seen[plain(name)] = times = seen.get(plain(name), 0) + 1
        numbered.append(name if times == 1 else f"{name} ({times})")
    return tuple(numbered)


def _plains(texts: tuple[str, ...]) -> list[str]:
    return [plain(text) for text in texts]
