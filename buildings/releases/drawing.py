"""From leaves to cells: every cell of a table with its true count, its figure and its guard.

These hold true counts: they live while a release is made or audited, and are never stored.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from buildings.disclosure.cells import Range
from buildings.disclosure.rounding import rounded, told
from buildings.disclosure.rules import Rules
from buildings.disclosure.states import Measure, Reason, Sensitivity
from buildings.releases.catalogue import ALL, Table
from buildings.releases.states import EDGES, Indicator, Level, RateBand, band_of
from buildings.releases.truth import Leaf, Money

Key = tuple[Level, uuid.UUID, str]
"""Which cell of a table: level, place, category."""

AtomKey = tuple[tuple[uuid.UUID, uuid.UUID | None, uuid.UUID | None], str]
"""Which smallest number of a table: place from the district down, category."""

EURO = 1000.0
"""Money is solved in thousands, so that the solver's tolerances mean less than a cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A cell with its true value; `whole` is how many dwellings it is a part of."""

    key: Key
    atoms: tuple[AtomKey, ...]
    value: float
    whole: int | None
    figure: int | RateBand | None
    told: Range
    needed: Range | None
    reason: Reason | None
    is_shown: bool
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Atoms:
    """The smallest numbers of a table: values, bounds, and the sums that everybody knows."""

    values: dict[AtomKey, float]
    bounds: dict[AtomKey, Range]
    known: list[tuple[tuple[AtomKey, ...], Range]]


def name_of(table: Table, key: Key) -> str:
    """The name that the draw of a rounding hangs on: the same in every release."""
    level, place, category = key
    return f"{table.indicator}/{level}/{place}/{category}"


def atoms_of(table: Table, leaves: Sequence[Leaf]) -> Atoms:
    """The atoms of a table; a class that a place has none of is an atom too."""
    if table.measure is Measure.MONEY_RATE:
        return _atoms_of_money(leaves)
    values: dict[AtomKey, float] = {}
    for place in {leaf.place for leaf in leaves}:
        values |= {(place, category): 0.0 for category in table.categories}
    for leaf in leaves:
        if leaf.category is not None:
            values[leaf.place, leaf.category] += leaf.count
    ceiling = 100.0 + 4 * sum(values.values())
    bounds = dict.fromkeys(values, Range(0.0, ceiling))
    known: list[tuple[tuple[AtomKey, ...], Range]] = []
    if table.measure is Measure.RATE:
        for place in {leaf.place for leaf in leaves}:
            keys = tuple((place, category) for category in table.categories)
            whole = sum(values[key] for key in keys)
            bounds |= dict.fromkeys(keys, Range(0.0, whole))
            known.append((keys, Range(whole, whole)))
    return Atoms(values, bounds, known)


def _atoms_of_money(leaves: Sequence[Leaf]) -> Atoms:
    amounts = {(leaf.place, ALL): leaf.money for leaf in leaves if leaf.money}
    return Atoms(
        {key: money.unpaid / EURO for key, money in amounts.items()},
        {key: Range(0.0, max(money.due, money.unpaid) / EURO) for key, money in amounts.items()},
        [],
    )


def drawn(
    table: Table, leaves: Sequence[Leaf], atoms: Atoms, rules: Rules, key: bytes
) -> Iterator[Drawn]:
    """Every cell of a table, told or hidden, with the rule that forbids its figure if one does."""
    for level in table.levels:
        places: defaultdict[uuid.UUID, list[Leaf]] = defaultdict(list)
        for leaf in leaves:
            if (place := leaf.at(level)) is not None:
                places[place].append(leaf)
        for place in sorted(places, key=str):
            if table.measure is Measure.MONEY_RATE:
                yield from _money(level, place, places[place], rules)
            else:
                yield from _counts(table, (level, place), places[place], atoms, (rules, key))


def _counts(
    table: Table,
    where: tuple[Level, uuid.UUID],
    leaves: Iterable[Leaf],
    atoms: Atoms,
    by: tuple[Rules, bytes],
) -> Iterator[Drawn]:
    inside = {leaf.place for leaf in leaves}
    whole = None
    if table.measure is Measure.RATE:
        whole = int(sum(atoms.values[at, each] for at in inside for each in table.categories))
    for category in dict.fromkeys((*table.categories, *table.told)):
        classes = table.categories if category == ALL else (category,)
        keys = tuple((at, each) for at in sorted(inside, key=str) for each in classes)
        count = int(sum(atoms.values[each] for each in keys))
        yield _count(table, (*where, category), keys, (count, whole), by)


def _count(
    table: Table,
    key: Key,
    atoms: tuple[AtomKey, ...],
    counted: tuple[int, int | None],
    by: tuple[Rules, bytes],
) -> Drawn:
    """A cell by its count and the dwellings it is a part of, under rules and a rounding key."""
    (count, whole), (rules, secret) = counted, by
    least = table.least(rules)
    if table.sensitivity is Sensitivity.OPEN:
        figure, shown = count, Range(count, count)
    else:
        figure = rounded(secret, name_of(table, key), count, rules.base)
        shown = told(figure, rules.base, least)
    reason = rules.forbids_count(count, whole, table.sensitivity)
    if reason is None and count < least:
        reason = Reason.SMALL
    return Drawn(
        key=key,
        atoms=atoms,
        value=count,
        whole=whole,
        figure=figure,
        told=shown,
        needed=_needed(reason, least, whole),
        reason=reason,
        is_shown=key[2] in table.told,
        base=None if whole is None else _base(key, whole, rules, secret),
    )


def _needed(reason: Reason | None, least: int, whole: int | None) -> Range | None:
    """What must stay possible: nobody at all, and as many as would have been published."""
    if reason is None:
        return None
    if whole is None:
        return Range(0, least)
    match reason:
        case Reason.SMALL_BASE:
            return Range(0, whole)
        case Reason.WHOLE:
            return Range(max(0, whole - least), whole)
        case _:
            return Range(0, min(least, whole))


def _base(key: Key, whole: int, rules: Rules, secret: bytes) -> int:
    """The dwellings of a place, rounded as the table of dwellings rounds them."""
    level, place, _ = key
    return rounded(secret, f"{Indicator.DWELLINGS}/{level}/{place}/{ALL}", whole, rules.base)


def _money(level: Level, place: uuid.UUID, leaves: Sequence[Leaf], rules: Rules) -> Iterator[Drawn]:
    """The band of what is unpaid of what was due; no figure where no statement is known."""
    with_money = [(leaf, leaf.money) for leaf in leaves if leaf.money is not None]
    key = (level, place, ALL)
    if not with_money:
        yield Drawn(
            key=key, atoms=(), value=0.0, whole=None, figure=None, told=Range(0, 0),
            needed=None, reason=None, is_shown=True,
        )  # fmt: skip
        return
    due = sum(money.due for _, money in with_money) / EURO
    unpaid = sum(money.unpaid for _, money in with_money) / EURO
    band = band_of(unpaid / due)
    low, high = EDGES[band]
    most = sum(max(money.due, money.unpaid) for _, money in with_money) / EURO
    reason = rules.forbids_money(
        sum(money.contributors for _, money in with_money),
        _largest([money for _, money in with_money], unpaid * EURO),
        sum(leaf.count for leaf, _ in with_money),
    )
    margin = float(rules.money_protection) * due
    yield Drawn(
        key=key,
        atoms=tuple((leaf.place, ALL) for leaf, _ in with_money),
        value=unpaid,
        whole=None,
        figure=band,
        told=Range(low * due, most if band is RateBand.OVER_50 else high * due),
        needed=Range(max(0.0, unpaid - margin), min(most, unpaid + margin)) if reason else None,
        reason=reason,
        is_shown=True,
    )


def _largest(amounts: Sequence[Money], unpaid: float) -> float | None:
    """The share of the largest contributor of several places; None where one is not known."""
    shares = [(each.largest_share, each.unpaid) for each in amounts]
    if unpaid <= 0:
        return None
    found = [share * part for share, part in shares if share is not None]
    return max(found) / unpaid if len(found) == len(shares) else None
