"""Occupation episodes and the reports that led to them, in neutral and dated steps."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from buildings.occupations.states import (
    EPISODE_WORKFLOW,
    REPORT_WORKFLOW,
    EpisodeState,
    LegalRoute,
    ReportChannel,
    ReportState,
)
from buildings.status.states import (
    OccupationTitle,
    OwnerClass,
    Securing,
    TitleVerification,
)
from data.generator.dice import pick
from data.generator.flats import UPPER_FLOORS
from data.generator.misfortune.facts import Episode, Report
from data.generator.misfortune.lives import Life, Situation, Teller, empty, lived_in
from data.generator.misfortune.paths import began, days, walk
from data.generator.structure import House

Path = tuple[EpisodeState, ...]

_S = EpisodeState
_SEEN = (_S.REPORTED, _S.UNDER_VERIFICATION)
CONFIRMED = (*_SEEN, _S.CONFIRMED)
_ORDER = (*CONFIRMED, _S.COMPLAINT_FILED, _S.ORDER_ISSUED)
_REFERRED = (*CONFIRMED, _S.REFERRED)
_PLANNED = (*_REFERRED, _S.ORDER_ISSUED, _S.OPERATION_PLANNED)
_PREFECT = (*_ORDER, _S.REFERRED_TO_PREFECT)
_END = (_S.SECURED, _S.HANDED_BACK, _S.MONITORING, _S.CLOSED)
RELEASED_AND_CLOSED = (*CONFIRMED, _S.RELEASED, *_END)
_OPEN: dict[Path, float] = {
    _SEEN[:1]: 16,
    _SEEN: 24,
    CONFIRMED: 18,
    _ORDER[:-1]: 10,
    _REFERRED: 9,
    _ORDER: 9,
    _PREFECT: 5,
    (*_PREFECT, _S.EMERGENCY_PLAN): 3,
    _PLANNED: 6,
}
_ENDED: dict[Path, float] = {
    (*_SEEN, _S.TITLE_FOUND): 14,
    (*_SEEN, _S.VACANT_FOUND): 12,
    (*_SEEN, _S.EXPIRED_TITLE): 8,
    RELEASED_AND_CLOSED: 22,
    (*_PLANNED, _S.EVICTED, *_END): 26,
    (*_ORDER, _S.RELEASED, *_END[:3]): 8,
    (*_PREFECT, _S.OPERATION_PLANNED, _S.EVICTED, *_END[:2]): 10,
}
_ROUTES = {
    LegalRoute.ART_633: 40,
    LegalRoute.CIVIL_RELEASE: 20,
    LegalRoute.PREVENTIVE_SEIZURE: 15,
    LegalRoute.ART_634BIS: 10,
    LegalRoute.FLAGRANT: 8,
    LegalRoute.URGENT_ORDER: 7,
}
_CHANNELS = {
    ReportChannel.CITIZEN_FORM: 34,
    ReportChannel.ADMINISTRATOR: 26,
    ReportChannel.LOCAL_POLICE: 18,
    ReportChannel.ANONYMOUS: 12,
    ReportChannel.SOCIAL_SERVICES: 10,
}
_LEADING_NOWHERE: Mapping[tuple[ReportState, ...], float] = {
    (ReportState.RECEIVED,): 20,
    (ReportState.RECEIVED, ReportState.TRIAGED): 20,
    (ReportState.RECEIVED, ReportState.TRIAGED, ReportState.UNFOUNDED): 25,
    (ReportState.RECEIVED, ReportState.TRIAGED, ReportState.NOT_RELEVANT): 20,
    (ReportState.RECEIVED, ReportState.TRIAGED, ReportState.DUPLICATE): 15,
}


def open_episode(
    teller: Teller,
    *,
    is_seized: bool,
    path: Path | None = None,
    after: Episode | None = None,
) -> Episode:
    """An episode still open at the epoch; `after` is the one before at the same flat."""
    chosen = path or pick(teller.stream, _OPEN)
    return _episode(teller, chosen, teller.ago(6, 70), is_seized=is_seized, after=after)


def ended_episode(teller: Teller, days_ago: tuple[int, int], path: Path | None = None) -> Episode:
    """An episode after which nobody lives there without a title."""
    chosen = path or pick(teller.stream, _ENDED)
    return _episode(teller, chosen, teller.ago(*days_ago), is_seized=False, after=None)


def _episode(
    teller: Teller,
    path: Path,
    last_on: dt.date,
    *,
    is_seized: bool,
    after: Episode | None,
) -> Episode:
    number = after.recidivism_no + 1 if after else 0
    states = walk(EPISODE_WORKFLOW, path, last_on=last_on, gap_days=(4, 38), stream=teller.stream)
    route = LegalRoute.CUSTODIAN_560 if is_seized else pick(teller.stream, _ROUTES)
    if EpisodeState.REFERRED_TO_PREFECT in path:
        route = LegalRoute.PREFECT_PLAN
    elif EpisodeState.RELEASED in path:
        route = LegalRoute.VOLUNTARY
    return Episode(
        key=f"{teller.flat.key}/episode/{number}",
        flat=teller.flat.key,
        previous=after.key if after else None,
        recidivism_no=number,
        route=route if EpisodeState.CONFIRMED in path else None,
        states=states,
    )


def situations(episode: Episode, owner: OwnerClass) -> Iterator[tuple[dt.date, Situation]]:
    """What the steps of an episode say about the flat: only inspections and acts change it."""
    for span in episode.states:
        told = _found(owner).get(span.value)
        if told is not None:
            yield span.since, told


def _found(owner: OwnerClass) -> dict[EpisodeState, Situation]:
    unclear = lived_in(OccupationTitle.UNKNOWN, TitleVerification.UNKNOWN, owner)
    without = lived_in(OccupationTitle.NONE, TitleVerification.FOUND_ABSENT, owner)
    return {
        _S.UNDER_VERIFICATION: unclear,
        _S.CONFIRMED: without,
        _S.TITLE_FOUND: lived_in(OccupationTitle.LEASE_4_4, TitleVerification.CROSS_CHECKED, owner),
        _S.EXPIRED_TITLE: lived_in(OccupationTitle.EXPIRED, TitleVerification.DOCUMENT_SEEN, owner),
        _S.VACANT_FOUND: empty(owner, Securing.LOCK_CHANGED),
        _S.RELEASED: empty(owner),
        _S.EVICTED: empty(owner),
        _S.SECURED: empty(owner, Securing.STEEL_PLATE),
    }


def reports_on(life: Life, teller: Teller) -> Iterator[Report]:
    """One to three signals for each episode; the first one opens it."""
    flat = life.flat
    for episode in life.episodes:
        opened = episode.states[0].since
        seen = began(episode.states, EpisodeState.UNDER_VERIFICATION)
        latest = (seen - opened).days if seen else 3
        for order in range(teller.stream.choices((1, 2, 3), (60, 28, 12))[0]):
            received = opened + days(teller.stream.randint(0, latest) if order else 0)
            yield Report(
                key=f"{episode.key}/report/{order + 1}",
                episode=episode.key,
                flat=flat.key,
                stair=flat.stair,
                house=flat.house,
                floor_code=flat.floor_code,
                channel=pick(teller.stream, _CHANNELS),
                states=walk(
                    REPORT_WORKFLOW,
                    (ReportState.RECEIVED, ReportState.TRIAGED, ReportState.LINKED),
                    last_on=received + days(2),
                    gap_days=(1, 1),
                    stream=teller.stream,
                ),
            )


def other_reports(houses: Sequence[House], teller: Teller) -> Iterator[Report]:
    """Signals that led to no episode: they name a building, sometimes a floor of it."""
    stream = teller.stream
    for order in range(1, len(houses) // 2 + 1):
        house = stream.choice(list(houses))
        path = pick(stream, _LEADING_NOWHERE)
        floor = str(stream.randint(1, UPPER_FLOORS)) if teller.chance(0.5) else None
        yield Report(
            key=f"{house.key}/report/{order}",
            episode=None,
            flat=None,
            stair=None,
            house=house.key,
            floor_code=floor,
            channel=pick(stream, _CHANNELS),
            states=walk(
                REPORT_WORKFLOW, path, last_on=teller.ago(1, 300), gap_days=(1, 6), stream=stream
            ),
        )
