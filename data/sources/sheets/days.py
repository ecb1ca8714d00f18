"""Days in the spellings of five programs; nothing that could be two days is guessed."""

import datetime as dt
import re

from data.sources.rows import RowRefusedError
from data.sources.sheets.cells import Cell
from gis.codes import Text

_EXCEL_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(18_264, 73_051)
"""Excel's numbers of the days from 1950 to 2099."""

_CENTURY_FROM = 70
"""Two digits below it are years of this century."""

_MONTHS = ("GEN", "FEB", "MAR", "APR", "MAG", "GIU", "LUG", "AGO", "SET", "OTT", "NOV", "DIC")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?: \d{1,2}[:.]\d{2}.*)?")
_NAMED = re.compile(r"(\d{1,2})[°\s./-]*([A-Za-z]{3,9})[.\s/-]*(\d{4}|\d{2})")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_UNKNOWN = frozenset({"", "-", "\u2013", "/", "N.C.", "n.c.", "N.D.", "n.d.", "?", "01010001"})


def day(column: str, cell: Cell) -> dt.date | None:
    """The day that the cell says; blank, a dash and `01010001` are None.

    Raises RowRefusedError for what is no day: `31022020`, `02/13/2025`, `99999999`.
    """
    if cell.date is not None:
        return cell.date
    text = " ".join(cell.text.split())
    if text in _UNKNOWN:
        return None
    found = _serial(text) or _written(text)
    if found is None:
        raise RowRefusedError(
            column,
            cell.text,
            Text(
                it=f"«{text}» non è una data (attesa: giorno/mese/anno).",
                en=f'"{text}" is no date (expected: day/month/year).',
            ),
        )
    return found


def _serial(text: str) -> dt.date | None:
    found = _SERIAL.fullmatch(text)
    if found is None or int(found.group(1)) not in _SERIALS:
        return None
    return _EXCEL_EPOCH + dt.timedelta(days=int(found.group(1)))


def _written(text: str) -> dt.date | None:
    if iso := _ISO.fullmatch(text):
        year, month, number = iso.groups()
        return _date(year, month, number)
    if named := _NAMED.fullmatch(text):
        number, word, year = named.groups()
        month_no = next(
            (i for i, name in enumerate(_MONTHS, 1) if word.upper().startswith(name)), 0
        )
        return _date(year, str(month_no), number)
    for pattern in (_NUMERIC, _PACKED):
        if found := pattern.fullmatch(text):
            number, month, year = found.groups()
            return _date(year, month, number)
    return None


def _date(year: str, month: str, number: str) -> dt.date | None:
    whole = int(year)
    if len(year) == 2:  # noqa: PLR2004 - two digits say no century
        whole += 2000 if whole < _CENTURY_FROM else 1900
    try:
        return dt.date(whole, int(month), int(number))
    except ValueError:
        return None
