"""Who guesses waits longer and longer; who belongs there is never kept out for good."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from buildings.accounts.lockout import ACCOUNT, ADDRESS, PAIR, Rule, Tries

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
RULES = st.sampled_from([PAIR, ACCOUNT, ADDRESS])
AGES = st.lists(st.floats(0, 7200), max_size=120)


def ago(*seconds: float) -> list[dt.datetime]:
    return [NOW - dt.timedelta(seconds=each) for each in seconds]


def test_five_slips_are_free_and_the_sixth_waits() -> None:
    assert PAIR.until(ago(9, 8, 7, 6), NOW) is None
    assert PAIR.until(ago(9, 8, 7, 6, 5), NOW) == NOW + dt.timedelta(seconds=25)
    assert PAIR.until(ago(*range(40, 34, -1)), NOW) == NOW + dt.timedelta(seconds=25)


@given(RULES, AGES)
def test_a_wait_is_never_for_good(rule: Rule, ages: list[float]) -> None:
    failures = ago(*ages)
    end = rule.until(failures, NOW)

    assert end is None or NOW < end <= max(failures) + rule.longest
    if failures:
        assert rule.until(failures, max(failures) + rule.longest) is None


@given(RULES, AGES, st.floats(0, 3600))
def test_one_more_failure_never_shortens_the_wait(
    rule: Rule, ages: list[float], age: float
) -> None:
    without, more = rule.until(ago(*ages), NOW), rule.until(ago(*ages, age), NOW)

    assert without is None or (more is not None and more >= without)


@given(RULES)
def test_waits_grow(rule: Rule) -> None:
    waits = [rule.until([NOW] * count, NOW) or NOW for count in range(rule.free, rule.free + 12)]
    assert waits[0] == NOW + rule.first
    assert all(before <= after for before, after in pairwise(waits))
    assert waits[-1] == NOW + rule.longest


def test_a_patient_guesser_gets_few_tries_a_day() -> None:
    failures: list[dt.datetime] = []
    now = NOW
    while now < NOW + dt.timedelta(days=1):
        until = PAIR.until(failures, now)
        if until is None:
            failures.append(now)
        now = max(until or now, now + dt.timedelta(seconds=1))

    assert len(failures) < 120


@given(AGES, AGES)
def test_strangers_never_hold_up_who_is_known_there(
    account: list[float], address: list[float]
) -> None:
    known = Tries(account=ago(*account), address=ago(*address), is_known=True)

    assert known.wait_until(NOW) is None


def test_strangers_hold_up_each_other() -> None:
    many = ago(*range(1, ACCOUNT.free + 1))

    assert Tries(account=many).wait_until(NOW) is not None
    assert Tries(pair=ago(1, 2, 3, 4, 5), is_known=True).wait_until(NOW) is not None
