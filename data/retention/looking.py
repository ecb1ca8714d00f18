"""Where a person's name or tax code still stands: every table, and every file made at run time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    cast,
    column,
    func,
    or_,
    select,
    table,
)

from gis.sqlfiles import statement

PACKAGE = "data.retention"
_AT_ONCE = 1 << 20
_SKIPPED = frozenset({"pg", "apt", "cache", "pip", "tools", "keys", "data"})
"""Folders of programs, of keys, which hold no name, and of the server (`data`)."""


@dataclass(frozen=True, slots=True)
class Words:
    """What to look for: names as one may write them, and tax codes; never shown to anybody."""

    texts: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.texts)

    @property
    def longest(self) -> int:
        """Bytes of the longest."""
        return max(len(each.encode()) for each in self.texts)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A table's column or a file that holds a word, and how often; never the word."""

    where: str
    count: int


def words_of(facts: Iterable[dict[str, str | None]]) -> Words:
    """The words that tell a person: both orders of the names, the tax code.

    A surname alone is a word where it is the whole name of a firm.
    """
    found = set()
    for each in facts:
        surname, given = each.get("surname"), each.get("given_name")
        if surname and given:
            found |= {f"{surname} {given}", f"{given} {surname}"}
        elif surname and " " in surname.strip():
            found.add(surname)
        if code := each.get("tax_code"):
            found.add(code)
    return Words(frozenset(" ".join(each.casefold().split()) for each in found if each.strip()))


def in_tables(connection: Connection, words: Words) -> Iterator[Sighting]:
    """Every column of text, JSON or bytes of every table, of history too, that holds a word.

    What is compressed inside a document or sealed in the archive is not read.
    """
    if not words:
        return
    for schema, name, columns, binary in connection.execute(statement(PACKAGE, "searched")):
        source = table(name, *map(column, columns), schema=schema)
        counts = [
            func.count().filter(holds(source.columns[each], words, is_binary=is_bytes))
            for each, is_bytes in zip(columns, binary, strict=True)
        ]
        row = connection.execute(select(*counts).select_from(source)).one()
        for each, count in zip(columns, row, strict=True):
            if count:
                yield Sighting(f"{schema}.{name}.{each}", count)


def holds(
    source: ColumnElement[object], words: Words, *, is_binary: bool = False
) -> ColumnElement[bool]:
    """Whether a column holds a word, whatever its case."""
    content = func.encode(source, "escape") if is_binary else cast(source, Text)
    wanted = [_escaped(each) if is_binary else each for each in sorted(words.texts)]
    return or_(*[func.strpos(func.lower(content), each) > 0 for each in wanted])


def in_files(home: Path, words: Words) -> Iterator[Sighting]:
    """Every file under `home` that holds a word, the database's own and programs aside."""
    if not words or not home.is_dir():
        return
    for path in sorted(_files(home)):
        try:
            count = _count(path, words)
        except OSError:
            yield Sighting(f"{path} (non si legge · cannot be read)", 1)
        else:
            if count:
                yield Sighting(str(path), count)


def _escaped(word: str) -> str:
    """The word as PostgreSQL writes bytes out: ASCII as it is, the rest in octal."""
    plain, backslash = range(0x80), ord("\\")
    return "".join(
        chr(byte) if byte in plain and byte != backslash else f"\\{byte:03o}"
        for byte in word.encode()
    )


def _files(home: Path) -> Iterator[Path]:
    for path in home.iterdir():
        if path.name in _SKIPPED or path.is_symlink():
            continue
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from _files(path)


def _count(path: Path, words: Words) -> int:
    """In how many pieces of the file a word stands, in UTF-8 whatever its case."""
    count, tail = 0, ""
    wanted = sorted(words.texts)
    with path.open("r", encoding="utf-8", errors="replace") as file:
        while piece := file.read(_AT_ONCE):
            text = tail + piece.casefold()
            count += any(each in text for each in wanted)
            tail = text[-words.longest :]
    return count
