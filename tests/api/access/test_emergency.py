"""Sara must see one flat's data to find a fault: Luca grants it, for that flat and half an hour."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.privacy.queries import become_register
from buildings.privacy.states import DataClass, Role, Verb
from gis.errors import ForbiddenError
from gis.reader import Credential, enter, present
from tests import make
from tests.api.access.conftest import SARA, Office, send, sign_in

EMERGENCY, APPROVALS = "/access/emergency", "/approvals"
WHY = "La scheda non si apre all'operatore"
LUCA = "luca.villa@comune.example"


@pytest.fixture(scope="module")
def units(register: Office) -> tuple[uuid.UUID, uuid.UUID]:
    """Two flats with residents and a status each."""
    with Session(register.engine) as session:
        found = tuple(make.unit(session).id for _ in range(2))
        for each in found:
            session.execute(
                text(
                    "insert into unit_status (unit_id, dimension, value, valid_from, source_id, "
                    "as_of, reliability) values (:unit, 'occupancy', 'vacant', '2026-01-01', "
                    "'test', '2026-01-01', 'official')"
                ),
                {"unit": each},
            )
        session.commit()
    return found[0], found[1]


@pytest.fixture
def sara(visitor: TestClient) -> TestClient:
    """Sara's browser, signed in."""
    assert sign_in(visitor, SARA).status_code == 303
    return visitor


@pytest.fixture
def luca(office: Office) -> Iterator[TestClient]:
    """The second administrator's browser, signed in."""
    office.account(LUCA, Role.SYSTEM_ADMIN)
    with office.browser() as made:
        assert sign_in(made, LUCA).status_code == 303
        yield made


def asks(sara: TestClient, flat: uuid.UUID, **changes: str) -> int:
    """Sara fills in the form; the answer's status."""
    form = {"unit": f"http://registro.example/units/{flat}?datetime=2026-01-01",
            "role": "social_services", "minutes": "30", "reason": WHY}  # fmt: skip
    return int(send(sara, EMERGENCY, EMERGENCY, **form | changes).status_code)


def granted(office: Office, sara: TestClient, luca: TestClient, unit: uuid.UUID) -> uuid.UUID:
    """What Luca granted, not yet begun."""
    assert asks(sara, unit) == 303
    found: uuid.UUID = office.rows("select id from approval where used_at is null")[0][0]
    assert send(luca, APPROVALS, f"{APPROVALS}/{found}", outcome="granted").status_code == 303
    return found


def begun(office: Office, sara: TestClient, luca: TestClient, unit: uuid.UUID) -> None:
    found = granted(office, sara, luca, unit)
    assert send(sara, EMERGENCY, f"{EMERGENCY}/{found}/begin").status_code == 303


def cookie_of(browser: TestClient) -> str:
    (found,) = [each.value or "" for each in browser.cookies.jar]
    return found


def seen(office: Office, browser: TestClient) -> tuple[str, set[uuid.UUID]]:
    """The role that the browser's session enters with, and the units whose status it reads."""
    with office.app.state.session_factory() as session:
        found = present(session, Credential.of("session", cookie_of(browser)))
        units = set(session.execute(text("select unit_id from unit_status")).scalars())
        session.rollback()
    return found.role, units


def test_sara_reads_of_the_one_flat_until_the_time_is_over(
    office: Office, sara: TestClient, luca: TestClient, units: tuple[uuid.UUID, uuid.UUID]
) -> None:
    flat, other = units
    assert seen(office, sara) == ("system_admin", set())
    begun(office, sara, luca, flat)

    assert seen(office, sara) == ("social_services", {flat})
    page = sara.get("/").text
    assert "Accesso d'emergenza fino alle" in page
    assert f"/units/{flat}" in sara.get(EMERGENCY).text
    assert sara.get(f"/api/units/{flat}").json()["badge"] is not None
    assert sara.get("/access/accounts").status_code == 403
    assert other not in seen(office, sara)[1]
    office.change("update emergency_access set opened_at = opened_at - interval '1 hour', "
                  "expires_at = expires_at - interval '1 hour'")  # fmt: skip
    assert seen(office, sara) == ("system_admin", set())
    assert sara.get("/access/accounts").status_code == 200


def test_it_is_of_the_session_that_began_it_and_ends_with_it(
    office: Office, sara: TestClient, luca: TestClient, units: tuple[uuid.UUID, uuid.UUID]
) -> None:
    begun(office, sara, luca, units[0])
    with office.browser() as elsewhere:
        sign_in(elsewhere, SARA)
        assert seen(office, elsewhere) == ("system_admin", set())
    assert send(sara, EMERGENCY, f"{EMERGENCY}/end").status_code == 303
    assert seen(office, sara) == ("system_admin", set())
    assert send(sara, EMERGENCY, f"{EMERGENCY}/end").status_code == 404


def test_nothing_is_written_and_no_other_flat_is_opened_meanwhile(
    office: Office, sara: TestClient, luca: TestClient, units: tuple[uuid.UUID, uuid.UUID]
) -> None:
    flat, other = units
    begun(office, sara, luca, flat)
    (sara_id,) = office.rows("select id from account where email = :e", e=SARA)[0]
    office.change(
        "insert into stated_purpose (account_id, unit_id, kind, expires_at) values "
        "(:account, :unit, 'telephone', clock_timestamp() + interval '1 hour')",
        account=sara_id, unit=other,
    )  # fmt: skip
    assert seen(office, sara) == ("social_services", {flat})
    with office.app.state.session_factory() as session:
        present(session, Credential.of("session", cookie_of(sara)))
        for verb in (Verb.CREATE, Verb.UPDATE, Verb.TRANSITION):
            for data_class in DataClass:
                with pytest.raises(ForbiddenError):
                    become_register(session, data_class, verb, is_row_seen=True)
        with pytest.raises(ProgrammingError, match="may not update"):
            session.execute(text("select access.writing_role('P4', 'update', true)"))
    page = send(sara, "/access/account", "/access/account/tokens", name="QGIS", days="3")
    assert page.status_code == 409
    office.change("delete from stated_purpose")


def test_every_request_is_noted_with_its_purpose(
    office: Office, sara: TestClient, luca: TestClient, units: tuple[uuid.UUID, uuid.UUID]
) -> None:
    since = office.rows("select coalesce(max(id), 0) from audit_entry")[0][0]
    begun(office, sara, luca, units[0])
    sara.get(f"/api/units/{units[0]}")
    sara.get("/data")
    noted = office.rows(
        "select verb, entity, purpose_code, role from audit_entry where id > :since "
        "and purpose_code = 'break_glass'",
        since=since,
    )

    assert ("break_glass", "unit", "break_glass", "system_admin") in noted
    assert ("read", "unit", "break_glass", "social_services") in noted
    requests = [each for each in noted if each[:2] == ("read", "emergency_access")]
    assert len(requests) >= 2
    assert {each[3] for each in requests} == {"social_services"}


def test_nobody_grants_it_to_themselves_nor_begins_it_unasked_or_twice(
    office: Office, sara: TestClient, luca: TestClient, units: tuple[uuid.UUID, uuid.UUID]
) -> None:
    assert asks(sara, units[0]) == 303
    (found,) = office.rows("select id from approval")[0]
    assert send(sara, EMERGENCY, f"{EMERGENCY}/{found}/begin").status_code == 409
    assert send(sara, APPROVALS, f"{APPROVALS}/{found}", outcome="granted").status_code == 409
    assert send(luca, APPROVALS, f"{APPROVALS}/{found}", outcome="granted").status_code == 303
    assert send(luca, EMERGENCY, f"{EMERGENCY}/{found}/begin").status_code == 409
    assert send(sara, EMERGENCY, f"{EMERGENCY}/{found}/begin").status_code == 303
    send(sara, EMERGENCY, f"{EMERGENCY}/end")
    assert send(sara, EMERGENCY, f"{EMERGENCY}/{found}/begin").status_code == 409
    assert send(sara, EMERGENCY, f"{EMERGENCY}/{uuid.uuid4()}/begin").status_code == 409
    assert office.rows("select count(*) from emergency_access") == [(1,)]


@pytest.mark.parametrize(
    "wrong",
    [{"unit": "via Cilea 4"}, {"unit": str(uuid.UUID(int=7))}, {"role": "housing_manager"},
     {"role": "local_police"}, {"role": "system_admin"}, {"minutes": "61"}, {"minutes": "0"},
     {"minutes": "tanti"}, {"reason": "guasto"}],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_a_sentence(
    office: Office,
    sara: TestClient,
    units: tuple[uuid.UUID, uuid.UUID],
    wrong: dict[str, str],
) -> None:
    assert asks(sara, units[0], **wrong) == 400
    assert office.rows("select count(*) from approval") == [(0,)]


def test_only_administrators_ask(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    assert visitor.get(EMERGENCY).status_code == 403
    assert send(visitor, "/access/account", EMERGENCY, unit="x").status_code == 403
    assert office.rows("select count(*) from approval") == [(0,)]


def test_the_table_knows_no_longer_emergency(office: Office) -> None:
    with pytest.raises(IntegrityError, match="an_hour_at_most"):
        office.change(
            "insert into emergency_access (account_id, session_id, approval_id, role, unit_id, "
            "expires_at) values (:id, :id, :id, 'social_services', :id, :until)",
            id=uuid.UUID(int=1), until=dt.datetime(2199, 1, 1, tzinfo=dt.UTC),
        )  # fmt: skip


def test_roles_that_an_emergency_lends_reach_persons_by_unit_alone(office: Office) -> None:
    with office.engine.connect() as connection:
        found = set(connection.execute(text("select access.emergency_roles()")).scalars())
        entered = enter(connection, Credential())
        connection.rollback()

    assert found == {"social_services", "migrant_desk", "registry_office"}
    assert entered.emergency is None
