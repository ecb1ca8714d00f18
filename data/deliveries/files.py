"""Uploaded files while they wait for their confirmation: read by nobody but this program."""

import os
import secrets
import shutil
from pathlib import Path
from typing import BinaryIO

from gis.codes import Text
from gis.errors import InputError

MAX_BYTES = 20 * 1024**2
_CHUNK = 1 << 16
_ZIP = b"PK\x03\x04"


def keep(home: Path, link_id: int, content: BinaryIO) -> tuple[str, Path]:
    """Write an upload to a file of mode 0600 under a random key; the key and the path.

    The sender's own file name is not used: it may hold a person's. Raises InputError for an empty
    file and for one above `MAX_BYTES`, of which nothing stays.
    """
    key = secrets.token_hex(16)
    folder = _root(home) / key
    folder.mkdir(mode=0o700)
    start = content.read(len(_ZIP))
    path = folder / f"consegna-{link_id}.{'xlsx' if start == _ZIP else 'csv'}"
    try:
        _write(path, start, content)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return key, path


def path_of(home: Path, key: str) -> Path | None:
    """The file of a key, None when it is gone."""
    folder = _root(home) / key
    return next(iter(folder.iterdir()), None) if folder.is_dir() else None


def remove(home: Path, key: str) -> None:
    """Delete the file of a key."""
    shutil.rmtree(_root(home) / key, ignore_errors=True)


def _write(path: Path, start: bytes, content: BinaryIO) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        size = file.write(start)
        while chunk := content.read(_CHUNK):
            size += file.write(chunk)
            if size > MAX_BYTES:
                raise InputError(
                    Text(
                        it=f"Il file supera {MAX_BYTES // 1024**2} MB: mandare solo la tabella.",
                        en=f"The file is above {MAX_BYTES // 1024**2} MB: send only the table.",
                    )
                )
    if size == 0:
        raise InputError(Text(it="Il file è vuoto.", en="The file is empty."))


def _root(home: Path) -> Path:
    root = home / "deliveries"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root
