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
from scipy.sparse import csr_array, eye_array, hstack

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
        out: set[int] = set()
        while left.size:
            figures = self._nearest(sums[left], ends[left], sense)
            short = sense * ((sums[left] @ figures) - ends[left]) > TOLERANCE
            if short.all():
                # none of them together: the first is asked for alone
                alone = int(left[0])
                value, figures = self._end(list(cells[alone].atoms), sense)
                if sense * (value - ends[alone]) > TOLERANCE:
                    out.add(alone)
                short = sense * ((sums[left] @ figures) - ends[left]) > TOLERANCE
                short[0] = False
            left = left[short]
        return out

    def _nearest(self, sums: csr_array, ends: Figures, sense: int) -> Figures:
        """Figures in which sums fall short of their ends by as little as possible altogether."""
        count, width = sums.shape
        short = LinearConstraint(
            hstack([sense * sums, -eye_array(count)]).tocsr(), -np.inf, sense * ends
        )
        padded = [
            LinearConstraint(
                hstack([each.A, csr_array((each.A.shape[0], count))]).tocsr(), each.lb, each.ub
            )
            for each in self._constraints
        ]
        return self._solved(
            np.concatenate([np.zeros(width), np.ones(count)]), [*padded, short], count
        )[:width]

    def _end(self, atoms: list[int], sense: int) -> tuple[float, Figures]:
        """The least (sense 1) or greatest (-1) value of a sum, and figures that give it."""
        aim = np.zeros(len(self._whole))
        np.add.at(aim, atoms, sense)
        figures = self._solved(aim, self._constraints, 0)
        return float(figures[atoms].sum()), figures

    def _solved(self, aim: Figures, constraints: list[LinearConstraint], more: int) -> Figures:
        """The figures with the smallest aim, `more` columns of no own bound behind them."""
        low = np.concatenate([self._bounds.lb, np.zeros(more)])
        high = np.concatenate([self._bounds.ub, np.full(more, np.inf)])
        found = milp(
            aim,
            constraints=constraints,
            integrality=np.concatenate([self._whole, np.zeros(more)]),
            bounds=Bounds(low, high),
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise ContradictionError(str(found.message))
        figures: Figures = found.x if self._system.is_money else np.round(found.x)
        return figures


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
