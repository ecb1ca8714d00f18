"""What a morning's work gives reason to look at, and what it does not."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from api.keeping import seal_once
from buildings.audit.alerting import decide, is_own_name
from buildings.audit.service import note
from buildings.audit.states import AlertState, Verb
from gis.errors import InputError, NotFoundError, RuleError
from tests.buildings.audit.conftest import ADA, BRUNO, CARLA, Account, Office, off, on

ROME = ZoneInfo("Europe/Rome")
TUESDAY = dt.datetime(2026, 3, 3, 10, 5, tzinfo=ROME)
ALERTS = "select kind, actor, observed, threshold from audit_alert order by id"
MANAGER = Account("Dora Seiveggi", "housing_manager")


def happens(
    office: Office, at: dt.datetime, account: Account, verb: Verb = Verb.READ, **more: Any
) -> None:
    """Something noted in a transaction of its own, as if at another moment."""
    values: dict[str, Any] = {"fields_class": "P4", "entity_id": uuid.uuid4()} | more
    with office.engine.begin() as connection:
        account.enter(connection)
        number = note(connection, verb, "person", **values)
        off(connection)
        connection.execute(
            text("update audit_entry set at = :at where id = :id"), {"at": at, "id": number}
        )
        on(connection)


def cards(office: Office, account: Account, count: int, begin: dt.datetime = TUESDAY) -> None:
    """Different cards opened every twenty seconds."""
    with office.engine.begin() as connection:
        account.enter(connection)
        off(connection)
        connection.execute(
            text(
                "insert into audit_entry (at, xid, transaction_id, actor, role, organisation, "
                "verb, entity, entity_id, fields_class) select cast(:begin as timestamptz) "
                "+ make_interval(secs => 20 * n), pg_current_xact_id()::text::bigint, "
                "pg_current_xact_id()::text::bigint + history.base_of_numbers(), :actor, :role, "
                ":organisation, 'read', 'person', gen_random_uuid(), 'P4' "
                "from generate_series(1, :count) n"
            ),
            {"begin": begin, "actor": account.id, "role": account.role,
             "organisation": account.organisation, "count": count},
        )  # fmt: skip
        on(connection)


def alerts(office: Office) -> list[tuple[Any, ...]]:
    seal_once(office.engine)
    return office.rows(ALERTS)


def test_sixty_cards_an_hour_are_a_normal_morning_at_the_desk_and_not_for_the_police(
    office: Office,
) -> None:
    cards(office, ADA, 60)
    cards(office, BRUNO, 60)
    assert alerts(office) == [("person_records", BRUNO.id, 60, 50)]


def test_the_same_card_opened_again_and_again_is_one(office: Office) -> None:
    flat = uuid.uuid4()
    for minute in range(0, 59, 1):
        happens(office, TUESDAY + dt.timedelta(minutes=minute), BRUNO, entity_id=flat)
    assert alerts(office) == []


def test_an_hour_is_any_sixty_minutes(office: Office) -> None:
    cards(office, BRUNO, 30, TUESDAY + dt.timedelta(minutes=40))
    assert alerts(office) == []
    cards(office, BRUNO, 30, TUESDAY + dt.timedelta(minutes=60))
    assert [(row[0], row[2]) for row in alerts(office)] == [("person_records", 60)]


def test_two_hours_of_forty_are_no_alert(office: Office) -> None:
    cards(office, BRUNO, 40)
    cards(office, BRUNO, 40, TUESDAY + dt.timedelta(minutes=90))
    assert alerts(office) == []


def test_a_list_counts_its_rows_once(office: Office) -> None:
    for minute in range(3):
        happens(
            office, TUESDAY + dt.timedelta(minutes=minute), BRUNO, Verb.LIST,
            entity_id=None, result_count=40,
        )  # fmt: skip
    assert alerts(office) == []
    happens(
        office, TUESDAY + dt.timedelta(minutes=9), BRUNO, Verb.LIST,
        entity_id=None, result_count=30,
    )  # fmt: skip
    assert alerts(office) == [("person_records", BRUNO.id, 70, 50)]


def test_what_a_policy_noted_beside_the_route_counts_once(office: Office) -> None:
    for _ in range(30):
        with office.request(BRUNO) as connection:
            note(connection, Verb.READ, "person", uuid.uuid4(), fields_class="P4")
            connection.execute(text("select audit.touch('P4', 'unit_residents')"))
            connection.execute(text("select audit.touch('P5', 'housing_case')"))
    assert alerts(office) == []


def test_a_route_that_notes_nothing_counts_once_a_request(office: Office) -> None:
    for _ in range(55):
        with office.request(BRUNO) as connection:
            connection.execute(text("select audit.touch('P4', 'unit_residents')"))
            connection.execute(text("select audit.touch('P4', 'unit_notice')"))
    assert [row[::2] for row in alerts(office)] == [("person_records", 55)]


def test_an_alert_of_the_same_hour_grows_instead_of_being_repeated(office: Office) -> None:
    cards(office, BRUNO, 55)
    assert [row[2] for row in alerts(office)] == [55]
    cards(office, BRUNO, 20, TUESDAY + dt.timedelta(minutes=20))
    assert [row[2] for row in alerts(office)] == [75]


def test_a_threshold_is_a_row_that_the_office_may_change(office: Office) -> None:
    with office.request(None) as connection:
        connection.execute(text(
            "update audit_rule set valid_to = '2026-03-03' "
            "where kind = 'person_records_hour' and role = '*'"
        ))  # fmt: skip
        connection.execute(text(
            "insert into audit_rule (kind, role, value, legal_basis, valid_from) values "
            "('person_records_hour', '*', 10, 'a test', '2026-03-03')"
        ))  # fmt: skip
    cards(office, BRUNO, 20, TUESDAY - dt.timedelta(days=1))
    cards(office, BRUNO, 20)
    assert alerts(office) == [("person_records", BRUNO.id, 20, 10)]


@pytest.mark.parametrize(
    ("at", "is_late"),
    [
        (TUESDAY, False),
        (TUESDAY.replace(hour=7, minute=29), True),
        (TUESDAY.replace(hour=7, minute=30), False),
        (TUESDAY.replace(hour=19, minute=29), False),
        (TUESDAY.replace(hour=19, minute=30), True),
        (TUESDAY.replace(hour=3), True),
        (TUESDAY + dt.timedelta(days=4), True),
        (dt.datetime(2026, 7, 7, 17, 45, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 1, 7, 17, 45, tzinfo=dt.UTC), False),
    ],
)
def test_exports_out_of_hours_by_the_clock_of_rome(
    office: Office, at: dt.datetime, is_late: bool
) -> None:
    happens(office, at, ADA, Verb.EXPORT, entity_id=None, fields_class="P3")
    assert [row[0] for row in alerts(office)] == (["off_hours"] if is_late else [])


def test_the_police_never_close(office: Office) -> None:
    for at in (TUESDAY.replace(hour=3), TUESDAY + dt.timedelta(days=4)):
        happens(office, at, BRUNO, Verb.PRINT, entity_id=None, fields_class="P3")
    assert alerts(office) == []


def test_a_search_for_oneself_and_broken_glass(office: Office) -> None:
    happens(
        office, TUESDAY, ADA, Verb.SEARCH, entity_id=None, result_count=1, detail={"own_name": True}
    )
    happens(office, TUESDAY, CARLA, Verb.BREAK_GLASS, fields_class=None)
    happens(office, TUESDAY, BRUNO, Verb.SEARCH, entity_id=None, detail={"own_name": False})
    assert sorted(row[:2] for row in alerts(office)) == sorted(
        [("own_name", ADA.id), ("break_glass", CARLA.id)]
    )


def test_an_alert_holds_no_name_and_nothing_typed(office: Office) -> None:
    cards(office, BRUNO, 60)
    seal_once(office.engine)
    (row,) = office.rows("select row_to_json(a)::text from audit_alert a")
    assert BRUNO.name not in row[0]
    assert 'note":null' in row[0]


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("montesanto", "Ada Montesanto", True),
        ("MONTESANTO via Dante", "Ada Montesanto", True),
        ("ada", "Ada Montesanto", False),
        ("ada rossi", "Ada Montesanto", False),
        ("Nicolò D'Ambrò", "Nicolò D'Ambrò", True),
        ("nicolo dambro", "Nicolò D'Ambrò", False),
        ("ambro", "Nicolò D'Ambrò", True),
        ("montesanto", "Montesanto Ada", False),
        ("ada montesanto", "Montesanto Ada", True),
        ("montesantos", "Ada Montesanto", False),
        ("", "Ada Montesanto", False),
        ("li", "Wei Li", False),
        ("anything", "", False),
    ],
)
def test_own_names(asked: str, name: str, expected: bool) -> None:
    assert is_own_name(asked, name) is expected


@pytest.fixture
def alert(office: Office) -> int:
    """The police officer's alert."""
    cards(office, BRUNO, 60)
    seal_once(office.engine)
    found: int = office.value("select id from audit_alert")
    return found


def decided(office: Office, alert: int, state: AlertState, why: str, by: Account = CARLA) -> None:
    with Session(office.engine) as session, session.begin():
        by.enter(session.connection())
        decide(session, alert, state, why)


def test_the_auditor_says_what_it_was_and_that_is_noted(office: Office, alert: int) -> None:
    decided(office, alert, AlertState.EXPLAINED, "  Sgombero di via Dante  ")
    assert office.rows("select state, note, decided_by from audit_alert") == [
        ("explained", "Sgombero di via Dante", CARLA.id)
    ]
    assert office.rows("select actor, detail from audit_entry where entity = 'audit_alert'") == [
        (CARLA.id, {"alert": alert, "state": "explained", "kind": "person_records"})
    ]


def test_an_explanation_may_turn_out_a_breach_and_a_breach_stays(
    office: Office, alert: int
) -> None:
    decided(office, alert, AlertState.EXPLAINED, "detto da lui")
    decided(office, alert, AlertState.BREACH, "non era vero")
    for state in AlertState:
        with pytest.raises(RuleError):
            decided(office, alert, state, "ripensato")


def test_nobody_decides_without_reason_about_nothing_or_about_themselves(
    office: Office, alert: int
) -> None:
    with pytest.raises(InputError):
        decided(office, alert, AlertState.EXPLAINED, "   ")
    with pytest.raises(NotFoundError):
        decided(office, alert + 1, AlertState.EXPLAINED, "ok")
    with pytest.raises(RuleError, match="about who would decide"):
        decided(office, alert, AlertState.EXPLAINED, "ero io", by=BRUNO)
    assert office.rows("select state from audit_alert") == [("open",)]
