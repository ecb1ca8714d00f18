"""In which alphabet a text file is written, decided by its bytes, not by its name."""

import codecs
import re
from pathlib import Path

_CHUNK = 1 << 20
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf]|â€|Ã[€-™]")
REPLACEMENT = "\ufffd"


def encoding_of(path: Path) -> str:
    """`utf-8-sig` when every byte is sound UTF-8, else `cp1252`, else `latin-1`."""
    for name in ("utf-8-sig", "cp1252"):
        if _decodes(path, name):
            return name
    return "latin-1"


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def looks_like_mojibake(text: str) -> bool:
    """Whether UTF-8 was read as an older alphabet on the way here (`UnitÃ `)."""
    return _MOJIBAKE.search(text) is not None


def without_mojibake(text: str) -> str | None:
    """The text as it was before the wrong reading, or None when that cannot be undone."""
    for name in ("cp1252", "latin-1"):
        try:
            return text.encode(name).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return None
