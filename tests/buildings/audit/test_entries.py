"""Ada reads, Bruno writes; whatever a statement says, the entry says who it was."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from buildings.audit.service import note
from buildings.audit.states import Verb
from tests.buildings.audit.conftest import ADA, BRUNO, FLAT, Office

REFUSED = "42501"
WHO = "select actor, actor_name, role, organisation, request from audit_entry where verb = 'read'"
FORGED = (
    "insert into audit_entry (id, at, xid, transaction_id, actor, actor_name, role, request, verb, "
    "entity) overriding system value values (900, '2001-01-01', '7', 7, gen_random_uuid(), "
    "'Nobody', 'auditor', gen_random_uuid(), 'read', 'person')"
)
CHANGING = (
    "update audit_entry set actor = null",
    "update audit_entry set verb = 'list' where false",
    "delete from audit_entry",
    "truncate audit_entry",
    "update audit_seal set total_count = 1",
    "delete from audit_seal",
    "truncate audit_seal",
    "delete from audit_anchor",
    "update audit_anchor set target = ''",
    "merge into audit_entry e using audit_seal s on true when matched then update set role = null",
)


def test_an_entry_says_who_acts_and_in_which_request(office: Office) -> None:
    with office.request(ADA, purpose="case_work", case=str(FLAT)) as connection:
        request = connection.execute(text("select current_setting('satellite.request')")).scalar()
        note(connection, Verb.REVEAL, "person", FLAT, fields_class="P4", detail={"fields": 3})

    row = office.rows(
        "select actor, actor_name, role, organisation, request::text, purpose_code, case_id, "
        "verb, entity, entity_id, fields_class, detail from audit_entry where entity = 'person'"
    )
    assert row == [
        (ADA.id, ADA.name, ADA.role, ADA.organisation, request, "case_work", FLAT,
         "reveal", "person", FLAT, "P4", {"fields": 3})
    ]  # fmt: skip


def test_a_forged_entry_names_the_forger_and_now(office: Office) -> None:
    with office.request(BRUNO) as connection:
        connection.execute(text(FORGED))
        now = connection.execute(text("select pg_current_xact_id()::text::bigint")).scalar_one()

    assert office.rows(
        "select actor, actor_name, role, xid, at > now() - interval '1 hour' "
        "from audit_entry where id = 900"
    ) == [(BRUNO.id, BRUNO.name, BRUNO.role, now, True)]


@pytest.mark.parametrize("statement", CHANGING)
def test_nothing_is_changed_not_even_by_the_owner(office: Office, statement: str) -> None:
    office.read()
    office.seal()
    office.anchor()
    before = office.rows("select * from audit_entry order by id")

    with pytest.raises(DBAPIError) as refused, office.engine.begin() as connection:
        connection.execute(text(statement))

    assert getattr(refused.value.orig, "pgcode", None) == REFUSED
    assert office.rows("select * from audit_entry order by id") == before


@pytest.mark.parametrize(
    "detail",
    [{"q": "Rossi"}, {"q": "via dante 901"}, {"q": "RSSMRA80A01F205X"}, {"Rossi": 1}, {"n": "perù"},
     {"deep": {"er": ["ok", "Not Ok"]}}, {"long": "a" * 121}],
)  # fmt: skip
def test_what_people_typed_cannot_be_kept(office: Office, detail: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="detail_plain"), office.request() as connection:
        note(connection, Verb.SEARCH, "person", fields_class="P4", detail=detail)


def test_codes_and_figures_can(office: Office) -> None:
    detail = {"format": "geoparquet", "fields": ["arrears_band", "p3"], "own_name": True, "n": 3}
    with office.request() as connection:
        note(connection, Verb.EXPORT, "unit_status", fields_class="P3", detail=detail)

    assert office.value("select detail from audit_entry where verb = 'export'") == detail


def test_what_is_rolled_back_was_not_read(office: Office) -> None:
    with office.engine.connect() as connection:
        note(connection, Verb.READ, "person", FLAT, fields_class="P4")
        connection.rollback()

    assert office.rows(WHO) == []


def test_settings_left_empty_by_the_last_request_name_nobody(office: Office) -> None:
    with office.engine.connect() as connection:
        ADA.enter(connection)
        connection.commit()
        note(connection, Verb.READ, "person", FLAT, fields_class="P4")
        connection.commit()

    assert office.rows(WHO) == [(None, None, None, None, None)]


def test_every_writing_transaction_has_one_entry_with_historys_number(office: Office) -> None:
    with office.request(None) as connection:
        connection.execute(text("insert into source (id, title) values ('test', 'A test')"))
        connection.execute(text(
            "insert into municipality (code, name, is_approximate, source_id, as_of, reliability) "
            "values ('G686', 'Pioltello', true, 'test', '2026-01-01', 'official')"
        ))  # fmt: skip
    with office.request(BRUNO) as connection:
        place = connection.execute(text(
            "insert into condominium (name, source_id, as_of, reliability) values "
            "('Condominio Colombo', 'test', '2026-01-01', 'official') returning id"
        )).scalar_one()  # fmt: skip
        connection.execute(text("update condominium set name = 'Condominio Verdi'"))

    written = office.rows(
        "select e.actor_name, e.role, e.is_automatic from condominium c "
        "join audit_entry e on e.transaction_id = c.recorded_in and e.verb = 'write' "
        "where c.id = :place", place=place,
    )  # fmt: skip
    assert written == [(BRUNO.name, BRUNO.role, True)]
    assert office.rows(
        "select e.role from municipality m join audit_entry e on e.transaction_id = m.recorded_in"
    ) == [(None,)]
    assert office.value("select count(*) from audit_entry where verb = 'write'") == 2


def test_nobody_claims_a_write_by_hand(office: Office) -> None:
    with pytest.raises(DBAPIError, match="noted by the register itself"), office.request() as one:
        note(one, Verb.WRITE, "unit")


def test_a_changed_threshold_is_noted_with_who_changed_it(office: Office) -> None:
    with office.request(BRUNO) as connection:
        connection.execute(text(
            "update audit_rule set value = 9000 where kind = 'person_records_hour'"
        ))  # fmt: skip

    assert office.rows(
        "select verb, actor from audit_entry where entity = 'audit_rule' order by id desc limit 1"
    ) == [("update", BRUNO.id)]


def test_an_address_that_is_no_hash_is_refused(office: Office) -> None:
    with (
        pytest.raises(IntegrityError, match="address_hashed"),
        office.request(ADA, address_hash="192.0.2.7") as connection,
    ):
        note(connection, Verb.SIGN_IN, "account", ADA.id)
    with office.request(ADA, address_hash="ab" * 32) as connection:
        note(connection, Verb.SIGN_IN, "account", ADA.id)

    assert office.value("select address_hash from audit_entry where verb = 'sign_in'") == "ab" * 32
