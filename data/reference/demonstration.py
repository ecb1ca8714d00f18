"""The demonstration's accounts: open with the reference district on a lone machine, else closed."""

from sqlalchemy import Engine

from data.reference.loading import is_loaded
from gis.sqlfiles import read_sql

PACKAGE = "data.reference"


def arrange(engine: Engine, *, is_alone: bool) -> bool:
    """Open or close the demonstration; whether it is open now.

    It is never open on a server that others may reach, nor without the invented district.
    """
    is_open = is_alone and is_loaded(engine)
    name = "open_demonstration" if is_open else "close_demonstration"
    with engine.begin() as connection:
        connection.exec_driver_sql(read_sql(PACKAGE, name).replace("%", "%%"))
    return is_open
