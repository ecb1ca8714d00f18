"""A provider of the Comune's own, played by a small server on this machine."""

import base64
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.access.provider import provider_of
from api.app import create_app
from gis.errors import ConfigurationError
from gis.settings import Settings
from tests.api.access.conftest import ANNA, OURS, SARA, Office, send, sign_in

BACK = "/access/provider/back"
CLIENT, SECRET = "satellite", "a secret between us"


@dataclass
class Idp:
    """What the provider answers; tests change it to make it lie."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    signing: Any = None
    metadata: dict[str, Any] = field(default_factory=dict)
    challenge: str = ""
    nonce: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def describe(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.metadata

    def exchange(self, form: dict[str, list[str]], authorization: str) -> dict[str, Any] | None:
        """The tokens for a code, None where who asks is not the one that was sent."""
        self.asked.append(form)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        made = base64.urlsafe_b64encode(sha256(form["code_verifier"][0].encode()).digest())
        if authorization != f"Basic {basic}" or made.decode().rstrip("=") != self.challenge:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "sub-anna", "aud": CLIENT, "exp": now + 300,
                  "iat": now, "nonce": self.nonce} | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode(self.header, claims, self.signing or self.key,
                            algorithms=["RS256", "HS256", "none"])  # fmt: skip
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
def idp() -> Iterator[Idp]:
    """The provider, listening on this machine."""
    ours = Idp()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def answer(self, content: Any, status: int = 200) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path == "/keys":
                self.answer({"keys": [ours.key.as_dict(private=False)]})
            else:
                self.answer(ours.describe())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = parse_qs(self.rfile.read(length).decode())
            found = ours.exchange(form, self.headers.get("Authorization", ""))
            self.answer(found or {"error": "invalid_grant"}, 200 if found else 400)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ours.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield ours
    server.shutdown()
    server.server_close()
    thread.join()


def settings_of(office: Office, idp: Idp) -> Settings:
    """The office's settings with the provider in them."""
    return office.settings.model_copy(
        update={"oidc_issuer": idp.issuer, "oidc_client_id": CLIENT,
                "oidc_client_secret": SecretStr(SECRET), "oidc_name": "SPID del Comune"}
    )  # fmt: skip


@pytest.fixture
def person(office: Office, idp: Idp) -> Iterator[TestClient]:
    """A browser on an application that knows the provider."""
    app = create_app(settings_of(office, idp), office.engine)
    with TestClient(app, headers={"Accept": "text/html", **OURS}, follow_redirects=False) as made:
        yield made


def tie(office: Office, idp: Idp, email: str = ANNA, subject: str = "sub-anna") -> None:
    office.change(
        "update account set oidc_issuer = :issuer, oidc_subject = :subject where email = :email",
        issuer=idp.issuer, subject=subject, email=email,
    )  # fmt: skip


def go(person: TestClient, idp: Idp, **query: str) -> dict[str, str]:
    """Set out for the provider; what it is asked."""
    answer = person.get("/access/provider", params=query)
    assert answer.status_code == 303, answer.text
    address = urlsplit(answer.headers["location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{idp.issuer}/authorize"
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    idp.challenge, idp.nonce = asked["code_challenge"], asked["nonce"]
    return asked


def is_in(browser: TestClient) -> bool:
    return browser.get("/access/account").status_code == 200


def test_anna_comes_back_as_anna(office: Office, idp: Idp, person: TestClient) -> None:
    tie(office, idp)
    assert "Accedi con SPID del Comune" in person.get("/access/sign-in").text
    asked = go(person, idp, next="/data")

    assert asked["response_type"] == "code"
    assert asked["scope"] == "openid"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert len(asked["state"]) >= 43
    assert SECRET not in str(asked)
    answer = person.get(BACK, params={"code": "c", "state": asked["state"]})
    assert answer.headers["location"] == "/data"
    assert "satellite_step" not in person.cookies
    assert ANNA in person.get("/access/account").text
    assert office.rows("select outcome from sign_in_attempt") == [("entered",)]


def test_an_identity_without_an_account_is_refused_with_a_sentence(
    office: Office, idp: Idp, person: TestClient
) -> None:
    asked = go(person, idp)
    answer = person.get(BACK, params={"code": "c", "state": asked["state"]})

    assert answer.status_code == 403
    assert "nessun utente è legato" in answer.text
    assert not is_in(person)
    assert office.rows("select outcome, account_id from sign_in_attempt") == [("wrong", None)]


def test_a_closed_account_stays_closed(office: Office, idp: Idp, person: TestClient) -> None:
    tie(office, idp)
    office.change("update account set disabled_at = clock_timestamp()")
    asked = go(person, idp)
    answer = person.get(BACK, params={"code": "c", "state": asked["state"]})
    assert answer.status_code == 403
    assert "scaduto o disattivato" in answer.text


@pytest.mark.parametrize(
    "lie",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"nonce": None}},
        {"claims": {"aud": "another-client"}},
        {"claims": {"aud": [CLIENT, "another-client"]}},
        {"claims": {"iss": "https://altrove.example"}},
        {"claims": {"exp": 1_000_000_000}},
        {"claims": {"exp": None}},
        {"claims": {"sub": None}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": 7}},
        {"signing": RSAKey.generate_key(2048, {"kid": "one"})},
        {"signing": OctKey.import_key(SECRET), "header": {"alg": "HS256"}},
        {"header": {"alg": "none"}},
        {"metadata": {"issuer": "https://altrove.example"}},
        {"metadata": {"token_endpoint": "http://altrove.example/token"}},
        {"challenge": "of somebody else's verifier"},
    ],
)
def test_what_cannot_be_trusted_opens_nothing(
    office: Office, idp: Idp, person: TestClient, lie: dict[str, Any]
) -> None:
    tie(office, idp)
    asked = go(person, idp)
    for name, value in lie.items():
        setattr(idp, name, value)
    answer = person.get(BACK, params={"code": "c", "state": asked["state"]})

    assert answer.status_code == 403
    assert re.search(r'role="alert">[^<]+', answer.text)
    assert SECRET not in answer.text
    assert not is_in(person)


@pytest.mark.parametrize(
    "said",
    [{"code": "c", "state": "another"}, {"code": "c"}, {"error": "access_denied"}, {},
     {"code": "c", "state": ""}],
)  # fmt: skip
def test_an_answer_to_another_question_is_refused(
    office: Office, idp: Idp, person: TestClient, said: dict[str, str]
) -> None:
    tie(office, idp)
    go(person, idp)
    assert person.get(BACK, params=said).status_code == 403
    assert idp.asked == [], "the code is not even exchanged"
    assert not is_in(person)


def test_the_answer_of_another_issuer_is_refused(
    office: Office, idp: Idp, person: TestClient
) -> None:
    tie(office, idp)
    asked = go(person, idp)
    said = {"code": "c", "state": asked["state"], "iss": "https://altrove.example"}
    assert person.get(BACK, params=said).status_code == 403


def test_a_strangers_answer_cannot_be_planted_nor_used_twice(
    office: Office, idp: Idp, person: TestClient
) -> None:
    tie(office, idp)
    asked = go(person, idp)
    said = {"code": "c", "state": asked["state"]}
    with TestClient(person.app, headers={"Accept": "text/html"}) as other:
        planted = other.get(BACK, params=said)
        assert planted.status_code == 403
        assert "cominciato altrove" in planted.text
    assert person.get(BACK, params=said).status_code == 303
    assert person.get(BACK, params=said).status_code == 403


def test_a_silent_provider_is_said_to_be_silent(office: Office, idp: Idp) -> None:
    silent = settings_of(office, idp).model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    with TestClient(
        create_app(silent, office.engine), headers={"Accept": "text/html"}, follow_redirects=False
    ) as person:
        answer = person.get("/access/provider")
    assert answer.status_code == 403
    assert "non risponde" in answer.text
    assert office.rows("select 1 from sign_in_attempt") == []


def test_without_a_provider_there_is_no_button(visitor: TestClient) -> None:
    assert "/access/provider" not in visitor.get("/access/sign-in").text
    assert visitor.get("/access/provider").status_code == 404


def test_a_provider_needs_its_secret_and_tls(settings: Settings) -> None:
    told = {"oidc_issuer": "https://idp.example", "oidc_client_id": CLIENT}
    with pytest.raises(ConfigurationError, match="OIDC_CLIENT_SECRET"):
        provider_of(settings.model_copy(update=told))
    plain = told | {"oidc_issuer": "http://idp.example", "oidc_client_secret": SecretStr(SECRET)}
    with pytest.raises(ConfigurationError, match="https"):
        provider_of(settings.model_copy(update=plain))
    sound = settings.model_copy(update=told | {"oidc_client_secret": SecretStr(SECRET)})
    assert SECRET not in repr(provider_of(sound))
    assert SECRET not in repr(sound)


def test_sara_ties_annas_account(office: Office, person: TestClient) -> None:
    sign_in(person, SARA)
    anna_id = office.rows("select id from account where email = :e", e=ANNA)[0][0]
    sara_id = office.rows("select id from account where email = :e", e=SARA)[0][0]
    accounts = "/access/accounts"
    tied = send(person, accounts, f"{accounts}/{anna_id}/subject", subject=" sub-anna ")
    assert tied.status_code == 303
    twice = send(person, accounts, f"{accounts}/{sara_id}/subject", subject="sub-anna")
    assert twice.status_code == 400
    assert send(person, accounts, f"{accounts}/{sara_id}/subject", subject=" ").status_code == 400
    assert office.rows("select email from account where oidc_subject = 'sub-anna'") == [(ANNA,)]
