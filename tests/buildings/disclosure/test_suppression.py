"""As few figures as possible are lost, and what is left gives nothing protected away."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buildings.disclosure.attack import Reader
from buildings.disclosure.cells import Cell, Range, System
from buildings.disclosure.suppression import ExposedError, withheld

LEAST = 5
MOST = 40


def table(rows: list[list[int]], *, exact: bool = True) -> System:
    """A table with its margins; counts below five are protected."""
    made = System()
    atoms = [[made.atom(0, MOST) for _ in row] for row in rows]
    sums: dict[str, list[tuple[int, int]]] = {
        f"{r},{c}": [(r, c)] for r, row in enumerate(rows) for c in range(len(row))
    }
    sums |= {f"row {r}": [(r, c) for c in range(len(row))] for r, row in enumerate(rows)}
    sums |= {f"column {c}": [(r, c) for r in range(len(rows))] for c in range(len(rows[0]))}
    for name, places in sums.items():
        count = sum(rows[r][c] for r, c in places)
        blur = 0 if exact else 2
        small = count < LEAST
        made.cells.append(
            Cell(
                name=name,
                atoms=tuple(atoms[r][c] for r, c in places),
                told=Range(max(0, count - blur), count + blur),
                needed=Range(0, LEAST) if small else None,
                may_be_told=not small,
                cost=3.0 if " " in name else 1.0,
            )
        )
    return made


def cost(system: System, names: frozenset[str]) -> float:
    return sum(each.cost for each in system.cells if each.name in names)


def test_a_table_of_large_counts_loses_nothing() -> None:
    assert withheld(table([[12, 20], [30, 9]])) == frozenset()


def test_one_small_count_takes_a_rectangle_with_it() -> None:
    """A stair with three late payers: its row, its column and the corner must blur."""
    rows = [[3, 20, 30], [12, 9, 11], [25, 14, 17]]
    out = withheld(table(rows))
    assert "0,0" in out
    assert len(out) == 4
    assert not any(" " in name for name in out)
    assert not list(Reader(table(rows), out).exposures())


def test_two_small_counts_do_not_hide_each_other_when_they_are_known_together() -> None:
    out = withheld(table([[1, 1, 30], [20, 20, 20]]))
    assert len(out) > 2


def test_rounded_margins_need_fewer_losses() -> None:
    rows = [[3, 20, 30], [12, 9, 11], [25, 14, 17]]
    assert cost(table(rows), withheld(table(rows, exact=False))) <= cost(
        table(rows), withheld(table(rows))
    )


def test_what_is_out_already_cannot_be_taken_back() -> None:
    made = table([[3, 20], [12, 9]])
    made.cells = [
        Cell(
            name=each.name,
            atoms=each.atoms,
            told=each.told,
            needed=each.needed,
            may_be_told=each.may_be_told,
            is_out=each.may_be_told,
        )
        for each in made.cells
    ]
    with pytest.raises(ExposedError, match="0,0"):
        withheld(made)


@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=2), min_size=2, max_size=3))
@settings(max_examples=40, deadline=None)
def test_nothing_protected_is_left_open_and_nothing_is_lost_in_vain(rows: list[list[int]]) -> None:
    made = table(rows)
    out = withheld(made)
    assert not list(Reader(made, out).exposures())
    forced = {each.name for each in made.cells if not each.may_be_told}
    assert forced <= out
    free = [each.name for each in made.cells if each.may_be_told]
    cheaper = (
        frozenset(forced | set(chosen))
        for size in range(len(free) + 1)
        for chosen in combinations(free, size)
    )
    for each in cheaper:
        if cost(made, each) < cost(made, out) - 1e-6:
            assert list(Reader(made, each).exposures())


def test_a_district_of_many_stairs_is_done_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large a programme keeps what it has and goes on; the end is as safe."""
    monkeypatch.setattr("buildings.disclosure.suppression.AT_ONCE", 20)
    rows = [[3, 20, 30, 8], [12, 2, 11, 9], [25, 14, 4, 6], [1, 9, 9, 9]]
    made = table(rows)
    assert not list(Reader(made, withheld(made)).exposures())
