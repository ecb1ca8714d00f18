"""Olga answers the telephone, opens a case, looks for once: what she then reads, and until when."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from buildings.audit.service import note
from buildings.audit.states import Verb as AuditVerb
from buildings.cases.states import ENDED_STATES, CaseState
from buildings.privacy.states import DataClass, Role
from buildings.purposes import service
from buildings.purposes.queries import begin_reading
from buildings.purposes.states import LONGEST, Opening, PurposeKind
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError
from tests.desk import Desk
from tests.readers import token

FORBIDDEN, VIOLATES = "42501", "23514"

TELEPHONE, CASE, REVEAL = PurposeKind.TELEPHONE, PurposeKind.CASE, PurposeKind.REVEAL

LATER = (
    "update stated_purpose set opened_at = opened_at - cast(:by as interval), "
    "expires_at = expires_at - cast(:by as interval)"
)
INSERT = (
    "insert into stated_purpose (account_id, unit_id, kind, expires_at) "
    "values (:account, :unit, 'telephone', clock_timestamp() + interval '1 hour')"
)


def state(
    desk: Desk, name: str = "Olga", unit: uuid.UUID | None = None, **more: object
) -> uuid.UUID:
    kind = more.pop("kind", TELEPHONE)
    with desk.reading(name) as session:
        return service.state(session, unit or desk.flat, kind, **more).id  # type: ignore[arg-type] # as each test names them


def close(desk: Desk, name: str, purpose: uuid.UUID) -> None:
    with desk.reading(name) as session:
        service.close(session, purpose)


@pytest.mark.parametrize("name", ["Olga", "Piero"])
def test_a_telephone_note_opens_one_unit_until_it_is_closed(desk: Desk, name: str) -> None:
    assert desk.persons_seen(name) == set()
    stated = state(desk, name)
    assert desk.persons_seen(name) == {desk.flat}
    assert desk.persons_seen("Bruno") == set()
    close(desk, name, stated)
    assert desk.persons_seen(name) == set()


def test_it_is_stated_once_and_used_again(desk: Desk) -> None:
    first = state(desk)
    assert state(desk) == first
    assert desk.rows("select count(*) from stated_purpose") == [(1,)]


def test_another_purpose_takes_its_place(desk: Desk) -> None:
    first, case = state(desk), desk.eviction()
    second = state(desk, kind=CASE, case_id=case)

    assert first != second
    assert desk.rows("select id from stated_purpose where closed_at is null") == [(second,)]
    assert desk.persons_seen("Olga") == {desk.flat}


@pytest.mark.parametrize("kind", [TELEPHONE, REVEAL, CASE])
def test_it_ends_by_itself(desk: Desk, kind: PurposeKind) -> None:
    said: dict[PurposeKind, dict[str, Any]] = {
        TELEPHONE: {},
        CASE: {"case_id": desk.eviction()},
        REVEAL: {"reason": "verifica dell'indirizzo"},
    }
    first = state(desk, kind=kind, **said[kind])
    longest = LONGEST[kind]
    assert desk.rows("select expires_at - opened_at from stated_purpose") == [(longest,)]
    desk.change(LATER, by=f"{longest.total_seconds() - 60} seconds")
    assert desk.persons_seen("Olga") == {desk.flat}
    desk.change(LATER, by="61 seconds")
    assert desk.persons_seen("Olga") == set()
    assert state(desk, kind=kind, **said[kind]) != first
    assert desk.persons_seen("Olga") == {desk.flat}


@pytest.mark.parametrize("now", list(CaseState))
def test_a_case_that_ends_takes_its_purpose_along(desk: Desk, now: CaseState) -> None:
    state(desk, kind=CASE, case_id=desk.eviction())
    desk.end_case(desk.eviction(), now.value)
    assert desk.persons_seen("Olga") == (set() if now in ENDED_STATES else {desk.flat})


def test_a_case_that_turns_out_to_be_of_another_flat_does_too(desk: Desk) -> None:
    case = desk.case(desk.flat)
    state(desk, kind=CASE, case_id=case)
    desk.change("update housing_case set unit_id = :unit where id = :id", unit=desk.other, id=case)
    assert desk.persons_seen("Olga") == set()


def test_a_reason_is_written_out_and_names_nobody(desk: Desk) -> None:
    for reason in (
        None, "perché", " " * 30, "x" * 301, "chiesto da RSSMRA80A01H501U al banco",
        "scrive anna@posta.example di nuovo", "richiamare il 333 1234567 domani",
    ):  # fmt: skip
        with pytest.raises(InputError):
            state(desk, kind=REVEAL, reason=reason)
    with pytest.raises(InputError):
        state(desk, kind=TELEPHONE, reason="il motivo non serve")
    with pytest.raises(InputError):
        state(desk, kind=TELEPHONE, case_id=desk.eviction())
    assert desk.rows("select count(*) from stated_purpose") == [(0,)]


@pytest.mark.parametrize("name", ["Sofia", "Rino", "Marta", "Paola", "Carlo", "Adele", "Sara", ""])
def test_who_sees_only_what_is_entrusted_opens_nothing_else(desk: Desk, name: str) -> None:
    before = desk.persons_seen(name)
    with pytest.raises((ForbiddenError, NotFoundError)):
        state(desk, name)
    assert refusal(desk, name) == FORBIDDEN
    assert desk.persons_seen(name) == before


STATE = (
    "select access.state_purpose(:unit, :kind, cast(:case as uuid), :reason, "
    "cast(:lasts as interval))"
)


def refusal(desk: Desk, name: str = "Olga", **said: object) -> str | None:
    """By which error the database itself refuses what the service would not even ask."""
    usual: dict[str, object] = {
        "unit": desk.flat,
        "kind": "telephone",
        "case": None,
        "reason": None,
        "lasts": "1 hour",
    }
    return desk.refusal(name, STATE, **usual | said)


def test_the_database_refuses_by_itself(desk: Desk) -> None:
    mine, others, foreign = (
        desk.eviction(),
        desk.case(desk.other),
        desk.case(desk.flat, "mediators"),
    )
    assert refusal(desk) is None
    assert refusal(desk, "Piero", kind="case", case=mine) == FORBIDDEN  # not of his office
    assert refusal(desk, kind="case", case=others) == FORBIDDEN
    assert refusal(desk, kind="case", case=foreign) is None  # the housing office sees every case
    assert refusal(desk, kind="case", case=uuid.uuid4()) == FORBIDDEN
    assert refusal(desk, kind="case") == FORBIDDEN
    assert refusal(desk, unit=uuid.uuid4()) == FORBIDDEN
    assert refusal(desk, unit=None) == FORBIDDEN
    assert refusal(desk, kind="telephone", case=mine) == VIOLATES
    assert refusal(desk, kind="reveal", reason="corto") == VIOLATES
    assert refusal(desk, kind="reveal") == VIOLATES
    assert refusal(desk, kind="curiosity") == VIOLATES
    for kind, longest in LONGEST.items():
        said: dict[str, Any] = {"kind": kind.value, "reason": "verifica del recapito"}
        said |= {"case": mine} if kind is CASE else {}
        assert refusal(desk, lasts=f"{longest.total_seconds()} seconds", **said) is None
        assert refusal(desk, lasts=f"{longest.total_seconds() + 1} seconds", **said) == VIOLATES
        assert refusal(desk, lasts="infinity", **said) is not None
    assert refusal(desk, lasts="-1 hour") == VIOLATES
    desk.end_case(mine)
    assert refusal(desk, kind="case", case=mine) == FORBIDDEN


def test_nobody_states_or_closes_anothers(desk: Desk) -> None:
    olgas = state(desk)
    with pytest.raises(NotFoundError):
        close(desk, "Bruno", olgas)
    assert desk.persons_seen("Olga") == {desk.flat}
    for name in ("Olga", "Bruno", "Sara", ""):
        said = {"account": desk.accounts["Olga"], "unit": desk.other}
        assert desk.refusal(name, INSERT, **said) == FORBIDDEN
        assert desk.refusal(name, "select * from stated_purpose") == FORBIDDEN


def test_a_program_without_an_account_states_nothing(desk: Desk) -> None:
    desk.tokens["program"] = token(desk.owner, Role.HOUSING_OPERATOR)
    assert refusal(desk, "program") == FORBIDDEN


def test_an_open_case_of_the_building_alone_opens_no_flat(desk: Desk) -> None:
    case = desk.case(desk.flat)
    desk.change("update housing_case set unit_id = null, building_id = :building where id = :id",
                building=desk.town.building, id=case)  # fmt: skip
    with pytest.raises(RuleError):
        state(desk, kind=CASE, case_id=case)
    assert refusal(desk, kind="case", case=case) == FORBIDDEN


def test_the_card_is_told_what_would_open_each_part(desk: Desk) -> None:
    def closed(name: str) -> dict[DataClass, Opening]:
        with desk.reading(name) as session:
            return dict(begin_reading(session, desk.flat).closed)

    persons = (DataClass.P4, DataClass.P4_OWNERS)
    assert closed("Olga") == dict.fromkeys(persons, Opening.PURPOSE) | {
        DataClass.P6: Opening.NOTHING
    }
    assert closed("Piero") == dict.fromkeys(persons, Opening.PURPOSE) | {
        DataClass.CASES: Opening.OFFICE
    }
    assert closed("Marta") == {}
    assert closed("Sofia")[DataClass.P4] is Opening.ASSIGNMENT
    assert closed("Rino")[DataClass.P3] is Opening.NOTHING
    assert closed("Paola")[DataClass.P6] is Opening.SHARE
    assert set(closed("Sara").values()) == {Opening.NOTHING}
    state(desk)
    assert closed("Olga") == {DataClass.P6: Opening.NOTHING}


def test_the_log_says_why(desk: Desk) -> None:
    case = desk.eviction()
    state(desk, kind=CASE, case_id=case)
    with desk.reading("Olga") as session:
        begin_reading(session, desk.flat)
        session.execute(text("select count(*) from unit_residents")).scalar_one()
        note(session, AuditVerb.READ, "unit", desk.flat, fields_class="P4")
    with desk.reading("Olga") as session:
        session.execute(text("select set_config('satellite.purpose', 'forged', true)"))
        note(session, AuditVerb.READ, "unit", desk.flat, fields_class="P4")
    close(desk, "Olga", desk.rows("select id from stated_purpose")[0][0])
    entries = desk.rows(
        "select verb, entity, entity_id, purpose_code, case_id from audit_entry "
        "where actor = :actor and verb <> 'update' order by id desc limit 4",
        actor=desk.accounts["Olga"],
    )
    assert entries[::-1] == [
        ("reveal", "unit", desk.flat, "case", case),
        ("read", "unit_residents", None, "case", case),
        ("read", "unit", desk.flat, "case", case),
        ("read", "unit", desk.flat, "case", case),
    ]
    assert desk.rows(
        "select entity, detail -> 'changed' from audit_entry order by id desc limit 1"
    ) == [("stated_purpose", ["closed_at"])]


def test_two_clicks_at_once_state_it_once(desk: Desk) -> None:
    barrier = threading.Barrier(4)

    def click() -> uuid.UUID:
        barrier.wait()
        return state(desk)

    with ThreadPoolExecutor(4) as pool:
        stated = {each.result() for each in [pool.submit(click) for _ in range(4)]}
    assert len(stated) == 1
    assert desk.rows("select count(*) from stated_purpose") == [(1,)]
