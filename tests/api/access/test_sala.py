"""Anna shows the map to a room: what only she may see is not on the screen, whatever she opens."""

from starlette.testclient import TestClient

from tests.api.access.conftest import Office, send, sign_in

UNITS = "/ogc/collections/units/items?f=json"


def test_one_switch_leaves_what_everybody_may_see(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    assert visitor.get(UNITS).status_code == 200

    shown = send(visitor, "/", "/access/sala", on="true")
    assert (shown.status_code, shown.headers["location"]) == (303, "/map")
    assert shown.headers["clear-site-data"] == '"cache"'
    assert visitor.get(UNITS).status_code == 401
    assert visitor.get("/discrepancies").status_code == 401
    page = visitor.get("/").text
    assert "Sala: solo ciò che tutti possono vedere" in page
    assert "anna.bianchi" not in page.lower()

    send(visitor, "/", "/access/sala", on="false")
    assert visitor.get(UNITS).status_code == 200
    assert office.rows(
        "select detail ->> 'sala' from audit_entry where entity = 'account_session' "
        "and detail ? 'sala' order by id"
    ) == [("true",), ("false",)]


def test_who_has_not_signed_in_has_nothing_to_switch(visitor: TestClient) -> None:
    answer = visitor.post("/access/sala", data={"on": "true"}, headers={"Sec-Fetch-Site": "none"})

    assert answer.status_code in {401, 403}
