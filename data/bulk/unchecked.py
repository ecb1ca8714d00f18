"""Loading first and checking afterwards: what each row would be checked for is checked at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg2.extensions
from psycopg2 import sql
from sqlalchemy import Connection, Table

from data.bulk.cursors import analyse, cursor_of
from gis.sqlfiles import read_sql

_PACKAGE = "data.bulk"
_MEMORY = {"work_mem": "128MB", "maintenance_work_mem": "512MB"}
"""For joining many rows and sorting while an index is built, until the transaction ends."""


@contextmanager
def checked_afterwards(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Rows of `tables` written within are checked, indexed and analysed at the end, all at once.

    Foreign keys, exclusion constraints and indexes other than keys are dropped and built again,
    and what is checked at the commit is switched off and asked of all rows at the end, in the
    connection's transaction, which locks the tables: for whole towns, not for an office at work.
    A row that breaks a constraint fails the end, and with it everything.
    """
    tables = list(tables)
    names = [table.name for table in tables]
    with cursor_of(connection) as cursor:
        cursor.execute(read_sql(_PACKAGE, "constraints_of"), {"tables": names})
        constraints = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(
                sql.SQL("alter table {} drop constraint {}").format(
                    sql.Identifier(table), sql.Identifier(name)
                )
            )
        cursor.execute(read_sql(_PACKAGE, "indexes_of"), {"tables": names})
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
        cursor.execute(read_sql(_PACKAGE, "checks_at_commit_of"), {"tables": names})
        triggers = cursor.fetchall()
        _switch(cursor, "disable", triggers)
        cursor.executemany("select set_config(%s, %s, true)", _MEMORY.items())
        yield
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(
                sql.SQL("alter table {} add constraint {} {}").format(
                    sql.Identifier(table), sql.Identifier(name), sql.SQL(definition)
                )
            )
        _switch(cursor, "enable", triggers)
        analyse(connection, tables)
        cursor.execute(read_sql(_PACKAGE, "contradicting"))
        broken = cursor.fetchone()
        if broken:
            raise RuntimeError(f"the loaded rows break {broken[0]}, of {broken[1]}")


def _switch(
    cursor: psycopg2.extensions.cursor, way: str, triggers: Iterable[tuple[str, str]]
) -> None:
    """Switch triggers off or on."""
    for table, name in triggers:
        cursor.execute(
            sql.SQL("alter table {} {} trigger {}").format(
                sql.Identifier(table), sql.SQL(way), sql.Identifier(name)
            )
        )
