"""Database and system errors as sentences, where they are the machine's fault and not a bug."""

import errno

import psycopg2
from psycopg2 import errorcodes

from gis.cluster.disk import DiskFullError, is_full, says_full
from gis.codes import Text
from gis.errors import SatelliteError, UnavailableError

LOST = (
    errorcodes.ADMIN_SHUTDOWN,
    errorcodes.CRASH_SHUTDOWN,
    errorcodes.CANNOT_CONNECT_NOW,
    errorcodes.CONNECTION_FAILURE,
)


def explain(error: BaseException) -> SatelliteError | None:
    """The sentence for `error`, also where SQLAlchemy wraps it; None where it must be a bug."""
    original = getattr(error, "orig", None)
    if isinstance(original, BaseException):
        error = original
    if isinstance(error, SatelliteError):
        return error
    if isinstance(error, OSError) and is_full(error):
        return DiskFullError(error.filename or ".")
    if isinstance(error, PermissionError) or (
        isinstance(error, OSError) and error.errno == errno.EROFS
    ):
        return UnavailableError(
            Text(
                it=f"Manca il permesso: {error}. Eseguire con l'utente che possiede il file.",
                en=f"Permission is missing: {error}. Run as the user who owns the file.",
            )
        )
    if isinstance(error, psycopg2.Error):
        return _of_database(error)
    return None


def _of_database(error: psycopg2.Error) -> SatelliteError | None:
    words = str(error).strip()
    if error.pgcode == errorcodes.DISK_FULL or says_full(words):
        return DiskFullError("PostgreSQL")
    without_code = isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError)
    if error.pgcode in LOST or (error.pgcode is None and without_code):
        return UnavailableError(
            Text(
                it=f"Il database non risponde più: {words}. Ripetere il comando.",
                en=f"The database no longer answers: {words}. Repeat the command.",
            )
        )
    if error.pgcode == errorcodes.INSUFFICIENT_PRIVILEGE:
        return UnavailableError(
            Text(
                it=f"Il ruolo del database non ha il permesso: {words}",
                en=f"The database role lacks the permission: {words}",
            )
        )
    if error.pgcode == errorcodes.LOCK_NOT_AVAILABLE:
        return UnavailableError(
            Text(
                it=f"Un altro programma occupa il database: {words}. Riprovare più tardi.",
                en=f"Another program is using the database: {words}. Try again later.",
            )
        )
    return None
