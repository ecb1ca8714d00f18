"""The only place with SRID numbers, and where the axis order is decided.

Storage is EPSG:7791 (RDN2008 / UTM 32N, east then north). EPSG:6706 and 6707 are defined
north first; every transformer here is made with `always_xy`, so callers give and get x, y.
"""

from functools import cache
from typing import TypeVar

import numpy as np
from pyproj import CRS, Transformer
from shapely import transform as apply_to_coordinates
from shapely.geometry.base import BaseGeometry

G = TypeVar("G", bound=BaseGeometry)

STORAGE_SRID = 7791
WEB_SRID = 3857
LONLAT_SRID = 4326
CRS84_URI = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
STORAGE_CRS_URI = f"http://www.opengis.net/def/crs/EPSG/0/{STORAGE_SRID}"
ITALY_LONLAT = (6.0, 35.0, 19.0, 48.0)
"""Bounding box (lon, lat, lon, lat) inside which every Italian coordinate falls."""


@cache
def transformer(from_srid: int, to_srid: int) -> Transformer:
    """A transformer between two SRIDs that takes and gives x (east, lon) before y.

    EPSG:3003 goes through EPSG:4326 explicitly: the direct path may pick a ballpark
    operation 79 m away, this one is good to about 4 m.
    """
    return Transformer.from_crs(
        CRS.from_epsg(from_srid), CRS.from_epsg(to_srid), always_xy=True, allow_ballpark=False
    )


def to_storage(geometry: G, from_srid: int) -> G:
    """`geometry`, x before y in `from_srid`, in EPSG:7791."""
    return reproject(geometry, from_srid, STORAGE_SRID)


def reproject(geometry: G, from_srid: int, to_srid: int) -> G:
    """`geometry` in another CRS, x before y on both sides; Z is dropped."""
    if from_srid == to_srid:
        return geometry
    change = transformer(from_srid, to_srid)
    return apply_to_coordinates(
        geometry, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))
    )


def is_lonlat_of_italy(bounds: tuple[float, float, float, float]) -> bool:
    """Whether (min x, min y, max x, max y) reads as lon, lat degrees inside Italy."""
    west, south, east, north = ITALY_LONLAT
    return (
        west <= bounds[0] <= east
        and west <= bounds[2] <= east
        and south <= bounds[1] <= north
        and south <= bounds[3] <= north
    )


def is_swapped_lonlat_of_italy(bounds: tuple[float, float, float, float]) -> bool:
    """Whether the bounds read as Italian degrees with latitude first."""
    return is_lonlat_of_italy((bounds[1], bounds[0], bounds[3], bounds[2]))


def swap_axes(geometry: G) -> G:
    """`geometry` with x and y exchanged; Z is dropped."""
    return apply_to_coordinates(geometry, lambda xy: xy[:, ::-1])
