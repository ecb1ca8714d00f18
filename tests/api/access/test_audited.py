"""What is done with accounts stands in the audit, by whom it was done."""

import re
from typing import Any

from starlette.testclient import TestClient

from tests.api.access.conftest import ANNA, PASSWORD, SARA, Office, send, sign_in

ACCOUNT, ACCOUNTS = "/access/account", "/access/accounts"


def entries(office: Office, since: int) -> list[tuple[Any, ...]]:
    """Who did what to what of whom, from an entry on; in what it changed, the columns."""
    return office.rows(
        "select a.email, e.verb, e.entity, s.email, e.detail ->> 'changed' from audit_entry e "
        "left join account a on a.id = e.actor left join account s on s.id = e.entity_id "
        "where e.id > :since and e.verb <> 'write' order by e.id",
        since=since,
    )


def last(office: Office) -> int:
    return int(office.rows("select coalesce(max(id), 0) from audit_entry")[0][0])


def test_signing_in_and_out_is_noted_by_who_did_it(office: Office, visitor: TestClient) -> None:
    since = last(office)
    sign_in(visitor, ANNA, "sbagliata del tutto")
    sign_in(visitor, "nessuno@comune.example")
    sign_in(visitor)
    send(visitor, ACCOUNT, "/access/sign-out")

    assert entries(office, since) == [
        (None, "sign_in_failed", "account", ANNA, None),
        (None, "sign_in_failed", "account", None, None),
        (None, "sign_in", "account", ANNA, None),
        (None, "sign_out", "account", ANNA, None),
    ]


def test_what_sara_does_with_accounts_is_noted(office: Office, visitor: TestClient) -> None:
    sign_in(visitor, SARA)
    anna = office.rows("select id from account where email = :e", e=ANNA)[0][0]
    since = last(office)
    send(visitor, ACCOUNTS, ACCOUNTS, email="c@comune.example", name="C", role="planner")
    for what in ("link", "second-factor/reset", "disable", "enable"):
        send(visitor, ACCOUNTS, f"{ACCOUNTS}/{anna}/{what}")

    link, disabled = '["link_expires_at", "link_sha256"]', '"disabled_at"'
    assert entries(office, since) == [
        (SARA, "create", "account", "c@comune.example", None),
        (SARA, "update", "account", "c@comune.example", link),
        (SARA, "update", "account", ANNA, link),
        (SARA, "update", "account", ANNA, '["awaits_confirmation"]'),
        (SARA, "create", "approval", None, None),
        (SARA, "update", "account", ANNA, f"[{disabled}, {link[1:]}"),
        (SARA, "update", "account", ANNA, f"[{disabled}]"),
    ]


def test_what_anna_does_with_her_own_is_noted(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    since = last(office)
    page = send(visitor, ACCOUNT, "/access/account/tokens", name="QGIS", days="3").text
    token_id = re.findall(r"/access/account/tokens/([0-9a-f-]{36})/revoke", page)[0]
    send(visitor, ACCOUNT, f"/access/account/tokens/{token_id}/revoke")
    new = "cinque cani sotto il portico"
    send(visitor, ACCOUNT, "/access/account/password", old=PASSWORD, password=new, again=new)

    assert entries(office, since) == [
        (ANNA, "create", "api_token", None, None),
        (ANNA, "update", "api_token", None, '["revoked_at"]'),
        (ANNA, "update", "account", ANNA, '["password_hash"]'),
    ]
