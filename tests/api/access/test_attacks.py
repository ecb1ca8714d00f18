"""What a stranger tries at the door: fixing a cookie, guessing, forging, leading elsewhere."""

import datetime as dt
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from buildings.accounts import passwords
from buildings.accounts.lockout import ACCOUNT, PAIR
from buildings.accounts.queries import ACCESS, call
from buildings.privacy.states import Role
from gis.reader import Credential, present
from tests.api.access.conftest import ANNA, PASSWORD, SARA, Office, form_token, sign_in

COOKIE = "satellite_session"
WRONG = "sbagliata del tutto"


@pytest.fixture
def stranger(office: Office) -> Iterator[TestClient]:
    """Somebody else's browser, elsewhere."""
    with office.browser(("198.51.100.9", 40000)) as made:
        yield made


def is_anna(browser: TestClient) -> bool:
    """Whether the register takes the browser for Anna's."""
    return "anna.bianchi" in browser.get("/").text


def test_a_cookie_fixed_beforehand_is_never_adopted(
    visitor: TestClient, stranger: TestClient
) -> None:
    visitor.cookies.set(COOKIE, "chosen-by-somebody-else")
    assert sign_in(visitor).status_code == 303

    set_by_us = [
        each.value for each in visitor.cookies.jar if each.value != "chosen-by-somebody-else"
    ]
    assert len(set_by_us) == 1
    stranger.cookies.set(COOKIE, "chosen-by-somebody-else")
    assert not is_anna(stranger)


def test_the_strangers_own_session_planted_at_annas_ends_when_she_signs_in(
    office: Office, visitor: TestClient, stranger: TestClient
) -> None:
    office.account("carlo.rossi@comune.example", Role.COUNCIL)
    sign_in(stranger, "carlo.rossi@comune.example")
    planted = stranger.cookies[COOKIE]
    visitor.cookies.set(COOKIE, planted, domain="testserver.local", path="/")
    page = visitor.get("/access/account").text
    visitor.post(
        "/access/sign-in",
        data={"email": ANNA, "password": PASSWORD, "form_token": form_token(page)},
    )

    assert visitor.cookies[COOKIE] != planted
    assert is_anna(visitor)
    assert "carlo.rossi" not in stranger.get("/").text


def test_each_sign_in_has_a_cookie_of_its_own(office: Office) -> None:
    found = set()
    for _ in range(3):
        with office.browser() as browser:
            sign_in(browser)
            found.add(browser.cookies[COOKIE])
    assert len(found) == 3


def test_guessing_is_slowed_down_and_not_for_good(office: Office, visitor: TestClient) -> None:
    for _ in range(PAIR.free):
        assert sign_in(visitor, password=WRONG).status_code == 403
    held = sign_in(visitor)

    assert held.status_code == 429
    assert 0 < int(held.headers["retry-after"]) <= 30
    assert COOKIE not in visitor.cookies
    later(office, dt.timedelta(seconds=31))
    assert sign_in(visitor).status_code == 303


def test_trying_on_while_held_up_does_not_prolong_it(office: Office, visitor: TestClient) -> None:
    for _ in range(PAIR.free + 10):
        sign_in(visitor, password=WRONG)

    counted = office.rows("select outcome, count(*) from sign_in_attempt group by 1 order by 1")
    assert counted == [("delayed", 10), ("wrong", PAIR.free)]
    later(office, dt.timedelta(seconds=31))
    assert sign_in(visitor).status_code == 303


def test_guesses_at_an_unknown_account_are_slowed_down_alike(visitor: TestClient) -> None:
    said = [sign_in(visitor, "nessuno@comune.example", WRONG).status_code for _ in range(6)]

    assert said == [403] * PAIR.free + [429]


def test_many_machines_hold_up_each_other_and_not_anna_at_her_desk(
    office: Office, visitor: TestClient
) -> None:
    assert sign_in(visitor).status_code == 303
    for number in range(ACCOUNT.free):
        with office.browser((f"203.0.113.{number + 1}", 4000)) as machine:
            assert sign_in(machine, password=WRONG).status_code == 403
    with office.browser(("203.0.113.200", 4000)) as machine:
        assert sign_in(machine).status_code == 429
    with office.browser() as at_her_desk:
        assert sign_in(at_her_desk).status_code == 303


def test_guesses_sent_at_once_do_not_slip_past_the_count(office: Office) -> None:
    with office.browser() as browser, ThreadPoolExecutor(8) as several:
        guesses = [several.submit(sign_in, browser, ANNA, WRONG) for _ in range(24)]
        statuses = [guess.result().status_code for guess in guesses]

    assert set(statuses) == {403, 429}
    assert statuses.count(403) <= PAIR.free


def test_an_unknown_account_costs_exactly_one_check_too(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verify = passwords._HASHER.verify

    class Counting:
        def __getattr__(self, name: str) -> Any:
            return getattr(hasher, name)

        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept)
            return verify(kept, password)

    hasher = passwords._HASHER
    monkeypatch.setattr(passwords, "_HASHER", Counting())
    for email in (ANNA, "nessuno@comune.example", ""):
        checked.clear()
        sign_in(visitor, email, WRONG)
        assert len(checked) == 1, email


@pytest.mark.parametrize(
    "elsewhere",
    ["https://altrove.example/", "//altrove.example", "/\\altrove.example", "\\\\altrove.example",
     "javascript:alert(1)", "/\t/altrove.example", "\n//altrove.example", "http:altrove.example",
     "/%0d%0aSet-Cookie: a=b\r\nx", "///altrove.example", "/access/sign-in", "@altrove.example",
     " //altrove.example", "/" + "a" * 3000],
)  # fmt: skip
def test_next_leads_nowhere_else(visitor: TestClient, elsewhere: str) -> None:
    page = visitor.get("/access/sign-in", params={"next": elsewhere})
    assert 'name="next" value="/"' in page.text
    answer = visitor.post(
        "/access/sign-in", data={"email": ANNA, "password": PASSWORD, "next": elsewhere[:1999]}
    )
    assert answer.headers["location"] in {"/", elsewhere[:1999] if "aaaa" in elsewhere else "/"}


def test_a_session_ends_idle_at_its_latest_and_when_it_is_revoked(
    office: Office, visitor: TestClient
) -> None:
    for ending in (
        "update account_session set last_seen_at = clock_timestamp() - interval '31 minutes'",
        """update account_session set created_at = created_at - interval '13 hours',
        expires_at = expires_at - interval '12 hours 1 minute'""",
        "update account_session set revoked_at = clock_timestamp()",
        "update account set disabled_at = clock_timestamp()",
    ):
        sign_in(visitor)
        assert is_anna(visitor)
        office.change(ending)
        assert not is_anna(visitor), ending
        assert visitor.get("/access/account").status_code == 401
        visitor.cookies.clear()


def test_a_session_in_use_goes_on(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    for _ in range(4):
        office.change(
            "update account_session set last_seen_at = last_seen_at - interval '20 minutes'"
        )
        assert is_anna(visitor)


def test_requests_of_one_page_do_not_wait_for_each_other(
    office: Office, visitor: TestClient
) -> None:
    sign_in(visitor)
    office.change("update account_session set last_seen_at = last_seen_at - interval '5 minutes'")
    shown = Credential.of("session", visitor.cookies[COOKIE])
    with office.app.state.session_factory() as first, office.app.state.session_factory() as second:
        assert not present(first, shown).is_refused
        begun = time.monotonic()
        assert not present(second, shown).is_refused
        assert time.monotonic() - begun < 5
        first.commit()
        second.commit()
    seen = office.rows("select clock_timestamp() - max(last_seen_at) from account_session")[0][0]
    assert seen < dt.timedelta(minutes=1)


def test_a_made_up_or_broken_cookie_is_nobodys(visitor: TestClient) -> None:
    for value in ("x", "' or 1=1 --", "a" * 5000, "\\x00", "è"):
        answer = visitor.get("/", headers={b"Cookie": f"{COOKIE}={value}".encode()})
        assert answer.status_code == 200
        assert "Accedi" in answer.text


def test_accounts_are_the_administrators_alone(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    assert visitor.get("/access/accounts").status_code == 403
    sara = office.rows("select id from account where email = :email", email=SARA)[0][0]
    for address in ("/access/accounts", f"/access/accounts/{sara}/disable",
                    f"/access/accounts/{sara}/link"):  # fmt: skip
        token = form_token(visitor.get("/access/account").text)
        answer = visitor.post(address, data={"form_token": token, "role": "auditor"})
        assert answer.status_code == 403
    assert office.rows("select disabled_at, link_sha256 from account where id = :id", id=sara) == [
        (None, None)
    ]


def later(office: Office, by: dt.timedelta) -> None:
    """Let time pass for every try so far."""
    office.change("update sign_in_attempt set at = at - :by", by=by)


@pytest.mark.parametrize("role", ["", "auditor", "housing_manager", "public"])
def test_the_webs_login_keeps_no_accounts_unless_the_administrator_entered(
    office: Office, role: str
) -> None:
    nobody, hour = uuid.UUID(int=0), dt.timedelta(hours=1)
    for forbidden in (
        ACCESS.every_account(),
        ACCESS.every_organisation(),
        ACCESS.add_account("x@comune.example", "X", "auditor", None, None),
        ACCESS.disable_account(nobody, True),  # noqa: FBT003 - SQL
        ACCESS.give_link(nobody, b"x", hour),
        ACCESS.reset_second_factor(nobody),
        ACCESS.tie_subject(nobody, "https://a.example", "x"),
        ACCESS.add_token("x", "auditor", None, b"x", hour),
        ACCESS.revoke_token(nobody),
        ACCESS.every_token(),
    ):
        with office.app.state.session_factory() as session:
            call(session, func.set_config("satellite.role", role, True))  # noqa: FBT003 - SQL
            with pytest.raises(DBAPIError, match="system administrator"):
                call(session, forbidden)


def test_the_webs_login_reads_no_table_of_accounts(office: Office) -> None:
    for table in ("account", "account_session", "api_token", "recovery_code", "sign_in_attempt"):
        for factory in (office.app.state.session_factory, office.app.state.register_factory):
            with factory() as session, pytest.raises(DBAPIError, match="permission denied"):
                session.execute(text(f"select * from {table}"))
