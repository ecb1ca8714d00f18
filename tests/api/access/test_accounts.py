"""Sara keeps the accounts: adds Bruno, hands him a link, closes him out again."""

import re

import pytest
from starlette.testclient import TestClient

from tests.api.access.conftest import ANNA, PASSWORD, SARA, Office, form_token, send, sign_in

ACCOUNTS = "/access/accounts"
BRUNO = "bruno.neri@studio.example"
NEW = {"email": BRUNO, "name": "Bruno Neri", "role": "condo_admin", "organisation": "Studio Neri",
       "expires": "2999-12-31"}  # fmt: skip


@pytest.fixture
def sara(visitor: TestClient) -> TestClient:
    """Sara's browser, signed in."""
    assert sign_in(visitor, SARA).status_code == 303
    return visitor


def test_bruno_is_added_and_sets_his_own_password(office: Office, sara: TestClient) -> None:
    page = send(sara, ACCOUNTS, ACCOUNTS, **NEW)
    link = re.findall(r"http://testserver(/access/password/[\w-]{43})", page.text)[0]

    assert page.status_code == 200
    assert page.headers["referrer-policy"] == "no-referrer"
    assert link not in sara.get(ACCOUNTS).text
    assert link.rpartition("/")[2] not in str(office.rows("select a::text from account a"))
    with office.browser() as bruno:
        assert "Bruno Neri" in bruno.get(link).text
        for chosen, second in (("corta", "corta"), (PASSWORD, "x"), ("Bruno Neri 26",) * 2):
            refused = bruno.post(link, data={"password": chosen, "again": second})
            assert refused.status_code == 400
        taken = bruno.post(link, data={"password": PASSWORD, "again": PASSWORD})
        assert taken.headers["location"] == "/access/sign-in"
        assert bruno.get(link).status_code == 400, "good once"
        again = bruno.post(link, data={"password": "tutt'altra cosa ancora",
                                       "again": "tutt'altra cosa ancora"})  # fmt: skip
        assert again.status_code == 400
        assert sign_in(bruno, BRUNO).status_code == 303
        assert "Amministratore di condominio" in bruno.get("/units").text


def test_a_link_ends_after_a_day(office: Office, sara: TestClient) -> None:
    page = send(sara, ACCOUNTS, ACCOUNTS, **NEW).text
    link = re.findall(r"(/access/password/[\w-]{43})", page)[0]
    left = office.rows("select link_expires_at - clock_timestamp() from account where email = :e",
                       e=BRUNO)  # fmt: skip
    assert 23.9 * 3600 < left[0][0].total_seconds() <= 24 * 3600
    office.change("update account set link_expires_at = clock_timestamp()")
    with office.browser() as bruno:
        assert bruno.get(link).status_code == 400
        late = bruno.post(link, data={"password": PASSWORD, "again": PASSWORD})
        assert late.status_code == 400
    assert office.rows("select password_hash from account where email = :e", e=BRUNO) == [(None,)]


@pytest.mark.parametrize(
    "wrong",
    [{"expires": ""}, {"expires": "2020-01-01"}, {"expires": "domani"}, {"email": "bruno"},
     {"email": ANNA.upper()}, {"role": "partner_operator", "organisation": ""}],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(
    office: Office, sara: TestClient, wrong: dict[str, str]
) -> None:
    answer = send(sara, ACCOUNTS, ACCOUNTS, **NEW | wrong)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert office.rows("select count(*) from account") == [(2,)]


@pytest.mark.parametrize("role", ["public", "root", ""])
def test_there_is_no_account_of_such_a_role(sara: TestClient, role: str) -> None:
    assert send(sara, ACCOUNTS, ACCOUNTS, **NEW | {"role": role}).status_code == 400


def test_a_disabled_account_is_out_at_once_and_can_come_back(
    office: Office, sara: TestClient
) -> None:
    anna_id = office.rows("select id from account where email = :e", e=ANNA)[0][0]
    with office.browser() as anna:
        sign_in(anna)
        assert anna.get("/access/account").status_code == 200
        assert send(sara, ACCOUNTS, f"{ACCOUNTS}/{anna_id}/disable").status_code == 303
        assert anna.get("/access/account").status_code == 401
        assert sign_in(anna).status_code == 403
        assert send(sara, ACCOUNTS, f"{ACCOUNTS}/{anna_id}/link").status_code == 409
        assert send(sara, ACCOUNTS, f"{ACCOUNTS}/{anna_id}/enable").status_code == 303
        assert anna.get("/access/account").status_code == 401, "the old session stays ended"
        assert sign_in(anna).status_code == 303


def test_a_lost_second_factor_is_reset(office: Office, sara: TestClient) -> None:
    office.change("update account set totp_sealed = 'x' where email = :e", e=ANNA)
    anna_id = office.rows("select id from account where email = :e", e=ANNA)[0][0]
    with office.browser() as anna:
        assert "second-factor" in sign_in(anna).headers["location"]
        answer = send(sara, ACCOUNTS, f"{ACCOUNTS}/{anna_id}/second-factor/reset")
        assert answer.status_code == 303
        assert sign_in(anna).headers["location"] == "/"


def test_an_unknown_account_is_not_found(sara: TestClient) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    for what in ("disable", "enable", "link", "second-factor/reset"):
        assert send(sara, ACCOUNTS, f"{ACCOUNTS}/{nobody}/{what}").status_code == 404


def test_names_are_escaped(sara: TestClient) -> None:
    page = send(sara, ACCOUNTS, ACCOUNTS, **NEW | {"name": "<script>x</script>"}).text

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert form_token(page)
