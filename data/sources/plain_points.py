"""Many ordinary coordinates placed at once; what is not ordinary is left for a closer look."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from shapely import Point, points

from gis.crs import ITALY_LONLAT, LONLAT_SRID, STORAGE_SRID, transformer

_DEGREES = re.compile(r"\d{1,2}[.,]\d+")


def plain_points(lonlat: Sequence[tuple[str, str]]) -> list[Point | None]:
    """The point in EPSG:7791 of each pair of texts that reads as degrees inside Italy, else None.

    A thousand pairs take as long as ten that are placed one by one.
    """
    degrees = np.array([(_degrees(x), _degrees(y)) for x, y in lonlat]).reshape(-1, 2)
    west, south, east, north = ITALY_LONLAT
    with np.errstate(invalid="ignore"):
        inside = np.all((degrees >= (west, south)) & (degrees <= (east, north)), axis=1)
    placed: list[Point | None] = [None] * len(lonlat)
    metres = transformer(LONLAT_SRID, STORAGE_SRID).transform(
        degrees[inside, 0], degrees[inside, 1]
    )
    found: Iterable[Point] = points(*metres)
    for place, point in zip(np.flatnonzero(inside), found, strict=True):
        placed[place] = point
    return placed


def _degrees(text: str) -> float:
    return float(text.replace(",", ".")) if _DEGREES.fullmatch(text) else float("nan")
