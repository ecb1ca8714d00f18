"""What a reader can work out is exactly what agrees with everything published."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buildings.disclosure.attack import ContradictionError, Reader
from buildings.disclosure.cells import Cell, Range, System

MOST = 4


def system(atoms: int, most: int = MOST) -> System:
    made = System()
    for _ in range(atoms):
        made.atom(0, most)
    return made


def told(made: System, name: str, atoms: tuple[int, ...], low: float, high: float) -> None:
    made.cells.append(Cell(name=name, atoms=atoms, told=Range(low, high)))


def test_a_margin_and_one_figure_give_the_other_away() -> None:
    condominium = system(2)
    told(condominium, "both stairs", (0, 1), 5, 5)
    told(condominium, "stair A", (0,), 3, 3)
    assert Reader(condominium, set()).range_of([1]) == (2, 2)
    assert Reader(condominium, {"stair A"}).range_of([1]) == (1, MOST)
    assert Reader(condominium, {"stair A", "both stairs"}).range_of([1]) == (0, MOST)


def test_what_is_known_from_elsewhere_counts() -> None:
    condominium = system(2)
    condominium.known.append(((0, 1), Range(6, 6)))
    assert Reader(condominium, set()).range_of([0]) == (2, MOST)


def test_figures_that_cannot_be_true_together_are_a_contradiction() -> None:
    condominium = system(1)
    told(condominium, "more than there are", (0,), MOST + 1, MOST + 3)
    with pytest.raises(ContradictionError):
        Reader(condominium, set()).range_of([0])


def test_only_whole_flats_are_counted() -> None:
    """Two equal halves of an odd sum are no answer."""
    odd = system(3)
    told(odd, "a and b", (0, 1), 1, 1)
    told(odd, "b and c", (1, 2), 1, 1)
    told(odd, "a and c", (0, 2), 0, 1)
    assert Reader(odd, set()).range_of([1]) == (1, 1)
    odd.is_money = True
    assert Reader(odd, set()).range_of([1]).low == pytest.approx(0.5)


def test_a_protected_cell_is_exposed_from_either_side() -> None:
    condominium = system(3, most=20)
    told(condominium, "all", (0, 1, 2), 20, 20)
    told(condominium, "first", (0,), 15, 18)
    condominium.cells.append(
        Cell(name="second", atoms=(1,), told=Range(2, 2), needed=Range(0, 5), may_be_told=False)
    )
    assert list(Reader(condominium, {"second"}).exposures()) == []
    told(condominium, "third", (2,), 1, 1)
    (exposed,) = Reader(condominium, {"second"}).exposures()
    assert (exposed.cell.name, exposed.known) == ("second", (1, 4))


@given(
    truth=st.lists(st.integers(0, MOST), min_size=3, max_size=4),
    sums=st.lists(
        st.tuples(st.sets(st.integers(0, 3), min_size=1), st.integers(0, 2), st.integers(0, 2)),
        max_size=5,
    ),
)
@settings(max_examples=60, deadline=None)
def test_the_range_is_that_of_all_tables_there_could_be(
    truth: list[int], sums: list[tuple[set[int], int, int]]
) -> None:
    made = system(len(truth))
    for number, (atoms, below, above) in enumerate(sums):
        inside = tuple(each for each in sorted(atoms) if each < len(truth))
        if inside:
            value = sum(truth[each] for each in inside)
            told(made, str(number), inside, value - below, value + above)
    agreeing = [
        each
        for each in product(range(MOST + 1), repeat=len(truth))
        if all(
            cell.told.low <= sum(each[atom] for atom in cell.atoms) <= cell.told.high
            for cell in made.cells
        )
    ]
    for atom in range(len(truth)):
        values = [each[atom] for each in agreeing]
        assert Reader(made, set()).range_of([atom]) == (min(values), max(values))
