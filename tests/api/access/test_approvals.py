"""Anna asks, Elena answers on her page; nobody else does, and no program."""

import uuid

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.approvals import service
from buildings.approvals.states import ApprovalKind
from buildings.privacy.states import Role
from gis.reader import Credential, enter
from tests.api.access.conftest import ANNA, SARA, Office, form_token, send, sign_in
from tests.readers import bearer, token

ELENA = "elena.greco@comune.example"
PAGE, WHY = "/approvals", "Richiesta <b>del</b> Tribunale, fascicolo 12"
FILE = {"class": "cases", "layer": "housing_cases", "form": "csv"}


@pytest.fixture
def elena(office: Office) -> TestClient:
    """The manager's browser, signed in."""
    office.account(ELENA, Role.HOUSING_MANAGER)
    made = office.browser()
    assert sign_in(made, ELENA).status_code == 303
    return made


@pytest.fixture
def request_of_anna(office: Office) -> uuid.UUID:
    """What Anna asked."""
    (anna,) = office.rows("select id from account where email = :e", e=ANNA)[0]
    secret = token(office.engine, Role.HOUSING_OPERATOR, account=anna)
    with Session(office.engine) as session:
        enter(session.connection(), Credential.of("token", secret))
        made = service.ask(session, ApprovalKind.EXPORT, FILE, WHY)
        session.commit()
    return made


def test_elena_grants_what_anna_asked(
    office: Office, elena: TestClient, request_of_anna: uuid.UUID
) -> None:
    page = elena.get(PAGE).text

    assert "Richiesta &lt;b&gt;del&lt;/b&gt; Tribunale" in page
    assert "Pratiche abitative" in page
    answer = send(elena, PAGE, f"{PAGE}/{request_of_anna}", outcome="granted")
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert office.rows("select outcome from approval") == [("granted",)]
    assert "concessa, da usare" in elena.get(PAGE).text
    again = send(elena, PAGE, f"{PAGE}/{request_of_anna}", outcome="refused")
    assert again.status_code == 404
    assert office.rows("select outcome from approval") == [("granted",)]


def test_anna_sees_hers_and_cannot_decide_it(
    office: Office, visitor: TestClient, request_of_anna: uuid.UUID
) -> None:
    sign_in(visitor, ANNA)

    page = visitor.get(PAGE).text
    assert f"r-{request_of_anna}" in page
    assert f"{PAGE}/{request_of_anna}" not in page
    answer = visitor.post(f"{PAGE}/{request_of_anna}",
                          data={"form_token": form_token(page), "outcome": "granted"})  # fmt: skip
    assert answer.status_code == 409
    assert office.rows("select outcome from approval") == [(None,)]


def test_others_neither_see_nor_decide(
    office: Office, visitor: TestClient, request_of_anna: uuid.UUID
) -> None:
    assert visitor.get(PAGE).status_code == 401
    sign_in(visitor, SARA)

    page = visitor.get(PAGE).text
    assert str(request_of_anna) not in page
    answer = visitor.post(f"{PAGE}/{request_of_anna}",
                          data={"form_token": form_token(page), "outcome": "granted"})  # fmt: skip
    assert answer.status_code == 404
    assert office.rows("select outcome from approval") == [(None,)]


def test_a_program_gives_no_word(office: Office, request_of_anna: uuid.UUID) -> None:
    office.account(ELENA, Role.HOUSING_MANAGER)
    (elena,) = office.rows("select id from account where email = :e", e=ELENA)[0]
    for headers in (bearer(office.engine), bearer(office.engine, account=elena)):
        with TestClient(office.app, headers=headers) as program:
            for answer in (
                program.get("/api/approvals"),
                program.post(f"/api/approvals/{request_of_anna}", json={"outcome": "granted"}),
                program.post(f"{PAGE}/{request_of_anna}", data={"outcome": "granted"}),
            ):
                assert answer.status_code == 403
    assert office.rows("select outcome from approval") == [(None,)]


def test_elenas_own_script_may_use_the_api(
    office: Office, elena: TestClient, request_of_anna: uuid.UUID
) -> None:
    listed = elena.get("/api/approvals").json()
    address = f"/api/approvals/{request_of_anna}"

    assert [(each["id"], each["awaits_me"], each["state"]) for each in listed] == [
        (str(request_of_anna), True, "open")
    ]
    assert elena.post(address, json={"outcome": "refused"}).status_code == 403, "no form token"
    headers = {"X-Form-Token": form_token(elena.get(PAGE).text)}
    assert elena.post(address, json={"outcome": "perhaps"}, headers=headers).status_code == 400
    assert elena.post(address, json={"outcome": "refused"}, headers=headers).status_code == 204
    assert office.rows("select outcome from approval") == [("refused",)]
    other = f"/api/approvals/{uuid.uuid4()}"
    assert elena.post(other, json={"outcome": "granted"}, headers=headers).status_code == 404


def test_before_a_projector_nothing_is_shown(elena: TestClient, request_of_anna: uuid.UUID) -> None:
    send(elena, PAGE, "/access/sala", on="true")

    assert str(request_of_anna) not in elena.get(PAGE).text
