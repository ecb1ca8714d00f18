"""Holders whom a row names, compared with those whom the register knows; never stored."""

from sqlalchemy import Connection

from data.identity.reading import PACKAGE
from gis.sqlfiles import statement


def find_holders(connection: Connection) -> None:
    """Fill the temporary table `held_by` from the hints of this import, if it brought any."""
    has_hints = connection.scalar(statement(PACKAGE, "has_hints"))
    step = "find_holders" if has_hints else "nobody_held"
    connection.execute(statement(PACKAGE, step))
