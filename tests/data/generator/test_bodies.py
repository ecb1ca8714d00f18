"""Bodies keep their shape wherever they are put and however they are turned."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from data.generator.bodies import Body, Part, footprint, placed
from data.generator.frame import Frame

BODIES = get_args(Body)
corners = st.tuples(st.integers(-500, 500), st.integers(-500, 500))


@given(st.sampled_from(BODIES), corners, st.integers(0, 3), st.sampled_from(["plain", "mirrored"]))
def test_turning_and_mirroring_keep_area_corner_and_doors(
    body: Body, corner: tuple[int, int], turns: int, mirror: str
) -> None:
    plain = footprint(placed(body, (0, 0)))
    parts = placed(body, corner, turns=turns, mirrored=mirror == "mirrored")
    made = footprint(parts)

    assert made.area == pytest.approx(plain.area)
    assert made.bounds[:2] == pytest.approx(corner)
    assert all(part.shape.exterior.distance(Point(part.entrance)) == 0 for part in parts)
    assert all(made.covers(part.shape) for part in parts)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.sampled_from(["N", "E", "S", "W"]))
def test_spots_lie_inside_and_the_first_share_runs_along_the_door(
    along: float, deep: float, door: str
) -> None:
    part = Part(0, 0, 21, 13, door)  # type: ignore[arg-type]
    spot = part.spot(along, deep)

    assert part.shape.contains(Point(spot))
    assert part.spot(0.5, 0) == part.entrance


def test_staircases_that_do_not_touch_are_no_building() -> None:
    with pytest.raises(TypeError, match="touch"):
        footprint((Part(0, 0, 10, 10, "N"), Part(20, 0, 30, 10, "N")))


def test_frame_turns_counter_clockwise_and_rounds_to_centimetres() -> None:
    frame = Frame(east=100, north=200, turn_deg=90)

    assert frame.place((10, 0)) == (100, 210)
    assert frame.place((0.123456, 10)) == (90, 200.12)
