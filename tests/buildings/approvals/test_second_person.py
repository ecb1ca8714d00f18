"""Anna asks for a file of persons; somebody else must say yes, once, for exactly that."""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from buildings.approvals import queries, service
from buildings.approvals.states import ApprovalKind, ApprovalOutcome, ApprovalState
from buildings.privacy.states import Role
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError
from tests.buildings.approvals.conftest import Staff

FILE: dict[str, object] = {"class": "cases", "layer": "housing_cases", "form": "csv"}
WHY = "Consegna al Tribunale per il decreto di trasferimento"
EXPORT, GRANTED = ApprovalKind.EXPORT, ApprovalOutcome.GRANTED


def asked_by(staff: Staff, name: str, asked: service.Asked | None = None) -> uuid.UUID:
    with staff.entered(name) as session:
        return service.ask(session, EXPORT, asked or FILE, WHY)


def decided_by(staff: Staff, name: str, request: uuid.UUID, said: ApprovalOutcome) -> None:
    with staff.entered(name) as session:
        service.decide(session, request, said)


def used_by(staff: Staff, name: str, request: uuid.UUID, asked: service.Asked) -> None:
    with staff.entered(name) as session:
        service.use(session, request, EXPORT, asked)


def test_what_was_granted_is_used_once(staff: Staff) -> None:
    request = asked_by(staff, "anna")
    with pytest.raises(RuleError):
        used_by(staff, "anna", request, FILE)

    decided_by(staff, "elena", request, GRANTED)
    used_by(staff, "anna", request, FILE)

    with pytest.raises(RuleError, match="used already"):
        used_by(staff, "anna", request, FILE)


def test_nobody_grants_their_own_request(staff: Staff) -> None:
    request = asked_by(staff, "elena")

    with pytest.raises(RuleError, match="another person"):
        decided_by(staff, "elena", request, GRANTED)
    decided_by(staff, "marta", request, GRANTED)
    used_by(staff, "elena", request, FILE)


def test_not_even_the_owner_of_the_tables_writes_one_person_twice(staff: Staff) -> None:
    request = asked_by(staff, "elena")

    with pytest.raises(IntegrityError, match="second_person"):
        staff.session.execute(
            text(
                "update approval set outcome = 'granted', decided_by = asked_by, "
                "decided_at = now() where id = :id"
            ),
            {"id": request},
        )


@pytest.mark.parametrize("name", ["anna", "sara", "dario", "piero"])
def test_only_a_manager_decides_about_files(staff: Staff, name: str) -> None:
    request = asked_by(staff, "elena")

    with pytest.raises(NotFoundError):
        decided_by(staff, name, request, GRANTED)


@pytest.mark.parametrize(
    ("name", "may"), [("sara", False), ("luca", True), ("dario", True), ("elena", False)]
)
def test_another_administrator_or_the_auditor_opens_the_register(
    staff: Staff, name: str, *, may: bool
) -> None:
    with staff.entered("sara") as session:
        request = service.ask(session, ApprovalKind.BREAK_GLASS, {"hours": 2}, WHY)

    if may:
        decided_by(staff, name, request, GRANTED)
        with staff.entered("sara") as session:
            service.use(session, request, ApprovalKind.BREAK_GLASS, {"hours": 2})
    else:
        with pytest.raises((NotFoundError, RuleError)):
            decided_by(staff, name, request, GRANTED)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("piero", {"class": "P4"}), ("sara", {"class": "P4"}), ("dario", {"class": "cases"}),
        ("elena", {"class": "P6"}), ("elena", {"class": "P6_state"}),
        ("elena", {"class": "reports"}), ("elena", {"layer": "housing_cases"}), (None, FILE),
    ],
)  # fmt: skip
def test_what_a_role_does_not_read_or_nobody_may_have_cannot_be_asked(
    staff: Staff, name: str | None, asked: service.Asked
) -> None:
    with staff.entered(name) as session, pytest.raises(ForbiddenError):
        service.ask(session, EXPORT, asked, WHY)


def test_a_programs_token_is_nobody(staff: Staff) -> None:
    staff.give_token("robot", Role.HOUSING_MANAGER, None)
    request = asked_by(staff, "anna")

    with staff.entered("robot") as session:
        assert queries.listed(session) == []
        with pytest.raises(ForbiddenError):
            service.ask(session, EXPORT, FILE, WHY)
        with pytest.raises(NotFoundError):
            service.decide(session, request, GRANTED)


def test_what_is_granted_holds_for_who_asked_and_what_they_asked(staff: Staff) -> None:
    request = asked_by(staff, "anna")
    decided_by(staff, "elena", request, GRANTED)

    with pytest.raises(RuleError):
        used_by(staff, "marta", request, FILE)
    with pytest.raises(RuleError):
        used_by(staff, "anna", request, FILE | {"form": "gpkg"})
    with staff.entered("anna") as session, pytest.raises(RuleError):
        service.use(session, request, ApprovalKind.ACCOUNT, FILE)
    used_by(staff, "anna", request, FILE)


def test_it_ends_by_itself(staff: Staff) -> None:
    waiting, granted = asked_by(staff, "anna"), asked_by(staff, "anna", FILE | {"form": "gpkg"})
    decided_by(staff, "elena", granted, GRANTED)
    staff.session.execute(
        text(
            "update approval set asked_at = asked_at - interval '9 days', "
            "expires_at = expires_at - interval '9 days'"
        )
    )

    with pytest.raises(NotFoundError):
        decided_by(staff, "elena", waiting, GRANTED)
    with pytest.raises(RuleError):
        used_by(staff, "anna", granted, FILE | {"form": "gpkg"})


def test_a_refusal_is_final(staff: Staff) -> None:
    request = asked_by(staff, "anna")
    decided_by(staff, "elena", request, ApprovalOutcome.REFUSED)

    with pytest.raises(NotFoundError):
        decided_by(staff, "marta", request, GRANTED)
    with pytest.raises(RuleError):
        used_by(staff, "anna", request, FILE)


def test_who_changed_role_uses_nothing_any_more(staff: Staff) -> None:
    request = asked_by(staff, "anna")
    decided_by(staff, "elena", request, GRANTED)
    for table in ("account", "api_token"):
        staff.session.execute(
            text(f"update {table} set role = 'system_admin' where name in ('Anna', 'anna')")
        )

    with pytest.raises(RuleError):
        used_by(staff, "anna", request, FILE)


def test_each_sees_what_waits_for_them_and_what_they_asked(staff: Staff) -> None:
    request = asked_by(staff, "anna")

    seen = {}
    for name in ("anna", "elena", "marta", "sara", "dario", None):
        with staff.entered(name) as session:
            seen[name] = [
                (each.id, each.is_own, each.awaits_me) for each in queries.listed(session)
            ]

    assert seen["anna"] == [(request, True, False)]
    assert seen["elena"] == seen["marta"] == [(request, False, True)]
    assert seen["sara"] == seen["dario"] == seen[None] == []


def test_a_request_tells_where_it_stands(staff: Staff) -> None:
    request = asked_by(staff, "anna")
    now, later = dt.datetime.now(dt.UTC), dt.datetime.now(dt.UTC) + dt.timedelta(days=9)

    def state(moment: dt.datetime) -> ApprovalState:
        with staff.entered("anna") as session:
            return queries.listed(session)[0].state(moment)

    assert (state(now), state(later)) == (ApprovalState.OPEN, ApprovalState.EXPIRED)
    decided_by(staff, "elena", request, GRANTED)
    assert (state(now), state(later)) == (ApprovalState.GRANTED, ApprovalState.EXPIRED)
    used_by(staff, "anna", request, FILE)
    assert state(later) is ApprovalState.USED


def test_the_same_asked_twice_is_one_request(staff: Staff) -> None:
    assert asked_by(staff, "anna") == asked_by(staff, "anna")
    assert asked_by(staff, "marta") != asked_by(staff, "anna")


def test_a_reason_is_given(staff: Staff) -> None:
    for reason in ("", "   perché   ", "x" * 501):
        with staff.entered("anna") as session, pytest.raises(InputError):
            service.ask(session, EXPORT, FILE, reason)


def test_names_are_no_codes(staff: Staff) -> None:
    with pytest.raises(IntegrityError, match="codes"), staff.entered("anna") as session:
        service.ask(session, EXPORT, FILE | {"who": "Maria Rossi"}, WHY)


def test_every_step_is_in_the_log(staff: Staff) -> None:
    request = asked_by(staff, "anna")
    decided_by(staff, "elena", request, GRANTED)
    used_by(staff, "anna", request, FILE)

    entries = staff.session.execute(
        text(
            "select verb, actor, detail ->> 'outcome' from audit_entry "
            "where entity = 'approval' and entity_id = :id order by id"
        ),
        {"id": request},
    ).all()
    anna, elena = staff.ids["anna"], staff.ids["elena"]
    assert [tuple(each) for each in entries] == [
        ("create", anna, None), ("decide", elena, "granted"), ("update", anna, None),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["elena", "sara", "anna", None])
def test_no_reader_touches_the_table_itself(staff: Staff, name: str | None) -> None:
    asked_by(staff, "anna")

    for statement in ("select * from approval", "update approval set outcome = 'granted'"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            staff.entered(name) as session,
        ):
            session.execute(text(statement))


PEOPLE = ("elena", "marta", "anna", "sara", "dario")
STEPS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["granted", "refused", "use"])),
    max_size=8,
)


@given(asker=st.sampled_from(("elena", "anna")), steps=STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_however_people_act_two_of_them_stand_behind_a_use(
    staff: Staff, asker: str, steps: list[tuple[str, str]]
) -> None:
    with staff.session.begin_nested() as savepoint:
        request = asked_by(staff, asker)
        said: str | None = None
        used = 0
        for name, step in steps:
            try:
                if step == "use":
                    used_by(staff, name, request, FILE)
                    used += 1
                    assert (said, name) == ("granted", asker)
                else:
                    decided_by(staff, name, request, ApprovalOutcome.of(step))
                    assert said is None
                    assert name in {"elena", "marta"} - {asker}
                    said = step
            except (NotFoundError, RuleError):
                continue
        assert used <= 1
        savepoint.rollback()
