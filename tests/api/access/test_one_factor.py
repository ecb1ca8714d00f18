"""A password alone does not open persons' data: without a second factor one reads as everybody."""

import re

import pytest
from pyotp.totp import TOTP
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.accounts import service
from buildings.accounts.service import Door
from buildings.privacy.matrix import rights
from buildings.privacy.states import DataClass, Level, Role, Verb
from gis.reader import Credential, digest_of, enter
from tests.api.access.conftest import ANNA, PASSWORD, SARA, Office, form_token, send, sign_in

ACCOUNT, FACTOR = "/access/account", "/access/account/second-factor"
UNITS = "/ogc/collections/units/items?f=json"
WARNED = "legge solo con un secondo fattore"
PERSONS = {DataClass.P4, DataClass.P4_OWNERS, DataClass.P5, DataClass.P6}


@pytest.fixture
def a_second_factor_behind_each() -> None:
    """Here a password is one factor, as in the office."""


def needs(role: Role) -> bool:
    """Whether the role reads persons, or keeps or watches who does."""
    reads = {
        each.data_class
        for each in rights()
        if (each.role, each.verb, each.level) == (role, Verb.READ, Level.IDENTIFIED)
    }
    return bool(reads & PERSONS) or role in {Role.SYSTEM_ADMIN, Role.AUDITOR}


def standing(office: Office, browser: TestClient) -> tuple[str, str]:
    """With which role and standing the database lets a browser's cookie in."""
    (cookie,) = [each.value or "" for each in browser.cookies.jar]
    return entered(office, cookie)


def entered(office: Office, cookie: str) -> tuple[str, str]:
    with office.engine.connect() as connection:
        found = enter(connection, Credential.of("session", cookie))
        connection.rollback()
    return found.role, found.standing


def enrol(browser: TestClient) -> list[str]:
    """Turn the second factor on, as the pages lead to it."""
    page = send(browser, ACCOUNT, FACTOR, password=PASSWORD).text
    secret = re.findall(r'<code class="[^"]*">([A-Z2-7 ]{32,})</code>', page)[0].replace(" ", "")
    note = re.findall(r'name="note" value="([^"]+)"', page)[0]
    answer = browser.post(
        f"{FACTOR}/confirm",
        data={"form_token": form_token(page), "note": note, "code": TOTP(secret).now()},
    )
    assert answer.status_code == 200, answer.text
    return [secret]


def test_anna_with_a_password_alone_reaches_her_account_page_to_enrol(
    office: Office, visitor: TestClient
) -> None:
    sign_in(visitor)

    assert standing(office, visitor) == ("public", "one_factor")
    assert visitor.get(UNITS).status_code == 401
    assert WARNED in visitor.get("/").text
    assert WARNED in visitor.get(ACCOUNT).text
    enrol(visitor)
    assert standing(office, visitor) == ("housing_operator", "whole")
    assert visitor.get(UNITS).status_code == 200
    assert WARNED not in visitor.get("/").text


def test_nothing_that_she_does_before_gives_her_whole_role(
    office: Office, visitor: TestClient
) -> None:
    sign_in(visitor)
    refused = send(visitor, ACCOUNT, "/access/account/tokens", name="QGIS", days="3")
    send(visitor, ACCOUNT, "/access/sala", on="true")
    send(visitor, ACCOUNT, "/access/sala", on="false")

    assert refused.status_code == 409
    assert office.rows("select count(*) from api_token") == [(0,)]
    assert standing(office, visitor) == ("public", "one_factor")


def test_an_administrator_with_a_password_alone_keeps_no_accounts(
    office: Office, visitor: TestClient
) -> None:
    sign_in(visitor, SARA)

    assert visitor.get("/access/accounts").status_code == 403
    assert visitor.get("/access/emergency").status_code == 403
    anna = office.rows("select id from account where email = :e", e=ANNA)[0][0]
    assert send(visitor, ACCOUNT, f"/access/accounts/{anna}/disable").status_code == 403
    assert office.rows("select count(*) from account where disabled_at is not null") == [(0,)]


def test_the_next_time_the_code_is_asked_and_opens_the_whole_role(
    office: Office, visitor: TestClient
) -> None:
    sign_in(visitor)
    (secret,) = enrol(visitor)
    office.change("update account set totp_last_step = totp_last_step - 10")
    with office.browser() as again:
        assert "second-factor" in sign_in(again).headers["location"]
        assert again.get(UNITS).status_code == 401
        answer = send(again, "/access/second-factor", "/access/second-factor",
                      code=TOTP(secret).now())  # fmt: skip
        assert answer.status_code == 303
        assert standing(office, again) == ("housing_operator", "whole")


def test_an_identity_from_the_provider_counts_as_two_factors(office: Office) -> None:
    office.change("update account set oidc_issuer = 'https://idp.example', oidc_subject = 'anna' "
                  "where email = :e", e=ANNA)  # fmt: skip
    with Session(office.engine) as session:
        door = Door(session, office.settings.keys_folder, "192.0.2.7")
        came_of = service.sign_in_as_subject(door, "https://idp.example", "anna")
        session.commit()

    assert entered(office, came_of.cookie or "") == ("housing_operator", "whole")


def test_the_demonstration_needs_none(office: Office) -> None:
    (anna,) = office.rows("select id from account where email = :e", e=ANNA)[0]
    office.change(
        "update account set is_demo = true, password_hash = null where email = :e", e=ANNA
    )
    with Session(office.engine) as session:
        cookie = service.begin(Door(session, office.settings.keys_folder, "127.0.0.1"), anna)
        session.commit()

    assert entered(office, cookie) == ("housing_operator", "whole")


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.PUBLIC])
def test_the_database_knows_which_roles_need_it(office: Office, role: Role) -> None:
    """Asked of the entrance itself, so that no page can forget."""
    account = office.account(f"{role}@prova.example", role, password=None)
    for is_strong in (False, True):
        office.change(
            "insert into account_session (account_id, token_sha256, is_strong, expires_at) "
            "values (:account, :digest, :is_strong, clock_timestamp() + interval '1 hour')",
            account=account, digest=digest_of(f"{role}{is_strong}"), is_strong=is_strong,
        )  # fmt: skip
        with office.engine.connect() as connection:
            found = enter(connection, Credential.of("session", f"{role}{is_strong}"))
            connection.rollback()
        is_whole = is_strong or not needs(role)
        assert found.standing == ("whole" if is_whole else "one_factor")
        assert found.role == (role if is_whole else Role.PUBLIC)
        assert found.own_role == role
