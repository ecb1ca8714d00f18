"""What the first bytes of a file tell: what it is, and what it certainly is not."""

import re
from dataclasses import dataclass
from pathlib import Path

from data.sources.rows import FileRefusedError
from gis.codes import Text

HEAD_BYTES = 65_536
MAX_BYTES = 2 * 1024**3
"""Files above 2 GiB are refused: no declared source delivers one for a municipality."""

_SHEET_STARTS = (b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")
_EXCEPTION_TEXT = re.compile(r"ExceptionText[^>]*>\s*([^<]+?)\s*<", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, as bytes and as text with undecodable bytes replaced."""

    path: Path
    start: bytes

    @property
    def text(self) -> str:
        """The beginning as text, without a byte-order mark."""
        return self.start.decode("utf-8-sig", errors="replace")

    @property
    def is_workbook(self) -> bool:
        """Whether it begins as an .xlsx does."""
        return self.start.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in self.start

    @property
    def first_line(self) -> str:
        """The first line, without its end."""
        return self.text.split("\n", 1)[0].rstrip("\r")


def read_head(path: Path, *, takes_sheets: bool = False) -> Head:
    """The head of a file that could be a delivery; refuses what cannot be one.

    A workbook passes always, UTF-16 text and other archives only where a source takes sheets:
    their reader says better what is wrong with them.
    Raises FileRefusedError for a missing, empty or oversized file, a PDF, an archive, a web
    page, UTF-16 text, and for the exception report of a map server, whose text is shown.
    """
    if not path.is_file():
        raise FileRefusedError(
            Text(it=f"Il file {path} non esiste.", en=f"The file {path} does not exist.")
        )
    size = path.stat().st_size
    if size == 0:
        raise FileRefusedError(
            Text(
                it="Il file è vuoto (0 byte): scaricarlo di nuovo.",
                en="The file is empty (0 bytes): download it again.",
            )
        )
    if size > MAX_BYTES:
        raise FileRefusedError(
            Text(
                it=f"Il file è di {size // 1024**2} MiB: il massimo è {MAX_BYTES // 1024**2} MiB.",
                en=f"The file has {size // 1024**2} MiB: the most is {MAX_BYTES // 1024**2} MiB.",
            )
        )
    with path.open("rb") as file:
        head = Head(path, file.read(HEAD_BYTES))
    if not (takes_sheets and head.start.startswith(_SHEET_STARTS)):
        refuse_what_is_no_data(head)
    return head


def refuse_what_is_no_data(head: Head) -> None:
    """Raise FileRefusedError for the things that people download by mistake."""
    reason = None if head.is_workbook else _magic_reason(head.start) or _text_reason(head)
    if reason is not None:
        raise FileRefusedError(reason)


def _magic_reason(start: bytes) -> Text | None:
    if start.startswith(b"%PDF"):
        return Text(
            it="È un documento PDF, non i dati: serve il file originale.",
            en="It is a PDF document, not the data: the original file is needed.",
        )
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return Text(
            it="È un archivio compresso: estrarre i file e importare quelli.",
            en="It is a compressed archive: unpack it and import the files inside.",
        )
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Text(
            it="È testo UTF-16, quindi salvato di nuovo da un programma: serve il file originale.",
            en="It is UTF-16 text, so some program saved it again: the original file is needed.",
        )
    if not start.strip(b" \t\r\n\x00"):
        return Text(
            it="Il file non contiene nulla: solo spazi o zeri.",
            en="The file holds nothing: only blanks or zeros.",
        )
    return None


def _text_reason(head: Head) -> Text | None:
    beginning = head.text.lstrip()[:2000].lower()
    if "<!doctype html" in beginning or beginning.startswith("<html") or "<head>" in beginning:
        return Text(
            it="È una pagina web (forse l'accesso al sito), non i dati: scaricare di nuovo.",
            en="It is a web page (perhaps the site's login), not the data: download again.",
        )
    if "exceptionreport" in beginning or "serviceexception" in beginning:
        said = _EXCEPTION_TEXT.search(head.text)
        words = said.group(1) if said else " ".join(head.text.split())[:300]
        return Text(
            it=f"Il server ha risposto con un errore invece dei dati: «{words}».",
            en=f'The server answered with an error instead of the data: "{words}".',
        )
    return None
