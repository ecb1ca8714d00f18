"""The demonstration's accounts: open with the reference district on a lone machine, else closed."""

from sqlalchemy import Engine, func, select

from data.reference.loading import is_loaded
from gis.sqlfiles import read_sql

PACKAGE = "data.reference"


def arrange(engine: Engine, *, is_alone: bool) -> bool:
    """Open or close the demonstration; whether it is open now.

    It is never open on a server that others may reach, without the invented district, or once
    anything was imported that tells of real people.
    """
    is_open = is_alone and is_loaded(engine) and not _holds_real_people(engine)
    name = "open_demonstration" if is_open else "close_demonstration"
    with engine.begin() as connection:
        connection.exec_driver_sql(read_sql(PACKAGE, name).replace("%", "%%"))
    return is_open


def _holds_real_people(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.scalar(select(func.access.holds_real_people())))
