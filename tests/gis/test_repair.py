import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from gis.repair import as_multipolygon, repair_polygons

BOW_TIE = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def test_a_sound_polygon_is_left_alone() -> None:
    repaired = repair_polygons(box(0, 0, 4, 3))
    assert repaired is not None
    assert repaired.reason is None
    assert repaired.geometry.area == 12


def test_a_bow_tie_keeps_both_lobes() -> None:
    repaired = repair_polygons(BOW_TIE)
    assert repaired is not None
    assert repaired.reason is not None
    assert repaired.geometry.is_valid
    assert repaired.geometry.area == pytest.approx(50)
    assert repaired.area_change < 0.001


def test_a_hole_outside_its_shell_takes_nothing_away() -> None:
    stray = Polygon(box(0, 0, 10, 10).exterior.coords, [box(20, 20, 22, 22).exterior.coords])
    repaired = repair_polygons(stray)
    assert repaired is not None
    assert repaired.geometry.area == pytest.approx(100)


def test_a_ring_folded_to_a_line_is_refused() -> None:
    assert repair_polygons(Polygon([(0, 0), (5, 5), (0, 0), (0, 0)])) is None


def test_what_is_not_a_polygon_is_refused() -> None:
    assert repair_polygons(Point(1, 1)) is None
    assert repair_polygons(Polygon()) is None


def test_coordinates_that_are_not_numbers_are_refused() -> None:
    with pytest.warns(RuntimeWarning, match="invalid value"):
        broken = Polygon([(0, 0), (math.nan, 1), (1, 1)])
    assert repair_polygons(broken) is None


def test_every_exterior_ring_turns_counter_clockwise() -> None:
    clockwise = Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    (only,) = as_multipolygon(MultiPolygon([clockwise])).geoms
    assert only.exterior.is_ccw


coordinate = st.floats(-100, 100, allow_nan=False).map(lambda value: round(value, 3))


@given(st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=12))
def test_any_ring_is_refused_or_becomes_valid_polygons(ring: list[tuple[float, float]]) -> None:
    repaired = repair_polygons(Polygon(ring))
    if repaired is not None:
        assert repaired.geometry.is_valid
        assert repaired.geometry.area > 0
        assert repaired.area_change <= 0.05
