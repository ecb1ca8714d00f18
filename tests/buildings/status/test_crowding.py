"""How many persons a home may hold, by the numbers of the decree of 1975."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.status.crowding import Capacity, Rule
from buildings.status.states import Crowding
from buildings.thresholds import queries
from buildings.thresholds.states import Threshold

RULE = Rule(
    area_per_person_m2=Decimal(14),
    first_persons=Decimal(4),
    area_per_further_person_m2=Decimal(10),
    bedroom_single_m2=Decimal(9),
    bedroom_double_m2=Decimal(14),
    studio_single_m2=Decimal(28),
    studio_double_m2=Decimal(38),
    crowding_adequate=Decimal("0.9"),
    crowding_at_limit=Decimal(1),
    crowding_overcrowded=Decimal("1.5"),
)
AREAS = st.decimals(0, 500, places=2)
BEDROOMS = st.lists(st.decimals(1, 40, places=2), max_size=6)


@pytest.mark.parametrize(
    ("area", "persons"),
    [("27.9", 1), ("28", 2), ("45", 3), ("55.9", 3), ("56", 4), ("65.9", 4), ("66", 5), ("76", 6)],
)
def test_the_usable_area_says_how_many(area: str, persons: int) -> None:
    assert RULE.max_occupants(Decimal(area)) == Capacity(persons, is_provisional=True)


@pytest.mark.parametrize(("area", "persons"), [("27.9", 0), ("28", 1), ("37.9", 1), ("38", 2)])
def test_a_studio_holds_two_at_most(area: str, persons: int) -> None:
    found = RULE.max_occupants(Decimal(area), is_studio=True)
    assert found == Capacity(persons, is_provisional=False)
    assert RULE.max_occupants(Decimal(300), is_studio=True).persons == 2


def test_known_bedrooms_may_hold_fewer_than_the_area() -> None:
    bedrooms = [Decimal(14), Decimal(9), Decimal("8.9")]
    assert RULE.max_occupants(Decimal(76), bedrooms) == Capacity(3, is_provisional=False)
    assert RULE.max_occupants(Decimal(28), bedrooms) == Capacity(2, is_provisional=False)
    assert RULE.max_occupants(Decimal(76), []) == Capacity(0, is_provisional=False)


@pytest.mark.parametrize(
    ("persons", "most", "crowding"),
    [
        (9, 10, Crowding.ADEQUATE),
        (10, 10, Crowding.AT_LIMIT),
        (15, 10, Crowding.OVERCROWDED),
        (16, 10, Crowding.SEVERE),
        (1, 1, Crowding.AT_LIMIT),
        (3, 2, Crowding.OVERCROWDED),
        (4, 2, Crowding.SEVERE),
        (1, 0, Crowding.SEVERE),
        (0, 0, Crowding.ADEQUATE),
    ],
)
def test_the_ratio_says_how_crowded(persons: int, most: int, crowding: Crowding) -> None:
    assert RULE.crowding(persons, Capacity(most, is_provisional=False)) is crowding


@given(AREAS, st.decimals(0, 100, places=2), BEDROOMS)
def test_more_room_never_holds_fewer(area: Decimal, more: Decimal, bedrooms: list[Decimal]) -> None:
    for known in (None, bedrooms):
        less = RULE.max_occupants(area, known).persons
        assert 0 <= less <= RULE.max_occupants(area + more, known).persons
    assert RULE.max_occupants(area, bedrooms).persons <= RULE.max_occupants(area).persons
    further = [*bedrooms, Decimal(9)]
    assert RULE.max_occupants(area, bedrooms).persons <= RULE.max_occupants(area, further).persons


@given(st.integers(0, 60), st.integers(0, 30))
def test_one_more_person_is_never_less_crowded(persons: int, most: int) -> None:
    capacity = Capacity(most, is_provisional=True)
    order = [Crowding.ADEQUATE, Crowding.AT_LIMIT, Crowding.OVERCROWDED, Crowding.SEVERE]
    before, after = (RULE.crowding(count, capacity) for count in (persons, persons + 1))
    assert order.index(before) <= order.index(after)


def test_the_numbers_are_rows_of_their_days(session: Session) -> None:
    assert Rule.of(queries.in_force(session, dt.date(2026, 11, 22))) == RULE
    assert Rule.of(queries.in_force(session, dt.date(1970, 1, 1))) is None
    session.execute(
        text(
            "update rule_threshold set valid_to = '2027-01-01' "
            "where threshold = 'area_per_person_m2'"
        )
    )
    session.execute(
        text(
            "insert into rule_threshold (threshold, value, legal_basis, valid_from) "
            "values ('area_per_person_m2', 9, 'Una legge inventata', '2027-01-01')"
        )
    )
    later = queries.in_force(session, dt.date(2027, 1, 1))
    assert later[Threshold.AREA_PER_PERSON] == 9
    found = Rule.of(later)
    assert found is not None
    assert found.max_occupants(Decimal(28)).persons == 3


def test_a_threshold_has_one_value_at_a_time(session: Session) -> None:
    with pytest.raises(IntegrityError, match="ex_rule_threshold_no_overlap"):
        session.execute(
            text(
                "insert into rule_threshold (threshold, value, legal_basis, valid_from) "
                "values ('first_persons', 5, 'Una legge inventata', '2030-01-01')"
            )
        )
