"""Anna searches for her own surname: the log says that she did, not what she typed."""

from starlette.testclient import TestClient

from tests.api.access.conftest import Office, sign_in

OWN = (
    "select a.email, e.detail from audit_entry e join account a on a.id = e.actor "
    "where e.verb = 'search' order by e.id"
)


def test_a_search_for_ones_own_name_is_noted(office: Office, visitor: TestClient) -> None:
    sign_in(visitor)
    (name,) = office.rows("select name from account where email = 'anna.bianchi@comune.example'")[0]
    visitor.get("/api/search", params={"q": "via Cimarosa 1"})
    assert office.rows(OWN) == []

    visitor.get("/api/search", params={"q": name.split()[-1].upper()})
    visitor.get("/units", params={"q": name})

    assert office.rows(OWN) == [("anna.bianchi@comune.example", {"own_name": True})] * 2
