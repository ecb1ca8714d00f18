"""The rules of section 7.4, with the numbers that the database has."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from buildings.disclosure.rules import Rules
from buildings.disclosure.states import Reason, Sensitivity
from buildings.thresholds.queries import in_force
from buildings.thresholds.states import Threshold
from gis.errors import ConfigurationError

DAY = dt.date(2026, 10, 1)


@pytest.fixture
def rules(session: Session) -> Rules:
    """The rules in force on a day of the tests."""
    return Rules.of(in_force(session, DAY))


@pytest.mark.parametrize(
    ("count", "whole", "sensitivity", "reason"),
    [
        (0, 60, Sensitivity.ORDINARY, Reason.SMALL),
        (4, 60, Sensitivity.ORDINARY, Reason.SMALL),
        (5, 60, Sensitivity.ORDINARY, None),
        (9, 60, Sensitivity.SENSITIVE, Reason.SMALL),
        (10, 60, Sensitivity.SENSITIVE, None),
        (9, 9, Sensitivity.ORDINARY, Reason.SMALL_BASE),
        (10, 10, Sensitivity.ORDINARY, None),
        (19, 19, Sensitivity.SENSITIVE, Reason.WHOLE),
        (20, 20, Sensitivity.SENSITIVE, None),
        (0, None, Sensitivity.OPEN, None),
        (7, None, Sensitivity.ORDINARY, None),
    ],
)
def test_a_count_is_held_back_by_the_first_rule_that_it_breaks(
    rules: Rules,
    count: int,
    whole: int | None,
    sensitivity: Sensitivity,
    reason: Reason | None,
) -> None:
    assert rules.forbids_count(count, whole, sensitivity) is reason


@pytest.mark.parametrize(
    ("contributors", "largest", "dwellings", "reason"),
    [
        (3, 0.8, 40, None),
        (3, 0.81, 40, Reason.DOMINATED),
        (2, 0.5, 40, Reason.FEW_CONTRIBUTORS),
        (3, 0.5, 9, Reason.SMALL_BASE),
        (9, None, 40, Reason.FEW_CONTRIBUTORS),
        (10, None, 40, None),
    ],
)
def test_money_needs_contributors_of_whom_none_is_nearly_all(
    rules: Rules, contributors: int, largest: float | None, dwellings: int, reason: Reason | None
) -> None:
    assert rules.forbids_money(contributors, largest, dwellings) is reason


def test_without_a_threshold_nothing_is_released(session: Session) -> None:
    values = in_force(session, DAY)
    del values[Threshold.ROUNDING_BASE]
    with pytest.raises(ConfigurationError, match="rounding_base"):
        Rules.of(values)
    with pytest.raises(ConfigurationError, match="public_cell_least"):
        Rules.of(in_force(session, dt.date(2000, 1, 1)))
