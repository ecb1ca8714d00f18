"""What is read at a glance, and the history of every dimension."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCaseState
from buildings.cases.states import CaseType, Office
from buildings.issues.states import IssueType
from buildings.registry.models import Unit
from buildings.status import queries
from buildings.status.states import Badge, Dimension, Occupancy, SaleState
from tests import make
from tests.buildings import town
from tests.buildings.town import LONG_AGO, TODAY, Town


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
    rows = queries.dimensions(session, dante.flats["A3"], TODAY)
    tracks = {track.what: track for track in queries.tracks(Dimension, rows, TODAY)}
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

    track = queries.tracks(
        [Dimension.OCCUPANCY], queries.dimensions(session, flat.id, TODAY), TODAY
    )[0]

    assert track.now is None
    assert len(track.before) == 1


def test_a_sale_shows_its_steps_until_the_day(session: Session, dante: Town) -> None:
    now = queries.sales(session, dante.flats["A3"], TODAY)[0]
    earlier = queries.sales(session, dante.flats["A3"], dt.date(2026, 1, 1))[0]

    assert [step.state for step in now.states] == [SaleState.PUBLISHED, SaleState.SEIZED]
    assert now.is_awaited(TODAY)
    assert [step.state for step in earlier.states] == [SaleState.SEIZED]
    assert not earlier.is_awaited(dt.date(2026, 1, 1))
    assert not now.is_awaited(dt.date(2026, 12, 21))
