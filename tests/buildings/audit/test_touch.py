"""A route forgot to log: the policy of the table logs for it, once."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from buildings.audit.service import note
from buildings.audit.states import Verb
from gis.history.reading import as_known_at
from tests.buildings.audit.conftest import BRUNO, Account, Office

SCRATCH = """
create table episode (id int primary key, flat int not null, state text not null);
create index on episode (flat);
insert into episode select g, g % 500, 'open' from generate_series(1, 5000) g;
analyze episode;
alter table episode enable row level security;
alter table episode force row level security;
create policy seen on episode for select to "{police}" using (state <> 'secret');
create policy audited on episode as restrictive for select to "{police}"
    using ((select audit.touch('P6', 'episode')));
grant select on episode to "{police}", "{public}";
grant usage on schema audit to "{police}";
grant execute on function audit.touch(text, text) to "{police}";
"""
NOTED = (
    "select role, entity, fields_class, verb, is_automatic from audit_entry "
    "where fields_class = 'P6'"
)
ONE = ("local_police", "episode", "P6", "read", True)


class Protected:
    """The scratch table, read as one of two roles."""

    def __init__(self, office: Office, readers: str) -> None:
        self.office, self.readers = office, readers
        names = {each: f"{readers}_{each}" for each in ("police", "public")}
        with office.engine.begin() as connection:
            connection.execute(text(SCRATCH.format(**names)))

    @contextmanager
    def as_(self, role: str, account: Account = BRUNO) -> Iterator[Connection]:
        with self.office.request(account) as connection:
            connection.execute(text(f'set local role "{self.readers}_{role}"'))
            yield connection

    def noted(self) -> list[tuple[Any, ...]]:
        return self.office.rows(NOTED)


@pytest.fixture
def protected(office: Office, readers: str) -> Protected:
    return Protected(office, readers)


def plan(connection: Connection, query: str) -> dict[str, Any]:
    found = connection.execute(
        text(f"explain (analyze, timing off, summary off, format json) {query}")
    ).scalar_one()
    whole: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return whole


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from nodes(below)


def test_the_first_query_of_a_transaction_is_noted_the_others_are_not(
    protected: Protected,
) -> None:
    with protected.as_("police") as connection:
        for _ in range(3):
            count = connection.execute(text("select count(*) from episode")).scalar_one()
            assert count == 5000
    assert protected.noted() == [ONE]

    with protected.as_("police") as connection:
        connection.execute(text("select * from episode where id = 3")).all()
    assert protected.noted() == [ONE, ONE]


@pytest.mark.parametrize(
    "query",
    [
        "select * from episode",
        "select * from episode where flat = 7",
        "select f, (select count(*) from episode e where e.flat = f) from generate_series(1, 50) f",
        "select * from generate_series(1, 50) f, lateral (select id from episode where flat = f) e",
        "select 1 where exists (select from episode where flat = 3)",
    ],
)
def test_it_is_asked_once_a_query_however_many_rows(protected: Protected, query: str) -> None:
    with protected.as_("police") as connection:
        asked = [
            each
            for each in nodes(plan(connection, query))
            if each.get("Parent Relationship") == "InitPlan"
        ]

    assert {each["Actual Loops"] for each in asked} == {1}
    assert protected.noted() == [ONE]


def test_indexes_are_used_as_without_it(protected: Protected) -> None:
    with protected.as_("police") as connection:
        kinds = {
            each["Node Type"]
            for each in nodes(plan(connection, "select * from episode where flat = 7"))
        }

    assert kinds & {"Index Scan", "Bitmap Index Scan"}
    assert "Seq Scan" not in kinds


def test_what_finds_no_row_is_the_routes_to_note(protected: Protected) -> None:
    """PostgreSQL asks a policy for rows only; no row of the class came before anybody's eyes."""
    with protected.as_("police") as connection:
        assert connection.execute(text("select * from episode where flat = -1")).all() == []
    assert protected.noted() == []

    with protected.as_("police") as connection:
        assert (
            connection.execute(text("select count(*) from episode where flat = 3")).scalar() == 10
        )
    assert protected.noted() == [ONE]


def test_who_sees_nothing_is_not_noted(protected: Protected) -> None:
    with protected.as_("public") as connection:
        assert connection.execute(text("select * from episode")).all() == []

    assert protected.noted() == []


def test_a_route_that_notes_before_it_reads_is_not_doubled(protected: Protected) -> None:
    with protected.office.request(BRUNO) as connection:
        note(connection, Verb.LIST, "episode", fields_class="P6", result_count=5000)
        connection.execute(text(f'set local role "{protected.readers}_police"'))
        connection.execute(text("select count(*) from episode"))

    assert protected.noted() == [("local_police", "episode", "P6", "list", False)]


def test_a_savepoint_rolled_back_takes_its_note_along(protected: Protected) -> None:
    with protected.as_("police") as connection:
        inner = connection.begin_nested()
        connection.execute(text("select count(*) from episode"))
        inner.rollback()
        connection.execute(text("select count(*) from episode"))

    assert protected.noted() == [ONE]


@pytest.mark.parametrize("forged", ["", "1", "999999999"])
def test_a_forged_setting_hides_nothing(protected: Protected, forged: str) -> None:
    with protected.as_("police") as connection:
        connection.execute(
            text("select set_config('satellite.audited', :it, true)"), {"it": forged}
        )
        connection.execute(text("select count(*) from episode"))

    assert protected.noted() == [ONE]


def reads_the_past(protected: Protected, noted: str | None) -> int:
    """How many episodes a request sees that notes a class, or nothing, and asks what was known."""
    with protected.office.request(BRUNO) as connection:
        if noted is not None:
            note(connection, Verb.READ, "occupation_episode", fields_class=noted)
        as_known_at(connection, connection.execute(text("select now()")).scalar_one())
        connection.execute(text(f'set local role "{protected.readers}_police"'))
        count: int = connection.execute(text("select count(*) from public.episode")).scalar_one()
    return count


@pytest.mark.parametrize("noted", [None, "P4"])
def test_the_past_is_not_read_unnoted(protected: Protected, noted: str | None) -> None:
    with pytest.raises(DBAPIError, match="note the read before") as refused:
        reads_the_past(protected, noted)

    assert getattr(refused.value.orig, "pgcode", None) == "25006"
    assert protected.noted() == []


def test_the_past_is_read_by_who_notes_the_class_first(protected: Protected) -> None:
    assert reads_the_past(protected, "P6") == 5000
    assert protected.noted() == [("local_police", "occupation_episode", "P6", "read", False)]


def test_a_reader_cannot_write_or_read_the_log_itself(protected: Protected) -> None:
    for statement in (
        "insert into audit_entry (verb, entity) values ('read', 'person')",
        "select * from audit_entry",
        "select audit.kept_since()",
        "delete from audit_entry",
    ):
        with pytest.raises(DBAPIError) as refused, protected.as_("police") as connection:
            connection.execute(text(statement))
        assert getattr(refused.value.orig, "pgcode", None) == "42501", statement
