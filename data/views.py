"""Layer functions kept in files, re-created in the database only where their text changed."""

import re
from hashlib import sha256

from sqlalchemy import Connection, text

from gis.sqlfiles import read_sql

PACKAGES = (
    "buildings.registry",
    "buildings.condominiums",
    "buildings.status",
    "buildings.issues",
    "buildings.cases",
    "buildings.occupations",
    "buildings.interventions",
    "buildings.market",
    "buildings.census",
    "buildings.releases",
    "buildings.research",
)
"""Packages with a `layer.sql`, each after those that its functions call."""

_FUNCTION = re.compile(
    r"^create function (layer_\w+)\(on_date date\)$.*?^\$\$;$", re.MULTILINE | re.DOTALL
)


def declared() -> dict[str, str]:
    """The text of every layer function by its name, callees first."""
    return {
        match[1]: match[0]
        for package in PACKAGES
        for match in _FUNCTION.finditer(read_sql(package, "layer"))
    }


def refresh(connection: Connection) -> list[str]:
    """Make the database's layer functions equal to the files; the names that changed.

    The hash of each text stands in the function's comment. Waits at most ten seconds for a lock.
    """
    wanted = {name: (body, sha256(body.encode()).hexdigest()) for name, body in declared().items()}
    present = _present(connection)
    changed = [name for name, (_, digest) in wanted.items() if present.get(name) != digest]
    gone = [name for name in present if name not in wanted]
    if not changed and not gone:
        return []
    connection.execute(text("set local lock_timeout = '10s'"))
    for name in gone + changed:
        if name in present:
            connection.exec_driver_sql(f"drop function {name}(date)")
    for name in changed:
        body, digest = wanted[name]
        connection.exec_driver_sql(body.replace("%", "%%"))
        connection.exec_driver_sql(f"comment on function {name}(date) is '{digest}'")
    return gone + changed


def _present(connection: Connection) -> dict[str, str | None]:
    rows = connection.execute(
        text(
            "select p.proname, obj_description(p.oid, 'pg_proc') from pg_proc p "
            "where p.pronamespace = 'public'::regnamespace and p.proname like 'layer\\_%'"
        )
    )
    return {row[0]: row[1] for row in rows}
