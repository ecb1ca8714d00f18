"""The driver's own cursor, for COPY and for commands made of identifiers."""

from collections.abc import Iterable

import psycopg2.extensions
from psycopg2 import sql
from sqlalchemy import Connection, Table


def cursor_of(connection: Connection) -> psycopg2.extensions.cursor:
    """A cursor of psycopg2 in the connection's transaction."""
    driver: psycopg2.extensions.connection | None = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    return driver.cursor()


def analyse(connection: Connection, tables: Iterable[Table]) -> None:
    """Count what is in the tables, so that the first queries are planned well."""
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
    with cursor_of(connection) as cursor:
        cursor.execute(sql.SQL("analyze {}").format(names))
