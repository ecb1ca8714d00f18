"""The day it is in Rome: dates of the register are local."""

import datetime as dt
from zoneinfo import ZoneInfo

from gis.codes import Text
from gis.errors import InputError

ROME = ZoneInfo("Europe/Rome")


def instant(moment: dt.datetime) -> str:
    """A moment in UTC as RFC 3339 writes it."""
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def today() -> dt.date:
    """Today in Europe/Rome."""
    return dt.datetime.now(ROME).date()


def day_after(day: dt.date) -> dt.date:
    """The first day on which what has `day` as its last is over; InputError for the last of all."""
    if day == dt.date.max:
        raise InputError(
            Text(it="Il 31/12/9999 non ha un giorno dopo: scegliere un giorno precedente.",
                 en="No day follows 9999-12-31: choose an earlier one.")
        )  # fmt: skip
    return day + dt.timedelta(days=1)


def now() -> str:
    """This moment in UTC as RFC 3339 writes it."""
    return instant(dt.datetime.now(dt.UTC))
