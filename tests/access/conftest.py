"""A register with rows in every table, readers of every role, and what each of them reaches."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Engine, text
from starlette.testclient import TestClient

from api.app import create_app
from buildings.privacy.states import EXTERNAL_ROLES, Role
from gis.db import make_engine
from gis.reader import Credential
from gis.settings import Settings
from tests.access import released
from tests.access.filling import fill
from tests.databases import Cluster
from tests.readers import token

ADMINISTRATOR = Role.CONDO_ADMIN


@dataclass(frozen=True, slots=True)
class Guarded:
    """The register, a token of each role, and the units that each scope was given by hand."""

    owner: Engine
    app: FastAPI
    tokens: dict[Role, str]
    given: dict[str, set[uuid.UUID]]
    condominium: uuid.UUID
    project: uuid.UUID
    known: dict[tuple[Role | None, str], set[str]] = field(default_factory=dict)

    def credential(self, role: Role) -> Credential:
        return Credential() if role is Role.PUBLIC else Credential.of("token", self.tokens[role])

    def client(self, role: Role) -> TestClient:
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}
        return TestClient(self.app, headers=headers, follow_redirects=False)


@pytest.fixture(scope="session")
def guarded(
    cluster: Cluster, district_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Guarded]:
    """One register for all tests of access; none of them writes to it."""
    with guarded_register(
        cluster, district_template, "guarded", tmp_path_factory.mktemp("home")
    ) as made:
        yield made


@contextmanager
def guarded_register(cluster: Cluster, template: str, suffix: str, home: Path) -> Iterator[Guarded]:
    """A register of its own with rows in every table and a reader of every role."""
    with cluster.database(suffix, template=template) as url:
        owner = make_engine(url)
        with owner.begin() as connection:
            units = _five_units(connection)
            condominium = _condominium_of(connection, units[1])
            fill(connection, [*units, None])
            _write_some_history(connection)
            accounts = _accounts(connection)
            _entrust(connection, accounts, units, condominium)
            release = released.quarter(connection, condominium)
            project = released.project(connection, accounts[Role.RESEARCHER][0], release)
        tokens = {
            role: token(owner, role, account=account, organisation=organisation)
            for role, (account, organisation) in accounts.items()
        }
        settings = Settings(_env_file=None, home=home)
        given = {
            "own_case": {units[0]},
            "own_condominium": _units_of(owner, condominium),
            "assigned": {units[2]},
            "shared": {units[3]},
        }
        app = create_app(settings, owner)
        with TestClient(app):
            yield Guarded(owner, app, tokens, given, condominium, project)
        owner.dispose()


def _five_units(connection: Connection) -> list[uuid.UUID]:
    """Flats with an episode, a sale or a case, in five different condominiums."""
    rows = connection.execute(
        text(
            "select distinct on (b.condominium_id) u.id from unit u "
            "join building b on b.id = u.building_id "
            "join enforcement_sale s on s.unit_id = u.id "
            "where b.condominium_id is not null "
            "order by b.condominium_id, (select count(*) from occupation_episode e "
            "where e.unit_id = u.id) desc, u.id limit 5"
        )
    )
    return list(rows.scalars())


def _condominium_of(connection: Connection, unit: uuid.UUID) -> uuid.UUID:
    found: uuid.UUID = connection.execute(
        text(
            "select coalesce(u.condominium_id, b.condominium_id) from unit u "
            "join building b on b.id = u.building_id where u.id = :unit"
        ),
        {"unit": unit},
    ).scalar_one()
    return found


def _units_of(owner: Engine, condominium: uuid.UUID) -> set[uuid.UUID]:
    with owner.connect() as connection:
        rows = connection.execute(
            text(
                "select u.id from unit u join building b on b.id = u.building_id "
                "where coalesce(u.condominium_id, b.condominium_id) = :condominium"
            ),
            {"condominium": condominium},
        )
        return set(rows.scalars())


def _write_some_history(connection: Connection) -> None:
    """A past for rows of many kinds: what history keeps is read under the same rules."""
    for table in (
        "unit_status", "occupation_episode", "occupation_episode_route", "housing_case",
        "occupation_report", "enforcement_sale", "person", "unit_right", "unit_residents",
        "condominium_issue", "unit", "building",
    ):  # fmt: skip
        connection.execute(text(f"update {table} set as_of = as_of - 1"))


def _accounts(connection: Connection) -> dict[Role, tuple[uuid.UUID, uuid.UUID | None]]:
    made: dict[Role, tuple[uuid.UUID, uuid.UUID | None]] = {}
    for role in Role:
        if role is Role.PUBLIC:
            continue
        organisation = None
        if role in EXTERNAL_ROLES:
            organisation = connection.execute(
                text("insert into organisation (name) values (:name) returning id"),
                {"name": f"Ente inventato di {role}"},
            ).scalar_one()
        account = connection.execute(
            text(
                "insert into account (email, name, role, organisation_id, expires_on) "
                "values (:email, :name, :role, :organisation, date '2199-01-01') returning id"
            ),
            {
                "email": f"{role}@prova.example",
                "name": f"Persona inventata, {role}",
                "role": role.value,
                "organisation": organisation,
            },
        ).scalar_one()
        made[role] = (account, organisation)
    return made


def _entrust(
    connection: Connection,
    accounts: dict[Role, tuple[uuid.UUID, uuid.UUID | None]],
    units: list[uuid.UUID],
    condominium: uuid.UUID,
) -> None:
    """Give each scope one unit, or one condominium, to reach."""
    for account, _ in accounts.values():
        connection.execute(
            text(
                "insert into stated_purpose (account_id, unit_id, kind, expires_at) values "
                "(:account, :unit, 'telephone', clock_timestamp() + interval '1 day')"
            ),
            {"account": account, "unit": units[0]},
        )
    administrator = connection.execute(
        text(
            "insert into administrator (kind, name, source_id, as_of, reliability) values "
            "('company', 'Studio di prova', 'generator', '2026-01-01', 'synthetic') returning id"
        )
    ).scalar_one()
    connection.execute(
        text(
            "insert into administrator_mandate (condominium_id, administrator_id, appointed_by, "
            "valid_from, source_id, as_of, reliability) values (:condominium, :administrator, "
            "'assembly', '2020-01-01', 'generator', '2026-01-01', 'synthetic')"
        ),
        {"condominium": condominium, "administrator": administrator},
    )
    connection.execute(
        text("update organisation set administrator_id = :administrator where id = :id"),
        {"administrator": administrator, "id": accounts[ADMINISTRATOR][1]},
    )
    connection.execute(
        text(
            "insert into assignment (organisation_id, sale_id, valid_from) "
            "select :organisation, s.id, '2026-01-01' from enforcement_sale s "
            "where s.unit_id = :unit limit 1"
        ),
        {"organisation": accounts[Role.COURT_CUSTODIAN][1], "unit": units[2]},
    )
    connection.execute(
        text(
            "insert into data_share (unit_id, organisation_id, classes, legal_basis, until) "
            "values (:unit, :organisation, array['P1', 'P2', 'P6', 'P6_state', 'reports'], "
            "'art. 11 DL 14/2017', '2199-01-01')"
        ),
        {"unit": units[3], "organisation": accounts[Role.PREFECTURE][1]},
    )
