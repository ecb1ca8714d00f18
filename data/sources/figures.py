"""Numbers and dates as Italian offices write them; nothing is guessed."""

import datetime as dt
import re
from decimal import Decimal

from data.sources.rows import RowRefusedError
from gis.codes import Text

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d+(,\d+)?")
_AMBIGUOUS = re.compile(r"-?\d{1,3}\.\d{3}")
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_MOST_DIGITS = 18
_A_CENTURY = 100
_DEGREES = re.compile(r"-?\d+(?:[.,]\d+)?")
_ENGLISH_OR_ITALIAN_MONTHS = {
    "GEN": 1, "JAN": 1, "FEB": 2, "MAR": 3, "APR": 4, "MAG": 5, "MAY": 5, "GIU": 6, "JUN": 6,
    "LUG": 7, "JUL": 7, "AGO": 8, "AUG": 8, "SET": 9, "SEP": 9, "OTT": 10, "OCT": 10,
    "NOV": 11, "DIC": 12, "DEC": 12,
}  # fmt: skip


def italian_decimal(column: str, raw: str) -> Decimal | None:
    """`1.234,56` or `6,8` as a decimal; blank is None.

    Raises RowRefusedError, also for a lone `1.234`: it may be a thousand or one and a bit.
    """
    text = raw.strip()
    if not text:
        return None
    if _AMBIGUOUS.fullmatch(text):
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{text}» è ambiguo: migliaia o decimali? Si attende la virgola decimale.",
                en=f'"{text}" is ambiguous: thousands or decimals? A decimal comma is expected.',
            ),
        )
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        raise RowRefusedError(column, raw, not_a_number(text))
    return Decimal(text.replace(".", "").replace(",", "."))


def whole_number(column: str, raw: str) -> int | None:
    """A count or a numeric code, also when a spreadsheet or dbf wrote it as `7003.0`."""
    text = raw.strip()
    if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS:
        return int(text)
    if not text:
        return None
    if not (text.isascii() and _WHOLE.fullmatch(text) and len(text) <= _MOST_DIGITS):
        raise RowRefusedError(column, raw, not_a_number(text))
    return int(text.partition(".")[0])


def coordinate(column: str, raw: str) -> float | None:
    """A coordinate with decimal comma or point; blank is None."""
    text = raw.strip()
    if not text:
        return None
    if not (text.isascii() and _DEGREES.fullmatch(text)):
        raise RowRefusedError(column, raw, not_a_number(text))
    return float(text.replace(",", "."))


def day_month_year(text: str) -> dt.date | None:
    """`27-APR-19`, `22/02/2019` or None when it is no such date; two digits mean 20xx."""
    found = re.fullmatch(r"(\d{1,2})[-/]([A-Za-z]{3}|\d{1,2})[-/](\d{2}|\d{4})", text.strip())
    if not found:
        return None
    day, month, year = found.groups()
    number = int(month) if month.isdigit() else _ENGLISH_OR_ITALIAN_MONTHS.get(month.upper(), 0)
    try:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))  # noqa: PLR2004 - the format says so
    except ValueError:
        return None


def not_a_number(text: str) -> Text:
    """The sentence for a value that is no number."""
    return Text(it=f"«{text}» non è un numero.", en=f'"{text}" is not a number.')
