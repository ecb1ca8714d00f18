"""Signora Brambilla's flat again: what one source may not say of it, however it is written.

Every test writes by plain SQL and asks the database to check, as a commit would.
"""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.registry.models import Unit
from gis.provenance import Source
from tests import make

Write = Callable[..., int]


@pytest.fixture
def flat(session: Session) -> Unit:
    return make.unit(session, usable_area_m2=60)


@pytest.fixture
def says(session: Session, flat: Unit) -> Write:
    """Writes one value of one dimension; its row number."""

    def write(
        dimension: str,
        value: str,
        since: str = "2024-01-01",
        until: str = "infinity",
        *,
        source: str = "test",
        persons: int | None = None,
        act: str | None = None,
    ) -> int:
        return int(
            session.execute(
                text(
                    "insert into unit_status (unit_id, dimension, value, persons, act_reference, "
                    "valid_from, valid_to, source_id, as_of, reliability) values (:unit, "
                    ":dimension, :value, :persons, :act, :since, :until, :source, '2024-01-01', "
                    "'official') returning id"
                ),
                {
                    "unit": flat.id,
                    "dimension": dimension,
                    "value": value,
                    "persons": persons,
                    "act": act,
                    "since": since,
                    "until": until,
                    "source": source,
                },
            ).scalar_one()
        )

    return write


def committed(session: Session) -> None:
    """What a commit would check."""
    session.execute(text("set constraints all immediate"))
    session.execute(text("set constraints all deferred"))


def refused(session: Session, rule: str) -> None:
    with pytest.raises(IntegrityError) as error:
        committed(session)
    assert error.value.orig.diag.constraint_name == rule  # type: ignore[union-attr] # psycopg2's


@pytest.mark.parametrize("title", ["lease_4_4", "owner_occupier", "expired_title"])
def test_nobody_has_a_title_to_live_in_a_vacant_flat(
    session: Session, says: Write, title: str
) -> None:
    says("occupancy", "vacant")
    says("occupation_title", title, "2025-01-01", "2025-02-01")
    refused(session, "vacant_without_title")


@pytest.mark.parametrize("title", ["unknown", "not_applicable"])
def test_a_vacant_flat_has_an_unknown_title_or_none(
    session: Session, says: Write, title: str
) -> None:
    says("occupancy", "vacant")
    says("occupation_title", title)
    committed(session)


def test_who_lives_there_without_a_title_lives_there(session: Session, says: Write) -> None:
    says("occupation_title", "none_sine_titulo")
    says("occupancy", "vacant", "2025-01-01")
    refused(session, "vacant_without_title")


def test_a_flat_let_after_it_stood_empty_is_no_contradiction(session: Session, says: Write) -> None:
    says("occupancy", "vacant", until="2025-01-01")
    says("occupation_title", "lease_4_4", "2025-01-01")
    committed(session)


def test_a_date_moved_over_the_other_is_a_contradiction(session: Session, says: Write) -> None:
    vacant = says("occupancy", "vacant", until="2025-01-01")
    says("occupation_title", "lease_4_4", "2025-01-01")
    committed(session)
    session.execute(
        text("update unit_status set valid_to = '2025-01-02' where id = :id"), {"id": vacant}
    )
    refused(session, "vacant_without_title")


def test_a_value_changed_into_a_contradiction(session: Session, says: Write) -> None:
    says("occupation_title", "lease_4_4")
    occupied = says("occupancy", "occupied")
    committed(session)
    session.execute(
        text("update unit_status set value = 'vacant' where id = :id"), {"id": occupied}
    )
    refused(session, "vacant_without_title")


def test_a_flat_swapped_under_the_fact(session: Session, says: Write, flat: Unit) -> None:
    other = make.unit(session, building_id=flat.building_id, unit_number="13")
    says("occupation_title", "lease_4_4")
    vacant = says("occupancy", "vacant", until="2024-02-01")
    session.execute(
        text("update unit_status set unit_id = :unit where id = :id"),
        {"unit": other.id, "id": vacant},
    )
    committed(session)
    session.execute(
        text("update unit_status set unit_id = :unit where id = :id"),
        {"unit": flat.id, "id": vacant},
    )
    refused(session, "vacant_without_title")


def test_what_is_corrected_before_the_commit_is_no_contradiction(
    session: Session, says: Write
) -> None:
    vacant = says("occupancy", "vacant")
    says("occupation_title", "lease_4_4", "2025-01-01")
    session.execute(
        text("update unit_status set valid_to = '2025-01-01' where id = :id"), {"id": vacant}
    )
    committed(session)


def test_two_sources_may_contradict_each_other(session: Session, says: Write) -> None:
    session.add(Source(id="neighbour", title="A neighbour's word"))
    session.flush()
    says("occupancy", "vacant")
    says("occupation_title", "lease_4_4", source="neighbour")
    committed(session)


def test_an_absent_title_names_what_established_it(session: Session, says: Write) -> None:
    says("title_verification", "found_absent", until="2024-06-01", act="Verbale 12/2024")
    committed(session)
    for act in (None, "", "  "):
        with pytest.raises(IntegrityError, match="absence_established"), session.begin_nested():
            says("title_verification", "found_absent", "2025-01-01", act=act)
    with pytest.raises(IntegrityError, match="absence_established"):
        session.execute(text("update unit_status set act_reference = null"))


@pytest.mark.parametrize("persons", [None, -1, 100])
def test_crowding_names_how_many_persons_there_are(says: Write, persons: int | None) -> None:
    with pytest.raises(IntegrityError, match="crowding_counted"):
        says("crowding", "overcrowded", persons=persons)


def test_only_crowding_counts_persons(says: Write) -> None:
    with pytest.raises(IntegrityError, match="crowding_counted"):
        says("occupancy", "occupied", persons=3)


def test_crowding_without_an_area_is_refused(session: Session, says: Write, flat: Unit) -> None:
    session.execute(text("update unit set usable_area_m2 = null where id = :id"), {"id": flat.id})
    says("crowding", "overcrowded", persons=5)
    refused(session, "crowding_needs_area")


def test_the_area_stays_as_long_as_crowding_rests_on_it(
    session: Session, says: Write, flat: Unit
) -> None:
    crowding = says("crowding", "overcrowded", persons=5)
    committed(session)
    taken = text("update unit set usable_area_m2 = null where id = :id")
    with session.begin_nested() as attempt:
        session.execute(taken, {"id": flat.id})
        refused(session, "crowding_needs_area")
        attempt.rollback()
    session.execute(text("delete from unit_status where id = :id"), {"id": crowding})
    session.execute(taken, {"id": flat.id})
    committed(session)


def encumbered(
    session: Session, flat: Unit, kind: str, since: str, until: str = "infinity"
) -> None:
    session.execute(
        text(
            "insert into unit_encumbrance (unit_id, kind, valid_from, valid_to, source_id, as_of, "
            "reliability) values (:unit, :kind, :since, :until, 'test', '2024-01-01', 'official')"
        ),
        {"unit": flat.id, "kind": kind, "since": since, "until": until},
    )


def test_a_final_confiscation_has_the_state_or_the_municipality_as_owner(
    session: Session, says: Write, flat: Unit
) -> None:
    says("owner_class", "confiscated_state", "2024-01-01", "2025-01-01")
    says("owner_class", "municipality", "2025-01-01")
    encumbered(session, flat, "confiscation_final", "2024-01-01")
    committed(session)


@pytest.mark.parametrize(
    "breaking",
    [
        "delete from unit_status where value = 'confiscated_state'",
        "update unit_status set value = 'private_person' where value = 'confiscated_state'",
        "update unit_status set valid_from = '2024-06-01' where value = 'confiscated_state'",
        "update unit_status set valid_to = '2024-06-01' where value = 'confiscated_state'",
        "update unit_encumbrance set valid_from = '2023-12-31'",
        "update unit_encumbrance set source_id = 'other'",
        (
            "insert into unit_encumbrance (unit_id, kind, reference, valid_from, source_id, as_of, "
            "reliability) select unit_id, kind, 'again', '2020-01-01', source_id, as_of, "
            "reliability from unit_encumbrance"
        ),
    ],
)
def test_no_way_round_the_owner_of_a_confiscated_flat(
    session: Session, says: Write, flat: Unit, breaking: str
) -> None:
    session.add(Source(id="other", title="Another"))
    session.flush()
    says("owner_class", "confiscated_state")
    encumbered(session, flat, "confiscation_final", "2024-01-01")
    committed(session)
    session.execute(text(breaking))
    refused(session, "confiscated_final_owner")


def sold(session: Session, flat: Unit, state: str, since: str) -> uuid.UUID:
    sale = uuid.uuid4()
    session.execute(
        text(
            "insert into enforcement_sale (id, unit_id, court, rge_number, rge_year, source_id, "
            "as_of, reliability) values (:id, :unit, 'Tribunale inventato', 7, 2023, 'test', "
            "'2024-01-01', 'official')"
        ),
        {"id": sale, "unit": flat.id},
    )
    session.execute(
        text(
            "insert into enforcement_sale_state (sale_id, state, valid_from, source_id, as_of, "
            "reliability) values (:sale, :state, :since, 'test', '2024-01-01', 'official')"
        ),
        {"sale": sale, "state": state, "since": since},
    )
    return sale


def test_a_transfer_ends_the_seizure(session: Session, flat: Unit) -> None:
    encumbered(session, flat, "seizure_pignoramento", "2023-01-01", "2024-05-01")
    sold(session, flat, "transferred", "2024-05-01")
    encumbered(session, flat, "mortgage", "2023-01-01")
    committed(session)


@pytest.mark.parametrize(
    "breaking",
    [
        "update unit_encumbrance set valid_to = 'infinity'",
        "update unit_encumbrance set valid_to = '2024-05-02'",
        "update enforcement_sale_state set valid_from = '2024-04-30'",
        (
            "insert into unit_encumbrance (unit_id, kind, reference, valid_from, source_id, as_of, "
            "reliability) select unit_id, kind, 'R.G.E. 8/2023', '2024-04-30', source_id, as_of, "
            "reliability from unit_encumbrance"
        ),
    ],
)
def test_no_seizure_outlives_the_transfer(session: Session, flat: Unit, breaking: str) -> None:
    encumbered(session, flat, "seizure_pignoramento", "2023-01-01", "2024-05-01")
    sold(session, flat, "transferred", "2024-05-01")
    committed(session)
    session.execute(text(breaking))
    refused(session, "transferred_seizure_closed")


def test_a_sale_moved_to_a_seized_flat(session: Session, flat: Unit) -> None:
    other = make.unit(session, building_id=flat.building_id, unit_number="13")
    encumbered(session, flat, "seizure_pignoramento", "2023-01-01")
    sale = sold(session, other, "delivered", "2024-05-01")
    committed(session)
    session.execute(
        text("update enforcement_sale set unit_id = :unit where id = :id"),
        {"unit": flat.id, "id": sale},
    )
    refused(session, "transferred_seizure_closed")


def test_a_new_owner_may_be_seized_too(session: Session, flat: Unit) -> None:
    sold(session, flat, "transferred", "2024-05-01")
    encumbered(session, flat, "seizure_pignoramento", "2025-01-01")
    committed(session)


def test_an_offer_below_three_quarters_of_the_base_is_refused(session: Session, flat: Unit) -> None:
    sold(session, flat, "published", "2024-05-01")
    priced = text("update enforcement_sale set base_price_eur = 100, min_offer_eur = :least")
    session.execute(priced, {"least": 75})
    with pytest.raises(IntegrityError, match="min_offer_floor"):
        session.execute(priced, {"least": 74})


def test_a_source_tells_one_value_at_a_time_and_two_sources_two(
    session: Session, says: Write
) -> None:
    session.add(Source(id="neighbour", title="A neighbour's word"))
    session.flush()
    says("condition", "good")
    says("condition", "poor", source="neighbour")
    with pytest.raises(IntegrityError, match="ex_unit_status_no_overlap"):
        says("condition", "fair", str(dt.date(2025, 1, 1)))
