"""Boxes of longitude and latitude, as areas that the stored EPSG:3857 geometry is compared with.

In EPSG:3857 a box of degrees stays a box: in EPSG:7791 its edges would bend, and the whole
world cannot be transformed at all.
"""

from shapely import LineString, Point, box, union_all
from shapely.geometry.base import BaseGeometry

from gis.crs import LONLAT_SRID, WEB_SRID, reproject

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west is greater than east across the antimeridian."""

MERCATOR_LATITUDE = 85.06
"""Degrees beyond which EPSG:3857 ends; what lies there is nobody's."""


def web_area(bbox: Box) -> str:
    """The box in EPSG:3857 as EWKT; a box without width or height is a line or a point."""
    west, south, east, north = bbox
    if west <= east:
        area = _part(west, south, east, north)
    else:
        area = union_all([_part(west, south, 180, north), _part(-180, south, east, north)])
    return f"SRID={WEB_SRID};{reproject(area, LONLAT_SRID, WEB_SRID).wkt}"


def _part(west: float, south: float, east: float, north: float) -> BaseGeometry:
    south, north = (
        min(max(latitude, -MERCATOR_LATITUDE), MERCATOR_LATITUDE) for latitude in (south, north)
    )
    if west == east and south == north:
        return Point(west, south)
    if west == east or south == north:
        return LineString([(west, south), (east, north)])
    return box(west, south, east, north)
