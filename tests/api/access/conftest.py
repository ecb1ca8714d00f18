"""Anna of the housing office and Sara who keeps the accounts, on a register that really commits."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.accounts import administering, passwords, service
from buildings.accounts.administering import NewAccount
from buildings.privacy.states import Role
from gis.dates import today
from gis.db import make_engine
from gis.settings import Settings
from tests.databases import Cluster

ANNA, SARA = "anna.bianchi@comune.example", "sara.conti@comune.example"
PASSWORD = "quattro gatti al mercato"  # noqa: S105 - invented
OURS = {"Sec-Fetch-Site": "same-origin"}
OTHERS = {"Sec-Fetch-Site": "cross-site", "Origin": "https://altrove.example"}


@dataclass(slots=True)
class Office:
    """The register, its application, and accounts made by the command line's own ways."""

    engine: Engine
    app: FastAPI
    settings: Settings

    def account(self, email: str, role: Role, password: str | None = PASSWORD) -> uuid.UUID:
        """A new account, with a password if one is given."""
        with Session(self.engine) as session:
            expires = today().replace(year=today().year + 1, day=1)
            new = NewAccount(email, role, organisation="Studio Esempio", expires_on=expires)
            made = administering.add_account(session, new, today())
            if password is not None:
                administering.give_password(session, made, password)
            session.commit()
        return made

    def change(self, sql: str, **values: object) -> None:
        """Change something as the database's owner, time above all."""
        with self.engine.begin() as connection:
            connection.execute(text(sql), values)

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """Look at the tables as the database's owner."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql), values)]

    def browser(self, client: tuple[str, int] = ("192.0.2.7", 50000)) -> TestClient:
        """A browser of its own at an address, which follows no redirects."""
        return TestClient(
            self.app,
            headers={"Accept": "text/html", **OURS},
            follow_redirects=False,
            client=client,
        )


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    light = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", light)


@pytest.fixture(autouse=True)
def a_second_factor_behind_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sign-in counts as one with two factors; test_one_factor.py takes this back."""
    begin = service.begin

    def strong(*given: Any, **more: Any) -> str:
        return begin(*given, **more | {"is_strong": True})

    monkeypatch.setattr(service, "begin", strong)


@pytest.fixture(scope="module")
def register(
    cluster: Cluster, pristine: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """A register of this module's own, which really commits, and its application."""
    with cluster.database("access", template=pristine) as url:
        engine = make_engine(url)
        settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("office"))
        yield Office(engine, create_app(settings, engine), settings)
        engine.dispose()


@pytest.fixture
def office(register: Office) -> Iterator[Office]:
    """The office with Anna and Sara; whoever came is forgotten afterwards."""
    register.account(ANNA, Role.HOUSING_OPERATOR)
    register.account(SARA, Role.SYSTEM_ADMIN)
    yield register
    for table in ("emergency_access", "approval", "sign_in_attempt", "recovery_code", "api_token",
                  "account_session", "account", "organisation"):  # fmt: skip
        register.change(f"delete from {table}")


@pytest.fixture
def visitor(office: Office) -> Iterator[TestClient]:
    """Anna's browser."""
    with office.browser() as made:
        yield made


def sign_in(visitor: TestClient, email: str = ANNA, password: str = PASSWORD, **more: str) -> Any:
    """Fill in the form as the page gives it, and send it."""
    return send(visitor, "/access/sign-in", "/access/sign-in", email=email, password=password,
                **more)  # fmt: skip


def send(visitor: TestClient, page: str, address: str, **fields: str) -> Any:
    """Send a form with the token that the page has in it."""
    token = form_token(visitor.get(page).text)
    return visitor.post(address, data={"form_token": token, **fields})


def form_token(page: str) -> str:
    """The token in a page's forms, empty where there is none."""
    _, found, rest = page.partition('name="form_token" value="')
    return rest.partition('"')[0] if found else ""
