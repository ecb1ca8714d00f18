"""What a file is, told by its content, and made harmless as far as it can be.

Nothing of a name is believed but that its ending must not contradict the content.
"""

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

import filetype

from buildings.documents.images import written_anew
from buildings.documents.pdfs import active_parts
from buildings.documents.states import EXTENSIONS, IMAGES, MIME, MediaType
from gis.codes import Text
from gis.errors import InputError

MAX_BYTES = 15 * 1024**2
_HEAD = 1024
_MOST_PARTS = 10_000
_OFFICE = {
    MediaType.DOCX: "word/document.xml",
    MediaType.XLSX: "xl/workbook.xml",
}
_TYPES = {mime: form for form, mime in MIME.items()}
_ZIP = b"PK\x03\x04"
_ALLOWED = "JPEG, PNG, WebP, PDF, DOCX, XLSX"


def checked(content: bytes, name: str) -> tuple[MediaType, bytes]:
    """What a file is, and the bytes to store; `name` is the sender's, of which nothing is kept.

    Raises InputError, saying what to do, for anything that is not plainly one allowed form.
    """
    if not content:
        raise InputError(Text(it="Il file è vuoto.", en="The file is empty."))
    if len(content) > MAX_BYTES:
        raise too_large()
    found = _type_of(content)
    _require_ending(found, name)
    if found in IMAGES:
        return found, written_anew(content, found)
    if found is MediaType.PDF:
        _require_plain_pdf(content)
    else:
        _require_office(content, found)
    return found, content


def too_large() -> InputError:
    """The refusal of a file above `MAX_BYTES`."""
    most = MAX_BYTES // 1024**2
    return InputError(
        Text(
            it=f"Il file supera {most} MB: ridurre la foto o dividere il documento.",
            en=f"The file is above {most} MB: reduce the photo or split the document.",
        )
    )


def _type_of(content: bytes) -> MediaType:
    guessed = filetype.guess_mime(content[: _HEAD * 8])
    if content.startswith(_ZIP):
        # A library's guess looks at the first entries alone, whose order a writer may choose.
        parts = _parts(content)
        found = [each for each, part in _OFFICE.items() if part in parts]
        return found[0] if len(found) == 1 else _refuse_type()
    return _TYPES.get(guessed or "") or _refuse_type()


def _refuse_type() -> MediaType:
    raise InputError(
        Text(
            it=f"Il contenuto del file non è fra quelli ammessi ({_ALLOWED}).",
            en=f"The file's content is not one of those taken ({_ALLOWED}).",
        )
    )


def _require_ending(found: MediaType, name: str) -> None:
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    if ending and ending not in EXTENSIONS[found]:
        raise InputError(
            Text(
                it=f"Il nome del file finisce in .{ending[:10]}, ma il contenuto è "
                f"{found.label.it}: salvarlo di nuovo dal programma che lo ha fatto.",
                en=f"The file's name ends in .{ending[:10]}, but its content is "
                f"{found.label.en}: save it again from the program that made it.",
            )
        )


def _require_plain_pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-") or zipfile.is_zipfile(BytesIO(content)):
        raise _two_things()
    if b"<script" in content[:_HEAD].lower() or b"<html" in content[:_HEAD].lower():
        raise _two_things()
    named = ", ".join(sorted(active_parts(content)))
    if named:
        raise InputError(
            Text(
                it=f"Il PDF contiene parti attive ({named}): stamparlo di nuovo in PDF e caricare "
                "quello.",
                en=f"The PDF has active parts ({named}): print it to PDF again and upload that "
                "one.",
            )
        )


def _require_office(content: bytes, found: MediaType) -> None:
    parts = _parts(content)
    if b"%PDF-" in content[:_HEAD]:
        raise _two_things()
    if "[Content_Types].xml" not in parts:
        _refuse_type()
    if any(PurePosixPath(each).name.lower() == "vbaproject.bin" for each in parts):
        raise InputError(
            Text(
                it=f"{found.label.it}: contiene macro. Salvarlo senza macro e caricarlo di nuovo.",
                en=f"{found.label.en}: it has macros. Save it without macros and upload it again.",
            )
        )


def _parts(content: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(
            Text(
                it="Il documento è rovinato: aprirlo e salvarlo di nuovo.",
                en="The document is damaged: open it and save it again.",
            )
        ) from error
    return frozenset(names) if len(names) <= _MOST_PARTS else frozenset()


def _two_things() -> InputError:
    return InputError(
        Text(
            it="Il file è due cose insieme, e un documento è una sola: stamparlo di nuovo in PDF.",
            en="The file is two things at once, and a document is one: print it to PDF again.",
        )
    )
