"""Amounts as administrators and offices write them, by the rules of Italian tables."""

import re
from decimal import Decimal

from data.sources.figures import italian_decimal, not_a_number
from data.sources.rows import RowRefusedError
from data.sources.sheets.cells import Cell
from data.sources.sheets.fields import plain
from gis.codes import Text

_CURRENCY = re.compile(r"€|\bEUR\b|\bEURO\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\(\s*(.+?)\s*\)")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(\.\d{3})*,\d+|\d+,\d+")
_AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}")
_DECIMAL_POINT = re.compile(r"-?\d+\.\d+")
_ENGLISH = re.compile(r"-?\d{1,3}(,\d{3})+\.\d+")
_NOTHING = frozenset({"N C", "NC", "N D", "ND", "N P", "NP", "N A", "/"})
_ZERO = frozenset({"-", "\u2013", "\u2014", "--", "- -"})


def amount(column: str, cell: Cell, *, are_dots_thousands: bool | None = None) -> Decimal | None:
    """The cell as a decimal; blank and `N.C.` are None, a lone dash is zero.

    `are_dots_thousands` is what the column's other cells or the sender told about a lone `1.234`;
    without it such a cell raises RowRefusedError, as does whatever is no Italian number.
    """
    text = _CURRENCY.sub(" ", cell.text).strip()
    if cell.is_number:
        return Decimal(text)
    if not text or plain(text) in _NOTHING:
        return None
    if text in _ZERO:
        return Decimal(0)
    text, is_negative = _unsigned(text)
    value = _value(column, cell.text, text, are_dots_thousands=are_dots_thousands)
    return -value if is_negative else value


def is_ambiguous(cell: Cell) -> bool:
    """Whether the cell is a typed `1.234`: a thousand, or one and a bit."""
    text, _ = _unsigned(_CURRENCY.sub(" ", cell.text).strip())
    return not cell.is_number and _AMBIGUOUS.fullmatch(text) is not None


def dots_in(cell: Cell, *, before: bool | None) -> bool | None:
    """Whether dots mark thousands, as far as one more cell of the column tells.

    True with a decimal comma (`17,5`), False where it cannot be otherwise (`17.5`), else `before`.
    """
    text, _ = _unsigned(_CURRENCY.sub(" ", cell.text).strip())
    if cell.is_number or _ENGLISH.fullmatch(text):
        return before
    if _COMMA_DECIMAL.fullmatch(text):
        return True
    if _DECIMAL_POINT.fullmatch(text) and not _AMBIGUOUS.fullmatch(text):
        return False
    return before


def _unsigned(text: str) -> tuple[str, bool]:
    """The figure without its sign: a minus before or after it, or brackets around it."""
    text = text.removesuffix(",--").removesuffix(",-")
    if inside := _BRACKETS.fullmatch(text):
        return inside.group(1), True
    for mark in ("-", "\u2013", "\u2212"):
        if text.startswith(mark):
            return text[1:].strip(), True
        if text.endswith(mark):
            return text[:-1].strip(), True
    return text, False


def _value(column: str, raw: str, text: str, *, are_dots_thousands: bool | None) -> Decimal:
    if _ENGLISH.fullmatch(text):
        raise RowRefusedError(column, raw, _english(text))
    if _AMBIGUOUS.fullmatch(text) and are_dots_thousands is not None:
        return Decimal(text.replace(".", "") if are_dots_thousands else text)
    if are_dots_thousands is False and _DECIMAL_POINT.fullmatch(text):
        return Decimal(text)
    if text.startswith("-"):
        raise RowRefusedError(column, raw, not_a_number(raw))
    value = italian_decimal(column, text)
    if value is None:
        raise RowRefusedError(column, raw, not_a_number(raw))
    return value


def _english(text: str) -> Text:
    return Text(
        it=f"«{text}» è scritto all'inglese: si attende 1.234,56.",
        en=f'"{text}" is written the English way: 1.234,56 is expected.',
    )
