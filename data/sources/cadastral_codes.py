"""Codes of the revenue agency's census that the readers put into words or into our lists.

The agency's own specification of the census files is the source; only the codes that occur in a
town of the plain are here, and a code without words is kept as a code.
"""

import csv
import re
from functools import cache
from pathlib import Path

from buildings.cadastre.states import SpecialLot
from buildings.registry.states import ConsistencyUnit

_FOLDER = Path(__file__).parent
_CATEGORY = re.compile(r"([A-F])/?0*(\d{1,2})")
_HIGHEST = {"A": 11, "B": 8, "C": 7, "D": 10, "E": 9, "F": 11}
_NO_SUCH = {"F/8"}

UNIT_LOTS = {
    "0": SpecialLot.COMMON_COUNTABLE,
    "A": SpecialLot.COMMON_UNCOUNTABLE,
    "R": SpecialLot.RURAL,
    "C": SpecialLot.SUPPRESSED,
}
LAND_LOTS = {
    "1": SpecialLot.URBAN_AREA,
    "2": SpecialLot.RURAL_ACCESSORY,
    "3": SpecialLot.DIVIDED_BUILDING,
    "4": SpecialLot.WATER,
    "5": SpecialLot.ROAD,
    "0": SpecialLot.SUPPRESSED,
}
CONSISTENCIES = {
    "A": ConsistencyUnit.ROOMS,
    "B": ConsistencyUnit.CUBIC_METRES,
    "C": ConsistencyUnit.SQUARE_METRES,
}


def category(raw: str) -> str | None:
    """`A02` or `A/2` as the register writes it, `A/2`; None for no category there is."""
    found = _CATEGORY.fullmatch(raw.strip().upper())
    if not found:
        return None
    name = f"{found[1]}/{int(found[2])}"
    return name if 1 <= int(found[2]) <= _HIGHEST[found[1]] and name not in _NO_SUCH else None


@cache
def toponyms() -> dict[str, str]:
    """The kinds of street by their codes: 236 is VIA."""
    return _words("cadastral_toponyms.csv")


@cache
def qualities() -> dict[str, str]:
    """The qualities of land by their codes, without padding: 282 is ente urbano."""
    return _words("cadastral_qualities.csv")


def _words(name: str) -> dict[str, str]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["word"] for row in csv.DictReader(file)}
