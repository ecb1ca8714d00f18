"""A database that is not ours, named by an address: is it there, and does it do?"""

import re
from contextlib import closing

import psycopg2
from psycopg2 import errorcodes, sql
from psycopg2.extensions import connection, parse_dsn

from gis.cluster.binaries import EXTENSIONS, LEAST_POSTGIS, LEAST_POSTGRESQL
from gis.cluster.failures import explain
from gis.codes import Text
from gis.errors import ConfigurationError, SatelliteError, UnavailableError

CONNECT_S = 10
SETTING = "SATELLITE_DATABASE_URL"
SCHEME = re.compile(r"^postgres(?:ql)?(?:\+\w+)?://")


def libpq_url(url: str) -> str:
    """`url` as libpq reads it; raises `ConfigurationError` where it is malformed."""
    plain = SCHEME.sub("postgresql://", url.strip())
    try:
        parts = parse_dsn(plain)
    except psycopg2.ProgrammingError:
        # What libpq says may hold the part it could not read, which may be the password.
        raise _malformed() from None
    if not plain.startswith("postgresql://") or not parts.get("dbname"):
        raise _malformed()
    return plain


def require_postgis(url: str) -> None:
    """Raise a `SatelliteError` unless `url` answers with a PostgreSQL and a PostGIS that do.

    Missing extensions are installed where the role may, all of them or none.
    """
    dsn = libpq_url(url)
    try:
        database = psycopg2.connect(dsn, connect_timeout=CONNECT_S)
    except psycopg2.Error as error:
        raise _unreachable(dsn, str(error).strip()) from error
    with closing(database):
        _require_version(database, dsn)
        _install_missing(database, dsn)
        _require_postgis_version(database, dsn)


def shown(url: str) -> str:
    """The address without its password: role, host, port and database."""
    parts = parse_dsn(libpq_url(url))
    user = f"{parts['user']}@" if "user" in parts else ""
    port = f":{parts['port']}" if "port" in parts else ""
    return f"{user}{parts.get('host', 'localhost')}{port}/{parts['dbname']}"


def _require_version(database: connection, dsn: str) -> None:
    major = database.server_version // 10000
    if major < LEAST_POSTGRESQL:
        raise ConfigurationError(
            Text(
                it=(
                    f"{shown(dsn)} è PostgreSQL {major}: serve la versione {LEAST_POSTGRESQL} o "
                    f"successiva. Aggiornare il server o cambiare {SETTING}."
                ),
                en=(
                    f"{shown(dsn)} is PostgreSQL {major}: version {LEAST_POSTGRESQL} or later is "
                    f"needed. Upgrade the server or change {SETTING}."
                ),
            )
        )


def _install_missing(database: connection, dsn: str) -> None:
    with database.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        installed = {name for (name,) in cursor.fetchall()}
    missing = [name for name in EXTENSIONS if name not in installed]
    try:
        with database, database.cursor() as cursor:
            for name in missing:
                cursor.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
                )
    except psycopg2.Error as error:
        raise _not_installable(error, dsn, missing) from error


def _require_postgis_version(database: connection, dsn: str) -> None:
    with database, database.cursor() as cursor:
        cursor.execute("SELECT extversion FROM pg_extension WHERE extname = 'postgis'")
        (version,) = cursor.fetchone() or ("0.0",)
    if tuple(int(number) for number in re.findall(r"\d+", version)[:2]) < LEAST_POSTGIS:
        raise ConfigurationError(
            Text(
                it=(
                    f"{shown(dsn)} ha PostGIS {version}: serve 3.3 o successivo. Aggiornarlo "
                    "(ALTER EXTENSION postgis UPDATE)."
                ),
                en=(
                    f"{shown(dsn)} has PostGIS {version}: 3.3 or later is needed. Update it "
                    "(ALTER EXTENSION postgis UPDATE)."
                ),
            )
        )


def _malformed() -> ConfigurationError:
    return ConfigurationError(
        Text(
            it=(
                f"{SETTING} non è un indirizzo valido. La forma è "
                "postgresql://utente:password@host:5432/database; i caratteri speciali della "
                "password vanno codificati (@ diventa %40)."
            ),
            en=(
                f"{SETTING} is not a valid address. Its form is "
                "postgresql://user:password@host:5432/database; special characters of the "
                "password are percent-encoded (@ becomes %40)."
            ),
        )
    )


def _unreachable(dsn: str, words: str) -> SatelliteError:
    """What the refusal means; libpq gives no code, only words, which may be in any language."""
    if re.search(r"invalid (integer value|port number)", words):
        return _malformed()
    reasons = (
        (
            r"password authentication failed|no password supplied|autenticazione",
            Text(it="utente o password errati", en="wrong user or password"),
        ),
        (
            r"database .* does not exist|database .* non esiste",
            Text(
                it="quel database non esiste: crearlo (createdb) o correggere il nome",
                en="that database does not exist: create it (createdb) or correct the name",
            ),
        ),
        (r"role .* does not exist", Text(it="quel ruolo non esiste", en="no such role")),
        (
            r"could not translate host name",
            Text(it="quel nome di host non esiste", en="no such host name"),
        ),
        (
            r"refused|timeout|timed out|No route|unreachable|No such file",
            Text(
                it="nessun server risponde: è acceso, host e porta sono giusti?",
                en="no server answers: is it running, are host and port right?",
            ),
        ),
        (
            r"too many (clients|connections)|remaining connection slots",
            Text(it="il server non ha più posti liberi", en="the server has no free connection"),
        ),
    )
    found = (reason for words_of, reason in reasons if re.search(words_of, words, re.IGNORECASE))
    reason = next(found, Text(it="il server rifiuta", en="the server refuses"))
    return ConfigurationError(
        Text(
            it=f"{SETTING} ({shown(dsn)}) non funziona: {reason.it}.\n  {words}",
            en=f"{SETTING} ({shown(dsn)}) does not work: {reason.en}.",
        )
    )


def _not_installable(error: psycopg2.Error, dsn: str, missing: list[str]) -> SatelliteError:
    """The database lacks extensions that this role, or this server, cannot install."""
    names = ", ".join(missing)
    commands = " ".join(f"CREATE EXTENSION {name};" for name in missing)
    if error.pgcode == errorcodes.INSUFFICIENT_PRIVILEGE:
        return ConfigurationError(
            Text(
                it=(
                    f"Il database {shown(dsn)} è senza {names} e questo ruolo non può installarli. "
                    f"Farlo da amministratore: {commands}"
                ),
                en=(
                    f"The database {shown(dsn)} lacks {names} and this role may not install them. "
                    f"As an administrator run: {commands}"
                ),
            )
        )
    if error.pgcode in (errorcodes.UNDEFINED_FILE, errorcodes.FEATURE_NOT_SUPPORTED):
        return UnavailableError(
            Text(
                it=(
                    f"Il server di {shown(dsn)} non ha {names}: installarvi PostGIS >= 3.3 e le "
                    "estensioni «contrib» di PostgreSQL."
                ),
                en=(
                    f"The server of {shown(dsn)} does not have {names}: install PostGIS >= 3.3 "
                    "and PostgreSQL's “contrib” extensions there."
                ),
            )
        )
    return explain(error) or ConfigurationError(
        Text(
            it=f"Il database {shown(dsn)} rifiuta di installare {names}: {error}",
            en=f"The database {shown(dsn)} refuses to install {names}: {error}",
        )
    )
