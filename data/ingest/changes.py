"""What a file changes, value by value, as far as its steps write it down."""

from sqlalchemy import Connection, func, select

from data.ingest.outcome import Change
from data.ingest.staging import PACKAGE
from gis.sqlfiles import statement

FIRST_CHANGES = 20
"""Changes that a dry run shows."""


def first_changes(connection: Connection) -> tuple[Change, ...]:
    """The first changes in the order of the file; none where its steps keep no list of them."""
    if connection.scalar(select(func.to_regclass("pg_temp.change"))) is None:
        return ()
    rows = connection.execute(statement(PACKAGE, "first_changes"), {"most": FIRST_CHANGES})
    return tuple(Change(*row) for row in rows)
