"""All that happens on an estate, told for one seed and one day."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from buildings.cases.states import CaseType
from data.generator.dice import dice
from data.generator.misfortune import bands, supplies
from data.generator.misfortune.cases import cases_of, flat_case, house_cases
from data.generator.misfortune.episodes import other_reports, reports_on
from data.generator.misfortune.facts import Case, Issue, Misfortune, Status
from data.generator.misfortune.issues import cut_issues, flat_issue, issues_of
from data.generator.misfortune.lives import SHOWCASE, Life, Teller
from data.generator.misfortune.managing import management
from data.generator.misfortune.stories import STORIES, Story, episode_seized, showcase
from data.generator.misfortune.works import works
from data.generator.structure import Estate, Flat, House

EPOCH = dt.date(2026, 11, 1)
"""The day on which everything is told, fixed so that two loads are equal.

A demo stays fresh without another load: auctions are ordered up to eighteen months after this
day, and cases left open fall due one after the other. A later epoch may be given instead.
"""


def misfortune(estate: Estate, seed: int, epoch: dt.date = EPOCH, series: str = "") -> Misfortune:
    """What happens on the invented condominiums of an estate; the attested ones stay untouched.

    `series` begins every protocol number, to keep the estates of a large town apart.
    """
    attested = {community.key for community in estate.communities if community.is_attested}
    flats = [flat for flat in estate.flats if flat.community not in attested]
    houses = [house for house in estate.houses if house.community not in attested]
    tellers = [
        Teller(flat, number, dice(seed, "life", flat.key), epoch, series)
        for number, flat in enumerate(flats)
    ]
    told = [(story(each), each) for story, each in zip(_dealt(flats, seed), tellers, strict=True)]
    cuts = supplies.cuts(houses, seed, epoch)
    elsewhere = Teller(flats[0], len(flats), dice(seed, "elsewhere"), epoch, series)
    lives = [life for life, _ in told]
    return Misfortune(
        statuses=tuple(fact for life, each in told for fact in _statuses(life, each)),
        supplies=tuple(fact for life, each in told for fact in supplies.supplies(life, each, cuts)),
        encumbrances=tuple(fact for life in lives for fact in life.encumbrances),
        sales=tuple(life.sale for life in lives if life.sale),
        episodes=tuple(fact for life in lives for fact in life.episodes),
        reports=(
            *[fact for life, each in told for fact in reports_on(life, each)],
            *other_reports(houses, elsewhere),
        ),
        cases=(
            *[fact for life, each in told for fact in _cases(life, each)],
            *house_cases(houses, elsewhere, seed),
        ),
        issues=(
            *cut_issues(cuts, elsewhere),
            *_issues(estate, houses, seed, epoch),
            *[flat_issue(each) for life, each in told if life.story == SHOWCASE],
        ),
        works=tuple(works(estate, lives, seed, epoch)),
        management=management(
            [each for each in estate.communities if each.key not in attested], flats, seed, epoch
        ),
    )


def _dealt(flats: list[Flat], seed: int) -> Iterator[Story]:
    """One story a flat, each as common in every condominium as in the whole estate.

    The first flat of the first condominium that is seized and occupied becomes the showcase: it
    has one of every linked thing.
    """
    is_shown = False
    for key, group in groupby(flats, key=lambda flat: flat.community):
        count = len(list(group))
        stream = dice(seed, "stories", key)
        ranks = [(rank + stream.random()) / count for rank in range(count)]
        stream.shuffle(ranks)
        for rank in ranks:
            story = _at(rank)
            if story is episode_seized and not is_shown:
                is_shown = True
                yield showcase
            else:
                yield story


def _at(rank: float) -> Story:
    """The story at a rank (0 to 1) of all flats put in the order of their stories."""
    reached = 0.0
    total = sum(STORIES.values())
    for story, weight in STORIES.items():
        reached += weight / total
        if rank < reached:
            return story
    return next(reversed(STORIES))


def _statuses(life: Life, teller: Teller) -> Iterator[Status]:
    yield from life.statuses()
    yield from bands.conditions(life, teller)
    yield from bands.crowding(life, teller)
    yield from bands.arrears(life, teller)


def _cases(life: Life, teller: Teller) -> Iterator[Case]:
    if life.story == SHOWCASE:
        yield flat_case(life.flat, teller, CaseType.RESIDENCE_CHECK, is_open=True)
    else:
        yield from cases_of(life, teller)


def _issues(estate: Estate, houses: list[House], seed: int, epoch: dt.date) -> Iterator[Issue]:
    for community in estate.communities:
        if not community.is_attested:
            own = [house for house in houses if house.community == community.key]
            yield from issues_of(community, own, seed, epoch)
