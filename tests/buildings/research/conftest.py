"""An estate with two released quarters and the extracts of three projects made from them."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.disclosure.models import ResearchProject
from buildings.privacy.states import Role
from buildings.releases.models import Release
from buildings.research import service
from buildings.research.service import SERVED
from gis.db import make_engine
from gis.keys import KeyStore
from gis.settings import Settings
from tests.buildings.releases.conftest import ESTATE, TODAY, published
from tests.databases import Cluster
from tests.readers import bearer

ENDED = dt.date(2020, 1, 1)
WRITES = (
    "update unit set usable_area_m2 = 95, as_of = '2026-08-03' where unit_number = '5'",
    "delete from unit_status where unit_id = (select id from unit where unit_number = '40')",
    "delete from unit where unit_number = '40'",
)
"""Between the quarters flats become larger, and one goes."""


@dataclass(frozen=True, slots=True)
class Research:
    """The register, the keys, a project of each kind, and who takes part in which."""

    owner: Engine
    keys: KeyStore
    projects: dict[str, uuid.UUID]
    people: dict[str, dict[str, str]]
    client: TestClient

    def records(self, person: str, **asked: str) -> list[dict[str, str | None]]:
        """What the collection gives a person."""
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = self.client.get(
            f"/ogc/collections/research_units/items?f=json&limit=10000&{query}",
            headers=self.people[person],
        )
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert found["numberMatched"] == len(found["features"])
        assert all(each["geometry"] is None for each in found["features"])
        return [each["properties"] | {"id": each["id"]} for each in found["features"]]


@pytest.fixture(scope="module")
def research(
    cluster: Cluster, pristine: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Research]:
    """One register for the module; a test that writes to it rolls back."""
    keys = KeyStore(tmp_path_factory.mktemp("research"))
    with cluster.database("research", template=pristine) as url:
        owner = make_engine(url)
        with owner.begin() as connection:
            connection.exec_driver_sql(ESTATE.read_text(encoding="utf-8"))
        first = published(owner, "2026-Q2")
        with owner.begin() as connection:
            for each in WRITES:
                connection.execute(text(each))
        second = published(owner, "2026-Q3")
        projects, people = _projects(owner, keys, first, second)
        settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("home"))
        with TestClient(create_app(settings, owner)) as client:
            yield Research(owner, keys, projects, people, client)
        owner.dispose()


def project(title: str, **changes: object) -> ResearchProject:
    """A project of an invented university, with everything that an extract can hold."""
    values: dict[str, object] = {
        "title": title,
        "organisation": "Università inventata",
        "agreement": "Convenzione 12/2026",
        "agreed_on": dt.date(2026, 1, 10),
        "until": dt.date(2199, 12, 31),
        "fields": [each.value for each in SERVED],
    }
    return ResearchProject(**values | changes)


def _projects(
    owner: Engine, keys: KeyStore, first: Release, second: Release
) -> tuple[dict[str, uuid.UUID], dict[str, dict[str, str]]]:
    made = {
        "sun": (project("Sole"), (first, second)),
        "moon": (project("Luna", fields=["unit", "use_class"]), (second,)),
        "over": (project("Passato", agreed_on=dt.date(2019, 1, 1), until=ENDED), (second,)),
    }
    people = {}
    with Session(owner, expire_on_commit=False) as session, session.begin():
        for name, (each, releases) in made.items():
            service.begin(session, keys, each)
            account = _account(session, f"{name}@universita.example")
            service.admit(session, each, f"{name.upper()}@universita.example", TODAY)
            for release in releases:
                service.deliver(
                    session, keys, each, release, made_by="office", today=dt.date(2019, 6, 1)
                )
            people[name] = account
        stranger = _account(session, "nobody@universita.example")
    tokens = {name: bearer(owner, Role.RESEARCHER, account=each) for name, each in people.items()}
    tokens["nobody"] = bearer(owner, Role.RESEARCHER, account=stranger)
    return {name: each.id for name, (each, _) in made.items()}, tokens


def _account(session: Session, email: str) -> uuid.UUID:
    made: uuid.UUID = session.execute(
        text(
            "insert into account (email, name, role, expires_on) values "
            "(:email, 'Persona inventata', 'researcher', '2199-01-01') returning id"
        ),
        {"email": email},
    ).scalar_one()
    return made


@pytest.fixture
def office(research: Research) -> Iterator[Session]:
    """The register's own session, whose writes are rolled back."""
    with Session(research.owner) as session:
        yield session
        session.rollback()


@pytest.fixture
def folder(tmp_path: Path) -> KeyStore:
    """A key store of the test's own."""
    return KeyStore(tmp_path)
