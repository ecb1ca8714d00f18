"""Reading as known at a moment: tables, layers, functions; and that the transaction ends it."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from buildings.status.models import UnitStatus
from gis.errors import InputError
from gis.history.reading import as_known_at
from tests.data.history.conftest import (
    DELETE_STATUS,
    INSERT_STATUS,
    UPDATE_STATUS,
    Register,
)

LAYER = "select occupancy from layer_unit_status('2026-06-01') where id = :unit"


def test_every_state_of_a_row_is_known_from_its_commit_to_the_next(register: Register) -> None:
    nothing = register.now()
    inserted = register.write(INSERT_STATUS, value="occupied")
    updated = register.write(UPDATE_STATUS, value="vacant")
    deleted = register.write(DELETE_STATUS)
    instant = dt.timedelta(microseconds=1)

    assert register.occupancies(nothing) == []
    assert register.occupancies(inserted - instant) == []
    assert register.occupancies(inserted) == ["occupied"]
    assert register.occupancies(updated - instant) == ["occupied"]
    assert register.occupancies(updated) == ["vacant"]
    assert register.occupancies(deleted - instant) == ["vacant"]
    assert register.occupancies(deleted) == []


def test_what_one_transaction_did_in_between_was_never_known(register: Register) -> None:
    register.write(INSERT_STATUS, UPDATE_STATUS, DELETE_STATUS, INSERT_STATUS, value="vacant")
    with register.engine.connect() as connection:
        count = connection.execute(text("select count(*) from history.unit_status")).scalar_one()
    assert count == 0
    assert register.occupancies(register.now()) == ["vacant"]


def test_layers_answer_as_then_without_a_second_copy(register: Register) -> None:
    occupied = register.write(INSERT_STATUS, value="occupied")
    register.write(UPDATE_STATUS, value="vacant")

    assert register.known(occupied, LAYER) == [("occupied",)]
    assert register.known(register.now(), LAYER) == [("vacant",)]


def test_functions_that_are_not_inlined_answer_as_then(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.execute(
            text(
                "create function occupancy_of(asked uuid) returns text language plpgsql stable as "
                "$$ begin return (select value from unit_status where unit_id = asked); end $$"
            )
        )
        connection.execute(
            text(
                "create function occupancy_in_sql(asked uuid) returns text language sql volatile "
                "as $$ select value from unit_status where unit_id = asked $$"
            )
        )
    occupied = register.write(INSERT_STATUS, value="occupied")
    register.write(UPDATE_STATUS, value="vacant")
    query = "select occupancy_of(:unit), occupancy_in_sql(:unit)"

    with register.engine.connect() as connection:
        # Often enough that PostgreSQL keeps a plan of the function.
        now = [connection.execute(text(query), {"unit": register.unit_id}).one() for _ in range(7)]
        connection.rollback()
        assert {tuple(row) for row in now} == {("vacant", "vacant")}
        assert register.read(connection, occupied, query) == [("occupied", "occupied")]
        connection.rollback()
        again = connection.execute(text(query), {"unit": register.unit_id}).one()
        assert tuple(again) == ("vacant", "vacant")


def test_the_mapper_reads_as_then_and_writes_are_refused(register: Register) -> None:
    occupied = register.write(INSERT_STATUS, value="occupied")
    register.write(UPDATE_STATUS, value="vacant")
    with Session(register.engine) as session:
        as_known_at(session, occupied)
        row = session.scalars(select(UnitStatus)).one()
        assert row.value == "occupied"
        row.value = "vacant"
        with pytest.raises(DBAPIError) as refused:
            session.flush()
    assert "view" in str(refused.value) or "read-only" in str(refused.value)


@pytest.mark.parametrize(
    "statement",
    ["insert into source (id, title) values ('late', 'Late')", "update public.unit set rooms = 3"],
)
def test_tables_named_past_the_views_cannot_be_written(register: Register, statement: str) -> None:
    with register.engine.connect() as connection:
        as_known_at(connection, register.now())
        with pytest.raises(DBAPIError, match="read-only"):
            connection.execute(text(statement))


@pytest.mark.parametrize("ends", ["commit", "rollback"])
def test_nothing_of_it_is_left_to_the_next_transaction(register: Register, ends: str) -> None:
    occupied = register.write(INSERT_STATUS, value="occupied")
    register.write(UPDATE_STATUS, value="vacant")
    with register.engine.connect() as connection:
        register.read(connection, occupied, "select 1")
        getattr(connection, ends)()
        values: dict[str, Any] = {"unit": register.unit_id, "value": "intermittently_used"}
        assert connection.execute(text(LAYER), values).scalar() == "vacant"
        connection.execute(text(UPDATE_STATUS), values)
        left = connection.execute(
            text("select current_setting('satellite.known_at', true), current_schemas(false)")
        ).one()
    assert left[0] in (None, "")
    assert "known" not in left[1]


def test_reading_the_past_without_saying_when_fails(register: Register) -> None:
    with register.engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("select count(*) from known.unit")).all()


@pytest.mark.parametrize("ahead", [dt.timedelta(minutes=1), dt.timedelta(days=40_000)])
def test_what_is_to_come_is_not_known(register: Register, ahead: dt.timedelta) -> None:
    with register.engine.connect() as connection, pytest.raises(InputError) as refused:
        as_known_at(connection, register.now() + ahead)
    assert "futuro" in refused.value.text.it or "venire" in refused.value.text.it


def test_an_older_snapshot_is_refused(register: Register) -> None:
    frozen = register.engine.execution_options(isolation_level="REPEATABLE READ")
    with frozen.connect() as connection, pytest.raises(DBAPIError, match="READ COMMITTED"):
        as_known_at(connection, register.now() - dt.timedelta(seconds=1))


def test_a_card_as_known_then_is_read_through_indexes(register: Register) -> None:
    register.write(
        "insert into unit (building_id, use_class, source_id, as_of, reliability) "
        "select building_id, 'dwelling', 'test', '2026-01-01', 'official' "
        "from unit, generate_series(1, 20000)"
    )
    register.write(
        "insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, "
        "reliability) select id, 'occupancy', 'vacant', '2020-01-01', 'test', '2026-01-01', "
        "'official' from unit"
    )
    moment = register.write("update unit_status set value = 'occupied'")
    with register.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("analyze"))
    plan = "\n".join(
        line
        for (line,) in register.known(
            moment,
            "explain select * from layer_unit_status('2026-06-01') where id = :unit",
        )
    )

    assert "Function Scan" not in plan
    assert "Index Scan using pk_unit on unit t" in plan
    for line in plan.splitlines():
        if "Seq Scan" in line:
            assert "on unit_status" not in line
            assert "on unit t" not in line
    assert plan.count("on unit_status h") >= 1
