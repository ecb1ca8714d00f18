"""Locks between processes that vanish with their holder, even after `kill -9`."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockHeldError(Exception):
    """Another process holds the lock and we were told not to wait."""


@contextmanager
def locked(path: Path, *, shared: bool = False, wait: bool = True) -> Iterator[None]:
    """Hold `path` locked for the block; raises `LockHeldError` where it would have to wait."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    with path.open("a+b") as file:
        try:
            fcntl.flock(file, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockHeldError(str(path)) from error
        yield


def is_locked(path: Path, *, against_shared: bool = False) -> bool:
    """Whether somebody holds `path`, by default in any way, else only in the exclusive way."""
    try:
        with locked(path, shared=against_shared, wait=False):
            return False
    except LockHeldError:
        return True
