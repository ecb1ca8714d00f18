"""Anna looks after her own account: sessions, tokens, password, second factor."""

import re
import uuid
from collections.abc import Iterator

import pytest
from pyotp.totp import TOTP
from starlette.testclient import TestClient

from buildings.accounts.totp import STEP_S
from tests.api.access.conftest import ANNA, PASSWORD, Office, form_token, send, sign_in

ACCOUNT = "/access/account"
NEW = "cinque cani sotto il portico"


@pytest.fixture
def anna(visitor: TestClient) -> TestClient:
    """Anna's browser, signed in."""
    assert sign_in(visitor).status_code == 303
    return visitor


@pytest.fixture
def elsewhere(office: Office) -> Iterator[TestClient]:
    """Anna's other browser, signed in."""
    with office.browser(("192.0.2.8", 1)) as made:
        sign_in(made)
        yield made


def is_in(browser: TestClient) -> bool:
    return browser.get(ACCOUNT).status_code == 200


def test_the_page_tells_who_one_is(anna: TestClient) -> None:
    answer = anna.get(ACCOUNT)

    for told in (ANNA, "Ufficio Casa, operatore", "Studio Esempio", "Questo browser"):
        assert told in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_without_signing_in_there_is_no_page(visitor: TestClient) -> None:
    assert visitor.get(ACCOUNT).status_code == 401


def test_a_session_elsewhere_is_ended_from_here(anna: TestClient, elsewhere: TestClient) -> None:
    page = anna.get(ACCOUNT).text
    other = re.findall(r"/access/account/sessions/([0-9a-f-]{36})/end", page)

    assert len(other) == 1
    assert is_in(elsewhere)
    assert send(anna, ACCOUNT, f"/access/account/sessions/{other[0]}/end").status_code == 303
    assert not is_in(elsewhere)
    assert is_in(anna)


def test_a_session_of_somebody_else_is_not(office: Office, anna: TestClient) -> None:
    with office.browser() as sara:
        sign_in(sara, "sara.conti@comune.example")
        foreign = office.rows(
            "select s.id from account_session s join account a on a.id = s.account_id "
            "where a.email like 'sara%' and s.revoked_at is null"
        )[0][0]
        answer = send(anna, ACCOUNT, f"/access/account/sessions/{foreign}/end")
        assert answer.status_code == 404
        assert is_in(sara)


def test_everywhere_is_here_too(anna: TestClient, elsewhere: TestClient) -> None:
    assert send(anna, ACCOUNT, "/access/account/sessions/end").status_code == 303

    assert not is_in(anna)
    assert not is_in(elsewhere)


def test_a_token_is_shown_once_opens_as_anna_and_is_revoked(
    office: Office, anna: TestClient
) -> None:
    answer = send(anna, ACCOUNT, "/access/account/tokens", name="QGIS di Anna", days="30")
    token = re.findall(r"sat_[\w-]{43}", answer.text)[0]

    assert token not in anna.get(ACCOUNT).text
    assert token not in str(office.rows("select t::text from api_token t"))
    assert office.rows(
        "select role, round(extract(epoch from expires_at - created_at) / 86400)::int "
        "from api_token"
    ) == [("housing_operator", 30)]
    shown = {"Authorization": f"Bearer {token}", "Accept": "text/html"}
    with TestClient(office.app) as program:
        assert "Ufficio Casa, operatore" in program.get("/units", headers=shown).text
        # A program's token cannot keep itself alive, nor change how Anna signs in.
        assert program.get(ACCOUNT, headers=shown).status_code == 403
        for address in ("/access/account/tokens", "/access/account/password"):
            assert program.post(address, headers=shown, data={"name": "x"}).status_code == 403
        token_id = office.rows("select id from api_token")[0][0]
        assert send(anna, ACCOUNT, f"/access/account/tokens/{token_id}/revoke").status_code == 303
        assert program.get("/units", headers=shown).status_code == 401


def test_a_token_beside_a_cookie_is_the_one_that_counts(office: Office, anna: TestClient) -> None:
    for shown in ("Bearer sat_wrong", "bearer", "Basic YTpi", "Bearer ' or 1=1 --"):
        answer = anna.get("/units", headers={"Authorization": shown})
        assert answer.status_code == 401, shown
    office.change("delete from api_token")
    assert is_in(anna)


@pytest.mark.parametrize(
    "ending",
    ["""update api_token set created_at = created_at - interval '31 days',
     expires_at = clock_timestamp() - interval '1 second'""",
     "update api_token set revoked_at = clock_timestamp()",
     "update account set disabled_at = clock_timestamp()",
     "update account set expires_on = current_date - 1",
     "update account set role = 'council'"],
)  # fmt: skip
def test_a_token_ends_with_its_time_its_account_and_its_role(
    office: Office, anna: TestClient, ending: str
) -> None:
    page = send(anna, ACCOUNT, "/access/account/tokens", name="prova", days="30").text
    token = re.findall(r"sat_[\w-]{43}", page)[0]
    shown = {"Authorization": f"Bearer {token}"}
    with TestClient(office.app) as program:
        assert program.get("/units", headers=shown).status_code == 200
        office.change(ending)
        assert program.get("/units", headers=shown).status_code == 401


@pytest.mark.parametrize(
    ("name", "days"), [("", "30"), ("x" * 101, "30"), ("x", "0"), ("x", "366")]
)
def test_a_token_needs_a_name_and_an_end(anna: TestClient, name: str, days: str) -> None:
    answer = send(anna, ACCOUNT, "/access/account/tokens", name=name, days=days)
    assert answer.status_code == 400
    assert "sat_" not in answer.text


def test_a_token_outlives_no_account(office: Office, anna: TestClient) -> None:
    office.change("update account set expires_on = current_date + 5")
    send(anna, ACCOUNT, "/access/account/tokens", name="prova", days="300")
    assert office.rows("select expires_at::date - current_date from api_token") == [(6,)]


def test_a_new_password_ends_the_other_sessions(anna: TestClient, elsewhere: TestClient) -> None:
    change = {"password": NEW, "again": NEW}
    for wrong in ({"old": "non questa", **change}, {"old": PASSWORD, "password": NEW, "again": "x"},
                  {"old": PASSWORD, "password": "corta", "again": "corta"}):  # fmt: skip
        assert send(anna, ACCOUNT, "/access/account/password", **wrong).status_code == 400
    assert is_in(elsewhere)
    answer = send(anna, ACCOUNT, "/access/account/password", old=PASSWORD, **change)

    assert answer.status_code == 303
    assert is_in(anna)
    assert not is_in(elsewhere)
    assert sign_in(elsewhere).status_code == 403
    assert sign_in(elsewhere, password=NEW).status_code == 303


def enrol(anna: TestClient) -> tuple[TOTP, list[str]]:
    """Turn the second factor on as the pages ask; the app and the codes on paper."""
    page = send(anna, ACCOUNT, "/access/account/second-factor", password=PASSWORD).text
    assert 'src="data:image/svg+xml' in page
    secret = re.findall(r'<code class="once">([A-Z2-7 ]+)</code>', page)[0].replace(" ", "")
    note = re.findall(r'name="note" value="([^"]+)"', page)[0]
    app = TOTP(secret)
    fields = {"note": note, "form_token": form_token(page)}
    wrong = anna.post("/access/account/second-factor/confirm", data={**fields, "code": "000000x"})
    assert wrong.status_code == 400
    assert secret[:4] in wrong.text
    done = anna.post("/access/account/second-factor/confirm", data={**fields, "code": app.now()})
    assert done.status_code == 200
    return app, re.findall(r"<li><code>([A-Z2-9-]{19})</code>", done.text)


def pass_by(office: Office, steps: int = 2) -> None:
    """Let the step used up last lie in the past."""
    office.change("update account set totp_last_step = totp_last_step - :steps", steps=steps)


def test_with_a_second_factor_the_password_alone_opens_nothing(
    office: Office, anna: TestClient
) -> None:
    app, codes = enrol(anna)
    assert len(codes) == 10
    secret = app.secret
    assert secret not in str(office.rows("select a::text from account a"))
    assert not any(
        code in str(office.rows("select r::text from recovery_code r")) for code in codes
    )
    with office.browser() as browser:
        answer = sign_in(browser, next="/data")
        assert answer.headers["location"] == "/access/second-factor?next=%2Fdata"
        half = browser.cookies["satellite_session"]
        assert not is_in(browser)
        assert "Accedi" in browser.get("/units").text
        second = "/access/second-factor"
        used = app.now()
        assert send(browser, second, second, code=used).status_code == 403, "used at enrolment"
        pass_by(office)
        answer = send(browser, second, second, code=used, next="/data")
        assert answer.headers["location"] == "/data"
        assert browser.cookies["satellite_session"] != half
        assert is_in(browser)
    with office.browser() as replaying:
        sign_in(replaying)
        assert send(replaying, second, second, code=used).status_code == 403
        replaying.cookies.set("satellite_session", half)
        assert not is_in(replaying)


def test_recovery_codes_open_once_each(office: Office, anna: TestClient) -> None:
    _, codes = enrol(anna)
    second = "/access/second-factor"
    with office.browser() as browser:
        sign_in(browser)
        typed = codes[3].lower().replace("-", " ")
        assert send(browser, second, second, code=typed).status_code == 303
        assert "restano 9" in browser.get(ACCOUNT).text
    with office.browser() as browser:
        sign_in(browser)
        assert send(browser, second, second, code=codes[3]).status_code == 403
        assert send(browser, second, second, code=codes[4]).status_code == 303


def test_codes_cannot_be_guessed_one_after_another(office: Office, anna: TestClient) -> None:
    enrol(anna)
    second = "/access/second-factor"
    with office.browser(("198.51.100.1", 1)) as thief:
        statuses = []
        for number in range(8):
            sign_in(thief)
            statuses.append(send(thief, second, second, code=f"{number:06}").status_code)
    assert 303 in statuses[5:] or 429 in statuses
    assert statuses.count(403) <= 5


def test_the_wait_for_the_second_factor_ends(office: Office, anna: TestClient) -> None:
    app, _ = enrol(anna)
    with office.browser() as browser:
        sign_in(browser)
        pass_by(office)
        office.change(
            "update account_session set created_at = created_at - interval '11 minutes' "
            "where awaits_second_factor"
        )
        answer = browser.get("/access/second-factor")
        assert answer.headers["location"] == "/access/sign-in"
        token = form_token(browser.get("/access/sign-in").text)
        late = browser.post("/access/second-factor", data={"code": app.now(), "form_token": token})
        assert late.headers["location"] == "/access/sign-in"
        assert not is_in(browser)


def test_a_second_factor_asks_for_the_password_first(anna: TestClient) -> None:
    answer = send(anna, ACCOUNT, "/access/account/second-factor", password="non questa")  # noqa: S106
    assert answer.status_code == 400
    assert "data:image/svg" not in answer.text
    token = form_token(anna.get(ACCOUNT).text)
    forged = anna.post(
        "/access/account/second-factor/confirm",
        data={"note": "forged", "code": "123456", "form_token": token},
    )
    assert forged.status_code == 400
    assert str(uuid.UUID(int=0)) not in forged.text
    assert STEP_S == 30
