"""How invented condominiums are run: administrators, yearly statements, shares and meters."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from buildings.condominiums.states import AppointedBy, MeterService, MillesimalKind
from data.generator.dice import dice, pick
from data.generator.misfortune.paths import days
from data.generator.misfortune.running import Management, Mandate, Meter, Statement, Table
from data.generator.structure import Community, Flat

STUDIOS = 3
"""How many invented studios share the condominiums of an estate."""

_YEARS = 3
_WHOLE = Decimal(1000)
_LEFT_OUT = 2
"""Flats that the draft table of shares forgets."""

_METERED = 4
"""One flat in so many has its own water meter."""

_EUR_PER_FLAT = (900, 1700)
_APPOINTED = {AppointedBy.ASSEMBLY: 12, AppointedBy.COURT_1129: 3}


def management(
    communities: Sequence[Community], flats: Sequence[Flat], seed: int, epoch: dt.date
) -> Management:
    """What is invented of the running of `communities`, none of them attested."""
    homes: dict[str, list[Flat]] = {community.key: [] for community in communities}
    for flat in flats:
        homes[flat.community].append(flat)
    lived = [(key, found) for key, found in homes.items() if found]
    return Management(
        mandates=tuple(fact for key, _ in lived for fact in _mandates(key, seed, epoch)),
        statements=tuple(fact for key, found in lived for fact in _years(key, found, seed, epoch)),
        tables=tuple(
            fact for place, (key, found) in enumerate(lived)
            for fact in _tables(key, found, epoch, has_draft=place == 0)
        ),
        meters=tuple(fact for key, found in lived for fact in _meters(key, found, epoch)),
    )  # fmt: skip


def _mandates(community: str, seed: int, epoch: dt.date) -> Iterator[Mandate]:
    stream = dice(seed, "mandates", community)
    studio = stream.randrange(STUDIOS)
    changes: list[dt.date | None] = [epoch - days(stream.randint(1500, 2000))]
    changes += [epoch - days(stream.randint(200, 1100)), None]
    for place, (since, until) in enumerate(pairwise(changes)):
        if since is not None:
            who = (studio + place) % STUDIOS
            yield Mandate(community, who, pick(stream, _APPOINTED), since, until)


def _years(community: str, flats: Sequence[Flat], seed: int, epoch: dt.date) -> Iterator[Statement]:
    """The last years that ended; the last one is not approved yet in one condominium of three."""
    stream = dice(seed, "statements", community)
    for back in range(_YEARS):
        closed = dt.date(epoch.year - back, 6, 30)
        due = Decimal(stream.randint(*_EUR_PER_FLAT) * len(flats))
        is_open = back == 0 and stream.random() < 1 / 3
        approved = None if is_open else closed + days(stream.randint(60, 120))
        unpaid = Decimal(round(due * stream.randint(4, 38) / 100))
        yield Statement(community, closed, approved, due, unpaid)


def _tables(
    community: str, flats: Sequence[Flat], epoch: dt.date, *, has_draft: bool
) -> Iterator[Table]:
    """The approved table of property; one condominium has a draft for its stairs that is wrong."""
    approved = dt.date(epoch.year - 8, 3, 1)
    yield Table(community, MillesimalKind.PROPERTY, approved, approved, _shares(flats))
    if has_draft:
        drafted = dt.date(epoch.year, 2, 1)
        shares = _shares(flats)[:-_LEFT_OUT]
        yield Table(community, MillesimalKind.STAIRS, drafted, None, shares)


def _shares(flats: Sequence[Flat]) -> tuple[tuple[str, Decimal], ...]:
    """Shares by area; what rounding leaves over goes to the last."""
    total = sum(flat.cadastral_area_m2 for flat in flats)
    shares = [round(_WHOLE * flat.cadastral_area_m2 / total, 4) for flat in flats]
    shares[-1] += _WHOLE - sum(shares)
    return tuple((flat.key, share) for flat, share in zip(flats, shares, strict=True))


def _meters(community: str, flats: Sequence[Flat], epoch: dt.date) -> Iterator[Meter]:
    since = dt.date(epoch.year - 10, 1, 1)
    yield Meter(community, None, MeterService.WATER, since)
    for flat in flats[::_METERED]:
        yield Meter(community, flat.key, MeterService.WATER, dt.date(epoch.year - 4, 5, 1))
