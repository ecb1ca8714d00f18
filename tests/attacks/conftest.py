"""A register that holds hostile text everywhere, and visitors of every role who send more."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text
from starlette.testclient import TestClient

from api.access.form_tokens import token_of
from api.app import create_app
from api.listening import bind
from api.serving import Serving
from buildings.accounts import passwords
from buildings.privacy.states import Role
from gis.reader import digest_of
from tests.access.conftest import Guarded, guarded_register
from tests.attacks.marking import mark
from tests.databases import Cluster

FIRST = uuid.UUID("00000000-0000-4000-8000-00000000aaaa")
SPARE = (
    """insert into account (id, email, name, role, is_demo, created_at) values
    (:id, 'nessuno@prova.example', 'Persona inventata', 'council', false, clock_timestamp())""",
    """insert into api_token (id, account_id, name, role, token_sha256, expires_at, created_at)
    values (:id, :id, 'di nessuno', 'council', '', '2199-01-01', clock_timestamp())""",
)
"""Rows that come first by id, so that a good form ends them and none of the visitors'."""

Visiting = Callable[[Role], TestClient]


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    light = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", light)


@pytest.fixture(scope="session")
def hostile(
    cluster: Cluster, district_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Guarded]:
    """A register of this package's own: whatever a request may write may be written to it."""
    home = tmp_path_factory.mktemp("home")
    with guarded_register(cluster, district_template, "hostile", home) as made:
        with made.owner.begin() as connection:
            mark(connection)
            for statement in SPARE:
                connection.execute(text(statement), {"id": FIRST})
        yield made


@pytest.fixture(scope="session")
def cookies(hostile: Guarded) -> dict[Role, str]:
    """A browser's session of each role, open for an hour."""
    found = {role: uuid.uuid4().hex for role in hostile.tokens}
    with hostile.owner.begin() as owner:
        for role, cookie in found.items():
            owner.execute(
                text(
                    "insert into account_session (account_id, token_sha256, is_strong, expires_at) "
                    "select account_id, :digest, true, clock_timestamp() + interval '1 hour' "
                    "from api_token where token_sha256 = :token"
                ),
                {"digest": digest_of(cookie), "token": digest_of(hostile.tokens[role])},
            )
    return found


@pytest.fixture(scope="session")
def browsing(hostile: Guarded, cookies: dict[Role, str]) -> Iterator[Visiting]:
    """A browser of each role, whose forms are its own and which follows no redirects."""
    with ExitStack() as open_ones:
        made: dict[Role, TestClient] = {}

        def browser(role: Role) -> TestClient:
            _open_again(hostile, cookies.get(role))
            if role not in made:
                headers = {"Sec-Fetch-Site": "same-origin"}
                if role in cookies:
                    # Not in the client's jar, from which signing out would take it.
                    headers["Cookie"] = f"satellite_session={cookies[role]}"
                    headers["X-Form-Token"] = token_of(cookies[role])
                client = TestClient(
                    hostile.app,
                    headers=headers,
                    follow_redirects=False,
                    raise_server_exceptions=False,
                )
                made[role] = open_ones.enter_context(client)
            return made[role]

        yield browser


def _open_again(hostile: Guarded, cookie: str | None) -> None:
    """An attack may have ended the session, or shown it to the hall."""
    if cookie is not None:
        with hostile.owner.begin() as owner:
            owner.execute(
                text(
                    "update account_session set revoked_at = null, is_sala = false, "
                    "last_seen_at = clock_timestamp() where token_sha256 = :digest"
                ),
                {"digest": digest_of(cookie)},
            )


@contextmanager
def really_served(hostile: Guarded) -> Iterator[tuple[str, int]]:
    """The address of a real server on that register, as `satellite up` runs it."""
    ready = threading.Event()
    with bind("127.0.0.1", 0) as listener:
        serving = Serving(create_app(hostile.app.state.settings, hostile.owner), listener)
        thread = threading.Thread(target=serving.run, args=(ready.set,))
        thread.start()
        assert ready.wait(60)
        yield listener.getsockname()
        serving._server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def server(hostile: Guarded) -> Iterator[tuple[str, int]]:
    """A real server for addresses and headers that a client would put right before sending."""
    with really_served(hostile) as found:
        yield found
