"""Archives unpacked with suspicion: zip (nested too), kmz and gz, into a private folder."""

import errno
import gzip
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from data.sources.rows import FileRefusedError
from gis.codes import Text

MAX_ENTRIES = 10_000
MAX_BYTES = 4 * 1024**3
"""Of all members together, unpacked."""
MAX_DIRECTORY_BYTES = MAX_ENTRIES * 512
"""Of a zip's list of members, which is read whole before the first of them can be judged."""
MAX_RATIO = 200
"""Text of maps and tables shrinks some thirty times; only zeros shrink more than this."""
MAX_DEPTH = 4
_SMALL = 1024**2
_CHUNK = 1024**2
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_END_BYTES = 66_000
"""The end of a zip: its last record, a comment of 65,535 bytes, and the 64-bit one before."""
_ENDS = {
    b"PK\x05\x06": struct.Struct("<4s4HL"),
    b"PK\x06\x06": struct.Struct("<4sQ2H2L3Q"),
}
"""Records at the end of a zip; the last field of these forms is how long the list is."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError,
    NotImplementedError, ValueError, RuntimeError, struct.error, OverflowError,
)  # fmt: skip
"""What the standard library raises for archives that are cut, broken or of an unknown kind."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_FOREIGN = re.compile(r"([A-Z]\d{3})_")
_DRIVE = re.compile(r"[A-Za-z]:")
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|\._)")


@dataclass(frozen=True, slots=True)
class Member:
    """An unpacked file and what people call it: `MI.zip : G686_PIOLTELLO_ple.gml`."""

    path: Path
    name: str


@dataclass(slots=True)
class Unpacked:
    """What came out, what was left inside as another municipality's, and how much it was."""

    members: list[Member] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    entries: int = 0
    byte_count: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a member is written, and what the archive and the member are called."""

    path: Path
    archive: str
    member: str

    def refused(self, reason: Text) -> FileRefusedError:
        return _refused(self.archive, self.member, reason)


def is_archive(path: Path) -> bool:
    """Whether a file is to be unpacked; Excel workbooks and the like are zips but documents."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(_GZIP):
        return True
    if start != _ZIP:
        return False
    if _directory_bytes(path) > MAX_DIRECTORY_BYTES:
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return not _OFFICE & set(archive.namelist())
    except BROKEN:
        return True


def unpack(path: Path, folder: Path, code: str) -> Unpacked:
    """Every file of the archive and of the archives in it, under `folder`.

    Members named after another municipality than `code` (`F205_…`) stay inside. Raises
    FileRefusedError, naming archive, member and reason, for whatever could do harm.
    """
    found = Unpacked()
    _unpack(path, path.name, folder, code, found, depth=1)
    return found


def _unpack(path: Path, name: str, folder: Path, code: str, found: Unpacked, *, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _refused(name, "", _TOO_DEEP)
    place = folder / f"{len(found.members)}-{depth}-{_plain(path.stem)}"
    place.mkdir(mode=0o700)
    with path.open("rb") as file:
        is_gzip = file.read(2) == _GZIP
    members = (
        _gunzipped(path, name, place, found)
        if is_gzip
        else _unzipped(path, name, place, code, found)
    )
    for member in members:
        if is_archive(member.path):
            _unpack(member.path, member.name, folder, code, found, depth=depth + 1)
            member.path.unlink()
        else:
            found.members.append(member)


def _unzipped(path: Path, name: str, place: Path, code: str, found: Unpacked) -> Iterator[Member]:
    if _directory_bytes(path) > MAX_DIRECTORY_BYTES:
        raise _refused(name, "", _TOO_MANY)
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                said = entry_name(entry)
                if entry.is_dir() or _LITTER.search(said):
                    continue
                found.entries += 1
                _check_entry(name, said, entry, found)
                shown = f"{name} : {' : '.join(PurePosixPath(said).parts)}"
                owner = _FOREIGN.match(PurePosixPath(said).name)
                if owner and owner[1] != code:
                    found.foreign.append(shown)
                    continue
                target = place.joinpath(*PurePosixPath(said).parts)
                with archive.open(entry) as content:
                    _write(content, _Place(target, name, said), entry.compress_size, found)
                yield Member(target, shown)
    except BROKEN as error:
        raise _refused(name, "", _CUT.format(error=error)) from error


def _gunzipped(path: Path, name: str, place: Path, found: Unpacked) -> Iterator[Member]:
    found.entries += 1
    target = place / (_plain(path.stem) or "content")
    try:
        with gzip.open(path) as content:
            _write(content, _Place(target, name, target.name), path.stat().st_size, found)
    except BROKEN as error:
        raise _refused(name, "", _CUT.format(error=error)) from error
    yield Member(target, f"{name} : {target.name}")


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8, or the alphabet of Italian Windows where not flagged."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    # unflagged names are read as cp437, whatever they were written in
    written = entry.orig_filename.encode("cp437")
    try:
        name = written.decode("utf-8")
    except UnicodeDecodeError:
        name = written.decode("cp850")
    return name.replace("\\", "/")


def _check_entry(name: str, said: str, entry: zipfile.ZipInfo, found: Unpacked) -> None:
    parts = PurePosixPath(said).parts
    reason = None
    if found.entries > MAX_ENTRIES:
        reason = _TOO_MANY
    elif ".." in parts or said.startswith("/") or _DRIVE.match(said) or "\0" in said:
        reason = Text(it="il nome esce dalla cartella", en="the name leaves the folder")
    elif stat.S_ISLNK(entry.external_attr >> 16):
        reason = Text(it="è un collegamento, non un file", en="it is a link, not a file")
    elif entry.flag_bits & _ENCRYPTED:
        reason = Text(it="è protetto da password", en="it is protected by a password")
    elif entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        reason = _BOMB
    elif found.byte_count + entry.file_size > MAX_BYTES:
        reason = _TOO_MUCH
    if reason is not None:
        raise _refused(name, said, reason)


def _write(content: IO[bytes] | gzip.GzipFile, to: _Place, packed: int, found: Unpacked) -> None:
    """Write a member, trusting none of the sizes that the archive states."""
    written = 0
    with _opened(to) as file:
        while chunk := _chunk(content):
            written += len(chunk)
            if written > _SMALL and written > MAX_RATIO * max(packed, 1):
                raise to.refused(_BOMB)
            if found.byte_count + written > MAX_BYTES:
                raise to.refused(_TOO_MUCH)
            file.write(chunk)
    found.byte_count += written


def _opened(to: _Place) -> IO[bytes]:
    """The new file of a member; names that no folder takes, or takes only once, are refused."""
    try:
        to.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return to.path.open("xb")
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise to.refused(_TWICE) from error
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise to.refused(_TOO_LONG) from error


def _chunk(content: IO[bytes] | gzip.GzipFile) -> bytes:
    """The next bytes; bz2 says that they are broken by an OSError without a number."""
    try:
        return content.read(_CHUNK)
    except OSError as error:
        if error.errno is not None:
            raise
        raise EOFError(str(error)) from error


def _directory_bytes(path: Path) -> int:
    """The longest list of members that any end record of a zip tells; 0 where there is none."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES))
        tail = file.read()
    told = [
        form.unpack_from(tail, found.start())[-1]
        for mark, form in _ENDS.items()
        for found in re.finditer(re.escape(mark), tail)
        if len(tail) >= found.start() + form.size
    ]
    return max(told, default=0)


def _plain(text: str) -> str:
    return re.sub(r"[^\w.-]", "_", text)[:60]


def _refused(archive: str, member: str, reason: Text) -> FileRefusedError:
    where = f"{archive} : {member}" if member else archive
    return FileRefusedError(
        Text(
            it=f"Archivio rifiutato: {where}: {reason.it}.",
            en=f"Archive refused: {where}: {reason.en}.",
        )
    )


_TOO_MANY = Text(it=f"più di {MAX_ENTRIES} file", en=f"more than {MAX_ENTRIES} files")
_TWICE = Text(it="il nome compare due volte", en="the name occurs twice")
_TOO_LONG = Text(it="il nome è troppo lungo", en="the name is too long")
_BOMB = Text(
    it="si gonfia più di duecento volte: è una bomba di compressione",
    en="it swells more than two hundred times: it is a compression bomb",
)
_CUT = Text(it="troncato o malformato ({error})", en="truncated or malformed ({error})")
_TOO_DEEP = Text(
    it=f"archivi dentro archivi oltre {MAX_DEPTH} livelli",
    en=f"archives in archives beyond {MAX_DEPTH} levels",
)
_TOO_MUCH = Text(it="contiene oltre 4 GiB", en="it holds more than 4 GiB")
