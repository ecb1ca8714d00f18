"""Whether a file is a workbook that is safe to open, told from its container alone."""

import re
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from data.sources.archives import BROKEN
from data.sources.rows import FileRefusedError
from gis.codes import Text

OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_START = b"PK\x03\x04"
MAX_ENTRIES = 2_000
MAX_BYTES = 512 * 1024**2
"""Unpacked size of a whole workbook; 100,000 rows of 40 columns have about 200 MiB."""

MAX_RATIO = 200
RATIO_FROM_BYTES = 8 * 1024**2
_PROLOGUE = 4_096
_MOST_TYPES = 1024**2
_ENCRYPTED_BIT = 0x1
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))

_HOW_TO_SAVE = Text(
    it="Aprirlo e salvarlo come «Cartella di lavoro di Excel (.xlsx)» o CSV.",
    en='Open it and save it as "Excel workbook (.xlsx)" or CSV.',
)


@dataclass(frozen=True, slots=True)
class Container:
    """What the container of a sound workbook says beside its sheets."""

    has_external_links: bool


def is_zip(start: bytes) -> bool:
    """Whether the bytes begin a zip archive, as every .xlsx does."""
    return start.startswith(ZIP_START)


def refuse_ole(path: Path) -> None:
    """Raise FileRefusedError for an OLE container: a password, or the .xls of before 2007."""
    is_encrypted, is_workbook = _streams(path)
    if is_encrypted:
        raise FileRefusedError(
            Text(
                it="La cartella di lavoro è protetta da password: toglierla (File, Informazioni,"
                " Proteggi cartella di lavoro) e salvare di nuovo.",
                en="The workbook is protected by a password: remove it (File, Info, Protect"
                " workbook) and save it again.",
            )
        )
    if is_workbook:
        raise _refused(
            "È un vecchio file Excel (.xls), anche se il nome dice altro.",
            "It is an old Excel file (.xls), whatever its name says.",
        )
    raise _refused(
        "È un documento di Office di prima del 2007, non una tabella.",
        "It is an Office document of before 2007, no table.",
    )


def _streams(path: Path) -> tuple[bool, bool]:
    """Whether the container names an encrypted package, and a workbook; it is never read whole."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        is_encrypted = content.find(_ENCRYPTED) >= 0
        return is_encrypted, any(content.find(stream) >= 0 for stream in _OLD_STREAMS)


def check_container(path: Path) -> Container:
    """What the workbook's container says; nothing of it is unpacked to disk.

    Raises FileRefusedError for archives that are no .xlsx, for macros, for entries that are too
    many, too large or too densely packed, and for XML that declares entities.
    """
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            names = {entry.filename for entry in entries}
            _check_kind(archive, names)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _check_prologue(archive, entry)
    except (*BROKEN, OSError) as error:
        raise _refused(
            f"Il file .xlsx è rovinato o troncato ({error}).",
            f"The .xlsx file is damaged or truncated ({error}).",
        ) from error
    return Container(any(name.startswith("xl/externalLinks/") for name in names))


def _check_sizes(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _bomb(f"{len(entries)} file interni", f"{len(entries)} inner files")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_BYTES:
        size = total // 1024**2
        raise _bomb(f"{size} MiB una volta aperto", f"{size} MiB once unpacked")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_BIT:
            raise _refused("L'archivio è cifrato.", "The archive is encrypted.")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > RATIO_FROM_BYTES and ratio > MAX_RATIO:
            raise _bomb(
                f"{entry.filename} è compresso {ratio:.0f} volte",
                f"{entry.filename} is packed {ratio:.0f} times",
            )


def _check_kind(archive: ZipFile, names: set[str]) -> None:
    if "mimetype" in names and _start(archive, "mimetype").startswith(b"application/vnd.oasis"):
        raise _refused(
            "È un file OpenDocument (.ods), anche se il nome dice altro.",
            "It is an OpenDocument file (.ods), whatever its name says.",
        )
    if "xl/workbook.bin" in names:
        raise _refused("È una cartella binaria (.xlsb).", "It is a binary workbook (.xlsb).")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise _refused(
            "È un archivio compresso, ma non una cartella di lavoro Excel.",
            "It is a compressed archive, but no Excel workbook.",
        )
    types = _start(archive, "[Content_Types].xml")
    if "xl/vbaProject.bin" in names or b"macroEnabled" in types:
        raise _refused(
            "La cartella di lavoro contiene macro (.xlsm): per sicurezza non viene letta.",
            "The workbook holds macros (.xlsm): for safety it is not read.",
        )


def _start(archive: ZipFile, name: str, size: int = _MOST_TYPES) -> bytes:
    """The first bytes of an entry, however long it is."""
    with archive.open(name) as part:
        return part.read(size)


def _check_prologue(archive: ZipFile, entry: ZipInfo) -> None:
    """An Office program never declares entities, and it writes UTF-8."""
    start = _start(archive, entry.filename, _PROLOGUE)
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")) or _DECLARES.search(start):
        raise FileRefusedError(
            Text(
                it=f"{entry.filename} dichiara entità XML o un altro alfabeto: per sicurezza la"
                " cartella di lavoro non viene letta.",
                en=f"{entry.filename} declares XML entities or another alphabet: for safety the"
                " workbook is not read.",
            )
        )


def _bomb(it: str, en: str) -> FileRefusedError:
    return FileRefusedError(
        Text(
            it=f"La cartella di lavoro non viene aperta: {it}, troppo per una tabella (bomba"
            " zip?).",
            en=f"The workbook is not opened: {en}, too much for a table (a zip bomb?).",
        )
    )


def _refused(it: str, en: str) -> FileRefusedError:
    return FileRefusedError(Text(it=f"{it} {_HOW_TO_SAVE.it}", en=f"{en} {_HOW_TO_SAVE.en}"))
