"""Interventions on invented condominiums: flats bought back, facades, lifts, meters, courtyards."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from buildings.interventions.states import (
    INTERVENTION_WORKFLOW,
    FundingSource,
    InterventionState,
    PermitType,
    WorksCategory,
)
from data.generator.dice import dice
from data.generator.misfortune.facts import Span, Works
from data.generator.misfortune.lives import SHOWCASE, Life
from data.generator.misfortune.paths import days, walk
from data.generator.structure import Community, Estate, Flat
from gis.codes import Text

_S = InterventionState
_READY = (_S.IDEA, _S.PROGRAMMED, _S.DESIGNED, _S.AUTHORISED, _S.AWARDED)
_DONE = (
    *_READY, _S.WORKS_STARTED, _S.WORKS_COMPLETED, _S.TESTED, _S.ACCOUNTED, _S.CLOSED,
)  # fmt: skip
_STALLED = (*_DONE[:6], _S.SUSPENDED)
_STAGES = (_DONE[:6], _DONE, _READY[:2], _DONE[:7], _STALLED, _READY[:3], _DONE[:8])
_LEAST_FLATS = 3
_EUR_PER_FLAT = 46_000
_SAFETY_EUR = 14_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of works on a whole condominium; cost in euro for each flat in it."""

    word: str
    name: Text
    category: WorksCategory
    permit: PermitType | None
    fund: FundingSource
    own_share: Decimal
    eur_per_flat: int


_KINDS = (
    _Kind(
        "facades",
        Text(it="Cappotto e facciate", en="Insulation and facades"),
        WorksCategory.EXTRAORDINARY,
        PermitType.CILAS,
        FundingSource.SUPERBONUS,
        Decimal(0),
        38_000,
    ),
    _Kind(
        "lifts",
        Text(it="Rinnovo degli ascensori", en="Renewal of the lifts"),
        WorksCategory.EXTRAORDINARY,
        PermitType.FREE_WORKS,
        FundingSource.OTHER_TAX_BONUS,
        Decimal("0.4"),
        2_600,
    ),
    _Kind(
        "meters",
        Text(it="Contatori dell'acqua per alloggio", en="A water meter for each flat"),
        WorksCategory.EXTRAORDINARY,
        PermitType.FREE_WORKS,
        FundingSource.MUNICIPAL,
        Decimal("0.5"),
        900,
    ),
    _Kind(
        "courtyard",
        Text(it="Cortile e illuminazione", en="Courtyard and lighting"),
        WorksCategory.NON_BUILDING,
        None,
        FundingSource.PNRR_OTHER,
        Decimal("0.1"),
        1_400,
    ),
)


def works(estate: Estate, lives: Sequence[Life], seed: int, epoch: dt.date) -> Iterator[Works]:
    """Flats bought back and refurbished, then one kind of works in every second condominium."""
    names = {community.key: community for community in estate.communities}
    social = [life.flat for life in lives if life.story == "social"]
    for key, found in groupby(social, key=lambda flat: flat.community):
        flats = [flat.key for flat in found]
        if len(flats) >= _LEAST_FLATS:
            yield _bought_back(names[key], flats, seed, epoch)
    yield from (
        _made_safe(life.flat, names[life.flat.community], seed, epoch)
        for life in lives
        if life.story == SHOWCASE
    )
    sizes = {key: sum(f.community == key for f in estate.flats) for key in names}
    invented = [community for community in estate.communities if not community.is_attested]
    for order, community in enumerate(invented[::2]):
        kind = _KINDS[(order + 1) % len(_KINDS)]
        yield _on_whole(community, kind, sizes[community.key], seed, epoch)


def _bought_back(community: Community, flats: list[str], seed: int, epoch: dt.date) -> Works:
    states = _stage(f"{community.key}/flats", seed, epoch, path=_DONE[:6])
    return Works(
        key=f"{community.key}/works/flats",
        name=Text(
            it=f"Acquisto e recupero di {len(flats)} alloggi, {community.name}",
            en=f"{len(flats)} flats bought back and refurbished, {community.name}",
        ),
        category=WorksCategory.EXTRAORDINARY,
        permit=PermitType.CILA,
        planned_start_on=states[0].since + days(200),
        planned_end_on=states[0].since + days(1100),
        units_refurbished=len(flats),
        targets=tuple(("flat", key) for key in flats),
        funds=((FundingSource.PRIVATE_BANK, Decimal(_EUR_PER_FLAT * len(flats))),),
        states=states,
    )


def _made_safe(flat: Flat, community: Community, seed: int, epoch: dt.date) -> Works:
    """The installations of one building made safe, one flat in it first."""
    states = _stage(f"{flat.house}/wiring", seed, epoch, path=_READY)
    return Works(
        key=f"{flat.house}/works/wiring",
        name=Text(
            it=f"Messa in sicurezza degli impianti elettrici, {community.name}",
            en=f"Electrical installations made safe, {community.name}",
        ),
        category=WorksCategory.ORDINARY,
        permit=PermitType.FREE_WORKS,
        planned_start_on=epoch + days(30),
        planned_end_on=epoch + days(150),
        units_refurbished=None,
        targets=(("house", flat.house), ("flat", flat.key)),
        funds=((FundingSource.MUNICIPAL, Decimal(_SAFETY_EUR)),),
        states=states,
    )


def _on_whole(
    community: Community, kind: _Kind, flat_count: int, seed: int, epoch: dt.date
) -> Works:
    key = f"{community.key}/works/{kind.word}"
    states = _stage(key, seed, epoch)
    total = Decimal(kind.eur_per_flat * flat_count)
    own = total * kind.own_share
    funds = [(kind.fund, total - own)]
    if own:
        funds.append((FundingSource.CONDOMINIUM, own))
    return Works(
        key=key,
        name=Text(it=f"{kind.name.it}, {community.name}", en=f"{kind.name.en}, {community.name}"),
        category=kind.category,
        permit=kind.permit,
        planned_start_on=states[0].since + days(300),
        planned_end_on=states[0].since + days(800),
        units_refurbished=None,
        targets=(("community", community.key),),
        funds=tuple(funds),
        states=states,
    )


def _stage(
    key: str, seed: int, epoch: dt.date, *, path: tuple[InterventionState, ...] | None = None
) -> tuple[Span[InterventionState], ...]:
    stream = dice(seed, "works", key)
    return walk(
        INTERVENTION_WORKFLOW,
        path or stream.choice(_STAGES),
        last_on=epoch - days(stream.randint(10, 320)),
        gap_days=(30, 160),
        stream=stream,
    )
