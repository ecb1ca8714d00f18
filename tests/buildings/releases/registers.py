"""Invented registers for releases: leaves by hand or drawn, and a reader who solves by himself.

The reader here shares no code with the suppressor: he knows the rules, writes his own equations
and gives them to another solver.
"""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from buildings.disclosure.rules import Rules
from buildings.disclosure.states import Measure, Sensitivity
from buildings.releases.catalogue import ALL, Table
from buildings.releases.drawing import Key
from buildings.releases.states import Indicator
from buildings.releases.study import Published, Study
from buildings.releases.truth import Leaf

KEY = b"a key that only the tests have.."
DISTRICT = uuid.UUID(int=1)
RULES = Rules(
    public_cell_least=Decimal(5),
    sensitive_cell_least=Decimal(10),
    released_base_least=Decimal(10),
    rounding_base=Decimal(5),
    attribute_base=Decimal(20),
    money_contributors=Decimal(3),
    money_contributors_unmeasured=Decimal(10),
    money_largest_share=Decimal("0.8"),
    money_protection=Decimal("0.1"),
)


def condominium(number: int) -> uuid.UUID:
    return uuid.UUID(int=1000 + number)


def building(number: int, stair: int) -> uuid.UUID:
    return uuid.UUID(int=100_000 + 100 * number + stair)


def leaves(counts: Sequence[Mapping[str, int]]) -> list[Leaf]:
    """Leaves of a table by condominium, from the counts of its classes."""
    return [
        Leaf(DISTRICT, condominium(number), None, category, count)
        for number, classes in enumerate(counts)
        for category, count in classes.items()
    ]


def houses(dwellings: Sequence[Sequence[int]]) -> list[Leaf]:
    """Leaves of the table of dwellings: those of each building of each condominium."""
    return [
        Leaf(DISTRICT, condominium(number), building(number, stair), ALL, count)
        for number, each in enumerate(dwellings)
        for stair, count in enumerate(each)
    ]


def registers(table: Table) -> st.SearchStrategy[list[dict[str, int]]]:
    """Condominiums whose dwellings fall into the classes of a table, small classes often."""
    count = st.one_of(st.integers(0, 12), st.integers(0, 70))
    classes = st.fixed_dictionaries(dict.fromkeys(table.categories, count))
    return st.lists(classes, min_size=1, max_size=4)


def released(table: Table, quarters: Sequence[Sequence[Leaf]]) -> list[Published]:
    """The figures of one quarter after another, each made with those before it in mind."""
    out: list[Published] = []
    for number in range(len(quarters)):
        study = Study(table, KEY)
        for each, figures in zip(quarters[:number], out, strict=True):
            assert study.add(each, RULES, figures) is not None
        own = study.add(quarters[number], RULES)
        assert own is not None
        held = study.withheld()
        out.append(
            {
                drawn.key: None if name in held else drawn.figure
                for name, drawn in own.cells.items()
                if drawn.is_shown
            }
        )
    return out


class Solver:
    """A reader of one table: his unknowns are the smallest counts of every quarter."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.unknowns: list[tuple[int, Leaf, str]] = []
        self.bounds: list[tuple[float, float]] = []
        self.rows: list[tuple[list[int], float, float]] = []
        self.equal: list[tuple[int, int]] = []

    def read(self, quarter: int, true: Sequence[Leaf], figures: Published) -> None:
        """Take in one quarter; of the truth he knows only places and their dwellings."""
        places = {leaf.place: leaf for leaf in true}
        for place, leaf in places.items():
            whole = sum(each.count for each in true if each.place == place)
            is_known = self.table.measure is Measure.RATE
            first = len(self.unknowns)
            for category in self.table.categories:
                self.unknowns.append((quarter, leaf, category))
                self.bounds.append((0, whole if is_known else 100_000))
            if is_known:
                self.rows.append((list(range(first, len(self.unknowns))), whole, whole))
        least = {
            Sensitivity.OPEN: 0, Sensitivity.ORDINARY: 5, Sensitivity.SENSITIVE: 10,
        }[self.table.sensitivity]  # fmt: skip
        if self.table.indicator is Indicator.DWELLINGS:
            least = 10
        for key, figure in figures.items():
            if isinstance(figure, int):
                self.rows.append((self.inside(quarter, key), max(least, figure - 4), figure + 4))

    def same(self, one: int, other: int) -> None:
        """He knows that an unknown did not change from one quarter to another."""
        self.equal.append((one, other))

    def inside(self, quarter: int, key: Key) -> list[int]:
        """The unknowns that a cell is the sum of."""
        level, place, category = key
        return [
            number
            for number, (when, leaf, each) in enumerate(self.unknowns)
            if when == quarter and leaf.at(level) == place and category in {ALL, each}
        ]

    def solve(self, quarter: int, key: Key) -> tuple[float, float]:
        """The least and the most that a cell can be."""
        aim = np.zeros(len(self.unknowns))
        aim[self.inside(quarter, key)] = 1
        matrix, most = [], []
        for inside, low, high in self.rows:
            row = np.zeros(len(self.unknowns))
            row[inside] = 1
            matrix += [row, -row]
            most += [high, -low]
        for one, other in self.equal:
            row = np.zeros(len(self.unknowns))
            row[one], row[other] = 1, -1
            matrix += [row, -row]
            most += [0, 0]
        ends = []
        for sense in (1, -1):
            found = linprog(sense * aim, A_ub=matrix or None, b_ub=most or None, bounds=self.bounds)
            assert found.status == 0, found.message
            ends.append(sense * found.fun)
        return ends[0], ends[1]


def small(table: Table, true: Sequence[Leaf]) -> dict[Key, tuple[int, int]]:
    """Every cell below its least, shown or not, with the range that must stay open."""
    found: dict[Key, tuple[int, int]] = {}
    least = table.least(RULES)
    for level in table.levels:
        for place in {at for leaf in true if (at := leaf.at(level)) is not None}:
            inside = [leaf for leaf in true if leaf.at(level) == place]
            whole = sum(leaf.count for leaf in inside)
            most = whole if table.measure is Measure.RATE else 10**6
            for category in table.categories:
                count = sum(leaf.count for leaf in inside if leaf.category == category)
                if count < least:
                    found[level, place, category] = (0, min(least, most))
    return found
