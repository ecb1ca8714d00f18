"""Disk space: asked for before anything is made, recognised when it ends all the same."""

import errno
import shutil
from pathlib import Path

from gis.codes import Text
from gis.errors import UnavailableError

MEBIBYTE = 1024 * 1024
FULL_DISK_WORDS = ("No space left on device", "Disk quota exceeded", "ENOSPC")


class DiskFullError(UnavailableError):
    """There is no room left where we write."""

    def __init__(self, where: Path | str, need_mib: int | None = None) -> None:
        it = f"Il disco è pieno ({where})."
        en = f"The disk is full ({where})."
        if need_mib is not None:
            it = f"Spazio su disco insufficiente in {where}: servono almeno {need_mib} MiB."
            en = f"Not enough disk space in {where}: at least {need_mib} MiB are needed."
        super().__init__(
            Text(
                it=f"{it} Liberare spazio e ripetere il comando.",
                en=f"{en} Free some space and repeat the command.",
            )
        )


def require_free(folder: Path, need_mib: int) -> None:
    """Raise `DiskFullError` unless the disk of `folder`, which may not exist yet, has room."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if shutil.disk_usage(existing).free < need_mib * MEBIBYTE:
        raise DiskFullError(folder, need_mib)


def is_full(error: OSError) -> bool:
    """Whether `error` says that the disk or the quota is used up."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def says_full(output: str) -> bool:
    """Whether a program's output says that the disk is full."""
    return any(words in output for words in FULL_DISK_WORDS)
