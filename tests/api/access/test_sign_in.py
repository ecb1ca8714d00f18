"""Anna signs in and out; whoever is not Anna does not."""

import re

from starlette.testclient import TestClient

from tests.api.access.conftest import ANNA, PASSWORD, Office, send, sign_in


def test_anna_signs_in_looks_around_and_signs_out(visitor: TestClient) -> None:
    assert "Accedi" in visitor.get("/").text
    answer = sign_in(visitor, next="/data?lang=it")

    assert (answer.status_code, answer.headers["location"]) == (303, "/data?lang=it")
    start = visitor.get("/")
    assert "anna.bianchi" in start.text
    assert "Ufficio Casa, operatore" in start.text
    assert visitor.get("/access/sign-in?next=/data").headers["location"] == "/data"

    out = send(visitor, "/access/account", "/access/sign-out")
    assert out.headers["location"] == "/"
    assert out.headers["clear-site-data"] == '"cache"'
    assert "satellite_session" not in visitor.cookies
    assert "anna.bianchi" not in visitor.get("/").text


def test_the_cookie_is_closed_to_scripts_and_its_text_is_kept_nowhere(
    office: Office, visitor: TestClient
) -> None:
    answer = sign_in(visitor)
    cookie = answer.headers["set-cookie"]
    value = visitor.cookies["satellite_session"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie
    assert len(value) == 43
    everything = office.rows("select s::text from account_session s")
    assert value not in str(everything)
    assert PASSWORD not in str(office.rows("select a::text from account a"))


def test_wrong_unknown_and_empty_are_told_alike(office: Office, visitor: TestClient) -> None:
    said = set()
    for email, password in [
        (ANNA, "sbagliata del tutto"), ("nessuno@comune.example", PASSWORD), (ANNA, ""), ("", ""),
        ("' or 1=1 --", "' or 1=1 --"),
    ]:  # fmt: skip
        answer = sign_in(visitor, email, password)
        assert answer.status_code == 403
        assert "satellite_session" not in visitor.cookies
        said.add(re.findall(r'role="alert">([^<]*)', answer.text)[0])
    assert said == {"Indirizzo o password non corretti."}
    outcomes = office.rows("select outcome, count(*)::int from sign_in_attempt group by 1")
    assert outcomes == [("wrong", 5)]


def test_the_address_may_be_typed_in_capitals(visitor: TestClient) -> None:
    assert sign_in(visitor, f" {ANNA.upper()} ").status_code == 303


def test_a_closed_or_expired_account_does_not_enter(office: Office, visitor: TestClient) -> None:
    for closing in (
        "update account set disabled_at = clock_timestamp() where email = :email",
        "update account set disabled_at = null, expires_on = current_date - 1 where email = :email",
        "update organisation set agreement_reference = 'n. 1', agreement_until = current_date - 1",
    ):
        office.change(closing, email=ANNA)
        answer = sign_in(visitor)
        assert answer.status_code == 403
        assert "scaduto o disattivato" in answer.text
        office.change(
            "update account set expires_on = current_date where email = :email", email=ANNA
        )
    office.change("update organisation set agreement_until = current_date")
    assert sign_in(visitor).status_code == 303


def test_every_try_is_written_down_without_names_or_addresses(
    office: Office, visitor: TestClient
) -> None:
    sign_in(visitor, ANNA, "sbagliata del tutto")
    sign_in(visitor)

    kept = office.rows("select outcome, t::text from sign_in_attempt t order by id")
    assert [outcome for outcome, _ in kept] == ["wrong", "entered"]
    assert "192.0.2.7" not in str(kept)
    assert ANNA not in str(kept)
