"""Behind TLS: cookies that go nowhere else, and a year of nothing but TLS."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from tests.api.access.conftest import ANNA, OURS, PASSWORD, Office

HSTS = "strict-transport-security"


def browser(office: Office, **settings: Any) -> TestClient:
    """A browser on an application with other settings."""
    app = create_app(office.settings.model_copy(update=settings), office.engine)
    return TestClient(app, headers={"Accept": "text/html", **OURS}, follow_redirects=False)


@pytest.mark.parametrize(
    ("changed", "base"),
    [({"public_url": "https://registro.example"}, "http://testserver"), ({}, "https://testserver")],
)
def test_with_tls_everything_is_closed(office: Office, changed: dict[str, str], base: str) -> None:
    with browser(office, **changed) as client:
        client.base_url = base
        answer = client.post("/access/sign-in", data={"email": ANNA, "password": PASSWORD})
        cookie = answer.headers["set-cookie"]

        assert cookie.startswith("__Host-satellite_session=")
        assert "; Secure" in cookie
        assert "; HttpOnly" in cookie
        assert answer.headers[HSTS] == "max-age=31536000"
        value = cookie.partition("=")[2].partition(";")[0]
        own = client.get("/access/account", headers={"Cookie": f"__Host-satellite_session={value}"})
        assert own.status_code == 200
        # A sibling host or the network can set a cookie without the prefix: it counts for nothing.
        planted = client.get("/access/account", headers={"Cookie": f"satellite_session={value}"})
        assert planted.status_code == 401
        language = client.get("/?lang=en").headers["set-cookie"]
        assert "; Secure" in language


def test_without_tls_nothing_is_promised(office: Office) -> None:
    with browser(office) as client:
        answer = client.post("/access/sign-in", data={"email": ANNA, "password": PASSWORD})

        assert HSTS not in answer.headers
        assert "Secure" not in answer.headers["set-cookie"]


def test_a_forwarded_header_alone_is_not_believed(office: Office) -> None:
    with browser(office) as client:
        answer = client.get("/", headers={"X-Forwarded-Proto": "https"})
        assert HSTS not in answer.headers


def test_refusals_carry_the_headers_too(office: Office) -> None:
    with browser(office, public_url="https://registro.example") as client:
        answer = client.post("/access/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert HSTS in answer.headers
        assert answer.headers["x-frame-options"] == "DENY"


def test_forms_of_the_public_address_are_ours(office: Office) -> None:
    with TestClient(
        create_app(
            office.settings.model_copy(update={"public_url": "https://registro.example/"}),
            office.engine,
        ),
        follow_redirects=False,
    ) as client:
        ours = client.post("/access/sign-out", headers={"Origin": "https://registro.example"})
        plain = client.post("/access/sign-out", headers={"Origin": "http://registro.example"})
    assert (ours.status_code, plain.status_code) == (303, 403)
