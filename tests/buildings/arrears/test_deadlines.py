"""Terms of law follow from the close of the financial year."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.arrears.deadlines import RULES, buyer_years, deadlines, months_after

CLOSE = dt.date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (dt.date(2025, 12, 31), dt.date(2026, 6, 30)),
        (dt.date(2025, 6, 30), dt.date(2025, 12, 31)),
        (dt.date(2025, 8, 30), dt.date(2026, 2, 28)),
        (dt.date(2023, 8, 31), dt.date(2024, 2, 29)),
        (dt.date(2025, 3, 15), dt.date(2025, 9, 15)),
    ],
)
def test_six_months_after_a_day(day: dt.date, later: dt.date) -> None:
    assert months_after(day, 6) == later


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)))
def test_six_months_are_about_half_a_year(day: dt.date) -> None:
    assert 180 <= (months_after(day, 6) - day).days <= 185


def test_recovery_is_due_unless_dispensed_and_only_where_something_is_owed() -> None:
    owed = deadlines([(CLOSE, False, False)], has_arrears=True)
    assert [(each.basis, each.due_on) for each in owed] == [
        ("art. 1130, comma 1, n. 10 c.c.", dt.date(2026, 6, 29)),
        ("art. 1129, comma 9 c.c.", dt.date(2026, 6, 30)),
    ]
    assert len(deadlines([(CLOSE, True, False)], has_arrears=True)) == 1
    assert len(deadlines([(CLOSE, False, False)], has_arrears=False)) == 1
    assert deadlines([], has_arrears=True) == []


def test_a_buyer_owes_the_current_and_the_previous_year() -> None:
    assert buyer_years(dt.date(2027, 3, 1)) == (2026, 2027)
    assert all(rule.basis.startswith("art.") for rule in RULES)
