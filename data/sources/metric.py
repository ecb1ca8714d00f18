"""Metres without a label: which Italian CRS they can only be, or none."""

from shapely import MultiPolygon, Point, Polygon, box

from gis.crs import LONLAT_SRID, STORAGE_SRID, is_lonlat_of_italy, reproject

CANDIDATES = (7791, 7792, 3003, 3004)
"""RDN2008 / UTM 32 and 33 (east, north) and the two Gauss-Boaga zones."""

_MAINLAND = (
    (6.4, 45.1), (6.7, 46.0), (7.9, 46.2), (8.4, 46.6), (10.1, 46.8), (10.4, 47.0), (12.2, 47.2),
    (13.8, 46.7), (14.0, 45.5), (12.7, 45.3), (12.7, 44.3), (14.1, 43.0), (15.2, 42.2),
    (16.4, 42.1), (18.7, 40.4), (18.4, 39.7), (17.3, 39.2), (16.9, 38.3), (16.1, 37.8),
    (15.5, 37.8), (15.5, 38.9), (14.1, 40.4), (12.8, 41.0), (11.6, 41.8), (9.9, 42.6),
    (10.0, 43.6), (8.9, 44.2), (7.6, 43.6), (6.7, 44.2),
)  # fmt: skip
_LAND = MultiPolygon([Polygon(_MAINLAND), box(12.3, 36.5, 15.8, 38.4), box(8.0, 38.8, 9.9, 41.4)])
"""Italy with Sicily and Sardinia in a few coarse corners (lon, lat): UTM 32 read as 33, or the
reverse, mostly falls into the sea."""


def detected_srid(
    x: float, y: float, extent: tuple[float, float, float, float] | None
) -> int | None:
    """The one candidate in which (x, y) falls in `extent`, or on Italian land without one.

    None when no candidate or more than one fits: UTM 32 and 33 look alike by size alone.
    """
    fitting = [srid for srid in CANDIDATES if _fits(Point(x, y), srid, extent)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(point: Point, srid: int, extent: tuple[float, float, float, float] | None) -> bool:
    degrees = reproject(point, srid, LONLAT_SRID)
    if not (is_lonlat_of_italy(degrees.bounds) and _LAND.intersects(degrees)):
        return False
    return extent is None or box(*extent).intersects(reproject(point, srid, STORAGE_SRID))
