"""The same in JSON, for programs of people who have an account; errors are problem+json."""

import pytest

from buildings.privacy.states import Role
from gis.dates import today
from tests.desk import Desk
from tests.readers import token

PROBLEM = "application/problem+json"
PATHS = {
    "/api/units/{unit_id}/purpose": {"get", "post"},
    "/api/purposes": {"get"},
    "/api/purposes/{purpose_id}": {"delete"},
    "/api/units/{unit_id}/assignments": {"get"},
    "/api/assignments/holders": {"get"},
    "/api/assignments": {"post"},
    "/api/assignments/{assignment_id}": {"delete"},
    "/api/units/{unit_id}/shares": {"get", "post"},
    "/api/units/{unit_id}/shares/receivers": {"get"},
    "/api/shares/{share_id}": {"delete"},
}


def test_a_purpose_is_stated_told_and_closed(desk: Desk) -> None:
    olga, address = desk.client("Olga"), f"/api/units/{desk.flat}"
    before = olga.get(f"{address}/purpose").json()
    assert (before["may_state"], before["purpose"]) == (True, None)
    assert {"data_class": "P4", "opening": "purpose"} in before["closed"]
    card = olga.get(address).json()
    assert (card["registers"]["residents"], card["closed"]) == ([], before["closed"])

    stated = olga.post(f"{address}/purpose", json={"kind": "telephone"})
    assert stated.status_code == 200
    assert olga.post(f"{address}/purpose", json={"kind": "telephone"}).json() == stated.json()
    after = olga.get(address).json()
    assert after["purpose"] == stated.json() == olga.get(f"{address}/purpose").json()["purpose"]
    assert [row["persons_count"] for row in after["registers"]["residents"]] == [2]
    assert "P4" not in {each["data_class"] for each in after["closed"]}

    assert olga.get("/api/purposes").json() == [stated.json()]
    assert desk.client("Bruno").get("/api/purposes").json() == []
    own = f"/api/purposes/{stated.json()['id']}"
    assert desk.client("Bruno").delete(own).status_code == 404
    assert olga.delete(own).status_code == 204
    again = olga.delete(own)
    assert (again.status_code, again.headers["content-type"]) == (404, PROBLEM)
    assert olga.get(address).json()["registers"]["residents"] == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "case"}, 409),
        ({"kind": "case", "case_id": "00000000-0000-0000-0000-000000000001"}, 409),
        ({"kind": "case", "case_id": "x"}, 400),
        ({"kind": "reveal", "reason": "corto"}, 400),
        ({"kind": "reveal", "reason": "con un \u0000 in mezzo alla frase"}, 400),
        ({"kind": "reveal", "reason": "x" * 10_000}, 400),
        ({"kind": "telephone", "reason": "non serve affatto"}, 400),
        ({"kind": "telephone", "account_id": "00000000-0000-0000-0000-000000000001"}, 400),
        ({"kind": "telephone", "expires_at": "2199-01-01T00:00:00Z"}, 400),
        ({}, 400),
    ],
)
def test_what_will_not_do_is_told_why(desk: Desk, sent: dict[str, str], status: int) -> None:
    answer = desk.client("Olga").post(f"/api/units/{desk.flat}/purpose", json=sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert answer.json()["detail_it"]
    assert desk.rows("select count(*) from stated_purpose") == [(0,)]


def test_who_may_not_is_told_so_and_the_public_nothing(desk: Desk) -> None:
    for name, status in (("Sofia", 403), ("Marta", 403), ("Sara", 404), ("Paola", 404), ("", 404)):
        answer = desk.client(name).post(
            f"/api/units/{desk.flat}/purpose", json={"kind": "telephone"},
            headers={"Sec-Fetch-Site": "none"},
        )  # fmt: skip
        assert answer.status_code in {status, 401 if not name else status}, name
    desk.tokens["program"] = token(desk.owner, Role.HOUSING_OPERATOR)
    program = desk.client("program").post(
        f"/api/units/{desk.flat}/purpose", json={"kind": "telephone"}
    )
    assert program.status_code == 403
    assert desk.rows("select count(*) from stated_purpose") == [(0,)]


def test_a_case_is_entrusted_and_taken_back(desk: Desk) -> None:
    marta, sofia = desk.client("Marta"), desk.client("Sofia")
    holders = {each["name"]: each for each in marta.get("/api/assignments/holders").json()}
    assert holders["Sofia Inventata"]["account_id"] == str(desk.accounts["Sofia"])
    assert not any("@" in str(each) for each in holders.values())
    assert desk.client("Olga").get("/api/assignments/holders").json() == []
    sent = {
        "kind": "case",
        "subject_id": str(desk.eviction()),
        "holder_id": holders["Sofia Inventata"]["account_id"],
        "last_day": today().isoformat(),
    }
    made = marta.post("/api/assignments", json=sent)
    assert made.status_code == 201
    (told,) = sofia.get(f"/api/units/{desk.flat}/assignments").json()
    assert (told["id"], told["name"], told["may_end"]) == (
        made.json()["id"], "Sofia Inventata", False,
    )  # fmt: skip
    assert sofia.get(f"/api/units/{desk.flat}").json()["registers"]["residents"]
    assert desk.client("Silvia").get(f"/api/units/{desk.flat}/assignments").json() == []
    assert desk.client("Olga").post("/api/assignments", json=sent).status_code == 403
    far = sent | {"last_day": "9999-12-31"}
    assert marta.post("/api/assignments", json=far).status_code == 400
    itself = sent | {"holder_id": str(desk.accounts["Marta"])}
    assert marta.post("/api/assignments", json=itself).status_code == 409
    assert sofia.delete(f"/api/assignments/{made.json()['id']}").status_code == 404
    assert marta.delete(f"/api/assignments/{made.json()['id']}").status_code == 204
    assert sofia.get(f"/api/units/{desk.flat}").json()["registers"]["residents"] == []


def test_a_share_is_given_told_and_revoked(desk: Desk) -> None:
    marta, paola, address = desk.client("Marta"), desk.client("Paola"), f"/api/units/{desk.flat}"
    (receiver,) = marta.get(f"{address}/shares/receivers").json()
    sent = {
        "organisation_id": receiver["organisation_id"],
        "classes": ["P2", "P6_state", "P6"],
        "legal_basis": "art. 11 DL 14/2017",
        "until": today().isoformat(),
    }
    assert paola.get(address).status_code == 404
    made = marta.post(f"{address}/shares", json=sent)
    assert made.status_code == 201
    assert paola.get(address).json()["episodes"]
    (told,) = paola.get(f"{address}/shares").json()
    assert (told["classes"], told["may_revoke"]) == (["P2", "P6", "P6_state"], False)
    assert desk.client("Olga").get(f"{address}/shares").json() == []
    assert desk.client("Olga").get(f"{address}/shares/receivers").json() == []
    assert desk.client("Olga").post(f"{address}/shares", json=sent).status_code == 403
    for wrong, status in (({"classes": ["P4"]}, 409), ({"classes": []}, 400),
                          ({"until": "2199-01-01"}, 400), ({"legal_basis": "-"}, 400)):  # fmt: skip
        assert marta.post(f"{address}/shares", json=sent | wrong).status_code == status
    assert paola.delete(f"/api/shares/{told['id']}").status_code == 404
    assert marta.delete(f"/api/shares/{told['id']}").status_code == 204
    assert paola.get(address).status_code == 404
    assert paola.get(f"{address}/shares").status_code == 404


def test_it_stands_in_the_description(desk: Desk) -> None:
    paths = desk.client("Olga").get("/api/openapi.json").json()["paths"]
    assert {path: set(paths[path]) for path in PATHS} == PATHS
