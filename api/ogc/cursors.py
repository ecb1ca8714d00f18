"""The opaque word in `next` links: where a page ended, and on which day the walk began.

The day keeps a walk over many pages on one state of the register, also past midnight.
"""

import base64
import binascii
import datetime as dt
from dataclasses import dataclass

from gis.codes import Text
from gis.errors import InputError

LARGEST_FID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last `fid` shown and the day of the walk."""

    fid: int
    on_date: dt.date


def written(cursor: Cursor) -> str:
    """The cursor as a word for a URL."""
    plain = f"{cursor.on_date.isoformat()}.{cursor.fid}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read(word: str) -> Cursor:
    """The cursor that `written` gave; refuses any other word."""
    try:
        plain = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode("ascii")
        day, _, fid = plain.partition(".")
        cursor = Cursor(int(fid), dt.date.fromisoformat(day))
    except (ValueError, binascii.Error):
        cursor = None
    if cursor is None or not 0 <= cursor.fid <= LARGEST_FID or written(cursor) != word:
        raise InputError(
            Text(
                it=f"cursor={word[:80]} non viene da un collegamento «next»: ripartire dalla "
                "prima pagina.",
                en=f"cursor={word[:80]} does not come from a `next` link: start again from the "
                "first page.",
            )
        )
    return cursor
