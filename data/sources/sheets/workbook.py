"""Sheets of an .xlsx workbook, read cell by cell without keeping them in memory."""

import datetime as dt
import re
import warnings
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from data.sources.archives import BROKEN
from data.sources.rows import FileRefusedError
from data.sources.sheets.cells import EMPTY, Cell, SheetRow, trimmed
from gis.codes import Text

MAX_GAP = 10_000
"""Blank rows after which a sheet counts as ended; more rows beyond them refuse the file."""

MAX_COLUMNS = 500
_DAMAGE = (*BROKEN, KeyError, TypeError, IndexError, AttributeError, SyntaxError)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CHUNK = 1 << 20
_OVERLAP = 64
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)"')
_PADDED = re.compile(r"0{2,}")


Merged = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, each from 1."""


def sheet_names(path: Path) -> list[tuple[str, bool]]:
    """Name of each sheet of cells, and whether it is hidden; charts are left out."""
    with _opened(path, is_values=True) as book:
        return [(sheet.title, sheet.sheet_state != "visible") for sheet in book.worksheets]


def workbook_rows(path: Path, name: str) -> Iterator[SheetRow]:
    """The rows of one sheet, blank ones left out.

    Raises FileRefusedError for a formula whose result was never calculated, and for rows that
    follow after more than `MAX_GAP` blank ones.
    """
    last = 0
    for row in _all_rows(path, name):
        if row.is_blank:
            continue
        if row.number - last > MAX_GAP:
            raise _far_row(name, row.number, last)
        last = row.number
        yield row


def _all_rows(path: Path, name: str) -> Iterator[SheetRow]:
    with ExitStack() as opened:
        values = opened.enter_context(_opened(path, is_values=True))
        rows = opened.enter_context(closing(_cells(values, name)))
        if not _has_formulas(values, path, name):
            for number, cells in enumerate(rows, start=1):
                yield trimmed(number, [_cell(cell) for cell in cells[:MAX_COLUMNS]])
            return
        formulas = opened.enter_context(_opened(path, is_values=False))
        others = opened.enter_context(closing(_cells(formulas, name)))
        for number, (cells, written) in enumerate(zip(rows, others, strict=True), start=1):
            _check_calculated(name, number, cells, written)
            yield trimmed(number, [_cell(cell) for cell in cells[:MAX_COLUMNS]])


def _cells(book: Workbook, name: str) -> Generator[tuple[Any, ...], None, None]:
    """Rows of openpyxl's cells; the size that the sheet declares is not believed."""
    sheet: Any = book[name]
    sheet.reset_dimensions()
    try:
        yield from sheet.iter_rows()
    except _DAMAGE as error:
        raise _damaged(error) from error


def _check_calculated(
    name: str, number: int, cells: tuple[Any, ...], written: tuple[Any, ...]
) -> None:
    for place, (cell, formula) in enumerate(zip(cells, written, strict=True), start=1):
        if formula.data_type == "f" and cell.value is None and cell.data_type == "n":
            raise FileRefusedError(
                Text(
                    it=f"Foglio «{name}», riga {number}, colonna {get_column_letter(place)}: la"
                    " formula non è mai stata calcolata. Aprire il file con Excel o LibreOffice,"
                    " salvarlo e riprovare.",
                    en=f'Sheet "{name}", row {number}, column {get_column_letter(place)}: the'
                    " formula was never calculated. Open the file with Excel or LibreOffice, save"
                    " it and try again.",
                )
            )


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - openpyxl has no types
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell("VERO" if value else "FALSO")
    if isinstance(value, int | float):
        return Cell(_number(value, str(cell.number_format)), is_number=True)
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time.min
        return Cell(value.date().isoformat() if is_day else value.isoformat(" "), date=value.date())
    return Cell(" ".join(str(value).replace("\xa0", " ").split()))


def _number(value: float, number_format: str) -> str:
    """At most 15 digits, as Excel shows; `000000` keeps its zeros in front."""
    text = format(Decimal(format(value, ".15g")), "f")
    if _PADDED.fullmatch(number_format) and text.isdecimal():
        return text.zfill(len(number_format))
    return text


def merged_ranges(path: Path, name: str) -> list[Merged]:
    """The merged cells of one sheet."""
    found = []
    with _opened(path, is_values=True) as book:
        for match in _matches(book, path, name, _MERGED):
            left, top, right, bottom = (part.decode() for part in match.groups())
            found.append(
                (
                    int(top),
                    column_index_from_string(left),
                    int(bottom),
                    column_index_from_string(right),
                )
            )
    return found


def _has_formulas(book: Workbook, path: Path, name: str) -> bool:
    """Whether the sheet's XML holds a formula: only then it is read twice."""
    return next(_matches(book, path, name, _FORMULA), None) is not None


def _matches(
    book: Workbook, path: Path, name: str, pattern: re.Pattern[bytes]
) -> Iterator[re.Match[bytes]]:
    """The places of a short pattern in the sheet's XML, which is read as a stream."""
    part_name = str(getattr(book[name], "_worksheet_path", "")).lstrip("/")
    try:
        with ZipFile(path) as archive, archive.open(part_name) as part:
            tail = b""
            while chunk := part.read(_CHUNK):
                text, end = tail + chunk, 0
                for match in pattern.finditer(text):
                    yield match
                    end = match.end()
                tail = text[max(end, len(text) - _OVERLAP) :]
    except _DAMAGE as error:
        raise _damaged(error) from error


@contextmanager
def _opened(path: Path, *, is_values: bool) -> Iterator[Workbook]:
    """The workbook, closed afterwards; what openpyxl cannot read is told in a sentence."""
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore", UserWarning)
        try:
            book = load_workbook(file, read_only=True, data_only=is_values, keep_links=False)
        except _DAMAGE as error:
            raise _damaged(error) from error
        with closing(book):
            yield book


def _damaged(error: Exception) -> FileRefusedError:
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return FileRefusedError(
        Text(
            it=f"La cartella di lavoro è rovinata e non si può leggere ({said}).",
            en=f"The workbook is damaged and cannot be read ({said}).",
        )
    )


def _far_row(name: str, number: int, last: int) -> FileRefusedError:
    return FileRefusedError(
        Text(
            it=f"Foglio «{name}»: la riga {number} viene dopo {number - last - 1} righe vuote."
            " Togliere le righe vuote, o quella riga se non serve.",
            en=f'Sheet "{name}": row {number} follows after {number - last - 1} blank rows.'
            " Remove the blank rows, or that row if it is not needed.",
        )
    )
