"""An account that reads persons is not for one administrator to open: Luca confirms it."""

import re
import uuid

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.accounts import administering
from buildings.accounts.queries import ACCESS, call
from buildings.privacy.states import Role
from gis.errors import NotFoundError
from gis.reader import Credential, enter
from tests.api.access.conftest import ANNA, PASSWORD, SARA, Office, send, sign_in
from tests.readers import token

ACCOUNTS, APPROVALS = "/access/accounts", "/approvals"
UNITS = "/ogc/collections/units/items?f=json"
LUCA, BRUNO = "luca.villa@comune.example", "bruno.neri@comune.example"


@pytest.fixture
def sara(visitor: TestClient) -> TestClient:
    """Sara's browser, signed in."""
    assert sign_in(visitor, SARA).status_code == 303
    return visitor


@pytest.fixture
def luca(office: Office) -> TestClient:
    """Another administrator's browser, signed in; the command line made the account."""
    office.account(LUCA, Role.SYSTEM_ADMIN)
    made = office.browser()
    assert sign_in(made, LUCA).status_code == 303
    return made


def bruno_comes(office: Office, sara: TestClient, role: str) -> TestClient:
    """Sara adds Bruno, who sets his password by her link and signs in."""
    new = {"email": BRUNO, "name": "Bruno Neri", "role": role}
    link = re.findall(r"(/access/password/[\w-]{43})", send(sara, ACCOUNTS, ACCOUNTS, **new).text)
    made = office.browser()
    made.post(link[0], data={"password": PASSWORD, "again": PASSWORD})
    assert sign_in(made, BRUNO).status_code == 303
    return made


def asked(office: Office) -> uuid.UUID:
    found: uuid.UUID = office.rows("select id from approval where outcome is null")[0][0]
    return found


@pytest.mark.parametrize("role", ["housing_manager", "system_admin"])
def test_bruno_has_no_rights_before_luca_confirms_him(
    office: Office, sara: TestClient, luca: TestClient, role: str
) -> None:
    page = UNITS if role == "housing_manager" else ACCOUNTS
    bruno = bruno_comes(office, sara, role)

    assert bruno.get(page).status_code in {401, 403}
    assert "seconda persona deve ancora confermare" in bruno.get("/").text
    assert "attende una seconda persona" in sara.get(ACCOUNTS).text
    own = send(sara, APPROVALS, f"{APPROVALS}/{asked(office)}", outcome="granted")
    assert own.status_code == 409
    assert bruno.get(page).status_code in {401, 403}
    assert f"Bruno Neri ({BRUNO})" in luca.get(APPROVALS).text
    assert (
        send(luca, APPROVALS, f"{APPROVALS}/{asked(office)}", outcome="granted").status_code == 303
    )
    assert bruno.get(page).status_code == 200


def test_whom_luca_refuses_is_closed(office: Office, sara: TestClient, luca: TestClient) -> None:
    bruno = bruno_comes(office, sara, "housing_manager")
    send(luca, APPROVALS, f"{APPROVALS}/{asked(office)}", outcome="refused")

    assert bruno.get("/access/account").status_code == 401
    assert sign_in(bruno, BRUNO).status_code == 403


def test_who_reads_no_persons_needs_nobodys_word(office: Office, sara: TestClient) -> None:
    bruno = bruno_comes(office, sara, "planner")

    assert bruno.get(UNITS).status_code == 200
    assert office.rows("select count(*) from approval") == [(0,)]


def test_a_new_way_into_annas_account_takes_a_second_person_again(
    office: Office, sara: TestClient
) -> None:
    """Else Sara would take the second factor away, set a password and read as Anna."""
    anna = office.rows("select id from account where email = :e", e=ANNA)[0][0]
    for way in ("link", "second-factor/reset"):
        office.change("update account set awaits_confirmation = false, disabled_at = null")
        office.change("delete from approval")
        send(sara, ACCOUNTS, f"{ACCOUNTS}/{anna}/{way}")
        assert waits(office, anna), way
        with office.browser() as somebody:
            sign_in(somebody)
            assert somebody.get(UNITS).status_code == 401
    with_factor = "update account set awaits_confirmation = false, totp_sealed = 'x' where id = :id"
    office.change(with_factor, id=anna)
    send(sara, ACCOUNTS, f"{ACCOUNTS}/{anna}/link")
    assert not waits(office, anna), "her second factor still guards it"


def test_tying_an_identity_takes_a_second_person_too(office: Office, sara: TestClient) -> None:
    del sara
    anna, sara_id = (office.rows("select id from account where email = :e", e=each)[0][0]
                     for each in (ANNA, SARA))  # fmt: skip
    secret = token(office.engine, Role.SYSTEM_ADMIN, account=sara_id)
    with Session(office.engine) as session:
        enter(session.connection(), Credential.of("token", secret))
        administering.tie_subject(session, anna, "https://idp.example", "sara-herself")
        session.commit()

    assert waits(office, anna)


def test_tokens_of_an_account_that_waits_open_nothing(office: Office) -> None:
    anna = office.rows("select id from account where email = :e", e=ANNA)[0][0]
    shown = {"Authorization": f"Bearer {token(office.engine, Role.HOUSING_OPERATOR, account=anna)}"}
    with office.browser() as program:
        assert program.get(UNITS, headers=shown).status_code == 200
        office.change("update account set awaits_confirmation = true where id = :id", id=anna)
        assert program.get(UNITS, headers=shown).status_code == 401


def test_the_command_line_confirms_alone_and_nobody_else_does(office: Office) -> None:
    anna = office.account(BRUNO, Role.HOUSING_MANAGER)
    assert not waits(office, anna), "made at the command line"
    office.change("update account set awaits_confirmation = true where id = :id", id=anna)
    secret = token(office.engine, Role.SYSTEM_ADMIN)
    with Session(office.engine) as session:
        administering.confirm_alone(session, anna)
        with pytest.raises(NotFoundError):
            administering.confirm_alone(session, uuid.uuid4())
        session.commit()
    assert not waits(office, anna)
    with office.app.state.session_factory() as session:
        enter(session.connection(), Credential.of("token", secret))
        with pytest.raises(Exception, match="at the command line"):
            call(session, ACCESS.confirm_alone(anna))


def waits(office: Office, account: uuid.UUID) -> bool:
    found = office.rows("select awaits_confirmation from account where id = :id", id=account)
    return bool(found[0][0])
