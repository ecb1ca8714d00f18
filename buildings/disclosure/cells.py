"""A publication as a system of sums: what is published, and what must not be learnt from it.

An atom is the smallest number there is (a condominium's flats in one class); a cell is a sum of
atoms. A published figure tells a range in which the truth lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Range(NamedTuple):
    """Two ends, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A sum of atoms.

    `told` is the range that its published figure gives away. `needed`, where the cell is
    protected, is the range that must stay possible for whoever reads all that is published.
    `cost` weighs the loss of the figure. `may_be_told` is False where a rule forbids the figure,
    and `is_out` True where it was published before and cannot be called back.
    """

    name: str
    atoms: tuple[int, ...]
    told: Range
    needed: Range | None = None
    cost: float = 1.0
    may_be_told: bool = True
    is_out: bool = False


@dataclass(slots=True)
class System:
    """Atoms by their bounds, what everybody knows anyway, and the cells.

    `known` are sums that a reader has from elsewhere. Atoms are whole numbers unless `is_money`.
    """

    bounds: list[Range] = field(default_factory=list)
    known: list[tuple[tuple[int, ...], Range]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    is_money: bool = False

    def atom(self, low: float, high: float) -> int:
        """A new atom within its bounds; its place in the system."""
        self.bounds.append(Range(low, high))
        return len(self.bounds) - 1

    def limits(self, atoms: Sequence[int]) -> Range:
        """The least and most that a sum of atoms can be by their bounds alone."""
        return Range(
            sum(self.bounds[each].low for each in atoms),
            sum(self.bounds[each].high for each in atoms),
        )
