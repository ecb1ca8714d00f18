"""Numbers and dates as Italian offices write them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.figures import coordinate, day_month_year, italian_decimal, whole_number
from data.sources.rows import RowRefusedError


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_a_decimal_survives_italian_spelling(value: Decimal) -> None:
    plain = f"{value:f}".replace(".", ",")
    grouped = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert italian_decimal("x", plain) == value
    assert italian_decimal("x", grouped) == value


@pytest.mark.parametrize("raw", ["1.234", "-1.234"])
def test_a_lone_dot_is_ambiguous(raw: str) -> None:
    with pytest.raises(RowRefusedError, match="ambiguous"):
        italian_decimal("Compr_min", raw)


@pytest.mark.parametrize("raw", ["1,234.56", "12 000,50", "1e5", "NaN", "1,2,3", "€ 5", "--5"])
def test_other_spellings_are_refused(raw: str) -> None:
    with pytest.raises(RowRefusedError) as caught:
        italian_decimal("Compr_min", raw)
    assert (caught.value.column, caught.value.value) == ("Compr_min", raw)


def test_blank_is_nothing() -> None:
    assert italian_decimal("x", " ") is None
    assert whole_number("x", "") is None
    assert coordinate("x", "  ") is None


def test_a_code_that_a_table_made_a_float_is_whole_again() -> None:
    assert whole_number("PRO_COM", "7003.0") == 7003
    for wrong in ("7003.5", "1e3", "-1", "٣", "9" * 19):
        with pytest.raises(RowRefusedError):
            whole_number("PRO_COM", wrong)


def test_a_coordinate_takes_comma_or_point() -> None:
    assert coordinate("x", "9,3350") == coordinate("x", "9.3350") == pytest.approx(9.335)
    with pytest.raises(RowRefusedError):
        coordinate("x", "9°20'")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("27-APR-19", dt.date(2019, 4, 27)),
        ("03-GEN-24", dt.date(2024, 1, 3)),
        ("22/02/2019", dt.date(2019, 2, 22)),
        ("31/02/2020", None),
        ("12-XYZ-20", None),
        ("soon", None),
    ],
)
def test_dates_are_read_by_their_form(text: str, day: dt.date | None) -> None:
    assert day_month_year(text) == day
