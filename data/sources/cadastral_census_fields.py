"""Fields that several census files share: dates, amounts, acts, references, stray characters."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.sources.cadastral_census_lines import Line
from data.sources.figures import not_a_number
from data.sources.rows import RowRefusedError
from gis.codes import Text

_DAY = re.compile(r"(\d{2})(\d{2})(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SERIAL = re.compile(r"[1-7]\d{4}")
_EPOCH = dt.date(1899, 12, 30)
"""Day 0 of the serial numbers of spreadsheets."""

_UNKNOWN = "01010001"
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_ZEROS = re.compile(r"0+")
_SHEET = re.compile(r"\d{1,5}")
_PARCEL = re.compile(r"[0-9A-Z]{1,10}")
_ACT_WIDTH = _IDENTIFIER_WIDTH = 6
_MOST_DIGITS = 18


def date(column: str, raw: str | None) -> dt.date | None:
    """`ddmmyyyy`, ISO, or a spreadsheet's serial; blank and 01010001 are unknown.

    Raises RowRefusedError for a day that does not exist.
    """
    text = (raw or "").strip()
    if text in {"", _UNKNOWN}:
        return None
    try:
        made = _day(text)
    except ValueError:
        made = None
    if made is None:
        raise RowRefusedError(
            column,
            text,
            Text(it=f"«{text}» non è una data ggmmaaaa.", en=f'"{text}" is no date as ddmmyyyy.'),
        )
    return made


def _day(text: str) -> dt.date | None:
    """The day; ValueError where the calendar has none, None for another spelling."""
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
        return dt.date(year, month, day)
    if _ISO.fullmatch(text):
        return dt.date.fromisoformat(text)
    return _EPOCH + dt.timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None


def amount(column: str, raw: str | None, *, below: int = 10**10) -> Decimal | None:
    """A number with a decimal comma and no dots for the thousands; blank is None.

    Raises RowRefusedError for what is no such number or not `below` the given one.
    """
    text = (raw or "").strip()
    if not text:
        return None
    if not (text.isascii() and _PLAIN.fullmatch(text)):
        raise RowRefusedError(column, text, not_a_number(text))
    made = Decimal(text.replace(",", "."))
    if made >= below:
        raise RowRefusedError(column, text, _TOO_LARGE.format(text=text[:20]))
    return made


def count(column: str, raw: str | None, *, below: int = 10**12) -> int | None:
    """A whole number; blank is None. Raises RowRefusedError as `amount` does."""
    text = (raw or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise RowRefusedError(column, text, not_a_number(text))
    if len(text) > _MOST_DIGITS or int(text) >= below:
        raise RowRefusedError(column, text, _TOO_LARGE.format(text=text[:20]))
    return int(text)


def unpadded(raw: str | None) -> str | None:
    """A code without the zeros before it; blank and zeros alone are None."""
    text = (raw or "").strip().upper()
    return text.lstrip("0") or None


def filled(raw: str | None) -> str | None:
    """A field where zeros alone mean that nothing was written."""
    text = (raw or "").strip()
    return None if not text or _ZEROS.fullmatch(text) else text


def iso(day: dt.date | None) -> str | None:
    """A date as the staging table takes it."""
    return day.isoformat() if day else None


def acts(line: Line, start: int, causes: int) -> dict[str, str | None]:
    """The act that made a record and the one that ended it: 6 fields each from `start`.

    `causes` is where the four fields of their causes begin.
    """
    made: dict[str, str | None] = {}
    for name, place, cause in (
        ("generating", start, causes),
        ("closing", start + _ACT_WIDTH, causes + 2),
    ):
        made[f"{name}_on"] = iso(date(f"{name}_on", line.text(place)))
        made[f"{name}_registered_on"] = iso(date(f"{name}_registered_on", line.text(place + 1)))
        made[f"{name}_note"] = _note(*(line.text(place + i) for i in range(2, _ACT_WIDTH)))
        made[f"{name}_cause"] = cause_of(line, cause)
    return made


def cause_of(line: Line, place: int) -> str | None:
    """The code of a cause and its words as one text."""
    return " ".join(filter(None, (line.text(place), line.text(place + 1)))) or None


def _note(kind: str | None, number: str | None, part: str | None, year: str | None) -> str | None:
    """`V 078154.001/2005`, as far as it is written."""
    if not any((filled(number), year)):
        return kind
    tail = f"{number or ''}{'.' + part if part else ''}{'/' + year if year else ''}"
    return " ".join(filter(None, (kind, tail)))


@dataclass(frozen=True, slots=True)
class Identifier:
    """Section, sheet, parcel and subunit without padding; `value` as the register keeps them."""

    urban_section: str | None
    sheet: str
    parcel_number: str
    denominator: str | None
    subunit: str | None
    subunit_text: str | None
    buildability: str | None = None

    @property
    def parcel(self) -> str:
        """The parcel with its denominator, `12/2`."""
        return self.parcel_number + (f"/{self.denominator}" if self.denominator else "")

    def value(self, municipality: str) -> str:
        """`G686/-/12/345/6`, the last part only where there is a subunit."""
        place = f"{municipality}/{self.urban_section or '-'}/{self.sheet}/{self.parcel}"
        return f"{place}/{self.subunit}" if self.subunit else place


def identifier(cells: Sequence[str]) -> Identifier:
    """An identifier from section, sheet, parcel, denominator, subunit and perhaps buildability.

    Raises RowRefusedError where sheet or parcel is missing.
    """
    section, sheet, parcel, denominator, subunit, buildability = (*cells, "")[:_IDENTIFIER_WIDTH]
    if not _SHEET.fullmatch(sheet.strip()) or unpadded(sheet) is None:
        raise RowRefusedError("foglio", sheet, _NO_SHEET)
    number, slash, below = parcel.strip().upper().partition("/")
    name = unpadded(number)
    if name is None or not _PARCEL.fullmatch(name):
        raise RowRefusedError("numero", parcel, _NO_PARCEL)
    return Identifier(
        unpadded(section),
        str(int(sheet)),
        name,
        unpadded(below if slash else denominator),
        unpadded(subunit),
        subunit.strip() or None,
        buildability.strip() or None,
    )


_TOO_LARGE = Text(
    it="«{text}» è troppo grande: i campi sono spostati?",
    en='"{text}" is too large: have the fields moved?',
)
_NO_SHEET = Text(it="Il foglio manca o non è un numero.", en="The sheet is missing or no number.")
_NO_PARCEL = Text(
    it="La particella manca o non è un numero o una lettera.",
    en="The parcel is missing or neither a number nor a letter.",
)
