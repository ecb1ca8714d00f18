import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from gis.boxes import web_area
from gis.crs import transformer

HALF_WORLD_M = 20_037_509
LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-90, 90)


def area_of(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """The area that a box becomes, read back from its EWKT."""
    srid, _, wkt = web_area((west, south, east, north)).partition(";")
    assert srid == "SRID=3857"
    return shapely.from_wkt(wkt)


@given(west=LONGITUDES, east=LONGITUDES, one=LATITUDES, other=LATITUDES)
def test_every_box_is_a_valid_area_of_the_web_map(
    west: float, east: float, one: float, other: float
) -> None:
    south, north = sorted((one, other))
    area = area_of(west, south, east, north)
    assert area.is_valid
    assert not area.is_empty
    assert max(map(abs, area.bounds)) <= HALF_WORLD_M * 1.001


def test_a_box_keeps_its_corners() -> None:
    west, south, east, north = area_of(9.32, 45.48, 9.34, 45.50).bounds
    back = transformer(3857, 4326).transform
    assert back(west, south) == pytest.approx((9.32, 45.48))
    assert back(east, north) == pytest.approx((9.34, 45.50))


def test_a_box_without_width_or_height_is_a_line_or_a_point() -> None:
    assert area_of(9.3, 45.4, 9.3, 45.5).geom_type == "LineString"
    assert area_of(9.3, 45.4, 9.4, 45.4).geom_type == "LineString"
    assert area_of(9.3, 45.4, 9.3, 45.4).geom_type == "Point"


def test_a_box_across_the_antimeridian_has_two_parts() -> None:
    area = area_of(170, -10, -170, 10)
    assert area.geom_type == "MultiPolygon"
    assert area.area == pytest.approx(2 * area_of(170, -10, 180, 10).area)
