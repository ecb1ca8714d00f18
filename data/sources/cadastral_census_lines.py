"""Lines of the census files: `|` after every field, no header; which part a line belongs to."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.sources.encoding import encoding_of
from data.sources.rows import FileRefusedError, Note, Refusal, RowRefusedError, shortened
from gis.codes import Text

MAX_LINE = 20_000
"""Characters: a longer line is no line of the census."""

MASK = "***"
"""What stands for a person's data wherever a row is told."""

_MUNICIPALITY = re.compile(r"[A-Z]\d{3}")
_NUMBER = re.compile(r"\d{1,15}")
_OLD_LETTERS = re.compile("[\u0080-\u009f]")
_PERSONAL_FROM = 4
_SHORTEST = 7
"""Fields of the shortest line of any of the files."""

_TITLE_WIDTH = 28
_KINDS_OF_SUBJECT = frozenset({"P", "G"})
_PLAN_WIDTH, _ROOM_WIDTH = 9, 8


class Part(StrEnum):
    """The files of a delivery, by their suffix."""

    UNITS = "FAB"
    LAND = "TER"
    SUBJECTS = "SOG"
    TITLES = "TIT"
    PARAMETERS = "PRM"
    PLANS = "SC"
    ROOMS = "DM"


@dataclass(frozen=True, slots=True)
class Line:
    """One line cut at its bars; `raw` is what may be shown of it."""

    number: int
    raw: str
    cells: tuple[str, ...]

    @property
    def municipality(self) -> str | None:
        """The cadastral code at its beginning, where there is one."""
        code = self.cells[0].strip()
        return code if _MUNICIPALITY.fullmatch(code) else None

    @property
    def section(self) -> str | None:
        """The section of the municipality, or None."""
        return self.cells[1].strip() or None

    @property
    def is_subject(self) -> bool:
        """Whether it is a person's or body's; in another file it is astray and names nothing."""
        return _is_subject(self.cells)

    def text(self, place: int) -> str | None:
        """The field at `place` (counted from 1) without outer blanks; None when blank or missing.

        The books write the apostrophe as a backtick: it comes back as an apostrophe.
        """
        if place > len(self.cells):
            return None
        return " ".join(self.cells[place - 1].replace("`", "'").split()) or None

    def exact(self, place: int) -> str:
        """The field at `place` with every blank it has."""
        return self.cells[place - 1]

    def groups(self, start: int, width: int) -> list[tuple[str, ...]]:
        """The fields from `start` on in groups of `width`; a short last group is filled up."""
        rest = self.cells[start - 1 :]
        found = [rest[i : i + width] for i in range(0, len(rest), width)]
        return [
            (*group, *[""] * (width - len(group))) for group in found if any(map(str.strip, group))
        ]

    def refusal(self, error: RowRefusedError, *keys: str) -> Refusal:
        """The line as a refused row; `keys` name what it speaks of all the same."""
        return error.refusal(self.number, self.raw, municipality=self.municipality, keys=keys)


def _is_subject(cells: tuple[str, ...]) -> bool:
    of_someone = len(cells) >= _PERSONAL_FROM and cells[3].strip() in _KINDS_OF_SUBJECT
    return of_someone and not _is_title(cells)


def _is_title(cells: tuple[str, ...]) -> bool:
    """Whether a line of a person or body tells a title of theirs: by its width or the immobile."""
    if len(cells) >= _TITLE_WIDTH:
        return True
    return len(cells) > _PERSONAL_FROM and _NUMBER.fullmatch(cells[4].strip()) is not None


def part_of(cells: tuple[str, ...]) -> Part | None:
    """Which file a line comes from, by its fields; None for a line of something else."""
    if len(cells) <= _PERSONAL_FROM or not _MUNICIPALITY.fullmatch(cells[0].strip()):
        return None
    if not _NUMBER.fullmatch(cells[2].strip()):
        return None
    width, fourth = len(cells), cells[3].strip()
    if fourth in _KINDS_OF_SUBJECT:
        return Part.TITLES if _is_title(cells) else Part.SUBJECTS
    if fourth in {"F", "T"}:
        return Part.UNITS if fourth == "F" else Part.LAND
    if width == _ROOM_WIDTH and _NUMBER.fullmatch(fourth):
        return Part.ROOMS
    return Part.PLANS if width == _PLAN_WIDTH else None


def part_of_text(text: str) -> Part | None:
    """The part that most of the first lines belong to."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    found = Counter(filter(None, (part_of(cut(line)) for line in lines)))
    return found.most_common(1)[0][0] if found else None


def cut(text: str) -> tuple[str, ...]:
    """The fields of a line; the bar after the last one makes no field."""
    cells = text.rstrip("\r\n").split("|")
    return tuple(cells[:-1] if len(cells) > 1 and not cells[-1] else cells)


def read_lines(
    path: Path,
    widths: Callable[[Line], frozenset[int]],
    keys: Callable[[Line], tuple[str, ...]],
    *,
    is_personal: bool = False,
) -> Iterator[Line | Refusal | Note]:
    """The lines of a file, those of a wrong number of fields refused; blank lines left out.

    Raises FileRefusedError for a last line that was cut. Of a personal file only the first four
    fields are ever told; `keys` are what a refused line names all the same.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        number = 0
        while text := file.readline(MAX_LINE + 1):
            number += 1
            if len(text) > MAX_LINE:
                raise FileRefusedError(
                    Text(
                        it=f"La riga {number} supera {MAX_LINE} caratteri: non è una fornitura.",
                        en=f"Row {number} is longer than {MAX_LINE} characters: no delivery.",
                    )
                )
            if text.strip():
                yield from _line(
                    _numbered(number, text, is_personal=is_personal), text, widths, keys
                )


def _numbered(number: int, text: str, *, is_personal: bool) -> Line:
    cells = cut(text)
    shown = (*cells[:_PERSONAL_FROM], MASK) if is_personal or _is_subject(cells) else cells
    return Line(number, shortened("|".join(shown)), cells)


def _line(
    line: Line,
    text: str,
    widths: Callable[[Line], frozenset[int]],
    keys: Callable[[Line], tuple[str, ...]],
) -> Iterator[Line | Refusal | Note]:
    number, cells = line.number, line.cells
    allowed = widths(line) if len(cells) >= _SHORTEST else frozenset[int]()
    if len(cells) not in allowed:
        if not text.endswith("\n"):
            raise truncated(number)
        reason = wrong_width(len(cells), allowed)
        yield line.refusal(RowRefusedError("", "", reason), *keys(line))
        return
    if "\ufffd" in text:
        yield line.refusal(RowRefusedError("", "", _LOST), *keys(line))
        return
    if _OLD_LETTERS.search(text):
        yield Note(number, "", "", _CONTROL)
    elif any(letter >= "\u0080" and letter not in _LATIN for letter in text):
        yield Note(number, "", "", _OTHER_ALPHABET)
    yield line


_LATIN = frozenset(bytes(range(0xA0, 0x100)).decode("latin-1"))


def truncated(number: int) -> FileRefusedError:
    """The refusal of a file that ends in the middle of a line."""
    return FileRefusedError(
        Text(
            it=f"File troncato alla riga {number}: farsi ridare la fornitura.",
            en=f"Truncated file at row {number}: ask for the delivery again.",
        )
    )


def wrong_width(found: int, allowed: frozenset[int]) -> Text:
    """The sentence for a line of a wrong number of fields."""
    if not allowed:
        return Text(
            it=f"La riga ha {found} campi e non è di nessun tipo previsto in questo file.",
            en=f"The row has {found} fields and is of no type foreseen in this file.",
        )
    numbers = ", ".join(str(width) for width in sorted(allowed)[:8])
    return Text(
        it=f"La riga ha {found} campi, non {numbers}: forse un «|» dentro un testo.",
        en=f'The row has {found} fields, not {numbers}: perhaps a "|" inside a text.',
    )


_LOST = Text(
    it="Lettere perdute: il file è stato salvato con un altro alfabeto.",
    en="Letters were lost: the file was saved in another alphabet.",
)
_CONTROL = Text(
    it="Caratteri di controllo nella riga: tenuti come sono.",
    en="Control characters in the row: kept as they are.",
)
_OTHER_ALPHABET = Text(
    it="Lettere fuori dal latin-1 (per esempio 0x92): lette come Windows-1252 o UTF-8.",
    en="Letters outside latin-1 (such as 0x92): read as Windows-1252 or UTF-8.",
)
