"""An office with three accounts whose work is audited in a database of the test's own."""

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from buildings.audit.sealing import Sealed, seal
from buildings.audit.service import anchor, note
from buildings.audit.states import Verb
from buildings.audit.verifying import Proof, verify
from gis.db import make_engine
from tests.databases import Cluster

ENTER = (
    "select set_config('satellite.' || k, v, true) from unnest(cast(:names as text[]), "
    "cast(:values as text[])) t (k, v)"
)


DESK = uuid.UUID(int=7)
_NUMBERS = itertools.count(1001)
"""Ids that every worker gives alike: they stand in the names of tests."""


@dataclass(frozen=True)
class Account:
    """Someone who works at the office."""

    name: str
    role: str
    id: uuid.UUID = field(default_factory=lambda: uuid.UUID(int=next(_NUMBERS)))
    organisation: uuid.UUID = DESK

    def enter(self, connection: Connection, **more: str) -> uuid.UUID:
        """Set what a request sets at its beginning; the request's id."""
        request = uuid.uuid4()
        settings = {
            "actor": str(self.id),
            "name": self.name,
            "role": self.role,
            "organisation": str(self.organisation),
            "request": str(request),
            **more,
        }
        connection.execute(
            text(ENTER), {"names": list(settings), "values": list(settings.values())}
        )
        return request


ADA = Account("Ada Montesanto", "housing_operator")
BRUNO = Account("Bruno Quattropani", "local_police")
CARLA = Account("Carla Settecase", "auditor")
FLAT = uuid.UUID(int=901)


@dataclass(frozen=True)
class Office:
    """A register whose reads and writes are really committed."""

    engine: Engine
    folder: Path
    prefix: str

    @contextmanager
    def request(self, account: Account | None = ADA, **more: str) -> Iterator[Connection]:
        """One request of an account, or of the register itself: a transaction that commits."""
        with self.engine.begin() as connection:
            if account is not None:
                account.enter(connection, **more)
            yield connection

    def read(self, account: Account | None = ADA, flat: uuid.UUID = FLAT, times: int = 1) -> None:
        """Requests in which an account opens the persons of a flat."""
        for _ in range(times):
            with self.request(account) as connection:
                note(connection, Verb.READ, "person", flat, fields_class="P4", result_count=2)

    def seal(self) -> Sealed | None:
        with self.engine.begin() as connection:
            return seal(connection)

    def anchor(self) -> Path | None:
        with self.engine.begin() as connection:
            return anchor(connection, self.folder)

    def verify(self) -> Proof:
        with self.engine.connect().execution_options(
            isolation_level="REPEATABLE READ"
        ) as connection:
            return verify(connection, self.folder)

    def faults(self) -> list[tuple[str, int]]:
        return [(each.fault.value, each.where) for each in self.verify().faults]

    def tamper(self, *statements: str, **values: Any) -> None:
        """What the owner of the tables could do who switches their guards off."""
        with self.engine.begin() as connection:
            off(connection)
            for statement in statements:
                connection.execute(text(statement), values)
            on(connection)

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def value(self, query: str, **values: Any) -> Any:
        return self.rows(query, **values)[0][0]


def off(connection: Connection) -> None:
    for table in ("audit_entry", "audit_seal", "audit_anchor"):
        connection.execute(text(f"alter table {table} disable trigger user"))


def on(connection: Connection) -> None:
    for table in ("audit_entry", "audit_seal", "audit_anchor"):
        connection.execute(text(f"alter table {table} enable trigger user"))


@pytest.fixture
def office(fresh_url: str, cluster: Cluster, tmp_path: Path) -> Iterator[Office]:
    engine = make_engine(fresh_url)
    yield Office(engine, tmp_path / "anchors", cluster.role)
    engine.dispose()


@pytest.fixture
def readers(cluster: Cluster) -> Iterator[str]:
    """The prefix of two roles without any right: `<prefix>_police` and `<prefix>_public`."""
    names = [f"{cluster.role}_{each}" for each in ("police", "public")]
    for name in names:
        cluster.execute(f'create role "{name}" nologin', f'grant "{name}" to "{cluster.role}"')
    yield cluster.role
    for name in names:
        for (database,) in _databases(cluster):
            cluster.execute(f'drop owned by "{name}"', database=database)
        cluster.execute(f'drop role "{name}"')


def _databases(cluster: Cluster) -> list[tuple[str]]:
    engine = create_engine(cluster.admin)
    with engine.connect() as connection:
        found = connection.execute(
            text("select datname from pg_database where datname like :prefix"),
            {"prefix": f"{cluster.role}\\_%"},
        ).all()
    engine.dispose()
    return [(row[0],) for row in found]
