"""Signora Brambilla's flat at an invented address: what the database itself refuses about it."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.occupations.models import OccupationEpisode
from buildings.registry.models import Unit
from buildings.registry.states import IdentifierScheme
from buildings.status.states import Dimension, Occupancy
from tests import make


@pytest.fixture
def flat(session: Session) -> Unit:
    return make.unit(session)


def test_a_flat_is_never_vacant_and_occupied_on_the_same_day(session: Session, flat: Unit) -> None:
    make.status(session, flat, Dimension.OCCUPANCY, Occupancy.VACANT, dt.date(2024, 1, 1))
    with pytest.raises(IntegrityError, match="ex_unit_status_no_overlap"):
        make.status(session, flat, Dimension.OCCUPANCY, Occupancy.OCCUPIED, dt.date(2025, 1, 1))


def test_one_state_follows_another_without_a_gap(session: Session, flat: Unit) -> None:
    moved_in = dt.date(2025, 1, 1)
    make.status(session, flat, Dimension.OCCUPANCY, Occupancy.VACANT, dt.date(2024, 1, 1), moved_in)
    make.status(session, flat, Dimension.OCCUPANCY, Occupancy.OCCUPIED, moved_in)
    held = session.execute(
        text(
            "select value from unit_status where unit_id = :unit "
            "and valid_from <= :day and valid_to > :day"
        ),
        {"unit": flat.id, "day": moved_in},
    ).scalars()
    assert list(held) == ["occupied"]


@pytest.mark.parametrize(
    ("dimension", "value"), [("occupancy", "good"), ("condition", "vacant"), ("securing", "")]
)
def test_a_dimension_takes_only_its_own_values(
    session: Session, flat: Unit, dimension: str, value: str
) -> None:
    with pytest.raises(IntegrityError, match="ck_unit_status_value_of_dimension"):
        session.execute(
            text(
                "insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, "
                "reliability) values (:unit, :dimension, :value, '2024-01-01', 'test', "
                "'2024-01-01', 'official')"
            ),
            {"unit": flat.id, "dimension": dimension, "value": value},
        )


def test_a_validity_ends_after_it_begins(session: Session, flat: Unit) -> None:
    day = dt.date(2024, 1, 1)
    with pytest.raises(IntegrityError, match="ck_unit_status_valid_time_ordered"):
        make.status(session, flat, Dimension.OCCUPANCY, Occupancy.VACANT, day, day)


def test_two_flats_never_bear_the_same_cadastral_triple(session: Session, flat: Unit) -> None:
    other = make.unit(session, building_id=flat.building_id)
    make.identifier(session, flat, IdentifierScheme.CADASTRAL_UNIT, "G686/-/900/1/7")
    with pytest.raises(IntegrityError, match="ex_external_identifier_no_overlap"):
        make.identifier(session, other, IdentifierScheme.CADASTRAL_UNIT, "G686/-/900/1/7")


def test_an_episode_that_follows_none_is_not_a_recurrence(session: Session, flat: Unit) -> None:
    session.add(
        OccupationEpisode(
            id=uuid.uuid4(),
            unit_id=flat.id,
            recidivism_no=1,
            opened_on=dt.date(2025, 5, 1),
            **make.PROVENANCE,
        )
    )
    with pytest.raises(IntegrityError, match="ck_occupation_episode_recidivism_counted"):
        session.flush()


def test_a_fact_without_a_known_source_is_refused(session: Session, flat: Unit) -> None:
    with pytest.raises(IntegrityError, match="fk_unit_source_id"):
        session.execute(
            text("update unit set source_id = 'rumour' where id = :id"), {"id": flat.id}
        )


def test_nothing_claims_by_hand_to_be_real_or_synthetic(session: Session, flat: Unit) -> None:
    session.execute(
        text("update unit set reliability = 'synthetic' where id = :id"), {"id": flat.id}
    )
    session.refresh(flat)
    assert flat.is_synthetic
