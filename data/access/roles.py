"""The database's own roles: one a reader's role, their group, the web's login and the writer."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from buildings.privacy.states import Role
from data.access.prefix import FILE, READERS, REGISTER, WEB
from gis.codes import Text
from gis.errors import ConfigurationError


def ensure(connection: Connection, prefix: str) -> bool:
    """Make the roles that are missing; whether any was.

    Raises ConfigurationError where the database's owner may not make roles.
    """
    wanted = [f"{prefix}_{each}" for each in (READERS, WEB, REGISTER, FILE, *Role)]
    present = set(
        connection.execute(
            text("select rolname from pg_roles where rolname = any(:names)"), {"names": wanted}
        ).scalars()
    )
    if present == set(wanted):
        return False
    _require_right(connection)
    for command in _commands(prefix, present):
        connection.exec_driver_sql(command)
    return True


def _commands(prefix: str, present: set[str]) -> Iterator[str]:
    """Each role is made with what it belongs to: the login inherits nothing from any of them."""
    if f"{prefix}_{READERS}" not in present:
        yield f'create role "{prefix}_{READERS}" nologin'
    if f"{prefix}_{WEB}" not in present:
        yield f'create role "{prefix}_{WEB}" login noinherit'
    for each in (REGISTER, FILE, *Role):
        name = f"{prefix}_{each}"
        if name in present:
            continue
        yield f'create role "{name}" nologin'
        if each != REGISTER:
            yield f'grant "{prefix}_{READERS}" to "{name}"'
        yield f'grant "{name}" to "{prefix}_{WEB}"'
        yield f'grant "{name}" to current_user'


def _require_right(connection: Connection) -> None:
    row = connection.execute(
        text("select rolname, rolcreaterole or rolsuper from pg_roles where rolname = current_user")
    ).one()
    if not row[1]:
        raise ConfigurationError(
            Text(
                it=f"Il ruolo «{row[0]}» del database non può creare ruoli, e il registro ne ha "
                "bisogno di uno per chi legge. Da amministratore: "
                f'ALTER ROLE "{row[0]}" CREATEROLE;',
                en=f"The database role “{row[0]}” may not create roles, and the register needs one "
                f'for each reader. As administrator: ALTER ROLE "{row[0]}" CREATEROLE;',
            )
        )
