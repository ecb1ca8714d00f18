"""Two offices write of signor Colombo's flat at once, each half of what cannot hold together."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis.db import make_engine
from tests import make
from tests.overlapping import had_to_wait

SOURCE = "'test', '2026-01-01', 'official'"
STATUS = (
    "insert into unit_status (unit_id, dimension, value, persons, valid_from, source_id, as_of, "
    f"reliability) values (:unit, :dimension, :value, :persons, '2025-01-01', {SOURCE})"
)
SEIZURE = (
    "insert into unit_encumbrance (unit_id, kind, valid_from, source_id, as_of, reliability) "
    f"values (:unit, :kind, '2025-01-01', {SOURCE})"
)


@dataclass
class Flat:
    """A committed flat of 60 m² in a database of the test's own."""

    engine: Engine
    unit_id: uuid.UUID

    def run(self, connection: Connection, statement: str, **values: object) -> None:
        connection.execute(text(statement), {"unit": self.unit_id, "persons": None, **values})

    def says(self, connection: Connection, dimension: str, value: str, **more: object) -> None:
        self.run(connection, STATUS, dimension=dimension, value=value, **more)

    def commit(self, statement: str, **values: object) -> None:
        with self.engine.begin() as connection:
            self.run(connection, statement, **values)


@pytest.fixture
def flat(fresh_url: str) -> Iterator[Flat]:
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        unit = make.unit(session, usable_area_m2=60)
        session.commit()
        made = Flat(engine, unit.id)
    yield made
    engine.dispose()


Write = Callable[[Connection], None]


def refused_together(flat: Flat, first: Write, second: Write) -> str | None:
    """The rule that stops the second writer, who ends while the first has checked and not ended."""
    told: list[IntegrityError] = []

    def write_second() -> None:
        try:
            with flat.engine.begin() as connection:
                second(connection)
        except IntegrityError as error:
            told.append(error)

    with flat.engine.connect() as connection:
        first(connection)
        connection.execute(text("set constraints all immediate"))
        had_to_wait(write_second, connection.commit)
    if not told:
        return None
    return str(told[0].orig.diag.constraint_name)  # type: ignore[union-attr] # psycopg2's


def test_vacant_by_one_and_let_by_the_other(flat: Flat) -> None:
    rule = refused_together(
        flat,
        lambda one: flat.says(one, "occupancy", "vacant"),
        lambda two: flat.says(two, "occupation_title", "lease_4_4"),
    )
    assert rule == "vacant_without_title"


def test_crowding_reckoned_while_the_area_is_taken_away(flat: Flat) -> None:
    rule = refused_together(
        flat,
        lambda one: flat.run(one, "update unit set usable_area_m2 = null where id = :unit"),
        lambda two: flat.says(two, "crowding", "adequate", persons=2),
    )
    assert rule == "crowding_needs_area"


def test_the_area_taken_away_while_crowding_is_reckoned(flat: Flat) -> None:
    rule = refused_together(
        flat,
        lambda one: flat.says(one, "crowding", "adequate", persons=2),
        lambda two: flat.run(two, "update unit set usable_area_m2 = null where id = :unit"),
    )
    assert rule == "crowding_needs_area"


def test_a_final_confiscation_while_the_owner_changes(flat: Flat) -> None:
    flat.commit(STATUS, dimension="owner_class", value="municipality")
    rule = refused_together(
        flat,
        lambda one: flat.run(one, SEIZURE, kind="confiscation_final"),
        lambda two: flat.run(
            two,
            "update unit_status set value = 'private_person' "
            "where unit_id = :unit and dimension = 'owner_class'",
        ),
    )
    assert rule == "confiscated_final_owner"


def test_a_decree_of_transfer_while_another_seizure_is_written(flat: Flat) -> None:
    flat.commit(
        "insert into enforcement_sale (unit_id, court, rge_number, rge_year, source_id, as_of, "
        f"reliability) values (:unit, 'Milano', 7, 2025, {SOURCE})"
    )
    rule = refused_together(
        flat,
        lambda one: flat.run(
            one,
            "insert into enforcement_sale_state (sale_id, state, valid_from, source_id, as_of, "
            f"reliability) select id, 'transferred', '2025-06-01', {SOURCE} "
            "from enforcement_sale where unit_id = :unit",
        ),
        lambda two: flat.run(two, SEIZURE, kind="seizure_pignoramento"),
    )
    assert rule == "transferred_seizure_closed"


def test_a_table_of_shares_approved_while_a_share_goes(flat: Flat) -> None:
    flat.commit(
        "with place as ("
        "insert into condominium (name, source_id, as_of, reliability) "
        f"values ('Condominio Colombo', {SOURCE}) returning id), "
        "shares as (insert into millesimal_table (condominium_id, kind, is_approved, valid_from, "
        "source_id, as_of, reliability) "
        f"select id, 'property', false, '2025-01-01', {SOURCE} from place returning id) "
        "insert into millesimal_share (table_id, unit_id, share, source_id, as_of, reliability) "
        f"select id, :unit, 1000, {SOURCE} from shares"
    )
    rule = refused_together(
        flat,
        lambda one: flat.run(one, "update millesimal_table set is_approved = true"),
        lambda two: flat.run(two, "update millesimal_share set share = 900"),
    )
    assert rule == "approved_sums_to_1000"


def test_crowding_of_a_dwelling_while_its_area_is_taken_away(flat: Flat) -> None:
    flat.commit(
        "insert into dwelling (building_id, label, usable_area_m2, source_id, as_of, reliability) "
        f"select building_id, 'Alloggio di fatto', 40, {SOURCE} from unit where id = :unit"
    )
    rule = refused_together(
        flat,
        lambda one: flat.run(one, "update dwelling set usable_area_m2 = null"),
        lambda two: flat.run(
            two,
            "insert into dwelling_status (dwelling_id, dimension, value, persons, valid_from, "
            f"source_id, as_of, reliability) select id, 'crowding', 'adequate', 2, '2025-01-01', "
            f"{SOURCE} from dwelling",
        ),
    )
    assert rule == "crowding_needs_area"
