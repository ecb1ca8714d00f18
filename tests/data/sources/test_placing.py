"""Coordinates land in Italy, axes put right, or nowhere."""

import pytest
from shapely import Point, Polygon

from data.sources.metric import detected_srid
from data.sources.placing import place, says_axis_order, srid_of
from data.sources.polygons import sound_polygons
from data.sources.rows import FileRefusedError, RowRefusedError

KNOWN_LONLAT, KNOWN = Point(9.335, 45.490), (526177.11, 5037440.11)


@pytest.mark.parametrize(
    ("label", "srid"),
    [
        ("urn:ogc:def:crs:EPSG::6706", 6706),
        ("http://www.opengis.net/def/crs/EPSG/0/6706", 6706),
        ("http://www.opengis.net/gml/srs/epsg.xml#6706", 6706),
        ("EPSG:3003", 3003),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
    ],
)
def test_every_spelling_of_a_crs_is_known(label: str, srid: int) -> None:
    assert srid_of(label) == srid


@pytest.mark.parametrize("label", ["EPSG:99999", "WGS84 qualcosa", ""])
def test_an_unknown_crs_asks_for_one(label: str) -> None:
    with pytest.raises(FileRefusedError, match="--crs"):
        srid_of(label)


def test_only_urn_and_http_spellings_bind_the_axis_order() -> None:
    assert says_axis_order("urn:ogc:def:crs:EPSG::6706")
    assert not says_axis_order("EPSG:6706")


@pytest.mark.parametrize(
    ("point", "srid", "was_swapped"),
    [
        (KNOWN_LONLAT, 4326, False),
        (Point(45.490, 9.335), 6706, True),
        (Point(*KNOWN), 7791, False),
        (Point(KNOWN[1], KNOWN[0]), 6707, True),
    ],
)
def test_a_point_lands_where_it_belongs(point: Point, srid: int, *, was_swapped: bool) -> None:
    placed = place("punto", point, srid)
    assert placed.geometry.bounds[:2] == pytest.approx(KNOWN, abs=0.01)
    assert placed.was_swapped is was_swapped


def test_gauss_boaga_lands_within_five_metres() -> None:
    """The official grid is not free: the two transformations at hand differ by 4 m."""
    placed = place("punto", Point(1525030, 5037500), 3003)
    assert placed.geometry.bounds[:2] == pytest.approx((525001.80, 5037479.97), abs=5)


@pytest.mark.parametrize(
    "point", [Point(2.35, 48.85), Point(0, 0), Point(), Point(float("nan"), 9)]
)
def test_what_is_not_in_italy_is_refused(point: Point) -> None:
    with pytest.raises(RowRefusedError):
        place("punto", point, 4326)


def test_metres_are_told_by_their_size_where_only_one_crs_fits() -> None:
    assert detected_srid(1_525_030, 5_037_500, None) == 3003
    assert detected_srid(282_858, 4_638_985, None) == 7792
    assert detected_srid(526_177, 5_037_440, None) == 7791
    assert detected_srid(500_000, 4_550_000, None) is None, "Sardinia or Campania"
    assert detected_srid(500_000, 4_550_000, (490_000, 4_540_000, 510_000, 4_560_000)) == 7791
    assert detected_srid(12.0, 34.0, None) is None


def test_a_bow_tie_is_repaired_and_told() -> None:
    geometry, told = sound_polygons("forma", Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]))
    assert geometry.area == pytest.approx(50)
    assert geometry.is_valid
    assert told is not None
    assert "Self-intersection" in told.en


def test_a_hole_outside_its_shell_never_becomes_ground() -> None:
    shell = [(0, 0), (50, 0), (50, 50), (0, 50)]
    stray = [(200, 0), (210, 0), (210, 10), (200, 10)]
    geometry, told = sound_polygons("forma", Polygon(shell, [stray]))
    assert geometry.area == pytest.approx(2500)
    assert told is not None


def test_a_polygon_without_ground_is_refused() -> None:
    with pytest.raises(RowRefusedError, match="cannot be repaired"):
        sound_polygons("forma", Polygon([(0, 0), (10, 0), (5, 0), (0, 0)]))


def test_a_sound_clockwise_polygon_only_turns() -> None:
    geometry, told = sound_polygons("forma", Polygon([(0, 0), (0, 10), (10, 10), (10, 0)]))
    assert told is None
    assert geometry.geoms[0].exterior.is_ccw
