"""Headers, addresses and methods that claim more than a visitor may: they change nothing.

TLS, its cookies and the named proxy are tried in tests/api/access/test_tls.py.
"""

import http.client
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from buildings.privacy.states import Role
from tests.access.conftest import Guarded
from tests.attacks.conftest import Visiting
from tests.attacks.routes import Attacked, attacked
from tests.attacks.sending import Values, opened_to

CLAIMS = {
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Host": "localhost",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/audit",
    "X-Forwarded-User": "sara.conti@comune.example",
    "X-Forwarded-Server": "localhost",
    "Forwarded": "for=127.0.0.1;host=localhost;proto=https",
    "X-Real-IP": "127.0.0.1",
    "X-Original-URL": "/audit",
    "X-Rewrite-URL": "/audit",
    "X-Original-Method": "DELETE",
    "X-HTTP-Method-Override": "DELETE",
    "X-Method-Override": "PUT",
    "X-Remote-User": "sara.conti@comune.example",
    "Remote-User": "sara.conti@comune.example",
    "X-Role": "housing_manager",
    "Role": "housing_manager",
    "Satellite-Role": "housing_manager",
    "satellite.role": "housing_manager",
    "satellite.actor": "00000000-0000-4000-8000-000000000000",
    "X-Satellite-Request": "00000000-0000-4000-8000-000000000000",
    "Proxy-Authorization": "Bearer sat_x",
    "WWW-Authenticate": "Bearer sat_x",
    "X-Api-Key": "sat_x",
}
IN_QUERY = {
    "role": "housing_manager", "satellite.role": "housing_manager", "actor": "1", "as": "auditor",
    "set_config": "role", "access_token": "sat_x", "token": "sat_x", "_method": "DELETE",
    "debug": "true", "options": "-c role=postgres", "is_sala": "false",
}  # fmt: skip
CLOSED = ("/audit", "/access/accounts", "/imports", "/deliveries", "/discrepancies", "/identity")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "STEAL")
SECRETS = ("root:x:", "[project]", "SATELLITE_", "import FastAPI", '"private"', "BEGIN ")
"""What stands in files of the machine and of the program, and in no page."""


def watched(hostile: Guarded) -> list[str]:
    hidden = min(str(each) for each in hostile.given["own_case"])
    return [
        *CLOSED, f"/api/units/{hidden}", f"/units/{hidden}", "/ogc/collections?f=json",
        "/ogc/collections/units/items?f=json", "/ogc/collections/unit_status/items?f=json&limit=3",
        "/api/discrepancies", "/access/account",
    ]  # fmt: skip


def told(client: object, address: str, **headers: str) -> tuple[int, str]:
    answer = client.get(address, headers=headers)  # type: ignore[attr-defined]
    stamp = answer.text.find('"timeStamp"')
    return answer.status_code, answer.text if stamp < 0 else answer.text[:stamp]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.CONDO_ADMIN, Role.MEDIATOR])
def test_what_headers_claim_changes_nothing(
    hostile: Guarded, browsing: Visiting, role: Role
) -> None:
    client = browsing(role)
    several = [CLAIMS]
    if role is Role.PUBLIC:
        several += [{name: value} for name, value in CLAIMS.items()]
    for address in watched(hostile):
        plain = told(client, address)
        for claims in several:
            assert told(client, address, **claims) == plain, (address, claims)


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.MEDIATOR])
def test_what_a_query_claims_changes_nothing(
    hostile: Guarded, browsing: Visiting, role: Role
) -> None:
    client = browsing(role)
    for address in watched(hostile):
        plain = told(client, address)[0]
        for name, value in IN_QUERY.items():
            mark = "&" if "?" in address else "?"
            status = told(client, f"{address}{mark}{name}={value}")[0]
            assert status == plain or (status == 400 and address.startswith("/ogc")), (
                address,
                name,
            )


@pytest.mark.parametrize(
    "host", ["altrove.example", "localhost:1", "127.0.0.1", "a'b", "x:y:z", ""]
)
def test_another_host_name_leads_nowhere(server: tuple[str, int], host: str) -> None:
    """Links of the OGC part begin with it; no page does, no cookie and no redirect."""
    for path in ("/", "/access/sign-in", "/access/sign-in?next=//altrove.example", "/units?q=x"):
        status, headers, body = raw(server, "GET", path, Host=host)
        assert status in {200, 303, 400}
        assert "altrove.example" not in str(headers)
        assert f"//{host}" not in body or not host


def raw(
    server: tuple[str, int], method: str, path: str, **headers: str
) -> tuple[int, dict[str, str], str]:
    """A request whose address nobody puts right before it is sent."""
    connection = http.client.HTTPConnection(*server, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, {key.lower(): value for key, value in answer.getheaders()}, body


def disguised(path: str) -> Iterator[str]:
    """Other ways to write an address, some of which other servers take for the same."""
    name = path.removeprefix("/")
    yield from (
        f"//{name}", f"///{name}", f"/./{name}", f"/{name}/", f"/{name}//", f"/{name}/.",
        f"/{name}/..;/{name}", f"/x/../{name}", f"/static/../{name}", f"/static/..%2f{name}",
        f"/static/%2e%2e/{name}", f"/static/..;/{name}", f"/static/.%2e/{name}", f"/{name}%2f",
        f"/%2f{name}", f"/{name}%00", f"/{name}%00.css", f"/{name}%20", f"/{name}%0a", f"/{name}.",
        f"/{name}.json", f"/{name};a=b", f"/{name}%3b", f"/{name}%3fx=1", f"/{name}%23",
        f"/{name}\\",
        f"/{name.upper()}", f"/{name.title()}", f"/{name[0]}%{ord(name[1]):02x}{name[2:]}",
        f"/%25{ord(name[0]):02x}{name[1:]}", f"/{name}%252f", f"/{name}?/static/x.css",
        f"http://localhost/{name}", f"/static/%252e%252e%252f{name}", f"/{name}%c0%af",
    )  # fmt: skip


def test_no_spelling_of_an_address_opens_what_is_closed(server: tuple[str, int]) -> None:
    for path in CLOSED:
        closed = raw(server, "GET", path, Accept="text/html")[0]
        assert closed in {401, 403}
        for other in disguised(path):
            status, headers, _ = raw(server, "GET", other, Accept="text/html")
            assert status in {closed, 307, 308, 400, 404}, other
            assert headers.get("location", "").count("altrove") == 0
            if status in {307, 308}:
                assert headers["location"].endswith(path), other


@pytest.mark.parametrize("folder", ["static", "vendor", "imports/templates", "maps"])
def test_no_file_of_the_machine_is_served(server: tuple[str, int], folder: str) -> None:
    ups = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "....//",
           "..;/", "%c0%ae%c0%ae/", "..%00/", "/")  # fmt: skip
    files = ("etc/passwd", "pyproject.toml", ".env", "gis/settings.py", "api/app.py",
             "maps/web/package.json", "package.json", "html/base.html")  # fmt: skip
    for up in ups:
        for file in files:
            for depth in (1, 2, 3, 9):
                status, _, body = raw(server, "GET", f"/{folder}/{up * depth}{file}")
                assert status in {400, 401, 403, 404, 307}, (folder, up, file)
                assert not [each for each in SECRETS if each in body]


def undeclared(hostile: Guarded) -> Iterator[tuple[Attacked, str]]:
    declared: dict[str, set[str]] = {}
    routes = {}
    for route in attacked(hostile.app):
        declared.setdefault(route.path, set()).add(route.method)
        routes[route.path] = route
    for path, methods in declared.items():
        for method in METHODS:
            if method not in methods | ({"HEAD", "OPTIONS"} if path.startswith("/ogc") else set()):
                yield routes[path], method


def test_a_method_that_a_route_does_not_have_is_refused(
    hostile: Guarded, browsing: Visiting
) -> None:
    values = Values(hostile.owner)
    for route, method in undeclared(hostile):
        address = route.at(**values.names(route.names))
        answer = browsing(opened_to(route.path)).request(method, address)
        assert answer.status_code in {405, 404}, (method, address)
        assert "planted" not in answer.text
        if answer.status_code == 405:
            assert answer.headers["allow"]


def test_head_and_trace_tell_no_more_than_get(hostile: Guarded, browsing: Visiting) -> None:
    for address in watched(hostile):
        client = browsing(Role.PUBLIC)
        plain = client.get(address)
        head = client.head(address)
        assert head.status_code in {plain.status_code, 405}, address
        assert head.content == b""
        traced = client.request("TRACE", address, headers={"X-Secret": "echo-me"})
        assert traced.status_code == 405
        assert "echo-me" not in traced.text


def test_a_method_named_in_a_header_or_form_is_not_taken(
    hostile: Guarded, browsing: Visiting
) -> None:
    manager = browsing(Role.HOUSING_MANAGER)
    link = Values(hostile.owner).of("link_id")
    for headers in ({"X-HTTP-Method-Override": "POST"}, {"X-Method-Override": "POST"}):
        answer = manager.get(f"/deliveries/links/{link}/revoke?_method=POST", headers=headers)
        assert answer.status_code == 405


def test_a_secret_link_is_made_of_the_registers_own_address(hostile: Guarded) -> None:
    """Whatever host the request named: the link is handed to somebody else."""
    settings = hostile.app.state.settings.model_copy(
        update={"public_url": "https://registro.prova.example"}
    )
    headers = {
        "Authorization": f"Bearer {hostile.tokens[Role.HOUSING_MANAGER]}",
        "Host": "altrove.example",
    }
    form = {"kind": "totals", "sender": "Studio", "days": "7", "by": "Persona inventata"}
    with TestClient(create_app(settings, hostile.owner), headers=headers) as client:
        fields = form | {"condominium_id": str(hostile.condominium)}
        page = client.post("/deliveries/links", data=fields).text

    assert "https://registro.prova.example/consegna/" in page
    assert "altrove.example/consegna" not in page
