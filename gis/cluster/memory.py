"""A place in the machine's memory for clusters whose loss does not matter."""

import hashlib
import os
import shutil
from pathlib import Path

from gis.cluster.disk import MEBIBYTE
from gis.cluster.locks import LockHeldError, locked
from gis.cluster.places import Place

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there is private, its owner checked


def memory_home(home: Path, need_mib: int, within: Path = SHARED_MEMORY) -> Path | None:
    """The folder in memory that stands in for `home`, always the same one, made where missing.

    None where the machine has no such folder (only Linux does), less than `need_mib` of room in
    it, or where somebody else has taken the name.
    """
    if not within.is_dir() or shutil.disk_usage(within).free < need_mib * MEBIBYTE:
        return None
    folder = within / f"satellite-{hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]}"
    try:
        folder.mkdir(mode=0o755, exist_ok=True)
    except OSError:
        return None
    found = folder.lstat()
    return None if folder.is_symlink() or found.st_uid != os.geteuid() else folder


def discard(place: Place) -> None:
    """Give the memory of a stopped cluster back, unless somebody uses it again already."""
    try:
        with locked(place.users_lock, wait=False):
            shutil.rmtree(place.made, ignore_errors=True)
    except LockHeldError:
        return
