"""The web server's own login: it may read nothing until a request has entered as its reader."""

import uuid
from pathlib import Path

from psycopg2.extensions import encrypt_password
from sqlalchemy import Engine, make_url, text

from data.access.prefix import REGISTER, WEB, prefix
from gis.db import make_engine
from gis.keys import KeyStore

_NAMESPACE = uuid.UUID("5a7e111e-0000-4000-8000-acce55000001")


def web_engine(owner: Engine, keys: Path, query_seconds: int | None = None) -> Engine:
    """An engine of the login role, whose password is made from a key in the folder `keys`.

    The server is told only the password's SCRAM verifier, so that no log can hold it. A query that
    takes longer than `query_seconds` is ended.
    """
    return make_engine(_login(owner, keys), query_seconds=query_seconds)


def register_engine(owner: Engine, keys: Path) -> Engine:
    """The same login, but every connection writes as the register: for imports and deliveries."""
    with owner.connect() as connection:
        own = prefix(connection)
    return make_engine(_login(owner, keys), role=f"{own}_{REGISTER}")


def _login(owner: Engine, keys: Path) -> str:
    with owner.begin() as connection:
        own = prefix(connection)
        role = f"{own}_{WEB}"
        subject = uuid.uuid5(_NAMESPACE, role)
        password = KeyStore(keys).ensure([subject])[subject].hex()
        driver = connection.connection.driver_connection
        verifier = encrypt_password(password, role, driver, "scram-sha-256")
        connection.execute(text("select pg_advisory_xact_lock(hashtext(:role))"), {"role": role})
        connection.exec_driver_sql(f"alter role \"{role}\" password '{verifier}'")
    url = make_url(owner.url).set(drivername="postgresql", username=role, password=password)
    return url.render_as_string(hide_password=False)
