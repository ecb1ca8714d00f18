import uuid

import pytest
from alembic import command
from sqlalchemy import CheckConstraint, Connection, Engine, Enum, inspect, select, text
from sqlalchemy.orm import Session

from buildings.issues.models import CondominiumIssue
from buildings.issues.states import IssueType, Severity
from data import migrate
from data.tables import metadata
from gis.db import make_engine
from gis.errors import SchemaNewerError
from gis.history.reading import as_known_at


def run(engine: Engine, name: str, *arguments: str) -> None:
    with engine.connect() as connection:
        config = migrate.configuration()
        config.attributes["connection"] = connection
        getattr(command, name)(config, *arguments)


def test_up_down_and_up_again_ends_where_the_models_are(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    run(engine, "check")
    run(engine, "downgrade", "base")
    left = set(inspect(engine).get_table_names()) - {"alembic_version", "spatial_ref_sys"}
    assert left == set()
    assert migrate.upgrade(engine)
    assert not migrate.upgrade(engine)
    assert migrate.is_current(engine)
    run(engine, "check")
    engine.dispose()


def test_a_renamed_code_is_renamed_in_the_past_too(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    with engine.begin() as connection:
        connection.execute(text("insert into source (id, title) values ('test', 'A test')"))
        connection.execute(
            text(
                "insert into condominium_issue (issue_type, severity, title_it, title_en, "
                "reported_on, source_id, as_of, reliability, condominium_id) "
                "values ('hygiene_unhealthy', 'high', 'Muffa', 'Mould', '2026-01-01', 'test', "
                "'2026-01-01', 'official', :place)"
            ),
            {"place": condominium(connection)},
        )
    with engine.begin() as connection:
        before = connection.execute(text("select clock_timestamp()")).scalar_one()
        connection.execute(text("update condominium_issue set severity = 'low'"))

    run(engine, "downgrade", "202611221402")
    assert kinds_of_issue(engine) == ["hygiene", "hygiene"]
    migrate.upgrade(engine)

    assert kinds_of_issue(engine) == ["hygiene_unhealthy", "hygiene_unhealthy"]
    with Session(engine) as session:
        as_known_at(session, before)
        known = session.scalars(select(CondominiumIssue)).one()
        assert (known.issue_type, known.severity) == (IssueType.UNHEALTHY, Severity.HIGH)
    engine.dispose()


def condominium(connection: Connection) -> uuid.UUID:
    made: uuid.UUID = connection.execute(
        text(
            "insert into condominium (name, source_id, as_of, reliability) "
            "values ('Condominio Colombo', 'test', '2026-01-01', 'official') returning id"
        )
    ).scalar_one()
    return made


def kinds_of_issue(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "select issue_type from condominium_issue "
                "union all select issue_type from history.condominium_issue"
            )
        )
        return list(rows.scalars())


def test_a_newer_schema_is_refused_and_left_alone(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = 'from_tomorrow'"))
    with pytest.raises(SchemaNewerError) as refused:
        migrate.upgrade(engine)
    assert "from_tomorrow" in refused.value.text.it
    assert migrate.current(engine) == "from_tomorrow"
    engine.dispose()


def test_every_code_list_is_the_same_in_the_code_and_in_its_check(engine: Engine) -> None:
    checked = 0
    with engine.connect() as connection:
        for table in metadata.tables.values():
            for column in table.columns:
                if not isinstance(column.type, Enum):
                    continue
                definition = connection.execute(
                    text(
                        "select pg_get_constraintdef(c.oid) from pg_constraint c "
                        "where c.conrelid = cast(:table as regclass) and c.conname = :name"
                    ),
                    {
                        "table": f'"{table.name}"',
                        "name": f"ck_{table.name}_{column.type.name}",
                    },
                ).scalar_one()
                in_database = set(definition.split("'")[1::2])
                assert in_database == set(column.type.enums), f"{table.name}.{column.name}"
                checked += 1
    assert checked > 30


def test_every_check_and_exclusion_of_the_models_stands_in_the_database(engine: Engine) -> None:
    with engine.connect() as connection:
        standing = set(
            connection.execute(
                text("select conname from pg_constraint where contype in ('c', 'x')")
            ).scalars()
        )
    declared = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
        or type(constraint).__name__ == "ExcludeConstraint"
        if constraint.name
    }
    assert declared <= standing
