"""What happens: only at invented doors, at plausible rates, in legal and consistent histories."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pytest

from buildings.cases.states import CASE_WORKFLOW, ENDED_STATES, CaseType
from buildings.interventions.states import INTERVENTION_WORKFLOW
from buildings.issues.states import ISSUE_WORKFLOW
from buildings.occupations.states import (
    CONFIRMED_OPEN_STATES,
    EPISODE_WORKFLOW,
    REPORT_WORKFLOW,
    UNVERIFIED_STATES,
    EpisodeState,
)
from buildings.status.states import (
    SALE_WORKFLOW,
    Crowding,
    Dimension,
    EncumbranceKind,
    Occupancy,
    OccupationTitle,
    OwnerClass,
    SaleState,
    TitleVerification,
)
from data.generator.misfortune.facts import Misfortune, Span
from data.generator.misfortune.paths import began
from data.generator.misfortune.telling import EPOCH
from data.generator.plan import ATTESTED
from data.generator.structure import Estate

ATTESTED_KEYS = {lot.key for lot in ATTESTED}
SEIZED = {EncumbranceKind.SEIZURE, EncumbranceKind.LIQUIDATION}
WORKFLOWS = {
    "sales": SALE_WORKFLOW,
    "episodes": EPISODE_WORKFLOW,
    "reports": REPORT_WORKFLOW,
    "cases": CASE_WORKFLOW,
    "issues": ISSUE_WORKFLOW,
    "works": INTERVENTION_WORKFLOW,
}


def holds(span: Span[Any], day: dt.date) -> bool:
    return span.since <= day and (span.until is None or day < span.until)


@pytest.fixture(scope="module")
def lived(told: Misfortune) -> dict[str, dict[Dimension, list[Span[Any]]]]:
    """The spans of each flat by dimension."""
    found: dict[str, dict[Dimension, list[Span[Any]]]] = defaultdict(lambda: defaultdict(list))
    for fact in told.statuses:
        found[fact.flat][fact.dimension].append(fact.span)
    return found


@pytest.fixture(scope="module")
def invented(estate: Estate) -> set[str]:
    """The flats of the invented condominiums."""
    return {flat.key for flat in estate.flats if flat.community not in ATTESTED_KEYS}


def at(spans: Iterable[Span[Any]], day: dt.date) -> object:
    return next((span.value for span in spans if holds(span, day)), None)


def touched(told: Misfortune) -> set[str]:
    """The key of every place that anything is said of."""
    flats = {
        fact.flat
        for facts in (told.statuses, told.supplies, told.encumbrances, told.sales, told.episodes)
        for fact in facts
    }
    others: set[str | None] = {issue.community for issue in told.issues}
    others |= {key for report in told.reports for key in (report.flat, report.house)}
    others |= {key for case in told.cases for key in (case.flat, case.house)}
    others |= {key for issue in told.issues for key in (issue.flat, issue.house)}
    targets = {key for works in told.works for _, key in works.targets}
    return flats | {key for key in others if key} | targets


def test_nothing_happens_at_an_attested_door(told: Misfortune) -> None:
    communities = {key.partition("/")[0] for key in touched(told)}

    assert len(communities) == 22
    assert not communities & ATTESTED_KEYS


@pytest.mark.parametrize("kind", WORKFLOWS)
def test_histories_are_legal(told: Misfortune, kind: str) -> None:
    workflow: Any = WORKFLOWS[kind]
    things = getattr(told, kind)

    assert things
    for thing in things:
        assert thing.states[0].value == workflow.initial
        for before, after in pairwise(thing.states):
            assert workflow.allows(before.value, after.value)
            assert before.since < before.until == after.since
        assert thing.states[-1].since <= EPOCH
        assert thing.states[-1].until is None


def test_values_of_one_dimension_follow_each_other(
    lived: dict[str, dict[Dimension, list[Span[Any]]]], told: Misfortune
) -> None:
    supplied: dict[tuple[str, str], list[Span[Any]]] = defaultdict(list)
    for fact in told.supplies:
        supplied[fact.flat, fact.service].append(fact.span)
    series: list[Sequence[Span[Any]]] = [
        spans for dimensions in lived.values() for spans in dimensions.values()
    ]

    for spans in [*series, *supplied.values()]:
        assert all(span.until is None or span.since < span.until for span in spans)
        assert all(span.since <= EPOCH for span in spans)
        for before, after in pairwise(spans):
            assert before.until is not None
            assert before.until <= after.since


def test_every_day_is_consistent(
    lived: dict[str, dict[Dimension, list[Span[Any]]]], told: Misfortune
) -> None:
    """The invariants of the domain hold at every change of every flat."""
    confirmed: dict[str, list[dt.date]] = defaultdict(list)
    for episode in told.episodes:
        day = began(episode.states, EpisodeState.CONFIRMED)
        confirmed[episode.flat] += [day] if day else []
    for flat, dimensions in lived.items():
        for day in {span.since for spans in dimensions.values() for span in spans}:
            occupancy = at(dimensions[Dimension.OCCUPANCY], day)
            title = at(dimensions[Dimension.OCCUPATION_TITLE], day)
            check = at(dimensions[Dimension.TITLE_VERIFICATION], day)
            if occupancy is Occupancy.VACANT:
                assert title is OccupationTitle.NOT_APPLICABLE
                assert check is None
                assert at(dimensions[Dimension.CROWDING], day) is None
            else:
                assert title is not OccupationTitle.NOT_APPLICABLE
            if title is OccupationTitle.NONE:
                assert occupancy is Occupancy.OCCUPIED
            if check is TitleVerification.FOUND_ABSENT:
                assert title is OccupationTitle.NONE
                assert any(act <= day for act in confirmed[flat])


def test_confiscated_flats_belong_to_the_state_or_the_municipality(
    lived: dict[str, dict[Dimension, list[Span[Any]]]], told: Misfortune
) -> None:
    final = [
        fact for fact in told.encumbrances if fact.span.value is EncumbranceKind.CONFISCATION_FINAL
    ]

    assert final
    for fact in final:
        assert at(lived[fact.flat][Dimension.OWNER_CLASS], EPOCH) in {
            OwnerClass.CONFISCATED,
            OwnerClass.MUNICIPALITY,
        }


def test_a_transfer_ends_the_seizure(told: Misfortune) -> None:
    seizures = {
        fact.reference: fact.span for fact in told.encumbrances if fact.span.value in SEIZED
    }

    for sale in told.sales:
        span = seizures[f"R.G.E. {sale.number}/{sale.year}"]
        assert span.since == sale.states[0].since
        assert span.until == began(sale.states, SaleState.TRANSFERRED)


def test_sales_are_priced_as_the_law_wants(told: Misfortune) -> None:
    for sale in told.sales:
        if sale.base_price_eur is None:
            assert sale.sale_on is None
            assert sale.attempt_no is None
        else:
            assert sale.min_offer_eur is not None
            assert sale.min_offer_eur >= sale.base_price_eur * 3 / 4
    assert len({(sale.number, sale.year) for sale in told.sales}) == len(told.sales)


def test_rates_are_plausible(
    lived: dict[str, dict[Dimension, list[Span[Any]]]], told: Misfortune, invented: set[str]
) -> None:
    def share(dimension: Dimension, *values: str) -> float:
        return sum(at(lived[flat][dimension], EPOCH) in values for flat in invented) / len(invented)

    seized = {
        fact.flat
        for fact in told.encumbrances
        if fact.span.value in SEIZED and holds(fact.span, EPOCH)
    }
    opened = {
        episode.flat
        for episode in told.episodes
        if episode.states[-1].value in UNVERIFIED_STATES | CONFIRMED_OPEN_STATES
    }
    assert share(Dimension.OCCUPANCY, Occupancy.VACANT) == pytest.approx(0.12, abs=0.02)
    assert 1 - share(Dimension.ARREARS_BAND, "none") == pytest.approx(0.25, abs=0.03)
    assert len(seized) / len(invented) == pytest.approx(0.15, abs=0.02)
    assert len(opened) / len(invented) == pytest.approx(0.05, abs=0.01)
    assert 0.02 < share(Dimension.CROWDING, Crowding.SEVERE) < 0.06


def test_a_cut_leaves_a_whole_building_without_supply(told: Misfortune, estate: Estate) -> None:
    flats_of = Counter(flat.house for flat in estate.flats)
    cut_now = Counter(
        fact.flat.rsplit("/", 2)[0]
        for fact in told.supplies
        if fact.span.value == "cut" and holds(fact.span, EPOCH)
    )
    houses = {
        issue.house
        for issue in told.issues
        if issue.issue_type == "utility_cut" and issue.states[-1].value == "awaiting_third_party"
    }

    assert len(houses) >= 2
    for house in houses:
        assert house is not None
        assert cut_now[house.partition("/")[0]] >= flats_of[house]


def test_every_kind_of_case_is_there_and_some_are_late(told: Misfortune) -> None:
    late = [
        case
        for case in told.cases
        if case.due_on and case.due_on < EPOCH and case.states[-1].value not in ENDED_STATES
    ]

    assert {case.case_type for case in told.cases} == set(CaseType)
    assert len(late) > 10
    assert len({case.key for case in told.cases}) == len(told.cases)
    protocols = [case.protocol_no for case in told.cases if case.protocol_no]
    assert len(set(protocols)) == len(protocols)


def test_a_demo_stays_fresh_for_more_than_a_year(told: Misfortune) -> None:
    auctions = [
        sale.sale_on
        for sale in told.sales
        if sale.sale_on and sale.states[-1].value in {SaleState.PUBLISHED, SaleState.SALE_ORDERED}
    ]

    for month in range(16):
        day = EPOCH + dt.timedelta(days=30 * month)
        assert any(day <= on <= day + dt.timedelta(days=60) for on in auctions)


def test_a_second_episode_follows_the_first(told: Misfortune) -> None:
    by_key = {episode.key: episode for episode in told.episodes}
    second = [episode for episode in told.episodes if episode.previous]

    assert second
    for episode in second:
        assert episode.previous is not None
        first = by_key[episode.previous]
        assert first.flat == episode.flat
        assert first.states[-1].since < episode.states[0].since
        assert episode.recidivism_no == first.recidivism_no + 1


def test_reports_come_while_the_episode_is_unverified(told: Misfortune) -> None:
    episodes = {episode.key: episode for episode in told.episodes}
    linked = [report for report in told.reports if report.episode]

    assert {report.episode for report in linked} == set(episodes)
    assert len(linked) < len(told.reports)
    for report in linked:
        assert report.episode is not None
        assert report.states[0].since >= episodes[report.episode].states[0].since


def test_one_flat_has_one_of_everything(told: Misfortune) -> None:
    flats = (
        {issue.flat for issue in told.issues}
        & {case.flat for case in told.cases}
        & {report.flat for report in told.reports}
        & {episode.flat for episode in told.episodes}
        & {sale.flat for sale in told.sales}
        & {key for works in told.works for _, key in works.targets}
    )

    assert [str(flat).partition("/")[0] for flat in flats] == ["glicine"]
