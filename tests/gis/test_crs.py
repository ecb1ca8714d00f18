import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from gis import crs

PIOLTELLO = Point(9.335, 45.490)


def test_the_known_point_lands_where_it_was_computed() -> None:
    placed = crs.to_storage(PIOLTELLO, 4326)
    assert placed.x == pytest.approx(526177.11, abs=0.01)
    assert placed.y == pytest.approx(5037440.11, abs=0.01)


def test_the_cadastre_s_north_first_system_is_read_x_first_as_well() -> None:
    assert crs.to_storage(PIOLTELLO, 6706).equals_exact(crs.to_storage(PIOLTELLO, 4326), 0.001)


def test_6707_differs_from_storage_only_by_its_axis_order() -> None:
    assert crs.reproject(Point(526177.11, 5037440.11), 6707, 7791).x == pytest.approx(526177.11)


def test_gauss_boaga_never_takes_the_ballpark_79_m_away() -> None:
    placed = crs.to_storage(Point(1525030, 5037500), 3003)
    assert placed.x == pytest.approx(525001.80, abs=0.1)
    assert placed.y == pytest.approx(5037479.97, abs=0.1)


@given(lon=st.floats(6.7, 18.4), lat=st.floats(36.0, 47.0))
def test_storage_and_back_keeps_every_italian_point(lon: float, lat: float) -> None:
    back = crs.reproject(crs.to_storage(Point(lon, lat), 4326), 7791, 4326)
    assert (back.x, back.y) == pytest.approx((lon, lat), abs=1e-8)


def test_swapped_degrees_are_recognised_and_put_right() -> None:
    wrong = box(45.49, 9.32, 45.50, 9.33)
    assert not crs.is_lonlat_of_italy(wrong.bounds)
    assert crs.is_swapped_lonlat_of_italy(wrong.bounds)
    assert crs.swap_axes(wrong).bounds == (9.32, 45.49, 9.33, 45.50)


def test_metres_are_not_degrees() -> None:
    metres = (526177.0, 5037440.0, 526200.0, 5037460.0)
    assert not crs.is_lonlat_of_italy(metres)
    assert not crs.is_swapped_lonlat_of_italy(metres)
