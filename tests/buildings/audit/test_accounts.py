"""Tables without history note their own changes: who may sign in, who did, who may see what."""

import uuid
from typing import Any

import pytest
from sqlalchemy import text

from tests.buildings.audit.conftest import CARLA, FLAT, Office

NOTED = (
    "select verb, entity, entity_id, actor from audit_entry where entity <> 'audit_rule' "
    "and verb <> 'write' order by id"
)
ACCOUNT = (
    "insert into account (id, email, name, role) "
    "values (:id, 'dora@example.org', 'Dora Seiveggi', 'planner')"
)


@pytest.fixture
def dora(office: Office) -> uuid.UUID:
    """An account made by the register itself."""
    number = uuid.uuid4()
    done(office, None, ACCOUNT, id=number)
    return number


def done(office: Office, account: Any, statement: str, **values: Any) -> None:
    with office.request(account) as connection:
        connection.execute(text(statement), values)


def test_an_account_made_changed_and_taken_away(office: Office, dora: uuid.UUID) -> None:
    done(office, CARLA, "update account set role = 'system_admin'")
    done(office, CARLA, "delete from account")
    assert office.rows(NOTED) == [
        ("create", "account", dora, None),
        ("update", "account", dora, CARLA.id),
        ("erase", "account", dora, CARLA.id),
    ]


def test_the_step_of_a_second_factor_is_no_change(office: Office, dora: uuid.UUID) -> None:
    done(office, None, "update account set totp_last_step = 5")
    assert office.rows(NOTED) == [("create", "account", dora, None)]


@pytest.mark.parametrize(
    ("outcome", "verbs"),
    [
        ("entered", ["sign_in"]),
        ("wrong", ["sign_in_failed"]),
        ("refused", ["sign_in_failed"]),
        ("delayed", ["sign_in_failed"]),
        ("second_factor_due", []),
    ],
)
def test_signing_in(office: Office, dora: uuid.UUID, outcome: str, verbs: list[str]) -> None:
    done(
        office, None,
        "insert into sign_in_attempt (account_id, name_hash, address_hash, outcome) "
        "values (:id, 'x', :hash, :outcome)", id=dora, hash="ab" * 32, outcome=outcome,
    )  # fmt: skip
    found = office.rows(
        "select verb, entity_id, address_hash, detail from audit_entry where verb like 'sign%'"
    )
    assert found == [(verb, dora, "ab" * 32, {"outcome": outcome}) for verb in verbs]


def test_a_try_with_a_name_that_is_nobodys(office: Office) -> None:
    done(
        office, None,
        "insert into sign_in_attempt (name_hash, address_hash, outcome) "
        "values ('x', 'no hash at all', 'wrong')",
    )  # fmt: skip
    assert office.rows(
        "select verb, entity_id, address_hash from audit_entry where verb like 'sign%'"
    ) == [("sign_in_failed", None, None)]


def test_signing_out_and_being_seen(office: Office, dora: uuid.UUID) -> None:
    done(
        office, None,
        "insert into account_session (account_id, token_sha256, expires_at) "
        "values (:id, 'x', clock_timestamp() + interval '1 hour')", id=dora,
    )  # fmt: skip
    done(office, None, "update account_session set last_seen_at = clock_timestamp()")
    done(office, None, "update account_session set revoked_at = clock_timestamp()")
    done(office, None, "update account_session set revoked_at = clock_timestamp()")
    assert office.rows(NOTED)[1:] == [("sign_out", "account", dora, None)]


def test_a_stated_purpose_is_in_the_log(office: Office, dora: uuid.UUID) -> None:
    with office.request(CARLA) as connection:
        connection.execute(text("alter table stated_purpose drop constraint "
                                "fk_stated_purpose_unit_id"))  # fmt: skip
        connection.execute(
            text(
                "insert into stated_purpose (account_id, unit_id, kind, reason, expires_at) values "
                "(:account, :unit, 'reveal', 'chiamata della signora', "
                "clock_timestamp() + interval '1 hour')"
            ),
            {"account": dora, "unit": FLAT},
        )
    (last,) = office.rows(NOTED)[1:]
    assert last[:2] == ("reveal", "unit")
    assert last[3] == CARLA.id
