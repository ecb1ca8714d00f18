"""The list of what was erased, in a file beside the keys: a restored backup is made to forget too.

One JSON object a line, only ever appended to and on the disk before `append` returns. Of a person
it holds the id and a keyed digest of the source's own number, never a name.
"""

import fcntl
import hmac
import json
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from gis.codes import Text
from gis.errors import ConfigurationError

FILE_NAME = "erasures.jsonl"
SECRET_NAME = "erasures.key"  # noqa: S105 - the name of a file
READMITTED = "readmit"
"""The action of a line that lifts the erasure of a person again."""

_SECRET_BYTES = 32
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Erased:
    """One line: what was done to which thing, and when.

    `digest` is of the source and its number of a person; `ground` says why.
    """

    entity: str
    entity_id: str
    action: str
    kind: str
    ground: str
    at: str
    digest: str | None = None


class ErasureList:
    """The list in one folder (0700, its files 0600), made when first written to.

    Raises ConfigurationError where it cannot be used or a whole line of it makes no sense: a
    register that does not know what it must forget may not be served.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._secret_path = folder / SECRET_NAME
        self._known: bytes | None = None

    def append(self, lines: Iterable[Erased]) -> None:
        """Add lines and wait until they are on the disk."""
        text = "".join(json.dumps(asdict(each), sort_keys=True) + "\n" for each in lines)
        if not text:
            return
        with self._usable():
            is_new = not self.path.exists()
            with self._opened() as file:
                _cut_torn_line(file)
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            if is_new:
                _sync_folder(self.path.parent)

    def lines(self) -> list[Erased]:
        """All lines, oldest first; a last one that a crash tore was never acknowledged."""
        with self._usable():
            if not self.path.exists():
                return []
            with self.path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH)
                whole = file.read()
        return [self._read(number, line) for number, line in enumerate(_whole_lines(whole), 1)]

    def digest(self, source_id: str, source_key: str) -> str:
        """What stands on the list for one subject of one source: HMAC-SHA-256, in hex."""
        if self._known is None:
            self._known = self._secret()
        message = f"{source_id}\0{source_key}".encode()
        return hmac.new(self._known, message, sha256).hexdigest()

    def subjects(self) -> dict[str, str]:
        """The last action on each digest of a person."""
        return {each.digest: each.action for each in self.lines() if each.digest is not None}

    def _read(self, number: int, line: bytes) -> Erased:
        try:
            return Erased(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise ConfigurationError(
                Text(
                    it=f"La riga {number} di {self.path} non si legge: rimettere l'elenco delle "
                    "cancellazioni dalla sua copia prima di servire il registro.",
                    en=f"Line {number} of {self.path} cannot be read: put the list of erasures "
                    "back from its copy before the register is served.",
                )
            ) from error

    def _secret(self) -> bytes:
        with self._usable():
            with suppress(FileExistsError):
                self._make_secret()
            return self._secret_path.read_bytes()

    def _make_secret(self) -> None:
        """Write the secret under another name first: nobody may read half of it."""
        making = self._secret_path.with_name(f"{SECRET_NAME}.{uuid.uuid4().hex}")
        if self._secret_path.exists():
            return
        descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(os.urandom(_SECRET_BYTES))
                file.flush()
                os.fsync(file.fileno())
            os.link(making, self._secret_path)
        finally:
            making.unlink()
        _sync_folder(making.parent)

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.parent.chmod(0o700)
            yield
        except OSError as error:
            raise ConfigurationError(
                Text(
                    it=f"L'elenco delle cancellazioni in {self.path.parent} non si può usare "
                    f"({error}): controllare la cartella e SATELLITE_KEYS.",
                    en=f"The list of erasures in {self.path.parent} cannot be used ({error}): "
                    "check the folder and SATELLITE_KEYS.",
                )
            ) from error


def _cut_torn_line(file: BinaryIO) -> None:
    end = file.seek(0, os.SEEK_END)
    while end > 0:
        start = max(0, end - _CHUNK)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            end = start + found + 1
            break
        end = start
    file.truncate(end)


def _whole_lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")[:-1]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
