"""Secondary suppression: the least loss of figures under which every protected cell is safe.

An integer programme (HiGHS, through SciPy): for each end of each needed range that a reader
could rule out, it asks for a whole table of figures that has that end and agrees with everything
still published. A cell that is withheld constrains no such table.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array

from buildings.disclosure.attack import TOLERANCE, ContradictionError, Exposure, Reader
from buildings.disclosure.cells import Cell, Range, System
from gis.codes import Text
from gis.errors import RuleError

SECONDS = 60.0
"""How long one programme may look for the best answer before a good one is taken."""

AT_ONCE = 40_000
"""Figures of proving tables that one programme may hold; beyond, what is withheld stays so."""


class ExposedError(RuleError):
    """What was published before lets a protected cell be known, whatever is withheld now."""


@dataclass(frozen=True, slots=True)
class _Proof:
    """A table that must exist: the cell holds one end of its needed range."""

    cell: Cell
    is_low: bool


def withheld(system: System) -> frozenset[str]:
    """Names of the cells to withhold, those that a rule forbids among them.

    Raises ExposedError where figures that are out already give a protected cell away.
    """
    chosen = frozenset(each.name for each in system.cells if not each.may_be_told)
    kept = chosen
    proofs: list[_Proof] = []
    while exposed := list(Reader(system, chosen).exposures()):
        proofs += [each for one in exposed for each in _proofs(one)]
        if len(proofs) * len(system.bounds) > AT_ONCE:
            kept, proofs = chosen, [each for one in exposed for each in _proofs(one)]
        chosen = _solve(system, kept, proofs)
    return chosen


def _proofs(exposed: Exposure) -> list[_Proof]:
    """The ends of the needed range that a reader could rule out."""
    cell, known = exposed.cell, exposed.known
    if cell.needed is None:
        return []
    found = []
    if known.low > cell.needed.low + TOLERANCE:
        found.append(_Proof(cell, is_low=True))
    if known.high < cell.needed.high - TOLERANCE:
        found.append(_Proof(cell, is_low=False))
    return found


def _solve(system: System, kept: frozenset[str], proofs: list[_Proof]) -> frozenset[str]:
    """The cheapest cells to withhold, `kept` among them, under which every proof exists."""
    free = [each for each in system.cells if each.name not in kept and not each.is_out]
    programme = _Programme(system, free, len(proofs))
    for number, proof in enumerate(proofs):
        programme.require(number, proof, kept)
    found = programme.solve()
    if found.x is None:
        names = ", ".join(sorted({each.cell.name for each in proofs})[:5])
        raise ExposedError(
            Text(
                it=f"Quanto già pubblicato lascia ricavare celle protette ({names}): questa "
                "pubblicazione non si può fare.",
                en=f"What is published already lets protected cells be known ({names}): this "
                "release cannot be made.",
            )
        ) from ContradictionError(str(found.message))
    return kept | {each.name for each, out in zip(free, found.x, strict=False) if out > 1 / 2}


class _Programme:
    """Columns: whether each free cell is withheld, then the figures of each proving table."""

    def __init__(self, system: System, free: list[Cell], tables: int) -> None:
        self._system = system
        self._free = {each.name: place for place, each in enumerate(free)}
        self._costs = [each.cost for each in free]
        self._tables = tables
        self._entries: list[tuple[int, int, float]] = []
        self._low: list[float] = []
        self._high: list[float] = []

    def require(self, number: int, proof: _Proof, kept: frozenset[str]) -> None:
        """The table `number` has the end that the proof asks for, and agrees with the rest."""
        needed = proof.cell.needed
        if needed is None:
            return
        ends = Range(-np.inf, needed.low) if proof.is_low else Range(needed.high, np.inf)
        self._row(number, proof.cell.atoms, ends)
        for atoms, told in self._system.known:
            self._row(number, atoms, told)
        for cell in self._system.cells:
            if cell.name in kept:
                continue
            limits, told = self._system.limits(cell.atoms), cell.told
            self._loose(number, cell, Range(told.low, np.inf), told.low - limits.low)
            self._loose(number, cell, Range(-np.inf, told.high), told.high - limits.high)

    def solve(self) -> OptimizeResult:
        """The solver's answer, its `x` None where there is none."""
        width = len(self._system.bounds)
        columns = len(self._free) + self._tables * width
        rows, places, values = zip(*self._entries, strict=True)
        matrix = coo_array((values, (rows, places)), shape=(len(self._low), columns))
        low, high = zip(*self._system.bounds, strict=True)
        count = len(self._free)
        whole = np.zeros(width) if self._system.is_money else np.ones(width)
        return milp(
            np.concatenate([self._costs, np.zeros(self._tables * width)]),
            constraints=LinearConstraint(matrix.tocsr(), self._low, self._high),
            integrality=np.concatenate([np.ones(count), np.tile(whole, self._tables)]),
            bounds=Bounds(
                np.concatenate([np.zeros(count), np.tile(low, self._tables)]),
                np.concatenate([np.ones(count), np.tile(high, self._tables)]),
            ),
            options={"time_limit": SECONDS},
        )

    def _row(self, number: int, atoms: tuple[int, ...], ends: Range) -> int:
        """A sum of one table's figures between two ends; the number of the row."""
        row = len(self._low)
        first = len(self._free) + number * len(self._system.bounds)
        self._entries += [(row, first + atom, 1.0) for atom in atoms]
        self._low.append(ends.low)
        self._high.append(ends.high)
        return row

    def _loose(self, number: int, cell: Cell, ends: Range, slack: float) -> None:
        """A row that is let go, by `slack`, where the cell is withheld."""
        row = self._row(number, cell.atoms, ends)
        if cell.name in self._free:
            self._entries.append((row, self._free[cell.name], slack))
