"""Whatever the register, a reader who solves all that was published narrows nothing protected."""

import itertools
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from buildings.disclosure.states import Sensitivity
from buildings.releases.catalogue import ALL, CATALOGUE
from buildings.releases.drawing import Key
from buildings.releases.states import EDGES, Indicator, Level, RateBand, band_of
from buildings.releases.study import Study
from buildings.releases.truth import Leaf, Money
from tests.buildings.releases.registers import (
    DISTRICT,
    KEY,
    RULES,
    Solver,
    building,
    condominium,
    houses,
    leaves,
    registers,
    released,
    small,
)

SHARES = (Indicator.HOMES, Indicator.SEIZURES, Indicator.EPISODES)
SLACK = 1e-6


@pytest.mark.parametrize("indicator", SHARES)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_shares_of_dwellings_guard_every_small_class(
    indicator: Indicator, data: st.DataObject
) -> None:
    table = CATALOGUE[indicator]
    true = leaves(data.draw(registers(table)))
    (figures,) = released(table, [true])
    reader = Solver(table)
    reader.read(0, true, figures)
    for key, (low, high) in small(table, true).items():
        known = reader.solve(0, key)
        assert known[0] <= low + SLACK, (key, known)
        assert known[1] >= high - SLACK, (key, known)


@given(st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_small_building_is_not_the_difference_of_large_ones(dwellings: list[list[int]]) -> None:
    table = CATALOGUE[Indicator.DWELLINGS]
    true = houses(dwellings)
    (figures,) = released(table, [true])
    reader = Solver(table)
    reader.read(0, true, figures)
    for key, (low, high) in small(table, true).items():
        assert figures[key] is None
        known = reader.solve(0, key)
        assert known[0] <= low + SLACK
        assert known[1] >= high - SLACK


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_one_household_that_moves_between_two_quarters_is_not_told(data: st.DataObject) -> None:
    """The reader even knows which class of which condominium changed, and that nothing else did."""
    table = CATALOGUE[Indicator.HOMES]
    before = data.draw(registers(table))
    place = data.draw(st.integers(0, len(before) - 1))
    filled = [name for name, count in before[place].items() if count]
    if not filled:
        return
    left = data.draw(st.sampled_from(filled))
    entered = data.draw(st.sampled_from(table.categories))
    after = [dict(each) for each in before]
    after[place][left] -= 1
    after[place][entered] += 1
    quarters = [leaves(before), leaves(after)]
    figures = released(table, quarters)
    reader = Solver(table)
    for number, (true, told) in enumerate(zip(quarters, figures, strict=True)):
        reader.read(number, true, told)
    width = len(reader.unknowns) // 2
    then = {(leaf.place, name): at for at, (_, leaf, name) in enumerate(reader.unknowns[:width])}
    for at, (_, leaf, name) in enumerate(reader.unknowns[width:], start=width):
        changed = (
            leaf.condominium == condominium(place) and name in {left, entered} and left != entered
        )
        if not changed:
            reader.same(then[leaf.place, name], at)
    for number, true in enumerate(quarters):
        for key, (low, high) in small(table, true).items():
            known = reader.solve(number, key)
            assert known[0] <= low + SLACK, (number, key, known)
            assert known[1] >= high - SLACK, (number, key, known)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "lift_out_of_service": st.integers(0, 9),
                "asbestos": st.integers(0, 30),
                "waste_bulky": st.integers(0, 6),
            }
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=10, deadline=None)
def test_issues_of_a_type_are_not_the_total_less_the_others(counts: list[dict[str, int]]) -> None:
    table = CATALOGUE[Indicator.ISSUES]
    true = leaves(counts)
    (figures,) = released(table, [true])
    reader = Solver(table)
    reader.read(0, true, figures)
    for key, (low, high) in small(table, true).items():
        if key[2] in counts[0]:
            known = reader.solve(0, key)
            assert known[0] <= low + SLACK
            assert known[1] >= high - SLACK


def test_nothing_changed_nothing_else_is_told() -> None:
    table = CATALOGUE[Indicator.HOMES]
    true = leaves([{"overcrowded": 14, "adequate": 33, "unknown": 18}])
    first, second = released(table, [true, true])
    assert first == second
    assert first[Level.CONDOMINIUM, condominium(0), "adequate"] is not None


def test_all_of_a_small_condominium_is_not_told() -> None:
    """Nineteen flats, all seized: the figure would tell it of each of them."""
    table = CATALOGUE[Indicator.SEIZURES]
    where = (Level.CONDOMINIUM, condominium(0), "seized")
    (small_one,) = released(table, [leaves([{"seized": 19, "not_seized": 0}])])
    assert small_one[where] is None
    reader = Solver(table)
    reader.read(0, leaves([{"seized": 19, "not_seized": 0}]), small_one)
    assert reader.solve(0, where) == (0, 19)


def test_a_building_of_nine_dwellings_is_withheld_with_a_neighbour() -> None:
    table = CATALOGUE[Indicator.DWELLINGS]
    (figures,) = released(table, [houses([[9, 11], [40, 42]])])
    assert figures[Level.BUILDING, building(0, 0), ALL] is None
    told = [figure for figure in figures.values() if figure is not None]
    assert len(told) >= 3


def test_what_the_register_no_longer_agrees_with_is_not_guessed_at() -> None:
    table = CATALOGUE[Indicator.HOMES]
    true = leaves([{"overcrowded": 30, "adequate": 33, "unknown": 18}])
    (figures,) = released(table, [true])
    other = leaves([{"overcrowded": 55, "adequate": 8, "unknown": 18}])
    assert Study(table, KEY).add(other, RULES, figures) is None


def test_open_tables_are_exact_and_unguarded() -> None:
    table = CATALOGUE[Indicator.INTERVENTIONS]
    assert table.sensitivity is Sensitivity.OPEN
    true = [Leaf(DISTRICT, None, None, "works_started", 3)]
    (figures,) = released(table, [true])
    assert figures[Level.DISTRICT, DISTRICT, "works_started"] == 3
    assert figures[Level.DISTRICT, DISTRICT, "idea"] == 0
    assert figures[Level.DISTRICT, DISTRICT, ALL] == 3


def money(number: int, due: float, unpaid: float, *, largest: float | None, count: int) -> Leaf:
    return Leaf(DISTRICT, condominium(number), None, ALL, 40, Money(due, unpaid, count, largest))


def test_money_of_few_or_of_one_is_withheld_and_cannot_be_taken_from_the_district() -> None:
    table = CATALOGUE[Indicator.ARREARS]
    true = [
        money(0, 80_000, 9_000, largest=0.3, count=12),
        money(1, 60_000, 30_000, largest=0.95, count=4),
        money(2, 90_000, 2_000, largest=None, count=3),
        money(3, 70_000, 12_000, largest=None, count=14),
        Leaf(DISTRICT, condominium(4), None, ALL, 30),
    ]
    study = Study(table, KEY)
    added = study.add(true, RULES)
    assert added is not None
    held = study.withheld()
    figures = {
        each.key: None if name in held else each.figure for name, each in added.cells.items()
    }
    assert figures[Level.CONDOMINIUM, condominium(0), ALL] is RateBand.UP_TO_20
    assert figures[Level.CONDOMINIUM, condominium(1), ALL] is None
    assert figures[Level.CONDOMINIUM, condominium(2), ALL] is None
    assert figures[Level.CONDOMINIUM, condominium(4), ALL] is None
    assert not study.exposures({each.name for each in study.system.cells if each.name in held})


def test_bands_meet_without_a_gap() -> None:
    edges = list(EDGES.values())
    assert edges[0][0] == 0
    assert all(one[1] == other[0] for one, other in itertools.pairwise(edges))
    assert [band_of(low) for low, _ in edges] == list(RateBand)
    assert band_of(1.7) is RateBand.OVER_50


def joint_flats() -> st.SearchStrategy[list[list[tuple[str, ...]]]]:
    """Condominiums flat by flat, each with its class in every table of shares."""
    kinds = st.tuples(*(st.sampled_from(CATALOGUE[each].categories) for each in SHARES))
    flats = st.lists(st.tuples(kinds, st.integers(1, 25)), min_size=1, max_size=5)
    whole = flats.map(lambda drawn: [kind for kind, times in drawn for _ in range(times)])
    return st.lists(whole, min_size=1, max_size=3)


@given(joint_flats())
@settings(max_examples=15, deadline=None)
def test_tables_of_the_same_flats_read_together_tell_no_more(
    condominiums: list[list[tuple[str, ...]]],
) -> None:
    """The reader counts flats by all their classes at once, every table in one system."""
    tables = [CATALOGUE[each] for each in SHARES]
    true = [
        leaves([Counter(flat[side] for flat in flats) for flats in condominiums])
        for side in range(len(tables))
    ]
    figures = [released(table, [each])[0] for table, each in zip(tables, true, strict=True)]
    unknowns = [
        (condominium(at), kinds)
        for at in range(len(condominiums))
        for kinds in product(*(table.categories for table in tables))
    ]

    def row(side: int, key: Key) -> np.ndarray:
        level, place, category = key
        return np.array(
            [
                float(kinds[side] == category and (level is Level.DISTRICT or own == place))
                for own, kinds in unknowns
            ]
        )

    matrix, most = [], []
    for side, told in enumerate(figures):
        for key, figure in told.items():
            if isinstance(figure, int):
                matrix += [row(side, key), -row(side, key)]
                most += [figure + 4, -max(10, figure - 4)]
    sizes = [len(flats) for flats in condominiums]
    places = [condominium(at) for at in range(len(sizes))]
    wholes = np.array([[float(own == each) for own, _ in unknowns] for each in places])
    for side, table in enumerate(tables):
        for key, (low, high) in small(table, true[side]).items():
            ends = []
            for sense in (1, -1):
                found = linprog(
                    sense * row(side, key), A_ub=matrix or None, b_ub=most or None,
                    A_eq=wholes, b_eq=sizes,
                )  # fmt: skip
                assert found.status == 0, found.message
                ends.append(sense * found.fun)
            assert ends[0] <= low + SLACK
            assert ends[1] >= high - SLACK
