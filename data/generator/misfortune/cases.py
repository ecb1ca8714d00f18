"""Housing cases: which ones a flat's life leads to, who follows them and how far they have come."""

from collections.abc import Iterator, Mapping, Sequence

from buildings.cases.states import CASE_WORKFLOW, CaseState, CaseType, Office
from data.generator.dice import dice, pick
from data.generator.misfortune.facts import Case
from data.generator.misfortune.lives import Life, Teller
from data.generator.misfortune.paths import began, days, walk
from data.generator.structure import Flat, House

Path = tuple[CaseState, ...]
_T = CaseType
_S = CaseState

_HANDLING: dict[CaseType, tuple[Office, int]] = {
    _T.SAP: (Office.HOUSING_OFFICE, 90),
    _T.SAT: (Office.HOUSING_OFFICE, 60),
    _T.EMERGENCY: (Office.SOCIAL_SERVICES, 30),
    _T.RENT_SUPPORT: (Office.HOUSING_OFFICE, 90),
    _T.INNOCENT_ARREARS: (Office.HOUSING_OFFICE, 60),
    _T.EVICTION: (Office.HOUSING_OFFICE, 90),
    _T.SUITABILITY: (Office.TECHNICAL_OFFICE, 30),
    _T.RESIDENCE_CHECK: (Office.REGISTRY_OFFICE, 45),
    _T.RESIDENCE_DEROGATION: (Office.MAYOR, 30),
    _T.CONDOMINIUM_MEDIATION: (Office.MEDIATORS, 30),
    _T.LINGUISTIC_MEDIATION: (Office.MEDIATORS, 30),
    _T.LANDLORD_GUARANTEE: (Office.HOUSING_OFFICE, 60),
    _T.ISEE_CHECK: (Office.HOUSING_OFFICE, 30),
    _T.HOSPITALITY: (Office.LOCAL_POLICE, 2),
    _T.TRANSFER: (Office.LOCAL_POLICE, 2),
}
"""Who follows an invented case and within how many days; not the terms of any real office."""

_ORDINARY: Mapping[CaseType, float] = {
    _T.SUITABILITY: 24,
    _T.RENT_SUPPORT: 17,
    _T.SAP: 10,
    _T.ISEE_CHECK: 9,
    _T.HOSPITALITY: 9,
    _T.TRANSFER: 7,
    _T.LANDLORD_GUARANTEE: 8,
    _T.LINGUISTIC_MEDIATION: 8,
    _T.CONDOMINIUM_MEDIATION: 8,
}
_LOSING_HOME: Mapping[CaseType, float] = {
    _T.SAT: 40,
    _T.SAP: 25,
    _T.EMERGENCY: 20,
    _T.INNOCENT_ARREARS: 15,
}
_LED_TO: dict[str, tuple[float, Mapping[CaseType, float]]] = {
    "owner": (0.06, _ORDINARY),
    "lease": (0.16, _ORDINARY),
    "other": (0.12, _ORDINARY),
    "turnover": (0.16, _ORDINARY),
    "social": (0.2, _ORDINARY),
    "eviction": (1.0, {_T.EVICTION: 1}),
    "seized_debtor": (0.3, _LOSING_HOME),
    "seized_let": (0.7, {_T.RESIDENCE_CHECK: 1}),
    "episode_open": (0.2, {_T.RESIDENCE_DEROGATION: 50, _T.EMERGENCY: 50}),
    "episode_seized": (0.3, {_T.RESIDENCE_CHECK: 60, _T.RESIDENCE_DEROGATION: 40}),
    "auctioned": (0.15, _LOSING_HOME),
}
_AFTER_EVICTION = 0.45
_STILL_OPEN = 0.6

_REVIEW = (_S.DRAFT, _S.SUBMITTED, _S.REGISTERED, _S.UNDER_REVIEW)
_ASKED = (*_REVIEW, _S.INTEGRATION)
_DECIDED = (*_REVIEW, _S.PROPOSED, _S.DECIDED)
_DONE = (*_DECIDED, _S.NOTIFIED, _S.EXECUTED, _S.CLOSED)
_OPEN: dict[Path, float] = {
    _REVIEW[:1]: 3,
    _REVIEW[:2]: 8,
    _REVIEW[:3]: 14,
    _REVIEW: 36,
    _ASKED: 13,
    (*_ASKED, _S.UNDER_REVIEW): 7,
    (*_REVIEW, _S.SUSPENDED): 4,
    _DECIDED[:-1]: 6,
    _DECIDED: 3,
    (*_DECIDED, _S.NOTIFIED): 3,
    (*_DECIDED, _S.NOTIFIED, _S.APPEALED): 2,
    (*_DONE, _S.REOPENED): 1,
}
_ENDED: dict[Path, float] = {
    _DONE: 55,
    (*_ASKED, _S.UNDER_REVIEW, *_DONE[4:]): 12,
    (*_DECIDED, _S.NOTIFIED, _S.CLOSED): 12,
    (*_REVIEW, _S.WITHDRAWN): 9,
    (*_REVIEW[:3], _S.INADMISSIBLE): 7,
    (*_ASKED, _S.EXPIRED): 5,
}


def cases_of(life: Life, teller: Teller) -> Iterator[Case]:
    """The cases about one flat; a release asked by the landlord often leads to a second one."""
    share, kinds = _LED_TO.get(life.story, (0.0, _ORDINARY))
    if teller.chance(share):
        first = pick(teller.stream, kinds)
        is_open = first is _T.EVICTION or teller.chance(_STILL_OPEN)
        yield flat_case(life.flat, teller, first, is_open=is_open)
        if first is _T.EVICTION and teller.chance(_AFTER_EVICTION):
            second = pick(teller.stream, _LOSING_HOME)
            yield flat_case(life.flat, teller, second, is_open=True, order=2)


def flat_case(flat: Flat, teller: Teller, kind: CaseType, *, is_open: bool, order: int = 1) -> Case:
    """A case of one kind about a flat, the `order`-th."""
    protocol = f"{teller.number + 1:05d}/{order}"
    return _case(kind, teller, protocol, is_open=is_open, flat=flat.key)


def house_cases(houses: Sequence[House], teller: Teller, seed: int) -> Iterator[Case]:
    """Mediation between neighbours, where only the building is on record."""
    chosen = dice(seed, "mediation").sample(list(houses), k=max(1, len(houses) // 7))
    for order, house in enumerate(chosen, start=1):
        protocol = f"E{order:04d}/1"
        is_open = order % 2 == 1
        yield _case(_T.CONDOMINIUM_MEDIATION, teller, protocol, is_open=is_open, house=house.key)


def _case(
    kind: CaseType,
    teller: Teller,
    protocol: str,
    *,
    is_open: bool,
    flat: str | None = None,
    house: str | None = None,
) -> Case:
    office, term_days = _HANDLING[kind]
    path = pick(teller.stream, _OPEN if is_open else _ENDED)
    last_on = teller.ago(1, 30) if is_open else teller.ago(30, 900)
    states = walk(CASE_WORKFLOW, path, last_on=last_on, gap_days=(1, 12), stream=teller.stream)
    registered = began(states, _S.REGISTERED)
    opened = states[0].since
    return Case(
        key=f"{flat or house}/case/{protocol}",
        case_type=kind,
        flat=flat,
        house=house,
        protocol_no=f"SINT/{opened.year}/{teller.series}{protocol}" if registered else None,
        office=office,
        due_on=(registered or opened) + days(term_days),
        states=states,
    )
