"""Keys of persons, one each, in a file outside the database and its backups.

To destroy a key is to erase what was sealed with it, wherever a copy of it lies.
"""

import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gis.codes import Text
from gis.errors import ConfigurationError

KEY_BITS = 256
FILE_NAME = "keys.sqlite"
_SECONDS_TO_WAIT = 30
_AT_ONCE = 500


class KeyStore:
    """The keys in one folder (0700, its file 0600), made when first used.

    Raises ConfigurationError where the folder cannot be used. Every call opens the file anew, so
    threads and processes may share a store.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def ensure(self, subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
        """The keys of all `subjects`; who has none gets one."""
        wanted = list(subjects)
        with self._opened() as database:
            database.executemany(
                "insert or ignore into key (subject, value) values (?, ?)",
                ((str(each), AESGCM.generate_key(KEY_BITS)) for each in wanted),
            )
            return _found(database, wanted)

    def find(self, subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
        """The keys of those `subjects` that have one."""
        with self._opened() as database:
            return _found(database, subjects)

    def erase(self, subject: uuid.UUID) -> bool:
        """Destroy a subject's key, its bytes in the file too; whether there was one."""
        with self._opened() as database:
            cursor = database.execute("delete from key where subject = ?", (str(subject),))
            return cursor.rowcount > 0

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The database in a transaction that is committed at the end."""
        try:
            self._make_private()
            with closing(sqlite3.connect(self.path, timeout=_SECONDS_TO_WAIT)) as database:
                database.execute("pragma secure_delete = on")
                database.execute("pragma synchronous = full")
                with database:
                    database.execute(
                        "create table if not exists key (subject text primary key, value blob "
                        "not null) without rowid"
                    )
                    yield database
        except (OSError, sqlite3.Error) as error:
            raise ConfigurationError(
                Text(
                    it=f"Le chiavi dei dati personali in {self.path.parent} non si possono usare "
                    f"({error}): controllare la cartella e SATELLITE_KEYS.",
                    en=f"The keys of personal data in {self.path.parent} cannot be used "
                    f"({error}): check the folder and SATELLITE_KEYS.",
                )
            ) from error

    def _make_private(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.parent.chmod(0o700)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        self.path.chmod(0o600)


def _found(database: sqlite3.Connection, subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    found: dict[uuid.UUID, bytes] = {}
    remaining = iter(subjects)
    while part := [str(each) for each in islice(remaining, _AT_ONCE)]:
        marks = ", ".join("?" * len(part))
        rows = database.execute(
            f"select subject, value from key where subject in ({marks})",  # noqa: S608 - question marks
            part,
        )
        found |= {uuid.UUID(subject): value for subject, value in rows}
    return found
