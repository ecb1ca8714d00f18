"""Someone who owns the tables switches their guards off and rewrites; it is noticed."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import KeyedColumnElement

from buildings.audit import anchors
from buildings.audit.models import AuditEntry, AuditSeal
from buildings.audit.service import anchor, expire, note
from buildings.audit.states import Fault, Verb
from buildings.audit.verifying import Found, verify
from gis.errors import ConfigurationError
from tests.buildings.audit.conftest import ADA, BRUNO, Office, off


@pytest.fixture
def chain(office: Office) -> Office:
    """Three seals of some entries each, the second and the third anchored."""
    for account, times in ((ADA, 3), (BRUNO, 2), (ADA, 4)):
        office.read(account, times=times)
        with office.request(account, purpose="case_work") as connection:
            note(connection, Verb.LIST, "person", fields_class="P4", result_count=9,
                 detail={"layer": "units", "n": 1})  # fmt: skip
        office.seal()
        if account is BRUNO or times == 4:
            office.anchor()
    assert office.verify().holds
    return office


NEW: dict[str, st.SearchStrategy[Any]] = {
    "BIGINT": st.integers(1, 2**40),
    "INTEGER": st.integers(0, 2**31 - 1),
    "DATETIME": st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001 - given its zone below
        lambda each: each.replace(tzinfo=dt.UTC)
    )
    | st.sampled_from(["infinity", "-infinity"]),
    "UUID": st.uuids() | st.none(),
    "CHAR(32)": st.uuids() | st.none(),
    "TEXT": st.text(
        st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=9
    ),
    "BOOLEAN": st.booleans(),
    "BLOB": st.binary(min_size=32, max_size=32),
    "JSONB": st.sampled_from(['{"n": 2}', '{"layer": "units"}', None]),
    "VARCHAR(40)": st.sampled_from(list(Verb)).map(lambda each: each.value),
}


def columns() -> list[KeyedColumnElement[Any]]:
    return [column for model in (AuditEntry, AuditSeal) for column in model.__table__.columns]


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
def test_any_change_of_any_column_of_any_sealed_row_is_noticed(
    chain: Office, table: str, data: st.DataObject
) -> None:
    column = data.draw(st.sampled_from([each for each in columns() if each.table.name == table]))
    value = data.draw(NEW[str(column.type)])
    at = data.draw(st.integers(0, 2 if table == "audit_seal" else 11))
    change = (
        f"update {table} set {column.name} = cast(:value as {spelled(column)}) where id = "
        f"(select id from {table} order by id limit 1 offset :at) "
        f"and {column.name} is distinct from cast(:value as {spelled(column)})"
    )
    with chain.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        off(connection)
        try:
            if column.identity is not None:
                connection.execute(text("alter table audit_entry alter id drop identity"))
            changed = connection.execute(text(change), {"value": value, "at": at}).rowcount
        except DBAPIError:
            # A CHECK or a key refused it: that is noticed too.
            connection.rollback()
            return
        assume(changed == 1)
        proof = verify(connection, chain.folder)
        connection.rollback()

    assert not proof.holds, (column.name, value)


def spelled(column: KeyedColumnElement[Any]) -> str:
    names = {"DATETIME": "timestamptz", "BLOB": "bytea", "CHAR(32)": "uuid"}
    return names.get(str(column.type), str(column.type))


def test_every_column_can_be_drawn() -> None:
    assert {str(column.type) for column in columns()} <= set(NEW)


def test_a_changed_entry(chain: Office) -> None:
    chain.tamper("update audit_entry set actor_name = 'Nobody' where id = :it", it=entry(chain, 2))
    assert chain.faults() == [("entries_differ", 2)]


def test_a_deleted_entry(chain: Office) -> None:
    chain.tamper("delete from audit_entry where id = :it", it=entry(chain, 1))
    assert chain.faults() == [("entries_differ", 1)]


def test_an_entry_moved_out_of_its_batch(chain: Office) -> None:
    chain.tamper(
        "update audit_entry set transaction_id = transaction_id + 1000000 where id = :it",
        it=entry(chain, 3),
    )
    assert chain.faults() == [("entries_differ", 3)]


@pytest.mark.parametrize("seal", [1, 2, 3])
def test_an_entry_put_into_a_sealed_range(chain: Office, seal: int) -> None:
    chain.tamper(
        "insert into audit_entry (xid, transaction_id, verb, entity, actor_name) select "
        "'9', from_number + 1, 'read', 'person', 'Innocent' from audit_seal where id = :seal",
        seal=seal,
    )
    assert chain.faults() == [("entries_differ", seal)]


def test_an_entry_put_before_every_seal(chain: Office) -> None:
    chain.tamper(
        "alter table audit_entry drop constraint ck_audit_entry_transaction_positive",
        "insert into audit_entry (xid, transaction_id, verb, entity) "
        "values ('9', -5, 'read', 'person')",
    )
    assert chain.faults() == [("stray_entries", 0)]


def test_two_entries_exchanged(chain: Office) -> None:
    one, two = entry(chain, 1), entry(chain, 2)
    chain.tamper(
        "update audit_entry a set actor = b.actor, actor_name = b.actor_name, role = b.role "
        "from audit_entry b where a.id in (:one, :two) and b.id in (:one, :two) and a.id <> b.id",
        one=one, two=two,
    )  # fmt: skip
    assert chain.faults() == [("entries_differ", 1), ("entries_differ", 2)]


def test_the_tail_of_seals_cut_off_with_its_entries(chain: Office) -> None:
    chain.tamper(
        "delete from audit_entry where transaction_id >= "
        "(select from_number from audit_seal where id = 3)",
        "delete from audit_seal where id = 3",
    )
    assert chain.faults() == [("anchored_seal_gone", 3)]


def test_a_seal_cut_out_of_the_middle(chain: Office) -> None:
    chain.tamper("delete from audit_seal where id = 2")
    kinds = {kind for kind, _ in chain.faults()}
    assert kinds == {"link_broken", "entries_differ", "anchored_seal_gone"}


def test_a_chain_rewritten_as_a_whole_differs_from_its_anchors(chain: Office) -> None:
    chain.tamper(
        "delete from audit_entry where actor_name = 'Bruno Quattropani'", "delete from audit_seal"
    )
    for _ in range(3):
        chain.seal()
        chain.read(times=1)
    chain.seal()

    faults = chain.faults()
    assert set(faults) == {("anchored_seal_differs", 2), ("anchored_seal_differs", 3)}
    (chain.folder / anchors.FILE_NAME).unlink()
    assert chain.verify().holds, "without anchors nobody could tell"


def test_a_wrong_line_of_the_anchors_is_told_not_passed_over(chain: Office) -> None:
    file = chain.folder / anchors.FILE_NAME
    whole = file.read_text(encoding="ascii")
    for spoilt, line in (
        (whole + "nonsense\n", 3),
        (whole[:-20], 2),
        (whole.replace(" 2 ", " two ", 1), 1),
        ("\n" + whole, 1),
        ("ü" + whole, 1),
    ):
        file.write_text(spoilt, encoding="utf-8")
        assert Found(Fault.ANCHOR_FILE, line) in chain.verify().faults


def test_an_anchor_of_another_count_differs(chain: Office) -> None:
    file = chain.folder / anchors.FILE_NAME
    moment, seal, total, digest = file.read_text(encoding="ascii").splitlines()[0].split()
    file.write_text(f"{moment} {seal} {int(total) + 1} {digest}\n", encoding="ascii")
    assert chain.faults() == [("anchored_seal_differs", int(seal))]


def test_one_anchor_a_day_and_none_twice(chain: Office) -> None:
    assert chain.anchor() is None
    chain.read()
    chain.seal()
    with chain.engine.begin() as connection:
        assert anchor(connection, chain.folder, at_most_daily=True) is None
    chain.tamper("update audit_anchor set anchored_at = anchored_at - interval '1 day'")
    with chain.engine.begin() as connection:
        assert anchor(connection, chain.folder, at_most_daily=True) is not None
    assert chain.verify().anchor_count == 3
    assert (chain.folder / anchors.FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_used_says_which(chain: Office, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("")
    chain.read()
    chain.seal()
    with (
        pytest.raises(ConfigurationError, match="SATELLITE_ANCHORS"),
        chain.engine.begin() as connection,
    ):
        anchor(connection, tmp_path / "file" / "below")


def test_an_empty_register_holds(office: Office) -> None:
    proof = office.verify()
    assert proof.holds
    assert (proof.seal_count, proof.anchor_count) == (0, 0)
    assert proof.tail_count > 0, "the migration's own entry"


def entry(chain: Office, seal: int) -> int:
    """An entry that a seal covers."""
    found: int = chain.value(
        "select max(e.id) from audit_entry e "
        "join audit_seal s on e.transaction_id between s.from_number and s.until_number - 1 "
        "where s.id = :seal",
        seal=seal,
    )
    return found


@pytest.fixture
def old(office: Office) -> Office:
    """Two seals of three years ago, one of today."""
    for _ in range(2):
        office.read(times=3)
        office.tamper(
            "update audit_entry set at = at - interval '3 years' "
            "where transaction_id >= (select coalesce(max(until_number), 0) from audit_seal)"
        )
        office.seal()
    office.anchor()
    office.read(BRUNO, times=2)
    office.seal()
    return office


def gone(office: Office) -> tuple[int, int | None]:
    with office.engine.begin() as connection:
        done = expire(connection)
    return done.entry_count, done.seal_id


def test_entries_whose_term_is_over_go_and_the_rest_is_still_proven(old: Office) -> None:
    count = old.value("select total_count from audit_seal where id = 2")
    assert old.verify().holds
    assert gone(old) == (count, 2)

    proof = old.verify()
    assert proof.holds
    assert (proof.expired_seals, proof.seal_count) == (2, 3)
    assert old.rows("select result_count, detail from audit_entry where verb = 'erase'") == [
        (count, {"through_seal": 2})
    ]
    assert gone(old)[0] == 0


def test_part_of_an_expired_batch_cannot_go(old: Office) -> None:
    with pytest.raises(DBAPIError, match="whole sealed batches"), old.engine.begin() as connection:
        connection.execute(text("delete from audit_entry where id = :it"), {"it": entry(old, 1)})


def test_what_is_of_this_year_cannot_go_even_as_a_whole(old: Office) -> None:
    with pytest.raises(DBAPIError, match="term is over"), old.engine.begin() as connection:
        connection.execute(text("delete from audit_entry"))
    old.tamper("delete from audit_entry where actor_name = 'Bruno Quattropani'")
    assert old.faults() == [("entries_differ", 3)]


def test_part_of_an_expired_batch_taken_by_force_is_noticed(old: Office) -> None:
    old.tamper("delete from audit_entry where id = :it", it=entry(old, 2))
    assert old.faults() == [("entries_differ", 2)]


def test_a_rule_of_no_months_keeps_six(old: Office) -> None:
    with old.request(None) as connection:
        connection.execute(text("update audit_rule set value = 0 where kind = 'kept_months'"))
    assert old.value("select audit.kept_since() < now() - interval '5 months'")
    assert gone(old)[1] == 2


def test_a_seal_dated_back_does_not_hide_a_removal(chain: Office) -> None:
    chain.tamper(
        "delete from audit_entry where transaction_id < (select until_number from audit_seal "
        "where id = 1)",
        "update audit_seal set last_at = last_at - interval '3 years' where id = 1",
    )
    assert chain.faults() == [("seal_changed", 1)]
