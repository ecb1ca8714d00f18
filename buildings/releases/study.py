"""One table over all its releases as one system of sums, the new one beside those that are out.

A number that did not change from one release to the next is one atom in both: the reader is taken
to know which household's moved and that no other did. What is out stays out, so it is only the
new release that can give way.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from buildings.disclosure.attack import Exposure, Reader
from buildings.disclosure.cells import Cell, Range, System
from buildings.disclosure.rounding import told
from buildings.disclosure.rules import Rules
from buildings.disclosure.states import Measure, Sensitivity
from buildings.disclosure.suppression import withheld
from buildings.releases.catalogue import ALL, Table
from buildings.releases.drawing import AtomKey, Atoms, Drawn, Key, atoms_of, drawn
from buildings.releases.states import Level, RateBand
from buildings.releases.truth import Leaf

Published = Mapping[Key, int | RateBand | None]
"""The figures of a table in one release, None where one is withheld."""

_COSTS = {Level.BUILDING: 1.0, Level.CONDOMINIUM: 1.5, Level.DISTRICT: 6.0}


@dataclass(frozen=True, slots=True)
class Added:
    """One release of the table within the study: its cells by their names there."""

    cells: Mapping[str, Drawn]


@dataclass(slots=True)
class Study:
    """The releases of a table put together in the order of their days; `key` is for rounding."""

    table: Table
    key: bytes
    system: System = field(default_factory=System)
    _atoms: dict[AtomKey, tuple[int, float]] = field(default_factory=dict)
    _count: int = 0

    def __post_init__(self) -> None:
        """Money is not counted in whole numbers."""
        self.system.is_money = self.table.measure is Measure.MONEY_RATE

    def add(
        self, leaves: Sequence[Leaf], rules: Rules, published: Published | None = None
    ) -> Added | None:
        """One more release: to be made, or with the figures that it was published with.

        None where the figures cannot stand for these leaves: then the register's past was changed
        without its history, and nothing can be said about what that release guarded.
        """
        atoms = atoms_of(self.table, leaves)
        cells = list(drawn(self.table, leaves, atoms, rules, self.key))
        if published is not None and not _agree(self.table, rules, cells, published):
            return None
        self._count += 1
        named = {self._name(each.key): each for each in cells}
        if self.table.sensitivity is not Sensitivity.OPEN:
            places = self._placed(atoms)
            self.system.known += [
                (tuple(places[each] for each in keys), told) for keys, told in atoms.known
            ]
            self.system.cells += [
                self._cell(name, each, places, rules, published)
                for name, each in named.items()
                if each.atoms
            ]
        return Added(named)

    def withheld(self) -> frozenset[str]:
        """Names of the cells to withhold so that no protected one can be known."""
        return withheld(self.system)

    def exposures(self, without: Collection[str]) -> list[Exposure]:
        """The protected cells of all releases of which too much can be known."""
        return list(Reader(self.system, without).exposures())

    def _name(self, key: Key) -> str:
        """The name of a cell in the system: its release by number, and its key."""
        level, place, category = key
        return f"{self._count}/{self.table.indicator}/{level}/{place}/{category}"

    def _placed(self, atoms: Atoms) -> dict[AtomKey, int]:
        """Each atom's place in the system: that of the last release where nothing changed."""
        placed: dict[AtomKey, int] = {}
        for key, value in atoms.values.items():
            before = self._atoms.get(key)
            bounds = atoms.bounds[key]
            if before is not None and before[1] == value:
                old = self.system.bounds[before[0]]
                self.system.bounds[before[0]] = Range(
                    max(old.low, bounds.low), min(old.high, bounds.high)
                )
                placed[key] = before[0]
            else:
                placed[key] = self.system.atom(*bounds)
        self._atoms = {key: (place, atoms.values[key]) for key, place in placed.items()}
        return placed

    def _cell(
        self,
        name: str,
        each: Drawn,
        places: Mapping[AtomKey, int],
        rules: Rules,
        published: Published | None,
    ) -> Cell:
        may_be_told = each.is_shown and each.reason is None
        shown = each.told
        if published is not None:
            figure = published.get(each.key)
            may_be_told = figure is not None
            shown = _told(self.table, rules, each, figure)
        total = 2.0 if each.key[2] == ALL and self.table.has_total else 1.0
        return Cell(
            name=name,
            atoms=tuple(places[atom] for atom in each.atoms),
            told=shown,
            needed=each.needed,
            cost=_COSTS[each.key[0]] * total,
            may_be_told=may_be_told,
            is_out=published is not None and may_be_told,
        )


def _told(table: Table, rules: Rules, each: Drawn, figure: int | RateBand | None) -> Range:
    """What a published figure gives away; bands and missing figures as they are drawn now."""
    if figure is None or isinstance(figure, RateBand):
        return each.told
    return told(figure, rules.base, table.least(rules))


def _agree(table: Table, rules: Rules, cells: Iterable[Drawn], published: Published) -> bool:
    """Whether the truth that was read again is one that the published figures can stand for."""
    for each in cells:
        figure = published.get(each.key)
        if isinstance(figure, RateBand):
            if figure != each.figure:
                return False
        elif figure is not None:
            shown = _told(table, rules, each, figure)
            if not shown.low <= each.value <= shown.high:
                return False
    return True
