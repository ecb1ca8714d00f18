"""The day it is in Rome: dates of the register are local."""

import datetime as dt
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


def today() -> dt.date:
    """Today in Europe/Rome."""
    return dt.datetime.now(ROME).date()
