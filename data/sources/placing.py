"""From coordinates as a file writes them to the storage CRS; labels are not trusted alone."""

import re
from dataclasses import dataclass
from math import isfinite

from pyproj.exceptions import CRSError
from shapely import Point
from shapely.geometry.base import BaseGeometry

from data.sources.rows import FileRefusedError, RowRefusedError
from gis.codes import Text
from gis.crs import (
    LONLAT_SRID,
    is_lonlat_of_italy,
    reproject,
    swap_axes,
    to_storage,
    transformer,
)

_EPSG = re.compile(r"EPSG(?:::|:|/0/|/[\d.]+/)(\d{4,5})$", re.IGNORECASE)
_EPSG_XML = re.compile(r"epsg\.xml#(\d{4,5})$", re.IGNORECASE)
_NORTH_FIRST = re.compile(r"urn:|/def/crs/", re.IGNORECASE)

SWAPPED = Text(
    it="Latitudine e longitudine (o nord ed est) erano scambiate: raddrizzate.",
    en="Latitude and longitude (or north and east) were swapped: put right.",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A geometry in EPSG:7791, and whether its axes had to be exchanged to land in Italy."""

    geometry: BaseGeometry
    was_swapped: bool


def srid_of(label: str) -> int:
    """The EPSG number of a CRS label in any of its spellings; CRS84 counts as 4326.

    Raises FileRefusedError for a label that names no known CRS.
    """
    text = label.strip()
    if text.upper().endswith("CRS84"):
        return LONLAT_SRID
    found = _EPSG.search(text) or _EPSG_XML.search(text)
    try:
        if found:
            transformer(int(found[1]), LONLAT_SRID)
            return int(found[1])
    except CRSError:
        pass
    raise FileRefusedError(
        Text(
            it=f"Sistema di riferimento sconosciuto: «{text}». Indicarlo con --crs EPSG:….",
            en=f'Unknown coordinate reference system: "{text}". Say it with --crs EPSG:….',
        )
    )


def says_axis_order(label: str) -> bool:
    """Whether the spelling of the label binds the axis order (urn and http forms do)."""
    return _NORTH_FIRST.search(label) is not None


def inner_extent(
    degrees: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    """The largest box of EPSG:7791 sides inside a (west, south, east, north) box of degrees."""
    west, south, east, north = degrees
    corners = [
        to_storage(Point(lon, lat), LONLAT_SRID).bounds[:2]
        for lon in (west, east)
        for lat in (south, north)
    ]
    (sw, nw, se, ne) = corners
    return (max(sw[0], nw[0]), max(sw[1], se[1]), min(se[0], ne[0]), min(nw[1], ne[1]))


def place(column: str, geometry: BaseGeometry, srid: int) -> Placed:
    """`geometry` in EPSG:7791, with the axes exchanged if only so it lands in Italy.

    Raises RowRefusedError when it does not land there either way or is not finite.
    """
    if geometry.is_empty or not all(map(isfinite, geometry.bounds)):
        raise RowRefusedError(
            column,
            "",
            Text(
                it="La geometria è vuota o ha coordinate che non sono numeri.",
                en="The geometry is empty or has coordinates that are not numbers.",
            ),
        )
    for candidate, was_swapped in ((geometry, False), (swap_axes(geometry), True)):
        degrees = reproject(candidate, srid, LONLAT_SRID)
        if is_lonlat_of_italy(degrees.bounds):
            return Placed(to_storage(candidate, srid), was_swapped)
    x, y = geometry.bounds[:2]
    raise RowRefusedError(
        column,
        f"{x} {y}",
        Text(
            it=f"La posizione ({x:.6g}, {y:.6g}) non cade in Italia in EPSG:{srid}.",
            en=f"The position ({x:.6g}, {y:.6g}) is not in Italy in EPSG:{srid}.",
        ),
    )
