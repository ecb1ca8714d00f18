"""The driver's own cursor, for COPY and for commands made of identifiers."""

from collections.abc import Iterable
from io import StringIO

import psycopg2
import psycopg2.extensions
from psycopg2 import sql
from sqlalchemy import Connection, Table

from gis.db import hide_values


def cursor_of(connection: Connection) -> psycopg2.extensions.cursor:
    """A cursor of psycopg2 in the connection's transaction."""
    driver: psycopg2.extensions.connection | None = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    return driver.cursor()


def copy_in(connection: Connection, command: str | sql.Composable, lines: str) -> None:
    """Send lines through a COPY command in the connection's transaction.

    An error does not repeat the line that failed: it may be of a person.
    """
    with cursor_of(connection) as cursor:
        try:
            cursor.copy_expert(command, StringIO(lines))
        except psycopg2.Error as error:
            hide_values(error)
            raise


def analyse(connection: Connection, tables: Iterable[Table]) -> None:
    """Count what is in the tables, so that the first queries are planned well."""
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
    with cursor_of(connection) as cursor:
        cursor.execute(sql.SQL("analyze {}").format(names))
