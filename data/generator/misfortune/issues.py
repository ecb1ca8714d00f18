"""Condominium issues: the cuts that happened, and what else goes wrong in a large building."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from buildings.issues.states import ISSUE_WORKFLOW, IssueState, IssueType, Severity
from buildings.status.states import UtilityService
from data.generator.dice import dice, pick
from data.generator.misfortune.facts import Issue, Span
from data.generator.misfortune.lives import Teller
from data.generator.misfortune.paths import days, walk
from data.generator.misfortune.supplies import Cut
from data.generator.structure import Community, House
from gis.codes import Text

Path = tuple[IssueState, ...]
_S = IssueState
_T = IssueType

DAYS_TO_ACT = {Severity.CRITICAL: 1, Severity.HIGH: 7, Severity.MEDIUM: 30, Severity.LOW: 90}

_KINDS: dict[IssueType, tuple[float, Severity, Text]] = {
    _T.ARREARS: (
        24, Severity.MEDIUM,
        Text(it="Quote non versate e debito verso i fornitori",
             en="Unpaid contributions and debt to suppliers"),
    ),
    _T.LIFT: (
        16, Severity.HIGH,
        Text(it="Ascensore fermo in attesa di verifica", en="Lift out of service, check awaited"),
    ),
    _T.FIRE_SAFETY: (
        10, Severity.HIGH,
        Text(it="Pratica antincendio da rinnovare", en="Fire-safety filing to be renewed"),
    ),
    _T.STRUCTURAL: (
        8, Severity.HIGH,
        Text(it="Distacco di intonaco dai balconi", en="Plaster coming off the balconies"),
    ),
    _T.UNHEALTHY: (
        8, Severity.HIGH,
        Text(it="Infiltrazioni e muffa al piano terra", en="Damp and mould on the ground floor"),
    ),
    _T.ASBESTOS: (
        4, Severity.MEDIUM,
        Text(it="Canne fumarie in cemento-amianto da controllare",
             en="Asbestos-cement flues to be checked"),
    ),
    _T.WASTE: (
        9, Severity.LOW,
        Text(it="Rifiuti ingombranti nel cortile", en="Bulky waste in the courtyard"),
    ),
    _T.VANDALISM: (
        5, Severity.LOW, Text(it="Portone e citofono danneggiati", en="Door and intercom damaged"),
    ),
    _T.LIGHTING: (
        5, Severity.LOW, Text(it="Luci delle scale spente", en="Staircase lights out"),
    ),
    _T.NO_STATEMENT: (
        7, Severity.MEDIUM,
        Text(it="Rendiconto non presentato nei termini", en="Annual statement not presented"),
    ),
    _T.TAMPERING: (
        3, Severity.HIGH,
        Text(it="Quadro elettrico comune manomesso", en="Common electrical panel tampered with"),
    ),
    _T.BACKLOG: (
        9, Severity.MEDIUM,
        Text(it="Tetto e pluviali da rifare", en="Roof and downpipes to be renewed"),
    ),
    _T.INSURANCE: (
        4, Severity.MEDIUM, Text(it="Polizza dell'edificio scaduta", en="Building policy lapsed"),
    ),
}  # fmt: skip
_ABOUT_HOUSE = {
    _T.LIFT, _T.FIRE_SAFETY, _T.STRUCTURAL, _T.UNHEALTHY, _T.ASBESTOS, _T.LIGHTING, _T.TAMPERING,
}  # fmt: skip
_AMOUNTS_EUR = {_T.ARREARS: (18_000, 420_000), _T.BACKLOG: (25_000, 180_000)}

_SERVICES = {
    UtilityService.WATER: Text(it="acqua", en="water"),
    UtilityService.GAS: Text(it="gas", en="gas"),
    UtilityService.HEATING: Text(it="riscaldamento", en="heating"),
    UtilityService.ELECTRICITY: Text(it="elettricità", en="electricity"),
}

_SEEN = (_S.REPORTED, _S.ACKNOWLEDGED, _S.ASSESSED)
_WORKED = (*_SEEN, _S.IN_PROGRESS)
_SOLVED = (*_WORKED, _S.RESOLVED, _S.VERIFIED, _S.CLOSED)
_OPEN: dict[Path, float] = {
    _SEEN[:1]: 14,
    _SEEN[:2]: 16,
    _SEEN: 18,
    _WORKED: 26,
    (*_SEEN, _S.AWAITING): 18,
    (*_WORKED, _S.AWAITING): 6,
    (*_WORKED, _S.RESOLVED, _S.REOPENED): 4,
}
_ENDED: dict[Path, float] = {
    _SOLVED: 60,
    (*_SEEN, _S.AWAITING, *_SOLVED[4:]): 18,
    _SOLVED[:-1]: 10,
    (_S.REPORTED, _S.ACKNOWLEDGED, _S.REJECTED): 7,
    (_S.REPORTED, _S.DUPLICATE): 5,
}
_STILL_OPEN = 0.55
_FIRST_BEFORE_EPOCH = (2, 150)


def cut_issues(cuts: Sequence[Cut], teller: Teller) -> Iterator[Issue]:
    """One critical issue for each building that was cut off, solved when supply came back."""
    for cut in cuts:
        ended = (_S.IN_PROGRESS, _S.RESOLVED, _S.VERIFIED, _S.CLOSED)
        if cut.until is None:
            path: Path = (_S.REPORTED, _S.ACKNOWLEDGED, _S.ASSESSED, _S.AWAITING)
            states = _fitted(path, cut.since, teller.epoch - days(2))
        else:
            states = _fitted((*_SEEN, *ended), cut.since, cut.until)
        service = _SERVICES[cut.service]
        yield Issue(
            key=f"{cut.house.key}/issue/{cut.service}",
            community=cut.house.community,
            house=cut.house.key,
            flat=None,
            issue_type=_T.UTILITY_CUT,
            severity=Severity.CRITICAL,
            title=Text(
                it=f"Fornitura interrotta: {service.it}", en=f"Supply cut off: {service.en}"
            ),
            due_on=cut.since + days(DAYS_TO_ACT[Severity.CRITICAL]),
            amount_eur=None,
            states=states,
        )


def _fitted(path: Path, first: dt.date, last: dt.date) -> tuple[Span[IssueState], ...]:
    """The states of `path` spread evenly from the first day to the last."""
    stretch = (last - first).days / (len(path) - 1)
    starts = [first + days(stretch * order) for order in range(len(path))]
    ends = [*starts[1:], None]
    return tuple(
        Span(state, since, until) for state, since, until in zip(path, starts, ends, strict=True)
    )


def issues_of(
    community: Community, houses: Sequence[House], seed: int, epoch: dt.date
) -> Iterator[Issue]:
    """Two to five issues of one condominium, each kind at most once, the oldest years back."""
    stream = dice(seed, "issues", community.key)
    weights = {kind: weight for kind, (weight, _, _) in _KINDS.items()}
    for order in range(stream.randint(2, 5)):
        kind = pick(stream, weights)
        del weights[kind]
        _, severity, title = _KINDS[kind]
        is_open = order == 0 or stream.random() < _STILL_OPEN
        ago = stream.randint(*_FIRST_BEFORE_EPOCH) if is_open else stream.randint(60, 1400)
        house = stream.choice(list(houses)).key if kind in _ABOUT_HOUSE else None
        path: Path = pick(stream, _OPEN if is_open else _ENDED)
        states = walk(
            ISSUE_WORKFLOW,
            path,
            last_on=epoch - days(ago),
            gap_days=(1, 45),
            stream=stream,
        )
        lowest, highest = _AMOUNTS_EUR.get(kind, (0, 0))
        yield Issue(
            key=f"{community.key}/issue/{kind}",
            community=community.key,
            house=house,
            flat=None,
            issue_type=kind,
            severity=severity,
            title=title,
            due_on=states[0].since + days(DAYS_TO_ACT[severity]),
            amount_eur=Decimal(stream.randint(lowest, highest) // 100 * 100) if highest else None,
            states=states,
        )


def flat_issue(teller: Teller) -> Issue:
    """Tampered wiring in one flat, as found at an inspection."""
    flat = teller.flat
    states = walk(
        ISSUE_WORKFLOW, _WORKED, last_on=teller.ago(3, 20), gap_days=(2, 9), stream=teller.stream
    )
    return Issue(
        key=f"{flat.key}/issue/tampering",
        community=flat.community,
        house=flat.house,
        flat=flat.key,
        issue_type=_T.TAMPERING,
        severity=Severity.HIGH,
        title=Text(
            it="Impianto elettrico manomesso, da mettere in sicurezza",
            en="Tampered electrical installation, to be made safe",
        ),
        due_on=states[0].since + days(DAYS_TO_ACT[Severity.HIGH]),
        amount_eur=None,
        states=states,
    )
