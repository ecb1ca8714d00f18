"""The layers' SQL lists states that the code also names: here both are held together."""

import re

import pytest

from buildings.cases.states import ENDED_STATES
from buildings.issues.states import OPEN_STATES, IssueState
from buildings.occupations.states import CONFIRMED_OPEN_STATES, UNVERIFIED_STATES
from gis.codes import Coded
from gis.sqlfiles import read_sql


def listed(package: str, before: str) -> list[set[str]]:
    """The quoted values of every list that follows `before` in a package's layer.sql."""
    lists = re.findall(re.escape(before) + r" \(([^)]*)\)", read_sql(package, "layer"))
    return [set(re.findall(r"'(\w+)'", each)) for each in lists]


@pytest.mark.parametrize(
    ("package", "before", "expected"),
    [
        ("buildings.issues", "s.state not in", [frozenset(IssueState) - OPEN_STATES]),
        ("buildings.condominiums", "cs.state in", [OPEN_STATES]),
        ("buildings.cases", "s.state not in", [ENDED_STATES]),
        ("buildings.status", "hcs.state not in", [ENDED_STATES]),
        ("buildings.occupations", "s.state in", [UNVERIFIED_STATES | CONFIRMED_OPEN_STATES]),
        ("buildings.status", "eps.state in", [UNVERIFIED_STATES, CONFIRMED_OPEN_STATES]),
    ],
)
def test_a_layer_counts_as_open_what_the_code_calls_open(
    package: str, before: str, expected: list[frozenset[Coded]]
) -> None:
    assert listed(package, before) == [{state.value for state in each} for each in expected]
