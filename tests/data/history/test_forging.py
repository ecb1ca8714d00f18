"""Each way in which plain SQL might rewrite the past, tried by the owner of the tables."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.data.history.conftest import INSERT_STATUS, UPDATE_STATUS, Register

REFUSED = "42501"
FORGED_INSERT = (
    "insert into unit_utility (unit_id, service, state, valid_from, source_id, as_of, "
    "reliability, recorded_in) values (:unit, 'water', 'cut', '2020-01-01', 'test', "
    "'2026-01-01', 'official', 0)"
)
INTO_HISTORY = (
    "insert into history.unit_status (unit_id, value, recorded_in, superseded_in) "
    "select unit_id, 'vacant', recorded_in, recorded_in from unit_status"
)
MERGE = (
    "merge into history.unit_status h using unit_status s on h.unit_id = s.unit_id "
    "when matched then update set value = 'vacant'"
)
UTILITY = (
    "insert into unit_utility (unit_id, service, state, valid_from, source_id, as_of, "
    "reliability) values (:unit, 'water', 'cut', '2020-01-01', 'test', '2026-01-01', 'official')"
)


REWRITING = (
    "update history.unit_status set value = 'vacant'",
    "delete from history.unit_status",
    "truncate history.unit_status",
    INTO_HISTORY,
    "truncate unit_status",
    "update history.transaction set committed_at = '2020-01-01'",
    "update history.transaction set id = id + 1",
    "delete from history.transaction",
    "truncate history.transaction cascade",
    "update history.cluster set base = base + 1000",
    "delete from history.cluster",
    FORGED_INSERT,
    MERGE,
)


def test_what_was_recorded_is_not_rewritten(register: Register) -> None:
    occupied = register.write(INSERT_STATUS, value="occupied")
    vacant = register.write(UPDATE_STATUS, value="vacant")

    codes = {statement: refusal(register, statement) for statement in REWRITING}

    assert codes == dict.fromkeys(REWRITING, REFUSED)
    assert register.occupancies(occupied) == ["occupied"]
    assert register.occupancies(vacant) == ["vacant"]


def refusal(register: Register, statement: str) -> str | None:
    """The code with which a statement is refused; None where it is not."""
    with register.engine.connect() as connection:
        try:
            connection.execute(text(statement), {"unit": register.unit_id})
        except DBAPIError as error:
            return getattr(error.orig, "pgcode", None)
    return None


def test_an_update_cannot_name_another_transaction(register: Register) -> None:
    register.write(INSERT_STATUS, value="occupied")
    register.write("update unit_status set value = 'vacant', recorded_in = 0")

    with register.engine.connect() as connection:
        number, newest = connection.execute(
            text("select s.recorded_in, (select max(id) from history.transaction) "
                 "from unit_status s")
        ).one()  # fmt: skip

    assert number == newest


@pytest.mark.parametrize("statement", [UTILITY, UPDATE_STATUS])
@pytest.mark.parametrize("forged", ["0", "another"])
def test_a_forged_setting_is_refused(register: Register, statement: str, forged: str) -> None:
    register.write(INSERT_STATUS, value="intermittently_used")
    with register.engine.connect() as connection:
        if forged == "another":
            forged = str(
                connection.execute(text("select recorded_in from unit_status")).scalar_one()
            )
        connection.execute(
            text("select set_config('satellite.transaction', :forged, true)"), {"forged": forged}
        )
        with pytest.raises(DBAPIError) as refused:
            connection.execute(text(statement), {"unit": register.unit_id, "value": "vacant"})
    assert getattr(refused.value.orig, "pgcode", None) == REFUSED


def test_a_setting_forged_row_by_row_is_refused(register: Register) -> None:
    register.write(INSERT_STATUS, value="occupied")
    with pytest.raises(DBAPIError) as refused, register.engine.begin() as connection:
        connection.execute(
            text(
                "insert into unit_utility (unit_id, service, state, valid_from, source_id, as_of, "
                "reliability, recorded_in) select :unit, 'water', 'cut', '2020-01-01', 'test', "
                "'2026-01-01', 'official', set_config('satellite.transaction', '0', true)::bigint"
            ),
            {"unit": register.unit_id},
        )
    assert getattr(refused.value.orig, "pgcode", None) == REFUSED


def test_a_transaction_written_by_hand_is_still_this_one(register: Register) -> None:
    with register.engine.begin() as connection:
        row = connection.execute(
            text(
                "insert into history.transaction (id, xid, begun_at, committed_at) "
                "values (7, '7', '2001-01-01', '2001-01-01') "
                "returning xid = pg_current_xact_id(), begun_at > now() - interval '1 day', "
                "committed_at is null"
            )
        ).one()
    assert tuple(row) == (True, True, True)


def test_a_cluster_numbered_by_hand_is_numbered_right(register: Register) -> None:
    register.write(INSERT_STATUS, value="occupied")
    with register.engine.begin() as connection:
        connection.execute(
            text("insert into history.cluster (system_identifier, base) values (5, 10^15::bigint) "
                 "on conflict do nothing")
        )  # fmt: skip
        count, largest = connection.execute(
            text("select count(*), max(base) from history.cluster")
        ).one()
    assert count == 1
    assert largest < 10**15


def test_a_commit_announced_too_early_counts_from_the_last_write(register: Register) -> None:
    with register.engine.begin() as connection:
        values = {"unit": register.unit_id, "value": "vacant"}
        connection.execute(text("select history.current_transaction()"))
        connection.execute(text("set constraints all immediate"))
        before = connection.execute(text("select clock_timestamp()")).scalar_one()
        connection.execute(text("select pg_sleep(0.02)"))
        connection.execute(text(INSERT_STATUS), values)

    assert register.occupancies(before) == []
    assert register.occupancies(register.now()) == ["vacant"]
