"""What the query parameters mean; a value that cannot be meant is refused with a sentence."""

import datetime as dt
import math
import re
import uuid
from collections.abc import Callable, Mapping

from gis.boxes import Box
from gis.codes import Coded, Text
from gis.dates import ROME
from gis.errors import InputError
from gis.features import is_uuid
from gis.layers import Field, FieldKind

DEFAULT_LIMIT = 100
LARGEST_LIMIT = 10_000
LONGEST_TEXT = 500
LARGEST_INTEGER = 2**63 - 1
EASTERNMOST, NORTHERNMOST = 180, 90
FLAT, WITH_HEIGHTS = 4, 6
"""How many numbers a box may have."""

SHOWN = 80
"""Characters of a refused value that are repeated to its sender."""

_DAY = r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = (
    r"[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)
_INSTANT = f"{_DAY}({_TIME})?"
DATETIME_PATTERN = rf"^({_INSTANT}(/({_INSTANT}|\.\.)?)?|(\.\.)?/{_INSTANT})$"
"""How `datetime` is written, for the service description."""

_DATE = re.compile(_DAY)
_MOMENT = re.compile(_DAY + _TIME)
_WHOLE = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def limit(value: str | None) -> int:
    """How many features a page holds, 100 unless asked; more than 10,000 means 10,000."""
    if value is None:
        return DEFAULT_LIMIT
    if not re.fullmatch(r"\d{1,18}", value, re.ASCII) or int(value) < 1:
        raise InputError(
            Text(
                it=f"limit={value[:SHOWN]} non è un numero intero da 1 a {LARGEST_LIMIT}.",
                en=f"limit={value[:SHOWN]} is not a whole number from 1 to {LARGEST_LIMIT}.",
            )
        )
    return min(int(value), LARGEST_LIMIT)


def bbox(value: str | None) -> Box | None:
    """West, south, east, north of four or six numbers in CRS84; heights do not select."""
    if value is None:
        return None
    numbers = [_number(part.strip()) for part in value.split(",")]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or len(known) not in {FLAT, WITH_HEIGHTS}:
        raise _bad_bbox(value, "servono 4 o 6 numeri", "4 or 6 numbers are needed")
    if len(known) == WITH_HEIGHTS:
        west, south, low, east, north, high = known
        if low > high:
            raise _bad_bbox(value, "la quota minima supera la massima", "lowest above highest")
    else:
        west, south, east, north = known
    if south > north:
        raise _bad_bbox(value, "il sud è a nord del nord", "south is north of north")
    if max(abs(west), abs(east)) > EASTERNMOST or max(abs(south), abs(north)) > NORTHERNMOST:
        raise _bad_bbox(value, "non sono gradi di longitudine e latitudine", "not degrees")
    return west, south, east, north


def _bad_bbox(value: str, why: str, why_en: str) -> InputError:
    return InputError(
        Text(
            it=f"bbox={value[:SHOWN]} non è un riquadro: {why}. Scriverlo come "
            "9.32,45.48,9.34,45.50 (ovest, sud, est, nord in gradi).",
            en=f"bbox={value[:SHOWN]} is not a box: {why_en}. Write it like "
            "9.32,45.48,9.34,45.50 (west, south, east, north in degrees).",
        )
    )


def day(value: str | None, today: dt.date) -> dt.date:
    """The day that `datetime` asks the register's state of, in Europe/Rome.

    An instant is its day. The register knows states of days, so an interval is answered with
    the state on its day nearest to today.
    """
    if value is None:
        return today
    start, slash, end = value.partition("/")
    if not slash:
        return _instant(start, value)
    first = None if start in {"", ".."} else _instant(start, value)
    last = None if end in {"", ".."} else _instant(end, value)
    if (first is None and last is None) or (first and last and first > last):
        raise _bad_day(value)
    if first is not None and today < first:
        return first
    if last is not None and today > last:
        return last
    return today


def _instant(text: str, whole: str) -> dt.date:
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
        if _MOMENT.fullmatch(text):
            return dt.datetime.fromisoformat(text.upper()).astimezone(ROME).date()
    except (ValueError, OverflowError):
        pass
    raise _bad_day(whole)


def _bad_day(value: str) -> InputError:
    return InputError(
        Text(
            it=f"datetime={value[:SHOWN]} non è un giorno, un istante o un intervallo: scriverlo "
            "come 2026-11-22, 2026-11-22T10:00:00Z, 2026-01-01/2026-06-30 o 2026-01-01/..",
            en=f"datetime={value[:SHOWN]} is not a day, an instant or an interval: write "
            "it like 2026-11-22, 2026-11-22T10:00:00Z, 2026-01-01/2026-06-30 or 2026-01-01/..",
        )
    )


def equal(field: Field, value: str) -> object:
    """The value that a field must have, in the field's own kind."""
    if field.codes is not None:
        return _code(field, field.codes, value)
    meant = _uuid(value) if is_uuid(field) else _READERS[field.kind](value)
    if meant is None:
        raise _bad_value(field, value)
    return meant


KINDS = {
    "string": Text(it="un testo", en="a text"),
    "integer": Text(it="un numero intero", en="a whole number"),
    "number": Text(it="un numero", en="a number"),
    "boolean": Text(it="true o false", en="true or false"),
    "date": Text(it="un giorno come 2026-11-22", en="a day like 2026-11-22"),
}


def _bad_value(field: Field, value: str) -> InputError:
    kind = Text(it="un UUID", en="a UUID") if is_uuid(field) else KINDS[field.kind]
    return InputError(
        Text(
            it=f"{field.name}={value[:SHOWN]} non va: ci vuole {kind.it}.",
            en=f"{field.name}={value[:SHOWN]} will not do: it takes {kind.en}.",
        )
    )


def _code(field: Field, codes: type[Coded], value: str) -> str:
    known = [member.value for member in codes]
    if value not in known:
        listed = ", ".join(known)
        raise InputError(
            Text(
                it=f"{field.name}={value[:SHOWN]} non è in elenco: {listed}.",
                en=f"{field.name}={value[:SHOWN]} is not on the list: {listed}.",
            )
        )
    return value


def _text(text: str) -> str | None:
    return text if len(text) <= LONGEST_TEXT and "\0" not in text else None


def _integer(text: str) -> int | None:
    number = int(text) if _WHOLE.fullmatch(text) else None
    return number if number is not None and abs(number) <= LARGEST_INTEGER else None


def _boolean(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _number(text: str) -> float | None:
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    return number if math.isfinite(number) else None


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


_READERS: Mapping[FieldKind, Callable[[str], object]] = {
    "string": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
}
