import pytest
from alembic import command
from sqlalchemy import CheckConstraint, Engine, Enum, inspect, text

from data import migrate
from data.tables import metadata
from gis.db import make_engine
from gis.errors import SchemaNewerError


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
