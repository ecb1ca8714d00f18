"""Cells whose letters were harmed on the way: put right where that is certain, else refused."""

import re
from collections.abc import Iterator

from data.sources.encoding import REPLACEMENT, looks_like_mojibake, without_mojibake
from data.sources.rows import Note, Refusal, shortened
from gis.codes import Text

_DOUBTFUL = re.compile(f"[{REPLACEMENT}\u00c2\u00c3\u00e2\x00-\x08\x0a-\x1f]")
_LOST = Text(
    it="Lettere perdute: il file è stato letto con l'alfabeto sbagliato (latin-1 come UTF-8).",
    en="Letters were lost: the file was read in the wrong alphabet (latin-1 as UTF-8).",
)
_TWICE = Text(
    it="Lettere accentate codificate due volte (UTF-8 letto come latin-1): corrette.",
    en="Accented letters were encoded twice (UTF-8 read as latin-1): put right.",
)
_CONTROL = Text(
    it="Il valore contiene caratteri di controllo.", en="The value holds control characters."
)


def is_sound(line: str) -> bool:
    """Whether no cell of the line needs a look: most lines by far."""
    return _DOUBTFUL.search(line) is None


def sound_cells(
    number: int, raw: str, cells: dict[str, str]
) -> Iterator[dict[str, str] | Refusal | Note]:
    """The cells with their letters put right (and notes about it), or one refusal of the row."""
    if is_sound(raw):
        yield cells
        return
    sound: dict[str, str] = {}
    notes = []
    for column, cell in cells.items():
        letters = cell
        if looks_like_mojibake(cell):
            letters = without_mojibake(cell) or REPLACEMENT
            notes.append(Note(number, column, cell, _TWICE))
        reason = _harm(letters)
        if reason is not None:
            yield Refusal(number, column, cell, reason, shortened(raw))
            return
        sound[column] = letters
    yield from notes
    yield sound


def _harm(text: str) -> Text | None:
    if REPLACEMENT in text:
        return _LOST
    if any(letter < " " and letter != "\t" for letter in text):
        return _CONTROL
    return None
