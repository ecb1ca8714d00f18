"""The past goes only with the record of an erasure, and only that of one thing."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from buildings.retention.clocks import BELONGINGS
from data.access.login import register_engine
from data.tables import metadata
from tests.buildings.retention import rows

REFUSED = "42501"
ERASED = (
    "insert into erasure (kind, entity, entity_id, action, ground) values "
    "('reports_unfounded', 'occupation_report', :id, 'erase', 'clock')"
)
PAST = "select count(*) from history.occupation_report_state where report_id = :id"


@pytest.fixture
def reports(register: Engine) -> list[str]:
    """Two reports that were corrected once and then deleted, so that both have a past."""
    with Session(register) as session, session.begin():
        ids = [rows.report(session, rows.OPENED.replace(year=2020)) for _ in range(2)]
    with register.begin() as connection:
        connection.execute(text("update occupation_report_state set as_of = '2026-02-01'"))
    with register.begin() as connection:
        connection.execute(text("delete from occupation_report_state"))
        connection.execute(text("delete from occupation_report"))
    return [str(each) for each in ids]


def refusal(register: Engine, *statements: str, **values: str) -> str | None:
    """The code with which the last statement is refused; None where it is not."""
    with register.connect() as connection:
        *first, last = statements
        for each in first:
            connection.execute(text(each), values)
        try:
            connection.execute(text(last), values)
        except DBAPIError as error:
            return getattr(error.orig, "pgcode", None)
    return None


def count(register: Engine, query: str, **values: str) -> int:
    with register.connect() as connection:
        return int(connection.execute(text(query), values).scalar_one())


def test_the_record_takes_the_past_of_one_thing_alone(register: Engine, reports: list[str]) -> None:
    first, second = reports
    assert [count(register, PAST, id=each) for each in reports] == [4, 4]
    with register.begin() as connection:
        connection.execute(text(ERASED), {"id": first})

    assert count(register, PAST, id=first) == 0
    assert count(register, "select count(*) from history.occupation_report where id = :id",
                 id=first) == 0  # fmt: skip
    assert count(register, PAST, id=second) == 4
    assert count(register, "select count(*) from erasure where entity_id = :id", id=first) == 1


BY_HAND = "delete from history.occupation_report_state"
FORGED = "select set_config('satellite.erasing', pg_current_xact_id()::text, true)"
IN_A_BLOCK = f"do $$ begin {BY_HAND}; end $$"
IN_A_QUERY = (
    "with gone as (delete from history.occupation_report_state returning 1) "
    "select count(*) from gone"
)


REWRITING = (
    "update history.occupation_report_state set state = 'received'",
    "truncate history.occupation_report_state",
)
"""What the token opens as little as anything else: a deletion is all that an erasure does."""


def test_nothing_else_may_use_the_way(register: Engine, reports: list[str]) -> None:
    attempts = [
        (*before, statement)
        for before in ((), (FORGED,), (ERASED,), (ERASED, FORGED))
        for statement in (BY_HAND, IN_A_BLOCK, IN_A_QUERY, *REWRITING)
    ]
    codes = {each: refusal(register, *each, id=reports[0]) for each in attempts}

    assert codes == dict.fromkeys(attempts, REFUSED)
    assert count(register, PAST, id=reports[1]) == 4


def test_the_past_of_what_stands_is_not_erased(register: Engine) -> None:
    with Session(register) as session, session.begin():
        standing = str(rows.report(session, None))
    assert refusal(register, ERASED, id=standing) == REFUSED


def test_a_person_who_still_has_a_name_is_not_recorded_as_erased(register: Engine) -> None:
    record = ERASED.replace("'occupation_report'", "'person'")
    assert refusal(register, record, id=str(uuid.uuid4())) == REFUSED


CHANGING = (
    "delete from erasure",
    "update erasure set entity_id = 'another'",
    "truncate erasure",
)


def test_the_record_stays(register: Engine, reports: list[str]) -> None:
    with register.begin() as connection:
        connection.execute(text(ERASED), {"id": reports[0]})
    codes = {each: refusal(register, each) for each in CHANGING}
    assert codes == dict.fromkeys(CHANGING, REFUSED)


def test_the_webs_writer_cannot_erase_the_past(
    register: Engine, reports: list[str], tmp_path: Path
) -> None:
    writer = register_engine(register, tmp_path / "keys")
    codes = [refusal(writer, each, id=reports[0]) for each in (ERASED, BY_HAND)]
    writer.dispose()

    assert codes == [REFUSED, REFUSED]
    assert count(register, PAST, id=reports[0]) == 4


def test_another_role_can_neither_record_nor_delete(register: Engine, reports: list[str]) -> None:
    with register.connect() as connection:
        rights = connection.execute(
            text(
                "select has_table_privilege('pg_monitor', 'erasure', 'insert'),"
                " has_table_privilege('pg_monitor', 'history.occupation_report', 'delete')"
            )
        ).one()
    assert tuple(rights) == (False, False)
    assert reports


def test_every_part_of_a_thing_is_erased_with_it(register: Engine) -> None:
    with register.connect() as connection:
        body = connection.execute(
            text("select pg_get_functiondef('history.erase_past()'::regprocedure)")
        ).scalar_one()
    missing = [
        part.table
        for parts in BELONGINGS.values()
        for part in parts
        if "recorded_in" in metadata.tables[part.table].columns
        and f"delete from history.{part.table} h" not in body
    ]
    assert missing == []
