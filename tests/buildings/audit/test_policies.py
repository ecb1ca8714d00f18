"""The register's own policies: whoever sees rows of P4 to P6 is in the log, route or no route."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from buildings.audit.service import foresee
from buildings.privacy.states import Role
from gis.history.reading import as_known_at
from tests import make
from tests.buildings.audit.conftest import Account, Office

NOTED = (
    "select role, entity, fields_class from audit_entry where is_automatic and verb = 'read' "
    "order by id"
)


@pytest.fixture
def flat(office: Office) -> uuid.UUID:
    """A flat in which three persons are registered."""
    with Session(office.engine) as session:
        unit = make.unit(session).id
        session.execute(
            text(
                "insert into unit_residents (unit_id, persons_count, families_count, valid_from, "
                "source_id, as_of, reliability) values (:unit, 3, 1, '2020-01-01', 'test', "
                "'2026-01-01', 'official')"
            ),
            {"unit": unit},
        )
        session.commit()
    return unit


@contextmanager
def as_(office: Office, role: Role) -> Iterator[Connection]:
    """A request of somebody in a role, as the web server makes it."""
    with office.request(Account("Dora Seiveggi", role.value)) as connection:
        yield connection


def become(connection: Connection, role: Role) -> None:
    connection.execute(
        text("select set_config('role', access.database_role(:role), true)"), {"role": role.value}
    )


def count(connection: Connection, table: str = "unit_residents") -> Any:
    return connection.execute(text(f"select count(*) from {table}")).scalar_one()


@pytest.mark.usefixtures("flat")
def test_who_sees_a_row_is_noted(office: Office) -> None:
    with as_(office, Role.HOUSING_MANAGER) as connection:
        become(connection, Role.HOUSING_MANAGER)
        assert count(connection) == 1
    assert office.rows(NOTED) == [("housing_manager", "unit_residents", "P4")]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.PLANNER, Role.HOUSING_OPERATOR])
def test_who_sees_none_is_not(office: Office, flat: uuid.UUID, role: Role) -> None:
    """The operator has no case of this flat."""
    with as_(office, role) as connection:
        become(connection, role)
        rows = connection.execute(
            text("select * from unit_residents where unit_id = :unit"), {"unit": flat}
        ).all()
        assert rows == []
    assert office.rows(NOTED) == []


def test_open_data_are_read_unnoted(office: Office, flat: uuid.UUID) -> None:
    with as_(office, Role.HOUSING_MANAGER) as connection:
        become(connection, Role.HOUSING_MANAGER)
        assert count(connection, "unit") == 1
        assert connection.execute(text("select id from unit")).scalar_one() == flat
    assert office.rows(NOTED) == []


@pytest.mark.usefixtures("flat")
def test_the_past_is_foreseen_by_class(office: Office) -> None:
    with as_(office, Role.HOUSING_MANAGER) as connection:
        with Session(connection) as session:
            foresee(session)
        as_known_at(connection, connection.execute(text("select now()")).scalar_one())
        become(connection, Role.HOUSING_MANAGER)
        assert count(connection) == 1
    noted = office.rows(NOTED)
    assert ("housing_manager", "known", "P4") in noted
    assert {entity for _, entity, _ in noted} == {"known"}


def test_the_register_and_the_public_foresee_nothing(office: Office) -> None:
    for account in (None, Account("", "public")):
        with office.request(account) as connection, Session(connection) as session:
            foresee(session)
    assert office.rows(NOTED) == []
