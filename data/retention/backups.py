"""Backups that are older than their term: found in their folder, and deleted."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gis.cluster.archive import read_manifest
from gis.errors import InputError


@dataclass(frozen=True, slots=True)
class Backup:
    """One file that our own `db backup` made, and when."""

    path: Path
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Expiry:
    """What of a folder expires, and whether even its newest backup is past the term."""

    expired: list[Backup]
    kept_newest: Backup | None


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, oldest first; a file without our manifest is none of ours."""
    return sorted(_read(folder), key=lambda each: each.made_at)


def expiring(folder: Path, days: int, now: dt.datetime) -> Expiry:
    """Which backups are older than `days`; the newest stays, until a newer one takes its place.

    A register without any backup would be worse than one whose last is old, and what was erased
    since is erased again by whoever restores it.
    """
    found = backups_in(folder)
    old = [each for each in found if now - each.made_at > dt.timedelta(days=days)]
    if old and len(old) == len(found):
        return Expiry(old[:-1], old[-1])
    return Expiry(old, None)


def _read(folder: Path) -> Iterator[Backup]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_symlink() or not path.is_file():
            continue
        try:
            made_at = dt.datetime.fromisoformat(read_manifest(path).made_at)
        except (InputError, ValueError):
            continue
        yield Backup(path, made_at if made_at.tzinfo else made_at.replace(tzinfo=dt.UTC))
