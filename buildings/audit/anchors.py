"""Anchors: seals written down outside the database, where its owner cannot reach them.

One file of one line an anchor: `moment seal total hash`. It is only ever appended to.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gis.codes import Text
from gis.errors import ConfigurationError

FILE_NAME = "audit-anchors.txt"
_LINE = re.compile(
    r"(?P<moment>[0-9T:.Z-]+) (?P<seal_id>[1-9][0-9]{0,17}) (?P<total>[1-9][0-9]{0,17}) "
    r"(?P<hash>[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a line says of one seal."""

    line_number: int
    moment: str
    seal_id: int
    total_count: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no anchor."""

    line_number: int


def append(folder: Path, moment: str, seal_id: int, total_count: int, digest: bytes) -> Path:
    """Write one anchor to the end of the folder's file, safely on the disk; the file.

    Raises ConfigurationError where the folder cannot be used.
    """
    path = folder / FILE_NAME
    line = f"{moment} {seal_id} {total_count} {digest.hex()}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line.encode("ascii"))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _unusable(folder, error) from error
    return path


def read(folder: Path) -> Iterator[Anchor | Unreadable]:
    """The anchors in the order of their lines; none where there is no file yet."""
    path = folder / FILE_NAME
    try:
        written = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise _unusable(folder, error) from error
    lines = written.decode("ascii", errors="replace").split("\n")
    # The last line ends like every other: what follows it is a line cut short, or nothing.
    for number, line in enumerate(lines[:-1] if lines[-1] == "" else lines, start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            yield Unreadable(number)
        else:
            yield Anchor(
                line_number=number,
                moment=found["moment"],
                seal_id=int(found["seal_id"]),
                total_count=int(found["total"]),
                hash=bytes.fromhex(found["hash"]),
            )


def _unusable(folder: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        Text(
            it=f"Le ancore del registro degli accessi in {folder} non si possono usare ({error}): "
            "controllare la cartella e SATELLITE_ANCHORS.",
            en=f"The audit's anchors in {folder} cannot be used ({error}): check the folder and "
            "SATELLITE_ANCHORS.",
        )
    )
