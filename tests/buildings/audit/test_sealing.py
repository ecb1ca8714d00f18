"""Batches follow each other; nothing is sealed twice, nothing is left out."""

import hashlib
from collections.abc import Callable
from itertools import chain

import pytest
from sqlalchemy import Connection, create_engine, text

from buildings.audit.sealing import Sealed, entry_lines, seal
from buildings.audit.service import note
from buildings.audit.states import Verb
from tests.buildings.audit.conftest import ADA, BRUNO, FLAT, Office
from tests.databases import Cluster
from tests.overlapping import had_to_wait

RANGES = "select from_number, until_number, entry_count, total_count from audit_seal order by id"
LINES = (1, 2**62)


def opens(connection: Connection) -> int:
    return note(connection, Verb.READ, "person", FLAT, fields_class="P4")


def sealed_ids(office: Office) -> list[list[int]]:
    """The entries that each seal covers."""
    return [
        [row[0] for row in office.rows(
            "select id from audit_entry where transaction_id >= :low and transaction_id < :high "
            "order by id", low=low, high=high,
        )]
        for low, high, _, _ in office.rows(RANGES)
    ]  # fmt: skip


def test_each_batch_begins_where_the_last_ended(office: Office) -> None:
    office.read(times=3)
    first = office.seal()
    office.read(BRUNO, times=2)
    second = office.seal()

    assert first is not None
    assert second is not None
    assert (second.id, second.entry_count) == (2, 2)
    assert second.total_count == first.entry_count + 2
    ranges = office.rows(RANGES)
    assert ranges[0][0] == 0
    assert ranges[1][0] == ranges[0][1]
    followed = office.value("select encode(previous_hash, 'hex') from audit_seal where id = 2")
    assert followed == first.hash.hex()
    assert office.verify().holds


def test_a_seal_makes_no_work_for_the_next(office: Office) -> None:
    office.read()
    assert office.seal() is not None
    assert [office.seal() for _ in range(3)] == [None, None, None]
    assert office.verify().tail_count == 0


def test_who_began_first_and_committed_last_is_sealed_in_a_later_batch(office: Office) -> None:
    with office.engine.connect() as late:
        lower = opens(late)
        office.read(BRUNO)
        office.seal()
        before = office.verify()
        late.commit()
    office.seal()

    assert before.holds
    assert before.tail_count >= 1
    whole = sealed_ids(office)
    every = [row[0] for row in office.rows("select id from audit_entry order by id")]
    assert lower in whole[-1]
    assert sorted(chain.from_iterable(whole)) == every
    assert office.verify().holds


@pytest.mark.parametrize("committed_first", ["early", "late"])
def test_whatever_the_order_nothing_is_skipped(office: Office, committed_first: str) -> None:
    """Two requests interleaved with three passes of the sealer."""
    with office.engine.connect() as early, office.engine.connect() as late:
        opens(early)
        office.seal()
        opens(late)
        office.seal()
        opens(early)
        first, last = (early, late) if committed_first == "early" else (late, early)
        first.commit()
        office.seal()
        office.read()
        last.commit()
    office.seal()

    every = [row[0] for row in office.rows("select id from audit_entry order by id")]
    assert sorted(chain.from_iterable(sealed_ids(office))) == every
    assert office.verify().holds
    assert office.verify().tail_count == 0


def test_a_transaction_under_way_is_the_tail(office: Office) -> None:
    office.read()
    with office.engine.connect() as other:
        opens(other)
        office.read(BRUNO)
        office.seal()
        proof = office.verify()
        other.rollback()

    assert proof.tail_count == 1
    assert proof.tail_age.total_seconds() > 0
    assert office.seal() is not None
    assert office.verify().tail_count == 0


def test_what_runs_in_another_database_holds_nothing_back(office: Office, cluster: Cluster) -> None:
    """A long import of somebody else's on the same server."""
    foreign = create_engine(cluster.admin)
    with foreign.connect() as elsewhere:
        elsewhere.execute(text("select pg_current_xact_id()"))
        office.read()
        assert office.seal() is not None
        assert office.verify().tail_count == 0
        elsewhere.rollback()
    foreign.dispose()
    office.read()
    office.seal()
    assert office.verify().holds


def test_of_two_servers_one_seals_and_the_other_does_not_wait(office: Office) -> None:
    office.read()
    made: list[Sealed | None] = []
    with office.engine.connect() as server:
        assert seal(server) is not None
        waited = had_to_wait(lambda: made.append(office.seal()), server.commit)

    assert not waited
    assert made == [None]
    assert office.value("select count(*) from audit_seal") == 1
    assert office.verify().holds


def test_a_transaction_that_seals_does_not_seal_itself(office: Office) -> None:
    with office.engine.begin() as connection:
        opens(connection)
        office.read(BRUNO)
        seal(connection)
        opens(connection)
    office.seal()

    assert office.verify().holds
    assert office.verify().tail_count == 0


def test_anyone_can_reckon_a_seal_with_psql_and_sha256sum(office: Office) -> None:
    with office.request(ADA) as connection:
        note(connection, Verb.EXPORT, "unit_status", detail={"b": [1, 2.50], "a": "x/y"})
    office.seal()
    with office.engine.connect() as connection:
        written = "".join(f"{row.line}\n" for row in entry_lines(connection, *LINES))

    assert '"{' not in written
    assert hashlib.sha256(written.encode()).hexdigest() == office.value(
        "select encode(entries_hash, 'hex') from audit_seal"
    )


@pytest.mark.parametrize(
    "setting",
    ["timezone = 'Asia/Kolkata'", "datestyle = 'German, DMY'", "extra_float_digits = -5",
     "bytea_output = 'escape'", "intervalstyle = 'iso_8601'", "standard_conforming_strings = off"],
)  # fmt: skip
def test_no_setting_of_the_session_changes_a_line(office: Office, setting: str) -> None:
    office.read(times=2)

    def lines(prepare: Callable[[Connection], object]) -> list[str]:
        with office.engine.connect() as connection:
            prepare(connection)
            return [row.line for row in entry_lines(connection, *LINES)]

    assert lines(lambda one: one.execute(text(f"set {setting}"))) == lines(lambda _: None)
