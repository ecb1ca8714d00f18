"""Civic, staircase, floor and door are found wherever a row wrote them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.identity.doors import Spot, read_spot
from data.identity.floors import read_floors

L12 = Spot(numbers=(901,), staircase="L", doors=(12,))


@pytest.mark.parametrize(
    ("cells", "street", "spot"),
    [
        (("V. Cimaroza 901 sc L int 12", None, None, None, None), "v. cimaroza", L12),
        (("via Cimarosa", "901/L/12", None, None, None), "via cimarosa", L12),
        (("via Cimarosa", "n. 901", "L/12", None, None), "via cimarosa", L12),
        (("via Cimarosa", "901", None, None, "L12"), "via cimarosa", L12),
        (("via Cimarosa", "901", "scala l", "", "int. 012"), "via cimarosa", L12),
        (
            ("Pioltello (MI), via Cimarosa n. 901", None, "SC. L", None, "n. 12"),
            "via cimarosa",
            L12,
        ),
        (
            ("via Cilea, 904, scala B, terzo piano, interno 7", None, None, None, None),
            "via cilea",
            Spot(numbers=(904,), staircase="B", floors=(Decimal(3),), doors=(7,)),
        ),
        (
            ("via Cilea 904 p. 1 int. 5", None, None, None, None),
            "via cilea",
            Spot(numbers=(904,), floors=(Decimal(1),), doors=(5,)),
        ),
        (
            ("via Cilea", "902-904", None, None, "12/A"),
            "via cilea",
            Spot(numbers=(902, 904), is_range=True, doors=(12,), door_suffix="A"),
        ),
        (
            ("via Cilea", "904 bis", "unica", "PT", "12-13"),
            "via cilea",
            Spot(numbers=(904,), suffix="BIS", floors=(Decimal(0),), doors=(12, 13)),
        ),
        (("via 25 aprile 3", None, None, None, None), "via 25 aprile", Spot(numbers=(3,))),
        (("via Cilea", "snc", "-", " ", "n.d."), "via cilea", Spot()),
        ((None, None, None, None, None), None, Spot()),
    ],
)
def test_a_row_says_its_spot(cells: tuple[str | None, ...], street: str | None, spot: Spot) -> None:
    assert read_spot(*cells) == (street, spot)


@pytest.mark.parametrize(
    ("written", "floors"),
    [
        ("T", [0]),
        ("0001", [1]),
        ("P6", [6]),
        ("S1-T", [-1, 0]),
        ("S1T", [-1, 0]),
        ("1S", [-1]),
        ("INT", [-1]),
        ("P.T.", [0]),
        ("piano terra", [0]),
        ("3°", [3]),
        ("1-2", [1, 2]),
        ("rialzato", [0.5]),
        ("terzo piano", [3]),
        ("III", [3]),
        ("SM", [-1]),
        (" ", []),
        ("ultimo", []),
        ("9999", []),
    ],
)
def test_a_floor_in_any_spelling(written: str, floors: list[float]) -> None:
    assert [float(floor) for floor in read_floors(written)] == floors


@given(*[st.one_of(st.none(), st.text(max_size=30))] * 5)
def test_any_cells_read_as_something(
    street: str | None,
    number: str | None,
    staircase: str | None,
    floor: str | None,
    door: str | None,
) -> None:
    _, spot = read_spot(street, number, staircase, floor, door)

    assert all(0 <= each <= 9999 for each in (*spot.numbers, *spot.doors))
    assert spot.staircase is None or 1 <= len(spot.staircase) <= 3
