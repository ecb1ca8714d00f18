"""Rounding is right on average, the same every time, and tells a range that is known."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from buildings.disclosure.rounding import rate, rounded, told

KEY = bytes(range(32))


@given(st.integers(0, 5000), st.integers(2, 10), st.text(max_size=20))
def test_the_figure_is_a_multiple_beside_the_count(count: int, base: int, name: str) -> None:
    figure = rounded(KEY, name, count, base)
    assert figure % base == 0
    assert abs(figure - count) < base
    assert figure == rounded(KEY, name, count, base)
    shown = told(figure, base, 0)
    assert shown.low <= count <= shown.high


def test_sums_are_right_on_average() -> None:
    figures = [rounded(KEY, f"condominium {each}", 12, 5) for each in range(4000)]
    assert set(figures) == {10, 15}
    assert abs(sum(figures) / len(figures) - 12) < 0.15


def test_another_key_draws_otherwise() -> None:
    names = [f"condominium {each}" for each in range(40)]
    ours = [rounded(KEY, name, 12, 5) for name in names]
    theirs = [rounded(bytes(32), name, 12, 5) for name in names]
    assert ours != theirs


def test_a_change_of_figure_does_not_tell_the_count_at_which_it_came() -> None:
    """With rounding to the nearest, 10 turning into 15 would always be the step from 12 to 13."""
    steps = set()
    for place in range(200):
        figures = [rounded(KEY, f"condominium {place}", count, 5) for count in range(10, 16)]
        steps |= {
            10 + each
            for each, (before, after) in enumerate(itertools.pairwise(figures))
            if (before, after) == (10, 15)
        }
    assert steps >= {10, 11, 12, 13, 14}


def test_a_figure_of_a_guarded_table_is_never_below_its_least() -> None:
    assert told(5, 5, 5) == (5, 9)
    assert told(10, 5, 10) == (10, 14)


def test_a_rate_is_made_of_the_rounded_counts() -> None:
    assert rate(10, 30) == 33.3
    assert rate(30, 25) == 100.0
    assert rate(0, 45) == 0.0
    assert rate(5, 0) is None
