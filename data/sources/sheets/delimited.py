"""Delimited text as spreadsheet programs save it: CSV in three alphabets, `Testo Unicode`."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import TextIOBase
from pathlib import Path

from data.sources.encoding import encoding_of
from data.sources.rows import FileRefusedError
from data.sources.sheets.cells import Cell, SheetRow, trimmed
from data.sources.tables import MAX_LINE
from gis.codes import Text

DELIMITERS = (";", "\t", ",", "|")
MAX_LINES_A_ROW = 50
"""A quoted cell may hold line breaks; a quote that never closes would hold the rest of the file."""

_SAMPLE_LINES = 60
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_encoding(path: Path) -> str:
    """`utf-16`, `utf-8-sig`, `cp1252` or `latin-1`, by the bytes."""
    with path.open("rb") as file:
        start = file.read(2)
    return "utf-16" if start in _UTF16 else encoding_of(path)


def delimited_rows(path: Path) -> Iterator[SheetRow]:
    """The rows of the text, each with the number of its first line; blank ones included.

    Raises FileRefusedError for lines that are too long, a quote that never closes, and bytes
    that are no text.
    """
    encoding = text_encoding(path)
    delimiter, skipped = _delimiter(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        for _ in range(skipped):
            file.readline()
        yield from _rows(file, delimiter, skipped)


def _rows(file: TextIOBase, delimiter: str, skipped: int) -> Iterator[SheetRow]:
    lines = csv.reader(_bounded(file, skipped), delimiter=delimiter)
    before = 0
    try:
        for cells in lines:
            number, before = skipped + before + 1, lines.line_num
            if skipped + before - number >= MAX_LINES_A_ROW:
                raise _unclosed(number)
            yield trimmed(number, [_trimmed(cell) for cell in cells])
    except csv.Error as error:
        raise _unclosed(skipped + before + 1) from error
    except UnicodeError as error:
        raise FileRefusedError(
            Text(
                it=f"Riga {skipped + before + 1}: byte che non sono testo.",
                en=f"Row {skipped + before + 1}: bytes that are no text.",
            )
        ) from error


def _trimmed(cell: str) -> Cell:
    """The text without blanks around it and line breaks within."""
    return Cell(" ".join(cell.replace("\xa0", " ").split()))


def _bounded(file: TextIOBase, skipped: int) -> Iterator[str]:
    number = skipped
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise FileRefusedError(
                Text(
                    it=f"La riga {number} supera {MAX_LINE} caratteri: non è una tabella.",
                    en=f"Row {number} is longer than {MAX_LINE} characters: this is no table.",
                )
            )
        yield line


def _delimiter(path: Path, encoding: str) -> tuple[str, int]:
    """The separator and how many lines say it: `sep=;`, else the one that most lines share."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            lines = [file.readline(MAX_LINE + 1) for _ in range(_SAMPLE_LINES)]
    except UnicodeError as error:
        raise FileRefusedError(
            Text(
                it="Il file non è testo in nessun alfabeto conosciuto.",
                en="The file is no text in any known alphabet.",
            )
        ) from error
    first = lines[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], 1
    if lines[0].lower().startswith("sep=\t"):
        return "\t", 1
    return max(DELIMITERS, key=lambda mark: _evenness(lines, mark)), 0


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines have the most frequent count of separators, and how many that is."""
    counts = Counter(_unquoted(line).count(delimiter) for line in lines if line.strip())
    del counts[0]
    if not counts:
        return 0, 0
    width, lines_of_it = max(counts.items(), key=lambda each: (each[1], each[0]))
    return lines_of_it, width


def _unquoted(line: str) -> str:
    return "".join(line.split('"')[::2])


def _unclosed(number: int) -> FileRefusedError:
    return FileRefusedError(
        Text(
            it=f"Riga {number}: virgolette aperte e mai chiuse.",
            en=f"Row {number}: a quotation mark is opened and never closed.",
        )
    )
