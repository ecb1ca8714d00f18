"""A table per unit added up in memory: nothing of a single unit goes further."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from data.sources.administrator_sections import BAND_KIND, TOTAL_KIND
from data.sources.administrator_sums import cents
from data.sources.administrator_units import UnitTable
from data.sources.administrator_words import STAIRCASE_FORM
from data.sources.facts import Fact
from data.sources.rows import Item, Note, Refusal, Row, Skip
from gis.codes import Text

_ADDED = Text(
    it="Sommata nei totali della scala e del condominio: della singola unità non resta niente.",
    en="Added to the totals of staircase and condominium: nothing of the single unit is kept.",
)


@dataclass(slots=True)
class _Sums:
    due: Decimal = Decimal(0)
    unpaid: Decimal = Decimal(0)
    has_due: bool = True
    bands: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    band_unpaid: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def added_up(table: UnitTable, facts: dict[str, Any]) -> Iterator[Item]:
    """Totals and bands by staircase and for the whole; each unit's row is told as added.

    Where a unit cannot be read it is refused, and nothing at all is added up. A staircase whose
    code the tables cannot hold counts for the whole only.
    """
    sums: dict[str | None, _Sums] = defaultdict(_Sums)
    numbers: dict[str | None, int] = {}
    is_whole = True
    for item in table.told:
        is_whole = is_whole and not isinstance(item, Refusal)
        yield _bare(item)
    for each in table.sound():
        if isinstance(each, Refusal):
            is_whole = False
            yield _bare(each)
            continue
        position, money = each
        staircase = position.part("staircase")
        fits = staircase if staircase and STAIRCASE_FORM.fullmatch(staircase) else None
        for place in dict.fromkeys((None, fits)):
            numbers.setdefault(place, position.number)
            made = sums[place]
            made.has_due = made.has_due and money.due_eur is not None
            made.due += money.due_eur or 0
            made.unpaid += max(money.balance_eur, Decimal(0))
            band = table.band(position, money).value
            made.bands[band] += 1
            made.band_unpaid[band] += max(money.balance_eur, Decimal(0))
        yield Skip(position.number, "", _ADDED)
    if not is_whole:
        yield Note(0, "", "", Text(
            it="Ci sono righe illeggibili: i totali non vengono calcolati.",
            en="There are unreadable rows: the totals are not computed.",
        ))  # fmt: skip
        return
    for place, made in sums.items():
        yield from _facts(table, facts, place, made, numbers[place])


def _facts(
    table: UnitTable, facts: dict[str, Any], staircase: str | None, made: _Sums, number: int
) -> Iterator[Item]:
    here = facts | {"staircase_code": staircase}
    whole = here | {
        "financial_year": table.year,
        "due_eur": cents(made.due) if made.has_due else None,
        "unpaid_eur": cents(made.unpaid),
    }
    yield Row(number, "", Fact(TOTAL_KIND, f"{staircase or ''}|{table.year}", whole))
    for band, count in made.bands.items():
        fact = here | {
            "band": band,
            "unit_count": count,
            "unpaid_eur": cents(made.band_unpaid[band]),
        }
        yield Row(number, "", Fact(BAND_KIND, f"{staircase or ''}|{band}", fact))


def _bare(item: Item) -> Item:
    """The item without the row's figures: they are a single unit's."""
    if isinstance(item, Refusal):
        return Refusal(item.number, item.column, "", item.reason)
    return item
