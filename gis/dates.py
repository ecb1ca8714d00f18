"""The day it is in Rome: dates of the register are local."""

import datetime as dt
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


def instant(moment: dt.datetime) -> str:
    """A moment in UTC as RFC 3339 writes it."""
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def today() -> dt.date:
    """Today in Europe/Rome."""
    return dt.datetime.now(ROME).date()


def now() -> str:
    """This moment in UTC as RFC 3339 writes it."""
    return instant(dt.datetime.now(dt.UTC))
