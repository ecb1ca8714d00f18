"""Random rounding of counts: up or down to the base, drawn once for a cell and a value.

A count of 12 becomes 10 three times in five and 15 twice in five, so that sums are right on
average. The draw is a keyed hash: the same cell with the same count is rounded alike in every
table and quarter, so there is nothing to average out; and a change from 10 to 15 does not tell at
which count it happened, as rounding to the nearest would. Without the key nobody can repeat it.
"""

import hmac
import math
from hashlib import sha256

from buildings.disclosure.cells import Range


def rounded(key: bytes, name: str, count: int, base: int) -> int:
    """The multiple of `base` next below or above `count`; a multiple stays as it is."""
    over = count % base
    if not over:
        return count
    drawn = int.from_bytes(hmac.digest(key, f"{name}\n{count}".encode(), sha256)) % base
    return count - over + (base if drawn < over else 0)


def told(figure: int, base: int, least: int) -> Range:
    """The counts that `figure` may stand for, where counts below `least` are never published."""
    return Range(max(least, figure - base + 1), figure + base - 1)


def rate(count: int, whole: int) -> float | None:
    """The share of two rounded counts in percent, to one decimal; None of nothing.

    Made of rounded counts only, it tells nothing that they do not.
    """
    if not whole:
        return None
    return math.floor(min(1000.0, 1000 * count / whole) + 0.5) / 10
