"""The queue of namings: what a row says beside the units it may mean, and the decisions."""

import re
import uuid
from urllib.parse import unquote

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.identity.models import ReferenceDecision, UnitReference
from buildings.identity.states import ReferenceState
from data.identity.resolving import resolve
from tests.data.identity.asking import ask, identifier_of, unit_of

OURS = {"Sec-Fetch-Site": "same-origin"}
ROBINIA_B_10 = "G686/-/900/19/31"


@pytest.fixture
def uncertain(district_session: Session) -> UnitReference:
    """A row that leaves the staircase out."""
    naming = ask(district_session, street_name="V. <b>Wagner", number_text="905", unit_number="10")
    resolve(district_session.connection())
    district_session.expire_all()
    assert naming.state is ReferenceState.REVIEW
    return naming


def test_the_queue_shows_the_row_beside_its_candidates(
    writing_client: TestClient, uncertain: UnitReference
) -> None:
    page = writing_client.get("/identity", params={"lang": "it"})

    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "V. &lt;b&gt;Wagner" in page.text
    assert page.text.count('name="unit_id"') == 3
    assert "stesso interno" in page.text
    assert "Non è del registro" in page.text
    assert f"/identity/{uncertain.id}/accept" in page.text
    assert "dato sintetico" in page.text


def test_a_unit_is_taken_without_any_script(
    writing_client: TestClient, district_session: Session, uncertain: UnitReference
) -> None:
    unit_id = str(unit_of(district_session, ROBINIA_B_10))

    answer = writing_client.post(
        f"/identity/{uncertain.id}/accept",
        data={"by": "Ufficio Casa", "unit_id": unit_id, "back": "state=review&sender=waste_charge"},
        headers=OURS,
        follow_redirects=False,
    )
    district_session.expire_all()

    assert answer.status_code == 303
    assert answer.headers["location"] == "/identity?state=review&sender=waste_charge"
    assert unquote(answer.cookies["decides"].strip('"')) == "Ufficio Casa"
    assert str(uncertain.unit_id) == unit_id
    assert "Nobody has decided" not in writing_client.get("/identity/decisions?lang=en").text


def test_another_unit_is_found_by_what_is_typed(
    writing_client: TestClient, district_session: Session, uncertain: UnitReference
) -> None:
    address = f"/identity/{uncertain.id}/accept"
    vague = writing_client.post(
        address, data={"by": "Ufficio Casa", "other": "via Wagner 905"}, headers=OURS
    )
    taken = writing_client.post(
        address,
        data={"by": "Ufficio Casa", "other": "foglio 900 particella 19 sub 32"},
        headers=OURS,
        follow_redirects=False,
    )
    district_session.expire_all()

    assert vague.status_code == 400
    assert taken.status_code == 303
    assert identifier_of(district_session, uncertain) == "G686/-/900/19/32"


def test_undoing_sends_the_row_through_the_resolution_again(
    writing_client: TestClient, district_session: Session, uncertain: UnitReference
) -> None:
    writing_client.post(
        f"/identity/{uncertain.id}/dismiss", data={"by": "Ufficio Casa"}, headers=OURS
    )
    district_session.expire_all()
    decision = district_session.query(ReferenceDecision).one()
    assert (decision.unit_id, uncertain.state.value) == (None, "dismissed")

    answer = writing_client.post(
        f"/identity/decisions/{decision.id}/undo",
        data={"by": "Responsabile"},
        headers=OURS,
        follow_redirects=False,
    )
    district_session.expire_all()

    assert answer.headers["location"] == "/identity/decisions"
    assert uncertain.state is ReferenceState.REVIEW
    assert "annullato da Responsabile" in writing_client.get("/identity/decisions?lang=it").text


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}, {"Authorization": ""}],
)
def test_a_form_of_another_site_changes_nothing(
    writing_client: TestClient,
    district_session: Session,
    uncertain: UnitReference,
    headers: dict[str, str],
) -> None:
    answer = writing_client.post(
        f"/identity/{uncertain.id}/dismiss", data={"by": "Altri"}, headers=headers
    )
    district_session.expire_all()

    assert answer.status_code == 403
    assert uncertain.state is ReferenceState.REVIEW


def test_a_decision_without_a_person_or_a_unit_is_refused(
    writing_client: TestClient, district_session: Session, uncertain: UnitReference
) -> None:
    address = f"/identity/{uncertain.id}/accept"
    unit_id = str(unit_of(district_session, ROBINIA_B_10))
    refused = [
        writing_client.post(address, data={"unit_id": unit_id}, headers=OURS),
        writing_client.post(address, data={"by": "Ufficio Casa", "unit_id": "1"}, headers=OURS),
        writing_client.post(address, data={"by": "Ufficio Casa"}, headers=OURS),
    ]

    assert [answer.status_code for answer in refused] == [400, 400, 400]
    unknown = f"/identity/{uuid.uuid4()}/dismiss"
    assert writing_client.post(unknown, data={"by": "x"}, headers=OURS).status_code == 404


def test_the_way_back_leads_nowhere_else(
    writing_client: TestClient, uncertain: UnitReference
) -> None:
    answer = writing_client.post(
        f"/identity/{uncertain.id}/dismiss",
        data={"by": "Ufficio Casa", "back": "//evil.example/\r\nSet-Cookie: a=b"},
        headers=OURS,
        follow_redirects=False,
    )

    assert re.fullmatch(r"/identity\?[\w%&=.+:-]*", answer.headers["location"])


def test_json_tells_and_decides(
    writing_client: TestClient, district_session: Session, uncertain: UnitReference
) -> None:
    unit_id = str(unit_of(district_session, ROBINIA_B_10))
    listed = writing_client.get("/api/identity/references").json()
    address = f"/api/identity/references/{uncertain.id}"
    decided = writing_client.post(
        f"{address}/decision", json={"unit_id": unit_id, "by": "Ufficio Casa"}, headers=OURS
    )
    twice = writing_client.post(f"{address}/decision", json={"by": "Altri"}, headers=OURS)
    after = writing_client.get(address).json()
    undone = writing_client.post(
        f"/api/identity/decisions/{decided.json()['id']}/undo", json={"by": "Altri"}, headers=OURS
    )

    assert [each["id"] for each in listed] == [str(uncertain.id)]
    assert [each["rank"] for each in listed[0]["candidates"]] == [1, 2, 3]
    assert decided.status_code == 201
    assert twice.status_code == 409
    assert (after["state"], after["unit_id"], after["method"]) == ("matched", unit_id, "decision")
    assert (undone.json()["state"], undone.json()["unit_id"]) == ("review", None)


def test_matched_rows_are_shown_without_a_form(
    writing_client: TestClient, district_session: Session
) -> None:
    ask(district_session, sheet="900", parcel_number="19", subunit="31")
    resolve(district_session.connection())

    page = writing_client.get("/identity?state=matched&lang=en").text

    assert "same cadastral reference" in page
    assert 'name="unit_id"' not in page
    assert writing_client.get("/identity?state=nonsense").status_code == 400
