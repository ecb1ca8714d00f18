"""How this database's roles are called: a prefix of its own, since roles belong to the server."""

import re
from hashlib import sha256

from sqlalchemy import Connection, text

LONGEST = 40
READERS, WEB, REGISTER, FILE = "readers", "web", "register", "file"
"""The group of all readers, the web server's login, the writer of imports and decisions, and the
role that reads what a file for a stated recipient may carry."""


def prefix(connection: Connection) -> str:
    """The prefix, chosen at the first migration; a copy of a database keeps its original's."""
    found = connection.execute(text("select prefix from access.installation")).scalar()
    if found is None:
        name = connection.execute(text("select current_database()")).scalar_one()
        found = _from_name(str(name))
        connection.execute(
            text("insert into access.installation (prefix) values (:prefix)"), {"prefix": found}
        )
    return str(found)


def _from_name(database: str) -> str:
    plain = re.sub(r"[^a-z0-9_]", "_", database.lower())
    if plain == database and re.match(r"[a-z]", plain) and len(plain) <= LONGEST:
        return plain
    return f"s{plain[: LONGEST - 10]}_{sha256(database.encode()).hexdigest()[:8]}"
