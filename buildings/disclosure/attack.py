"""What a reader can work out: the range of a sum, given all that is published.

The reader knows every rule of this package, every figure ever published and the sums that are
public anyway, and solves for the smallest and largest value that agree with all of it. Whole
numbers are solved as whole numbers, so a range found here is exactly what can be known.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from buildings.disclosure.cells import Cell, Range, System

Figures = NDArray[np.float64]

TOLERANCE = 1e-6
"""How exactly the solver answers; whole numbers are rounded to themselves."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A protected cell of which too much can be known."""

    cell: Cell
    known: Range


class ContradictionError(Exception):
    """No figures agree with all that is said to be published."""


class Reader:
    """One who has read everything published of a system."""

    def __init__(self, system: System, withheld: Collection[str]) -> None:
        self._system = system
        told = [each for each in system.cells if each.name not in withheld]
        rows = [*((each.atoms, each.told) for each in told), *system.known]
        self._constraints = _constraints(rows, len(system.bounds))
        low, high = zip(*system.bounds, strict=True) if system.bounds else ((), ())
        self._bounds = Bounds(np.array(low, float), np.array(high, float))
        self._whole = np.zeros(len(low)) if system.is_money else np.ones(len(low))

    def range_of(self, atoms: Iterable[int]) -> Range:
        """The smallest and largest value of a sum that agree with everything published."""
        wanted = list(atoms)
        return Range(self._end(wanted, 1)[0], self._end(wanted, -1)[0])

    def exposures(self) -> Iterator[Exposure]:
        """The protected cells whose needed range is not possible as a whole.

        Figures in which a cell reaches an end of its needed range prove that end. Many cells are
        tried with one question; only those that it leaves open are asked for one by one.
        """
        guarded = [(each, each.needed) for each in self._system.cells if each.needed is not None]
        exposed: set[int] = set()
        for sense in (1, -1):
            ends = np.array([needed[0] if sense == 1 else needed[1] for _, needed in guarded])
            exposed |= self._out_of_reach([each for each, _ in guarded], ends, sense)
        for place in sorted(exposed):
            cell, _ = guarded[place]
            yield Exposure(cell, self.range_of(cell.atoms))

    def _out_of_reach(self, cells: list[Cell], ends: Figures, sense: int) -> set[int]:
        """The places of cells that are nowhere at or beyond their end, down (1) or up (-1)."""
        sums = _matrix([each.atoms for each in cells], len(self._whole))
        left = np.arange(len(cells))
        together = True
        out: set[int] = set()
        while left.size:
            asked = left if together else left[:1]
            _, figures = self._end([atom for each in asked for atom in cells[each].atoms], sense)
            reached = sense * ((sums @ figures) - ends) <= TOLERANCE
            still = left[~reached[left]]
            if not together and not reached[asked[0]]:
                out.add(int(asked[0]))
                still = still[still != asked[0]]
            together = together and 2 * still.size <= left.size
            left = still
        return out

    def _end(self, atoms: list[int], sense: int) -> tuple[float, Figures]:
        """The least (sense 1) or greatest (-1) value of a sum, and figures that give it."""
        aim = np.zeros(len(self._whole))
        np.add.at(aim, atoms, sense)
        found = milp(
            aim,
            constraints=self._constraints,
            integrality=self._whole,
            bounds=self._bounds,
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise ContradictionError(str(found.message))
        figures: Figures = found.x if self._system.is_money else np.round(found.x)
        return float(figures[atoms].sum()), figures


def _constraints(rows: list[tuple[tuple[int, ...], Range]], width: int) -> list[LinearConstraint]:
    low = np.array([told.low for _, told in rows], float)
    high = np.array([told.high for _, told in rows], float)
    matrix = _matrix([atoms for atoms, _ in rows], width)
    return [LinearConstraint(matrix, low, high)] if rows else []


def _matrix(sums: Sequence[tuple[int, ...]], width: int) -> csr_array:
    """A row a sum, with a one at each of its atoms."""
    rows = [row for row, atoms in enumerate(sums) for _ in atoms]
    places = [atom for atoms in sums for atom in atoms]
    return csr_array((np.ones(len(rows)), (rows, places)), shape=(len(sums), width))
