"""Marta and Piero let the prefecture read of one flat, on a legal basis and until a day."""

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy import text

from buildings.privacy.states import DataClass
from buildings.purposes import sharing
from buildings.purposes.queries import share_receivers, shares_of
from buildings.purposes.sharing import NewShare
from buildings.purposes.states import SHARE_LONGEST
from gis.dates import today
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError
from tests.desk import Desk

P1, P2, P6, STATE = DataClass.P1, DataClass.P2, DataClass.P6, DataClass.P6_STATE
FORBIDDEN = "42501"
BASIS = "art. 11 DL 14/2017"
SHARE = (
    "select access.share(:unit, cast(:case as uuid), :organisation, cast(:classes as text[]), "
    ":basis, cast(:until as date))"
)


def new(desk: Desk, **changes: Any) -> NewShare:
    usual: dict[str, Any] = {
        "organisation_id": desk.organisations["Paola"],
        "classes": [P2, STATE],
        "legal_basis": BASIS,
        "until": today() + dt.timedelta(days=30),
    }
    return NewShare(**usual | changes)


def share(desk: Desk, by: str = "Marta", **changes: Any) -> uuid.UUID:
    with desk.reading(by) as session:
        return sharing.share(session, desk.flat, new(desk, **changes))


def revoke(desk: Desk, by: str, given: uuid.UUID) -> None:
    with desk.reading(by) as session:
        sharing.revoke(session, given)


def seen(desk: Desk, table: str = "occupation_episode", by: str = "Paola") -> int:
    with desk.reading(by) as session:
        return int(session.execute(text(f"select count(*) from {table}")).scalar_one())


@pytest.mark.parametrize("by", ["Marta", "Piero"])
def test_it_is_read_at_the_next_request_and_not_after_it_is_revoked(desk: Desk, by: str) -> None:
    paola = desk.client("Paola")
    assert seen(desk) == 0
    given = share(desk, by)
    assert (seen(desk), seen(desk, "unit")) == (1, 1)
    assert seen(desk, "occupation_report") == 0
    assert paola.get(f"/api/units/{desk.flat}").json()["episodes"]
    assert paola.get(f"/api/units/{desk.other}").status_code == 404
    revoke(desk, by, given)
    assert (seen(desk), seen(desk, "unit")) == (0, 0)
    assert paola.get(f"/api/units/{desk.flat}").status_code == 404
    with pytest.raises(NotFoundError):
        revoke(desk, by, given)


def test_it_ends_by_itself_and_within_a_year(desk: Desk) -> None:
    share(desk, until=today())
    assert seen(desk) == 1
    desk.change("update data_share set until = until - 1")
    assert seen(desk) == 0
    share(desk, until=today() + SHARE_LONGEST)
    for until in (today() - dt.timedelta(days=1), today() + SHARE_LONGEST + dt.timedelta(days=1)):
        with pytest.raises(InputError):
            share(desk, until=until)


def test_only_what_the_receiver_may_be_shown_and_the_giver_reads(desk: Desk) -> None:
    with desk.reading("Marta") as session:
        (receiver,) = share_receivers(session, desk.flat)
    assert receiver.name == "Ente di Paola"
    assert set(receiver.classes) == {P1, P2, P6, STATE, DataClass.REPORTS}
    for classes in ([], [DataClass.P4], [P2, DataClass.P3]):
        with pytest.raises((InputError, RuleError)):
            share(desk, classes=classes)
    with pytest.raises(RuleError):
        share(desk, organisation_id=desk.organisations["Carlo"])
    with pytest.raises(RuleError):
        share(desk, organisation_id=uuid.uuid4())
    with pytest.raises(RuleError):
        share(desk, case_id=desk.case(desk.other))
    for basis in ("", "art.", "x" * 301, "chiesto da paolo@posta.example"):
        with pytest.raises(InputError):
            share(desk, legal_basis=basis)
    given = share(desk, case_id=desk.eviction())
    assert desk.rows("select id from data_share") == [(given,)]


@pytest.mark.parametrize("name", ["Olga", "Sofia", "Rino", "Paola", "Carlo", "Adele", "Sara", ""])
def test_nobody_else_shares_or_revokes(desk: Desk, name: str) -> None:
    with pytest.raises((ForbiddenError, NotFoundError)):
        share(desk, name)
    assert attempt(desk, name) == FORBIDDEN
    given = share(desk)
    with pytest.raises(NotFoundError):
        revoke(desk, name, given)
    assert seen(desk) == 1
    assert desk.refusal(name, "select * from data_share") == FORBIDDEN
    with desk.reading(name) as session:
        assert len(shares_of(session, desk.flat)) == (name == "Paola")


def attempt(desk: Desk, name: str = "Marta", **changes: object) -> str | None:
    usual = {
        "unit": desk.flat,
        "case": None,
        "organisation": desk.organisations["Paola"],
        "classes": ["P2", "P6_state"],
        "basis": BASIS,
        "until": today(),
    }
    return desk.refusal(name, SHARE, **usual | changes)


def test_the_database_refuses_by_itself(desk: Desk) -> None:
    assert attempt(desk) is None
    for classes in (["P4"], ["P2", "P3"], ["nothing"], [None]):
        assert attempt(desk, classes=classes) == FORBIDDEN
    assert attempt(desk, classes=[]) == "23514"
    assert attempt(desk, classes=None) == FORBIDDEN
    assert attempt(desk, organisation=desk.organisations["Olga"]) == FORBIDDEN
    assert attempt(desk, unit=uuid.uuid4()) == "23503"
    assert attempt(desk, case=desk.case(desk.other)) == FORBIDDEN
    assert attempt(desk, "Piero", case=desk.eviction()) == FORBIDDEN
    assert attempt(desk, basis="art.") == "23514"
    assert attempt(desk, basis=None) == "23502"
    assert attempt(desk, until=None) == FORBIDDEN
    assert attempt(desk, until=today() - dt.timedelta(days=1)) == FORBIDDEN
    assert attempt(desk, until=today() + SHARE_LONGEST + dt.timedelta(days=2)) == "23514"


def test_a_giver_passes_on_nothing_that_they_do_not_read(desk: Desk) -> None:
    assert attempt(desk, "Piero", classes=["P2", "reports"]) is None
    right = {"role": "local_police", "class": "reports"}
    desk.change("delete from access.role_right where role = :role and class = :class "
                "and verb = 'read'", **right)  # fmt: skip
    with desk.reading("Piero") as session:
        (receiver,) = share_receivers(session, desk.flat)
    refused = attempt(desk, "Piero", classes=["P2", "reports"])
    desk.change("insert into access.role_right (role, class, verb, scope, level) values "
                "(:role, :class, 'read', 'all', 'identified')", **right)  # fmt: skip
    assert refused == FORBIDDEN
    assert DataClass.REPORTS not in receiver.classes


def test_a_giver_passes_on_nothing_that_was_only_shared_with_them(desk: Desk) -> None:
    share(desk, classes=[P1, P2, P6, STATE])
    assert attempt(desk, "Paola", organisation=desk.organisations["Carlo"]) == FORBIDDEN


def test_the_log_says_what_was_shared_and_revoked(desk: Desk) -> None:
    given = share(desk, classes=[P2, P6], case_id=desk.eviction())
    revoke(desk, "Piero", given)
    entries = desk.rows(
        "select verb, entity_id, fields_class, case_id, actor, detail ->> 'classes' "
        "from audit_entry where detail ->> 'data_share' = :id order by id", id=str(given),
    )  # fmt: skip
    about = (desk.flat, "P6", desk.eviction())
    assert entries == [
        ("share", *about, desk.accounts["Marta"], "p2+p6"),
        ("revoke", *about, desk.accounts["Piero"], "p2+p6"),
    ]
