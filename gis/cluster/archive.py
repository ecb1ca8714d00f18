"""The file that a backup is: a zip of a manifest, the roles as SQL and pg_dump's own format."""

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from gis.codes import Text
from gis.errors import InputError

FORMAT = 1
MANIFEST = "manifest.json"
ROLES = "roles.sql"
DUMP = "database.dump"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `owner` is the role the app used, `roles` all it needs."""

    format: int
    made_at: str
    server: int
    revision: str | None
    owner: str
    roles: list[str]


def pack(folder: Path, manifest: Manifest, target: Path) -> None:
    """Write `target` from the files in `folder`, readable by its owner only, all at once."""
    making = target.with_name(f"{target.name}.part")
    making.unlink(missing_ok=True)
    try:
        opened = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
            archive.write(folder / ROLES, ROLES)
            archive.write(folder / DUMP, DUMP)
        making.replace(target)
    finally:
        making.unlink(missing_ok=True)


def read_manifest(source: Path) -> Manifest:
    """What `source` says of itself; raises `InputError`."""
    with _opened(source) as (_, manifest):
        return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """The manifest of `source`, its other files put in `folder`; raises `InputError`."""
    with _opened(source) as (archive, manifest):
        archive.extract(ROLES, folder)
        archive.extract(DUMP, folder)
        return manifest


@contextmanager
def _opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            if manifest.format != FORMAT:
                raise _no_backup(source, f"format {manifest.format}")
            yield archive, manifest
    except FileNotFoundError as error:
        raise InputError(
            Text(it=f"Il file {source} non esiste.", en=f"The file {source} does not exist.")
        ) from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise _no_backup(source, str(error)) from error


def _no_backup(source: Path, detail: str) -> InputError:
    return InputError(
        Text(
            it=f"{source} non è un backup intero fatto da «satellite db backup» ({detail}).",
            en=f"{source} is not a whole backup made by “satellite db backup” ({detail}).",
        )
    )
