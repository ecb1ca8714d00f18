"""Delimited text files: the header checked before a row is read, each line kept as it was."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import TextIOBase
from pathlib import Path

from data.sources.encoding import encoding_of
from data.sources.letters import is_sound, sound_cells
from data.sources.rows import ALL, FileRefusedError, Note, Refusal, Share, shortened
from gis.codes import Text

MAX_LINE = 100_000
"""Characters: a longer line is no table row."""

_OLD_ALPHABET = Text(
    it="Il file non è UTF-8: letto come Windows-1252.",
    en="The file is not UTF-8: read as Windows-1252.",
)
_NO_LAST_NEWLINE = Text(
    it="L'ultima riga non finisce con un a capo: controllare che il file sia completo.",
    en="The last row does not end with a newline: check that the file is complete.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One data line: its number in the file, its text, and its cells by column name."""

    number: int
    raw: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A delimited text file whose header has been found and checked.

    `width` counts the header's cells with the empty one that a closing separator makes.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    width: int
    header_line: int
    title: str
    share: Share = ALL

    def lines(self) -> Iterator[Line | Refusal | Note]:
        """The data lines of the share; lines of a wrong width and lost letters are refusals.

        Raises FileRefusedError when the last line is cut short: the download was truncated.
        """
        is_first = self.share.number == 0
        if is_first and self.encoding != "utf-8-sig":
            yield Note(self.header_line, "", self.encoding, _OLD_ALPHABET)
        with self.path.open(encoding=self.encoding, newline="") as file:
            number, last = 0, ""
            for number, last in _numbered(file):
                if number <= self.header_line or last.isspace() or not self.share.holds(number):
                    continue
                text = last.rstrip("\r\n")
                cells = _cells(text, self.delimiter)
                if len(cells) == len(self.header) and is_sound(text):
                    yield Line(number, text, dict(zip(self.header, cells, strict=False)))
                else:
                    yield from self._looked_at(number, text, cells)
        if is_first:
            yield from self._about_the_end(number, last)

    def _looked_at(
        self, number: int, text: str, cells: list[str]
    ) -> Iterator[Line | Refusal | Note]:
        if len(cells) < len(self.header) or any(c.strip() for c in cells[len(self.header) :]):
            yield Refusal(number, "", "", self._wrong_width(len(cells)), shortened(text))
        else:
            named = dict(zip(self.header, cells, strict=False))
            for item in sound_cells(number, text, named):
                yield Line(number, text, item) if isinstance(item, dict) else item

    def _about_the_end(self, number: int, last: str) -> Iterator[Note]:
        if number <= self.header_line or last.endswith("\n") or not last.strip():
            return
        found = len(_cells(last, self.delimiter))
        if found < self.width:
            raise FileRefusedError(
                Text(
                    it=f"File troncato: l'ultima riga ({number}) ha {found} campi"
                    f" su {self.width}. Scaricarlo di nuovo.",
                    en=f"Truncated file: the last row ({number}) has {found}"
                    f" of {self.width} fields. Download it again.",
                )
            )
        yield Note(number, "", "", _NO_LAST_NEWLINE)

    def _wrong_width(self, found: int) -> Text:
        return Text(
            it=f"La riga ha {found} campi invece di {len(self.header)}.",
            en=f"The row has {found} fields instead of {len(self.header)}.",
        )


def open_table(
    path: Path,
    required: Sequence[str],
    *,
    delimiter: str = ";",
    titles: int = 0,
    share: Share = ALL,
) -> Table:
    """The table in `path` after `titles` lines of title, or a share of its lines.

    Raises FileRefusedError when it has no header with the `required` columns.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        title = " ".join(file.readline(MAX_LINE).strip() for _ in range(titles))
        cells = [name.strip() for name in _cells(file.readline(MAX_LINE).strip(), delimiter)]
    header = cells[: max((i for i, name in enumerate(cells, start=1) if name), default=0)]
    missing = [name for name in required if name not in header]
    repeated = sorted({name for name in header if header.count(name) > 1})
    if missing or repeated:
        names = ", ".join(missing or repeated)
        raise FileRefusedError(
            Text(
                it=f"Riga {titles + 1}: colonne {'mancanti' if missing else 'ripetute'}"
                f" nell'intestazione: {names}.",
                en=f"Row {titles + 1}: columns {'missing from' if missing else 'repeated in'}"
                f" the header: {names}.",
            )
        )
    return Table(path, encoding, delimiter, tuple(header), len(cells), titles + 1, title, share)


def _numbered(file: TextIOBase) -> Iterator[tuple[int, str]]:
    number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            raise FileRefusedError(
                Text(
                    it=f"La riga {number} supera {MAX_LINE} caratteri: non è una tabella.",
                    en=f"Row {number} is longer than {MAX_LINE} characters: this is no table.",
                )
            )
        yield number, raw


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells of one line; a quote that opens nothing is a letter like any other."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return text.split(delimiter)
