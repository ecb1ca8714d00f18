"""What is read at a glance, and the history of every dimension."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCaseState
from buildings.cases.states import CaseType, Office
from buildings.issues.states import IssueType
from buildings.occupations import queries as occupations
from buildings.registry.models import Unit
from buildings.status import course, queries
from buildings.status.models import SaleAttempt
from buildings.status.states import Badge, Dimension, Occupancy, SaleState
from tests import make
from tests.buildings import town
from tests.buildings.town import LONG_AGO, TODAY, Town, added


@pytest.fixture
def dante(session: Session) -> Town:
    return town.build(session)


def test_a_glance_tells_state_office_and_what_falls_due_first(
    session: Session, dante: Town
) -> None:
    seen = queries.glances(session, list(dante.flats.values()), TODAY)
    busy = seen[dante.flats["A3"]]

    assert busy.badge is Badge.EPISODE_CONFIRMED
    assert busy.offices == (Office.HOUSING_OFFICE,)
    assert (busy.due_on, busy.due_kind) == (dt.date(2026, 11, 2), "case")
    assert (busy.due_what, busy.due_office) == (CaseType.EVICTION, Office.HOUSING_OFFICE)
    assert busy.open_cases == 1
    assert seen[dante.flats["B1"]].badge is Badge.VACANT
    assert seen[dante.flats["A1"]] == queries.NOTHING_KNOWN
    assert len(seen) == 6


def test_a_glance_is_of_its_day(session: Session, dante: Town) -> None:
    flat = dante.flats["A3"]

    def badge_on(day: dt.date) -> Badge:
        return queries.glances(session, [flat], day)[flat].badge

    assert badge_on(dt.date(2026, 9, 1)) is Badge.SEIZED
    assert badge_on(dt.date(2026, 9, 10)) is Badge.EPISODE_REPORTED
    assert badge_on(LONG_AGO) is Badge.VACANT
    assert badge_on(LONG_AGO - dt.timedelta(days=1)) is Badge.UNKNOWN


def test_once_the_case_is_past_the_issue_and_the_auction_follow(
    session: Session, dante: Town
) -> None:
    flat = dante.flats["A3"]
    session.query(HousingCaseState).delete()

    glance = queries.glances(session, [flat], TODAY)[flat]

    assert (glance.due_on, glance.due_kind) == (dt.date(2026, 12, 1), "issue")
    assert glance.due_what is IssueType.BACKLOG
    assert glance.offices == ()


def test_dimensions_have_a_present_and_a_past(session: Session, dante: Town) -> None:
    found = course.of_unit(session, dante.flats["A3"], TODAY)
    tracks = {track.what: track for track in found.dimensions}
    occupancy = tracks[Dimension.OCCUPANCY]

    assert list(tracks) == list(Dimension)
    assert occupancy.now is not None
    assert queries.value_of(occupancy.now) is Occupancy.OCCUPIED
    assert [queries.value_of(row) for row in occupancy.before] == [Occupancy.VACANT]
    assert tracks[Dimension.CROWDING].now is None
    assert tracks[Dimension.CROWDING].rows == []


def test_a_gap_in_time_leaves_nothing_present(session: Session, dante: Town) -> None:
    flat = session.get_one(Unit, dante.flats["A1"])
    ended = dt.date(2021, 1, 1)
    make.status(session, flat, Dimension.OCCUPANCY, Occupancy.VACANT, LONG_AGO, ended)

    tracks = {track.what: track for track in course.of_unit(session, flat.id, TODAY).dimensions}
    track = tracks[Dimension.OCCUPANCY]

    assert track.now is None
    assert len(track.before) == 1


def test_a_sale_shows_its_steps_until_the_day(session: Session, dante: Town) -> None:
    now = course.of_unit(session, dante.flats["A3"], TODAY).sales[0]
    earlier = course.of_unit(session, dante.flats["A3"], dt.date(2026, 1, 1)).sales[0]

    assert [step.state for step in now.states] == [SaleState.PUBLISHED, SaleState.SEIZED]
    assert now.is_awaited(TODAY)
    assert [step.state for step in earlier.states] == [SaleState.SEIZED]
    assert not earlier.is_awaited(dt.date(2026, 1, 1))
    assert not now.is_awaited(dt.date(2026, 12, 21))


def test_a_sale_that_its_source_no_longer_tells_is_not_awaited(
    session: Session, dante: Town
) -> None:
    (sale,) = course.of_unit(session, dante.flats["A3"], TODAY).sales
    assert sale.is_awaited(TODAY)
    sale.states[0].valid_to = TODAY
    session.flush()
    session.expire_all()

    (ended,) = course.of_unit(session, dante.flats["A3"], TODAY).sales

    assert not ended.is_awaited(TODAY)
    assert ended.is_awaited(TODAY - dt.timedelta(days=1))


def test_only_auctions_published_by_the_day_are_told_newest_first(
    session: Session, dante: Town
) -> None:
    (sale,) = course.of_unit(session, dante.flats["A3"], TODAY).sales
    for sale_on, published_on in (
        (dt.date(2026, 2, 3), dt.date(2025, 12, 1)),
        (dt.date(2026, 9, 1), None),
        (dt.date(2027, 1, 20), dt.date(2026, 11, 23)),
    ):
        added(
            session, SaleAttempt, sale_id=sale.sale.id, sale_on=sale_on, published_on=published_on
        )

    (told,) = course.of_unit(session, dante.flats["A3"], TODAY).sales

    assert [each.sale_on for each in told.attempts] == [dt.date(2026, 9, 1), dt.date(2026, 2, 3)]


def test_an_episode_that_its_source_no_longer_tells_is_not_open(
    session: Session, dante: Town
) -> None:
    flat = dante.flats["A3"]
    (episode,) = occupations.of_unit(session, flat, TODAY).episodes
    assert episode.is_open
    episode.states[0].valid_to = TODAY
    session.flush()

    assert not occupations.of_unit(session, flat, TODAY).episodes[0].is_open
    assert occupations.of_unit(session, flat, TODAY - dt.timedelta(days=1)).episodes[0].is_open
