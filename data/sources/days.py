"""Days as offices, spreadsheets and portals write them; a date that does not exist is refused."""

import datetime as dt
import re

from data.sources.figures import day_month_year
from data.sources.rows import RowRefusedError
from gis.codes import Text

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2})?(?:\.\d+)?\S*)?")
_ITALIAN_WITH_TIME = re.compile(r"(\d{1,2}/\d{1,2}/\d{4})\s+(?:ore\s+)?(\d{1,2})[:.](\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def day_of(column: str, raw: str) -> dt.date | None:
    """`2025-06-10`, `10/06/2025`, `10.06.2025`, `20250610`, with or without a time; blank is None.

    Raises RowRefusedError for anything else and for days that no calendar has.
    """
    moment = moment_of(column, raw)
    return moment[0] if moment else None


def moment_of(column: str, raw: str) -> tuple[dt.date, dt.time | None] | None:
    """The day and, where it is said, the time of day in Rome; blank is None."""
    text = " ".join(raw.split())
    if not text:
        return None
    found = _read(text)
    if found is None or not FIRST_YEAR <= found[0].year <= LAST_YEAR:
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{text}» non è una data come 10/06/2025 o 2025-06-10.",
                en=f'"{text}" is no date such as 10/06/2025 or 2025-06-10.',
            ),
        )
    return found


def _read(text: str) -> tuple[dt.date, dt.time | None] | None:
    try:
        return _written(text) if text.isascii() else None
    except ValueError:
        return None


def _written(text: str) -> tuple[dt.date, dt.time | None] | None:
    if iso := _ISO.fullmatch(text):
        day = dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        return day, dt.time(int(iso[4]), int(iso[5])) if iso[4] else None
    if compact := _COMPACT.fullmatch(text):
        return dt.date(int(compact[1]), int(compact[2]), int(compact[3])), None
    if dotted := _DOTTED.fullmatch(text):
        return dt.date(int(dotted[3]), int(dotted[2]), int(dotted[1])), None
    timed = _ITALIAN_WITH_TIME.fullmatch(text)
    day_only = day_month_year(timed[1] if timed else text)
    if day_only is None:
        return None
    return day_only, dt.time(int(timed[2]), int(timed[3])) if timed else None
