"""Water, gas, heating and electricity: supplied, except where a building or a flat was cut off."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buildings.occupations.states import EpisodeState
from buildings.status.states import UtilityService, UtilityState
from data.generator.dice import dice
from data.generator.misfortune.facts import Span, Supply
from data.generator.misfortune.lives import Life, Teller
from data.generator.misfortune.paths import began
from data.generator.structure import House

_EVERY = 6
"""One building in so many was cut off for a winter, one in twice so many is cut off now."""

_OWN_CUT = 0.012
_IRREGULAR = 0.3


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole building without one service for a time (None: still)."""

    house: House
    service: UtilityService
    since: dt.date
    until: dt.date | None


def cuts(houses: Sequence[House], seed: int, epoch: dt.date) -> tuple[Cut, ...]:
    """The buildings that were cut off: whole winters in the past, this autumn for a few."""
    stream = dice(seed, "cuts")
    chosen = stream.sample(
        list(houses), k=min(len(houses), max(2, round(len(houses) * 1.5 / _EVERY)))
    )
    now = max(1, len(chosen) // 3)
    made = []
    for order, house in enumerate(chosen):
        if order < now:
            service = stream.choice((UtilityService.HEATING, UtilityService.WATER))
            since = epoch - dt.timedelta(days=stream.randint(8, 40))
            made.append(Cut(house, service, since, None))
        else:
            year = epoch.year - stream.randint(1, 4)
            service = stream.choice((UtilityService.HEATING, UtilityService.GAS))
            since = dt.date(year - 1, 10, 15) + dt.timedelta(days=stream.randint(0, 40))
            until = dt.date(year, 4, 15) - dt.timedelta(days=stream.randint(0, 60))
            made.append(Cut(house, service, since, until))
    return tuple(made)


def supplies(life: Life, teller: Teller, made: Sequence[Cut]) -> Iterator[Supply]:
    """The four services of one flat through time."""
    own = UtilityService.GAS if teller.chance(_OWN_CUT) else None
    for service in UtilityService:
        cut = next(
            (c for c in made if c.house.key == life.flat.house and c.service is service), None
        )
        if cut is not None:
            told = _interrupted(teller, UtilityState.CUT, cut.since, cut.until)
        elif service is own:
            told = _interrupted(teller, UtilityState.CUT, teller.ago(20, 400), None)
        elif service is UtilityService.ELECTRICITY and (found := _irregular_since(life, teller)):
            told = _interrupted(teller, UtilityState.IRREGULAR, found, None)
        else:
            told = (Span(UtilityState.ACTIVE, teller.beginning),)
        for span in told:
            yield Supply(life.flat.key, service, span)


def _interrupted(
    teller: Teller, state: UtilityState, since: dt.date, until: dt.date | None
) -> tuple[Span[UtilityState], ...]:
    told = (Span(UtilityState.ACTIVE, teller.beginning, since), Span(state, since, until))
    return told if until is None else (*told, Span(UtilityState.ACTIVE, until))


def _irregular_since(life: Life, teller: Teller) -> dt.date | None:
    """The inspection that found an irregular connection in an open episode, if any."""
    if not life.episodes or life.story == "episode_past" or not teller.chance(_IRREGULAR):
        return None
    return began(life.episodes[-1].states, EpisodeState.CONFIRMED)
