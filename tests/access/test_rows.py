"""Every role sees of every table exactly the rows that the matrix gives it: neither less nor more.

Generated from the two files of the matrix: a new role, table or right is tried by being there.
"""

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from buildings.privacy.matrix import classes
from buildings.privacy.states import DataClass, Role
from data.access.refreshing import refresh_policies
from data.tables import metadata
from gis.reader import present
from tests.access.conftest import Guarded
from tests.access.expecting import Expectation

OUTSIDE = {"alembic_version", "spatial_ref_sys"}
"""Tables about nobody: the schema's revision, and PostGIS's list of reference systems."""


def session_of(guarded: Guarded, role: Role) -> Session:
    made: Session = guarded.app.state.session_factory()
    assert present(made, guarded.credential(role)).role == role
    return made


def places(session: Session, schema: str, name: str) -> set[str]:
    allowed = "select has_table_privilege(:table, 'select')"
    if not session.execute(text(allowed), {"table": f"{schema}.{name}"}).scalar():
        return set()
    found = session.execute(text(f"select t.ctid::text from {schema}.{name} t"))
    return set(found.scalars())


def test_every_table_of_the_models_has_its_class() -> None:
    assert set(metadata.tables) == set(classes())


def test_every_table_of_the_database_has_its_class(guarded: Guarded) -> None:
    assert set(inspect(guarded.owner).get_table_names()) - OUTSIDE == set(classes())


@pytest.mark.parametrize("role", list(Role))
def test_a_role_sees_the_rows_of_the_matrix(guarded: Guarded, role: Role) -> None:
    with guarded.owner.connect() as owner, session_of(guarded, role) as session:
        expected = Expectation(guarded, owner, role)
        wrong = {
            name: (len(seen), len(wanted))
            for name in classes()
            if (seen := places(session, "public", name)) != (wanted := expected.rows(name))
        }

    assert wrong == {}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_sees_the_same_of_the_past(guarded: Guarded, role: Role) -> None:
    with guarded.owner.connect() as owner, session_of(guarded, role) as session:
        past = set(inspect(guarded.owner).get_table_names(schema="history")) & set(classes())
        expected = Expectation(guarded, owner, role, "history")
        wrong = {
            name: (len(seen), len(wanted))
            for name in past
            if (seen := places(session, "history", name)) != (wanted := expected.rows(name))
        }

    assert {"unit_status", "person", "occupation_episode"} <= past
    assert wrong == {}


def test_the_tried_tables_hold_rows(guarded: Guarded) -> None:
    with guarded.owner.connect() as owner:
        empty = [
            name
            for name, table in classes().items()
            if table.data_class is not DataClass.ACCOUNTS
            and not owner.execute(text(f"select exists (select from {name})")).scalar()
        ]

    assert empty == []


def test_the_login_alone_reads_nothing(guarded: Guarded) -> None:
    with guarded.app.state.session_factory() as session:
        for name in classes():
            with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
                session.execute(text(f"select from {name} limit 1"))


@pytest.mark.parametrize("role", list(Role))
def test_no_reader_writes_anything(guarded: Guarded, role: Role) -> None:
    with session_of(guarded, role) as session:
        for name in classes():
            for command in (f"delete from {name}", f"insert into {name} default values"):
                with (
                    pytest.raises(ProgrammingError, match="permission denied"),
                    session.begin_nested(),
                ):
                    session.execute(text(command))


def test_a_table_without_a_class_is_seen_by_nobody(guarded: Guarded) -> None:
    admin: Engine = create_engine(guarded.owner.url)
    with admin.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("create table forgotten as select 1 as secret")
        refresh_policies(connection)
        role = connection.execute(text("select access.database_role('housing_manager')")).scalar()
        connection.exec_driver_sql(f'set local role "{role}"')
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("select * from forgotten"))
        transaction.rollback()
    admin.dispose()


def test_the_login_alone_may_do_nothing(guarded: Guarded) -> None:
    with guarded.app.state.session_factory() as session, guarded.owner.connect() as owner:
        asked = text("select access.may('P6', 'read'), access.sees_all('P3')")
        assert session.execute(asked).one() == (False, False)
        assert owner.execute(asked).one() == (True, True)
    with guarded.app.state.register_factory() as session:
        assert session.execute(asked).one() == (True, True)
