"""People of several offices around a small town, on a register that really commits.

Olga and Bruno work at the housing office, Marta runs it; Piero is of the local police, Sofia and
Silvia of the social services, Rino of the registry office, Carlo is a court's custodian, Paola
works at the prefecture, Adele in the third sector; Sara keeps the accounts, Dino audits.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.privacy.states import EXTERNAL_ROLES, Role
from gis.reader import Credential, Reader, present
from gis.settings import Settings
from tests.buildings import town
from tests.buildings.town import Town
from tests.readers import token

PEOPLE = {
    "Olga": Role.HOUSING_OPERATOR,
    "Bruno": Role.HOUSING_OPERATOR,
    "Marta": Role.HOUSING_MANAGER,
    "Piero": Role.LOCAL_POLICE,
    "Sofia": Role.SOCIAL_SERVICES,
    "Silvia": Role.SOCIAL_SERVICES,
    "Rino": Role.REGISTRY_OFFICE,
    "Carlo": Role.COURT_CUSTODIAN,
    "Paola": Role.PREFECTURE,
    "Adele": Role.PARTNER_OPERATOR,
    "Sara": Role.SYSTEM_ADMIN,
    "Dino": Role.AUDITOR,
}
RESIDENTS = """
insert into unit_residents (
    unit_id, persons_count, families_count, valid_from, source_id, as_of, reliability
)
select u.id, 2, 1, '2026-01-01', 'test', '2026-01-01', 'official' from unit u;
insert into source_purpose (source_id, purpose) values ('test', 'case_verification');
"""
OFFICE_CASE = """
with made as (
    insert into housing_case (
        id, case_type, unit_id, office, opened_on, source_id, as_of, reliability
    ) values (
        gen_random_uuid(), :type, :unit, :office, '2026-01-10', 'test', '2026-01-10', 'official'
    )
    returning id
)
insert into housing_case_state (case_id, state, valid_from, source_id, as_of, reliability)
select id, 'under_review', '2026-01-10', 'test', '2026-01-10', 'official' from made
returning case_id
"""


@dataclass(slots=True)
class Desk:
    """The register, its application, the town, and the accounts by their holders' names."""

    owner: Engine
    app: FastAPI
    town: Town
    accounts: dict[str, uuid.UUID] = field(default_factory=dict)
    organisations: dict[str, uuid.UUID] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def flat(self) -> uuid.UUID:
        """Flat A 3, which has an eviction case of the housing office."""
        return self.town.flats["A3"]

    @property
    def other(self) -> uuid.UUID:
        """Flat B 2, of which nothing was ever told but who is registered there."""
        return self.town.flats["B2"]

    @contextmanager
    def reading(self, name: str) -> Iterator[Session]:
        """A request of somebody, which commits if nothing goes wrong; a stranger where no name."""
        with self.app.state.session_factory() as session:
            who = Credential.of("token", self.tokens[name]) if name else Credential()
            read: Reader = present(session, who)
            assert not read.is_refused
            yield session
            session.commit()

    def refusal(self, name: str, sql: str, **values: object) -> str | None:
        """By which error the database refuses somebody's statement; None where it does not."""
        with self.app.state.session_factory() as session:
            present(session, Credential.of("token", self.tokens[name]) if name else Credential())
            try:
                session.execute(text(sql), values)
            except DBAPIError as error:
                return str(getattr(error.orig, "pgcode", ""))
        return None

    def client(self, name: str, **headers: str) -> TestClient:
        """A program of somebody's."""
        shown = {"Authorization": f"Bearer {self.tokens[name]}"} if name else {}
        return TestClient(self.app, headers=shown | headers, follow_redirects=False)

    def persons_seen(self, name: str) -> set[uuid.UUID]:
        """The units of which somebody reads who is registered there."""
        with self.reading(name) as session:
            return set(session.execute(text("select unit_id from unit_residents")).scalars())

    def case(self, unit: uuid.UUID, office: str = "housing_office") -> uuid.UUID:
        """An open case of a unit, followed by an office."""
        rows = self.change(OFFICE_CASE, type="eviction_tracking", unit=unit, office=office)
        return uuid.UUID(str(rows[0][0]))

    def eviction(self) -> uuid.UUID:
        """The case of flat A 3 that the town comes with."""
        ((found,),) = self.rows("select id from housing_case where protocol_no = 'PROVA/7'")
        return uuid.UUID(str(found))

    def end_case(self, case: uuid.UUID, state: str = "closed") -> None:
        """Move a case to another state, as of some months ago."""
        self.change("update housing_case_state set state = :state where case_id = :case",
                    state=state, case=case)  # fmt: skip

    def change(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """Change something as the database's owner, time above all; the rows it returns."""
        with self.owner.begin() as connection:
            done = connection.execute(text(sql), values)
            return [tuple(row) for row in done] if done.returns_rows else []

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """Look at the tables as the database's owner."""
        with self.owner.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql), values)]

    def forget(self) -> None:
        """End all that was stated, entrusted and shared, and bring the cases back."""
        for table in ("stated_purpose", "assignment", "data_share"):
            self.change(f"delete from {table}")
        self.change("delete from housing_case_state where case_id not in "
                    "(select id from housing_case where protocol_no = 'PROVA/7')")  # fmt: skip
        self.change("delete from housing_case where protocol_no is distinct from 'PROVA/7'")
        self.end_case(self.eviction(), "under_review")


def furnish(owner: Engine, settings: Settings) -> Desk:
    """Build the town with residents in every flat, and everybody's account and token."""
    with Session(owner) as session:
        built = town.build(session)
        session.commit()
    desk = Desk(owner, create_app(settings, owner), built)
    with owner.begin() as connection:
        connection.exec_driver_sql(RESIDENTS)
    for name, role in PEOPLE.items():
        body = f"Ente di {name}" if role in EXTERNAL_ROLES else "Comune"
        ((organisation,),) = desk.change(
            "insert into organisation (name) values (:name) on conflict (name) do update "
            "set name = excluded.name returning id", name=body,
        )  # fmt: skip
        ((account,),) = desk.change(
            "insert into account (email, name, role, organisation_id, expires_on) values "
            "(:email, :name, :role, :organisation, '2199-01-01') returning id",
            email=f"{name.lower()}@prova.example", name=f"{name} Inventata", role=role.value,
            organisation=organisation,
        )  # fmt: skip
        desk.accounts[name], desk.organisations[name] = account, organisation
        desk.tokens[name] = token(owner, role, account=account, organisation=organisation)
    return desk
