"""Three sources speak of signora Brambilla's flat: whose word the map and the card show."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from buildings.dwellings.models import Dwelling, DwellingStatus, DwellingUnit
from buildings.dwellings.queries import homes_of_unit, value_of
from buildings.identity.models import UnitReference
from buildings.registry.models import Unit
from buildings.status import course, queries
from buildings.status.models import UnitStatus, UnitUtility
from buildings.status.states import (
    Condition,
    Crowding,
    Dimension,
    Occupancy,
    UtilityService,
    UtilityState,
)
from gis.codes import Coded
from gis.columns import Reliability
from gis.provenance import Source
from tests import make
from tests.buildings.town import added

DAY = dt.date(2026, 11, 22)
SINCE = dt.date(2026, 1, 1)


@pytest.fixture
def flat(session: Session) -> Unit:
    session.add_all(
        Source(id=each, title=f"The word of the {each}") for each in ("custodian", "neighbour")
    )
    session.flush()
    return make.unit(session, usable_area_m2=60, source_id=made(session))


def made(session: Session) -> str:
    make.source(session)
    return "test"


def told(
    session: Session,
    flat: Unit,
    value: Coded,
    source: str,
    reliability: Reliability,
    as_of: dt.date = SINCE,
    dimension: Dimension = Dimension.CONDITION,
) -> None:
    added(
        session, UnitStatus, unit_id=flat.id, dimension=dimension, value=value.value,
        valid_from=SINCE, source_id=source, as_of=as_of, reliability=reliability,
    )  # fmt: skip


def shown(session: Session, flat: Unit) -> RowMapping:
    return (
        session.execute(
            text("select * from layer_unit_status(:day) where id = :id"),
            {"day": DAY, "id": flat.id},
        )
        .mappings()
        .one()
    )


def test_the_more_reliable_source_is_believed_whatever_its_day(
    session: Session, flat: Unit
) -> None:
    told(session, flat, Condition.POOR, "custodian", Reliability.OFFICIAL)
    told(session, flat, Condition.GOOD, "neighbour", Reliability.SINGLE_SOURCE, DAY)
    seen = shown(session, flat)

    assert (seen.condition, seen.source_id) == ("poor", "custodian")
    assert (seen.reliability, seen.as_of) == ("official", SINCE)
    assert seen.values_differ


def test_of_equally_reliable_sources_the_newer_is_believed(session: Session, flat: Unit) -> None:
    told(session, flat, Condition.POOR, "custodian", Reliability.SINGLE_SOURCE)
    told(session, flat, Condition.GOOD, "neighbour", Reliability.SINGLE_SOURCE, DAY)
    seen = shown(session, flat)

    assert (seen.condition, seen.source_id, seen.as_of) == ("good", "neighbour", DAY)


def test_who_does_not_know_is_not_believed(session: Session, flat: Unit) -> None:
    told(session, flat, Condition.UNKNOWN, "custodian", Reliability.OFFICIAL, DAY)
    told(session, flat, Condition.FAIR, "neighbour", Reliability.INFERRED)
    seen = shown(session, flat)

    assert (seen.condition, seen.reliability) == ("fair", "inferred")
    assert not seen.values_differ


def test_the_flat_is_as_reliable_as_its_least_reliable_value(session: Session, flat: Unit) -> None:
    told(session, flat, Condition.POOR, "custodian", Reliability.OFFICIAL, DAY)
    told(
        session, flat, Occupancy.OCCUPIED, "neighbour", Reliability.SYNTHETIC, DAY,
        Dimension.OCCUPANCY,
    )  # fmt: skip
    seen = shown(session, flat)

    assert (seen.source_id, seen.reliability) == ("neighbour", "synthetic")
    assert seen.is_synthetic


def test_sources_that_agree_do_not_differ(session: Session, flat: Unit) -> None:
    told(session, flat, Condition.POOR, "custodian", Reliability.OFFICIAL)
    told(session, flat, Condition.POOR, "neighbour", Reliability.SINGLE_SOURCE)
    assert not shown(session, flat).values_differ


def test_the_card_tells_what_the_others_say(session: Session, flat: Unit) -> None:
    told(session, flat, Condition.GOOD, "neighbour", Reliability.SINGLE_SOURCE, DAY)
    told(session, flat, Condition.POOR, "custodian", Reliability.OFFICIAL)
    told_of = course.of_unit(session, flat.id, DAY).dimensions
    track = next(each for each in told_of if each.what is Dimension.CONDITION)

    assert track.now is not None
    assert queries.value_of(track.now) is Condition.POOR
    assert [queries.value_of(row) for row in track.others] == [Condition.GOOD]
    assert track.differs
    assert track.before == []


def test_a_service_is_cut_when_the_best_source_says_so(session: Session, flat: Unit) -> None:
    for state, source, reliability in (
        (UtilityState.CUT, "neighbour", Reliability.SINGLE_SOURCE),
        (UtilityState.ACTIVE, "custodian", Reliability.OFFICIAL),
    ):
        added(
            session, UnitUtility, unit_id=flat.id, service=UtilityService.WATER, state=state,
            valid_from=SINCE, source_id=source, reliability=reliability,
        )  # fmt: skip
    assert not shown(session, flat).utility_cut
    session.execute(text("delete from unit_utility where source_id = 'custodian'"))
    assert shown(session, flat).utility_cut


def test_two_namings_of_one_source_may_tell_different_things(session: Session, flat: Unit) -> None:
    for key, value in (("a/3", Condition.POOR), ("scala A int. 3", Condition.GOOD)):
        naming = UnitReference(
            id=uuid.uuid4(), sender="custodian", key=key, source_id="custodian",
            municipality_code="G686",
        )  # fmt: skip
        session.add(naming)
        session.flush()
        added(
            session, UnitStatus, reference_id=naming.id, unit_id=None,
            dimension=Dimension.CONDITION, value=value.value, valid_from=SINCE,
            source_id="custodian",
        )  # fmt: skip
    session.execute(
        text(
            "update unit_reference set unit_id = :unit, state = 'matched', method = 'decision', "
            "score = 1"
        ),
        {"unit": flat.id},
    )
    assert shown(session, flat).values_differ
    session.execute(
        text("update unit_reference set unit_id = null, state = 'waiting', method = null")
    )
    assert shown(session, flat).condition == "unknown"


def dwelling(
    session: Session,
    flats: list[Unit],
    occupancy: Occupancy | None,
    crowding: Crowding | None = None,
) -> Dwelling:
    home: Dwelling = added(
        session, Dwelling, building_id=flats[0].building_id, label="Stanza", usable_area_m2=20
    )
    for each in flats:
        added(session, DwellingUnit, dwelling_id=home.id, unit_id=each.id, valid_from=SINCE)
    for dimension, value in (
        (Dimension.OCCUPANCY, occupancy),
        (Dimension.CROWDING, crowding),
    ):
        if value is not None:
            added(
                session, DwellingStatus, dwelling_id=home.id, dimension=dimension,
                value=value.value, valid_from=SINCE,
                persons=3 if dimension is Dimension.CROWDING else None,
            )  # fmt: skip
    return home


def test_a_split_flat_is_lived_in_if_one_of_its_homes_is(session: Session, flat: Unit) -> None:
    told(
        session, flat, Occupancy.VACANT, "neighbour", Reliability.SINGLE_SOURCE, DAY,
        Dimension.OCCUPANCY,
    )  # fmt: skip
    dwelling(session, [flat], Occupancy.VACANT, Crowding.AT_LIMIT)
    assert shown(session, flat).occupancy == "vacant"
    dwelling(session, [flat], None, Crowding.SEVERE)
    seen = shown(session, flat)
    assert (seen.occupancy, seen.crowding) == ("vacant", "severely_overcrowded")
    dwelling(session, [flat], Occupancy.OCCUPIED, Crowding.ADEQUATE)
    seen = shown(session, flat)
    assert (seen.occupancy, seen.crowding) == ("occupied", "severely_overcrowded")
    assert seen.badge == "severely_overcrowded"


def test_one_empty_room_of_two_does_not_make_a_vacant_flat(session: Session, flat: Unit) -> None:
    dwelling(session, [flat], Occupancy.VACANT)
    dwelling(session, [flat], None)
    assert shown(session, flat).occupancy == "unknown"


def test_a_home_over_two_flats_speaks_for_both(session: Session, flat: Unit) -> None:
    other = make.unit(session, building_id=flat.building_id, unit_number="13")
    home = dwelling(session, [flat, other], Occupancy.OCCUPIED, Crowding.ADEQUATE)
    for each in (flat, other):
        assert shown(session, each).occupancy == "occupied"
    (found,) = homes_of_unit(session, other.id, DAY)
    assert found.dwelling.id == home.id
    assert found.unit_count == 2
    assert [value_of(row) for row in found.rows()] == [Occupancy.OCCUPIED, Crowding.ADEQUATE]
    session.execute(text("update dwelling_unit set valid_to = '2026-06-01'"))
    assert homes_of_unit(session, other.id, DAY) == []
    assert shown(session, flat).occupancy == "unknown"
