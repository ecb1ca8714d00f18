"""The kinds of life a flat may have had, how common each is, and how each is told."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from buildings.occupations.states import EpisodeState
from buildings.status.states import (
    EncumbranceKind,
    OccupationTitle,
    OwnerClass,
    SaleState,
    Securing,
    TitleVerification,
)
from data.generator.misfortune import episodes, sales, titles
from data.generator.misfortune.facts import Encumbrance, Episode, Sale, Span
from data.generator.misfortune.lives import SHOWCASE, Life, Situation, Teller, empty, lived_in
from data.generator.misfortune.paths import began, days, spans

Story = Callable[[Teller], Life]


def owner(teller: Teller) -> Life:
    """The owner has lived there all along; one in five has a mortgage."""
    since = teller.beginning
    mortgage = Encumbrance(teller.flat.key, Span(EncumbranceKind.MORTGAGE, since))
    encumbrances = (mortgage,) if teller.chance(0.2) else ()
    return Life(teller.flat, "owner", ((since, titles.owner_living(teller)),), encumbrances)


def lease(teller: Teller) -> Life:
    """The same lease all along."""
    return Life(teller.flat, "lease", ((teller.beginning, titles.leased(teller)),))


def other(teller: Teller) -> Life:
    """One of the rarer titles."""
    return Life(teller.flat, "other", ((teller.beginning, titles.otherwise_held(teller)),))


def turnover(teller: Teller) -> Life:
    """The owner moved out, the flat stood empty for some months, now it is let."""
    left = teller.ago(300, 2000)
    let = left + days(teller.stream.randint(40, 260))
    phases = (
        (teller.beginning, titles.owner_living(teller)),
        (left, empty()),
        (let, titles.leased(teller, OwnerClass.PRIVATE_PERSON)),
    )
    return Life(teller.flat, "turnover", phases)


def vacant(teller: Teller) -> Life:
    """Empty for some time."""
    phases = (
        (teller.beginning, titles.owner_living(teller)),
        (teller.ago(60, 1500), titles.secured_empty(teller)),
    )
    return Life(teller.flat, "vacant", phases)


def seized_debtor(teller: Teller) -> Life:
    """Seized while the owner lives there, who keeps possession (art. 560 c.p.c.)."""
    sale = sales.pending_sale(teller)
    held = lived_in(OccupationTitle.DEBTOR, TitleVerification.CROSS_CHECKED)
    phases = ((teller.beginning, titles.owner_living(teller)), (sale.states[0].since, held))
    return Life(teller.flat, "seized_debtor", phases, (sales.seizure(sale),), sale)


def seized_let(teller: Teller) -> Life:
    """Seized while let, or let afterwards without the judge's leave."""
    sale = sales.pending_sale(teller)
    seized = sale.states[0].since
    alleged = lived_in(OccupationTitle.LEASE_UNREGISTERED, TitleVerification.DECLARED)
    first = titles.leased(teller, OwnerClass.PRIVATE_PERSON)
    phases: tuple[tuple[dt.date, Situation], ...] = ((teller.beginning, first),)
    if teller.chance(0.5):
        phases += ((seized, empty()),)
        if seized + days(60) <= teller.epoch:
            phases += ((seized + days(60), alleged),)
    return Life(teller.flat, "seized_let", phases, (sales.seizure(sale),), sale)


def seized_vacant(teller: Teller) -> Life:
    """Seized and empty."""
    sale = sales.pending_sale(teller)
    left = min(sale.states[0].since + days(teller.stream.randint(-120, 30)), teller.epoch)
    gone = titles.secured_empty(teller, OwnerClass.PRIVATE_PERSON)
    phases = ((teller.beginning, titles.owner_living(teller)), (left, gone))
    return Life(teller.flat, "seized_vacant", phases, (sales.seizure(sale),), sale)


def liquidated(teller: Teller) -> Life:
    """Owned by a company in judicial liquidation."""
    since = teller.ago(150, 1300)
    held = titles.leased(teller, OwnerClass.PRIVATE_COMPANY)
    after = titles.secured_empty(teller, OwnerClass.PRIVATE_COMPANY)
    phases: tuple[tuple[dt.date, Situation], ...] = ((teller.beginning, held),)
    if teller.chance(0.5):
        phases += ((since, after),)
    reference = f"L.G. {sales.FIRST_NUMBER + teller.number}/{since.year}"
    burden = Encumbrance(teller.flat.key, Span(EncumbranceKind.LIQUIDATION, since), reference)
    return Life(teller.flat, "liquidated", phases, (burden,))


def auctioned(teller: Teller) -> Life:
    """Sold by the court: the debtor left, an auction buyer owns it, mostly let again."""
    sale = sales.finished_sale(teller)
    transferred = began(sale.states, SaleState.TRANSFERRED) or teller.epoch
    released = began(sale.states, SaleState.RELEASED) or teller.epoch
    held = lived_in(OccupationTitle.DEBTOR, TitleVerification.CROSS_CHECKED)
    phases: tuple[tuple[dt.date, Situation], ...] = (
        (teller.beginning, titles.owner_living(teller)),
        (sale.states[0].since, held),
        (transferred, replace(held, owner=OwnerClass.REOCO, title=OccupationTitle.EXPIRED)),
        (released, empty(OwnerClass.REOCO, Securing.LOCK_CHANGED)),
    )
    let = sale.states[-1].since + days(teller.stream.randint(30, 170))
    if teller.chance(0.65):
        phases += ((let, titles.leased(teller, OwnerClass.REOCO)),)
    return Life(teller.flat, "auctioned", phases, (sales.seizure(sale),), sale)


def episode_open(teller: Teller) -> Life:
    """Empty, then an occupation was reported that is still open; one in ten is the second."""
    first = _closed_before(teller) if teller.chance(0.1) else None
    now = episodes.open_episode(teller, is_seized=False, after=first)
    held = OwnerClass.PRIVATE_PERSON
    told = (first, now) if first else (now,)
    phases = _through(teller, told, held)
    return Life(teller.flat, "episode_open", phases, episodes=told)


def episode_seized(teller: Teller) -> Life:
    """Seized and empty, then an occupation was reported that is still open."""
    return _seized_and_occupied(teller, sales.pending_sale(teller), None)


def showcase(teller: Teller) -> Life:
    """As `episode_seized`, established by an authority and with the auction published."""
    sale = sales.pending_sale(teller, sales.PUBLISHED)
    return _seized_and_occupied(teller, sale, episodes.CONFIRMED)


def episode_past(teller: Teller) -> Life:
    """An episode that ended; most flats that were released are let again, some by social lease."""
    past = episodes.ended_episode(teller, (120, 900))
    phases = _through(teller, (past,), OwnerClass.PRIVATE_PERSON)
    if past.states[-1].value is EpisodeState.CLOSED and teller.chance(0.6):
        let = past.states[-1].since + days(teller.stream.randint(20, 115))
        again = teller.stream.choice(
            (
                titles.leased(teller, OwnerClass.PRIVATE_PERSON),
                lived_in(OccupationTitle.SOCIAL_LEASE, owner=OwnerClass.SOCIAL_HOUSING),
            )
        )
        phases += ((let, again),)
    return Life(teller.flat, "episode_past", phases, episodes=(past,))


def eviction(teller: Teller) -> Life:
    """Let; the lease ended or the rent is unpaid and the landlord asks for the release."""
    since = teller.ago(60, 500)
    phases: tuple[tuple[dt.date, Situation], ...] = (
        (teller.beginning, lived_in(OccupationTitle.LEASE_4_4)),
    )
    if teller.chance(0.6):
        phases += ((since, lived_in(OccupationTitle.EXPIRED)),)
    return Life(teller.flat, "eviction", phases)


def social(teller: Teller) -> Life:
    """Bought by a benefit company, refurbished while empty, let by a social lease."""
    bought = teller.ago(420, 1500)
    let = bought + days(teller.stream.randint(200, 400))
    phases = (
        (teller.beginning, titles.owner_living(teller)),
        (bought, empty(OwnerClass.SOCIAL_HOUSING, Securing.ALARMED)),
        (let, lived_in(OccupationTitle.SOCIAL_LEASE, owner=OwnerClass.SOCIAL_HOUSING)),
    )
    return Life(teller.flat, "social", phases)


def confiscated(teller: Teller) -> Life:
    """Seized by the criminal judge, confiscated, then used by the municipality or empty."""
    final = teller.ago(200, 800)
    first, seized = final - days(400), final - days(900)
    changes = spans(
        (
            (seized, EncumbranceKind.CRIMINAL_SEIZURE),
            (first, EncumbranceKind.CONFISCATION_FIRST),
            (final, EncumbranceKind.CONFISCATION_FINAL),
        )
    )
    given = final + days(teller.stream.randint(60, 180))
    phases: tuple[tuple[dt.date, Situation], ...] = (
        (teller.beginning, titles.leased(teller, OwnerClass.PRIVATE_COMPANY)),
        (seized, empty(OwnerClass.PRIVATE_COMPANY, Securing.JUDICIAL_SEALS)),
        (final, empty(OwnerClass.CONFISCATED, Securing.JUDICIAL_SEALS)),
    )
    if teller.chance(0.5):
        placed = lived_in(OccupationTitle.EMERGENCY, owner=OwnerClass.MUNICIPALITY)
        phases += ((given, placed),)
    burdens = tuple(Encumbrance(teller.flat.key, span) for span in changes)
    return Life(teller.flat, "confiscated", phases, burdens)


STORIES: dict[Story, float] = {
    owner: 31.0,
    lease: 24.5,
    other: 5.0,
    turnover: 5.0,
    vacant: 4.0,
    seized_debtor: 6.0,
    seized_let: 2.0,
    seized_vacant: 4.0,
    liquidated: 1.0,
    auctioned: 2.5,
    episode_open: 3.0,
    episode_seized: 2.2,
    episode_past: 3.5,
    eviction: 3.0,
    social: 2.8,
    confiscated: 0.5,
}
"""How many flats in a hundred have each life."""


def _seized_and_occupied(teller: Teller, sale: Sale, path: episodes.Path | None) -> Life:
    now = episodes.open_episode(teller, is_seized=True, path=path)
    phases = _through(teller, (now,), OwnerClass.PRIVATE_PERSON)
    word = "episode_seized" if path is None else SHOWCASE
    return Life(teller.flat, word, phases, (sales.seizure(sale),), sale, (now,))


def _closed_before(teller: Teller) -> Episode:
    return episodes.ended_episode(teller, (450, 900), episodes.RELEASED_AND_CLOSED)


def _through(
    teller: Teller, told: tuple[Episode, ...], held: OwnerClass
) -> tuple[tuple[dt.date, Situation], ...]:
    """The owner left, then the episodes say what was found."""
    left = told[0].states[0].since - days(teller.stream.randint(60, 500))
    return tuple(_in_order(teller, left, told, held))


def _in_order(
    teller: Teller, left: dt.date, told: tuple[Episode, ...], held: OwnerClass
) -> Iterator[tuple[dt.date, Situation]]:
    yield teller.beginning, titles.owner_living(teller)
    yield left, titles.secured_empty(teller, held)
    for episode in told:
        yield from episodes.situations(episode, held)
