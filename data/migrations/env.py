"""How Alembic runs: on a connection handed in, or on the settings' database."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from geoalchemy2 import alembic_helpers
from sqlalchemy import Connection, text

from data.tables import metadata
from gis.columns import OpenEnd
from gis.db import make_engine
from gis.settings import get_settings
from gis.sqlfiles import read_sql

LOCK_KEY = 0x5A7E111E
"""Advisory lock that keeps two migrations of one database apart."""


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """How our own column types are written in a revision: as the plain type they stand for."""
    if kind == "type" and isinstance(item, OpenEnd):
        return "sa.Date()"
    rendered: str | Literal[False] = alembic_helpers.render_item(  # type: ignore[no-untyped-call] # geoalchemy2 does not annotate it
        kind, item, autogen_context
    )
    return rendered


def run_on(connection: Connection) -> None:
    """Migrate over `connection`, waiting at most ten seconds for any lock."""
    connection.execute(text("set lock_timeout = '10s'"))
    connection.execute(text("select pg_advisory_lock(:key)"), {"key": LOCK_KEY})
    connection.exec_driver_sql(read_sql("data.access", "loosen").replace("%", "%%"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=alembic_helpers.include_object,
        process_revision_directives=alembic_helpers.writer,
        render_item=render_item,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
    finally:
        connection.rollback()
        connection.execute(text("select pg_advisory_unlock(:key)"), {"key": LOCK_KEY})
        connection.commit()


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    run_on(handed_in)
else:
    with make_engine(str(get_settings().database_url)).connect() as own:
        run_on(own)
