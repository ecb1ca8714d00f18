"""The dimensions that follow their own course: physical condition, crowding and arrears."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from buildings.status.crowding import Rule
from buildings.status.states import ArrearsBand, Condition, Crowding, Dimension, Occupancy
from data.generator.dice import pick
from data.generator.misfortune.facts import Span, Status
from data.generator.misfortune.lives import SHOWCASE, Life, Teller
from data.generator.misfortune.paths import days, spans

_CONDITIONS = {
    Condition.GOOD: 30,
    Condition.FAIR: 46,
    Condition.POOR: 20,
    Condition.UNHEALTHY: 4,
}
_EMPTY_CONDITIONS = _CONDITIONS | {
    Condition.UNDER_WORKS: 6,
    Condition.UNINHABITABLE: 7,
    Condition.UNFIT: 2,
}
_CROWDING = {
    Crowding.ADEQUATE: 60,
    Crowding.AT_LIMIT: 18,
    Crowding.OVERCROWDED: 16,
    Crowding.SEVERE: 6,
}
_RULE = Rule(
    area_per_person_m2=Decimal(14),
    first_persons=Decimal(4),
    area_per_further_person_m2=Decimal(10),
    bedroom_single_m2=Decimal(9),
    bedroom_double_m2=Decimal(14),
    studio_single_m2=Decimal(28),
    studio_double_m2=Decimal(38),
    crowding_adequate=Decimal("0.9"),
    crowding_at_limit=Decimal(1),
    crowding_overcrowded=Decimal("1.5"),
)
"""The rule by which persons are invented; what is computed of real ones reads `rule_threshold`."""

_COUNTED = 0.55
"""Share of the flats lived in of which area and persons are known."""

_CHANGED = 0.25
_ARREARS_AGE = (
    ArrearsBand.BELOW_1Y,
    ArrearsBand.FROM_1Y_TO_2Y,
    ArrearsBand.ABOVE_2Y,
)
_IN_ARREARS = {
    "owner": 0.12,
    "lease": 0.13,
    "turnover": 0.13,
    "vacant": 0.35,
    "seized_debtor": 0.95,
    "seized_let": 0.7,
    "seized_vacant": 0.8,
    "liquidated": 0.7,
    "episode_seized": 0.8,
    SHOWCASE: 1.0,
    "eviction": 0.5,
}
_IN_ARREARS_ELSE = 0.1
_PAID_OFF = 0.08
_ENFORCED = {"seized_debtor", "seized_let", "seized_vacant", "episode_seized", SHOWCASE}


def conditions(life: Life, teller: Teller) -> Iterator[Status]:
    """The physical state; flats that are lived in are never stated to be uninhabitable."""
    is_empty = life.last.occupancy is Occupancy.VACANT
    now = pick(teller.stream, _EMPTY_CONDITIONS if is_empty else _CONDITIONS)
    before = now
    if now not in _CONDITIONS:
        before = Condition.POOR
    elif teller.chance(_CHANGED):
        before = Condition.FAIR
    changed = min(life.last_since + days(20), teller.epoch)
    for span in spans(((teller.beginning, before), (changed, now))):
        yield Status(life.flat.key, Dimension.CONDITION, span)


def crowding(life: Life, teller: Teller) -> Iterator[Status]:
    """How many live there against the rule, only where it was counted; nothing when empty."""
    ends: list[dt.date | None] = [since for since, _ in life.phases[1:]]
    for (since, situation), until in zip(life.phases, [*ends, None], strict=True):
        if situation.occupancy is Occupancy.OCCUPIED and teller.chance(_COUNTED):
            value, persons = _count(teller, pick(teller.stream, _CROWDING))
            span = Span(value, since, until)
            yield Status(life.flat.key, Dimension.CROWDING, span, persons=persons)


def _count(teller: Teller, wanted: Crowding) -> tuple[Crowding, int]:
    """As many persons as make a flat as crowded as wanted; small flats know no shades."""
    capacity = _RULE.max_occupants(teller.flat.usable_area_m2)
    fitting = [
        persons
        for persons in range(1, 2 * capacity.persons + 2)
        if _RULE.crowding(persons, capacity) is wanted
    ]
    if fitting:
        return wanted, teller.stream.choice(fitting)
    return _RULE.crowding(capacity.persons, capacity), capacity.persons


def arrears(life: Life, teller: Teller) -> Iterator[Status]:
    """Unpaid contributions grow a year older each year; some are paid, some enforced."""
    changes = [(teller.beginning, ArrearsBand.NONE)]
    if teller.chance(_IN_ARREARS.get(life.story, _IN_ARREARS_ELSE)):
        changes += _growing(life, teller)
    elif teller.chance(_PAID_OFF):
        began = teller.ago(400, 1800)
        changes += [
            (began, ArrearsBand.BELOW_1Y),
            (began + days(teller.stream.randint(60, 330)), ArrearsBand.NONE),
        ]
    for span in spans(changes):
        yield Status(life.flat.key, Dimension.ARREARS_BAND, span)


def _growing(life: Life, teller: Teller) -> Iterator[tuple[dt.date, ArrearsBand]]:
    enforced = life.sale.states[0].since if life.sale and life.story in _ENFORCED else None
    first = enforced - days(800) if enforced else teller.ago(30, 1300)
    for year, band in enumerate(_ARREARS_AGE):
        since = max(first, teller.beginning + days(1)) + days(365 * year)
        if since <= teller.epoch and (enforced is None or since < enforced):
            yield since, band
    if enforced is not None:
        yield enforced, ArrearsBand.IN_ENFORCEMENT
