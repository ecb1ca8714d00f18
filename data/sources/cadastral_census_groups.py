"""Lines of one record brought together: those of one immobile and progressive."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.sources.cadastral_census_lines import MAX_LINE, Line, Part, part_of, read_lines
from data.sources.cadastral_census_parameters import Delivery, short_of
from data.sources.facts import Fact
from data.sources.rows import Item, Note, Refusal, Row, RowRefusedError
from gis.codes import Text

_COUNT = re.compile(r"[0-9]{1,6}")
RECORD = "1"
"""The type of line that opens a record."""

_KEYED = 5

Key = tuple[str, str, str]
Opening = Callable[["Group", Line], Iterator[Item]]
Widths = Callable[[Line], frozenset[int]]


@dataclass(slots=True)
class Group:
    """The lines of one record: those of type 1 and what is told under them."""

    key: Key
    heads: list[Line] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The record's key as text: section, immobile, progressive."""
        return name_of(self.key)

    def of_type(self, kind: str) -> list[Line]:
        """The lines of one type, in their order."""
        return [line for line in self.others if line.cells[5].strip() == kind]


def records(
    path: Path, part: Part, widths: Widths, opening: Opening, delivery: Delivery
) -> Iterator[Item]:
    """The items of every record of a file; `opening` reads the line of type 1 with the rest.

    A line whose record has no sound line of type 1 is refused with that reason.
    """
    lines = 0
    for item in _grouped(read_lines(path, widths, keys_of), part, are_together=_are_together(path)):
        if isinstance(item, Group):
            lines += len(item.heads) + len(item.others)
            yield from _record(item, opening)
        else:
            lines += isinstance(item, Refusal)
            yield item
    if short := short_of(part, delivery, lines):
        raise short


def key_of(cells: tuple[str, ...]) -> Key:
    """Section, immobile and progressive of a line."""
    progressive = cells[4].strip()
    return (cells[1].strip() or "-", cells[2].strip(), progressive.lstrip("0") or progressive)


def keys_of(line: Line) -> tuple[str, ...]:
    """The name of the record that a line bears, as far as it can be read."""
    if line.is_subject or len(line.cells) <= _KEYED:
        return ()
    return (name_of(key_of(line.cells)),)


def name_of(key: Key) -> str:
    """A record's key as text."""
    return "/".join(key)


def _record(group: Group, opening: Opening) -> Iterator[Item]:
    refusal: Refusal | None = None
    is_read = False
    for head in group.heads:
        group.refused.clear()
        try:
            for item in list(opening(group, head)):
                is_read = is_read or isinstance(item, Row)
                yield item
        except RowRefusedError as error:
            group.refused.clear()
            refusal = head.refusal(error, group.name)
            yield refusal
    taken = {refused.number for refused in group.refused if refused.whole_row}
    yield from group.refused
    for line in group.others:
        if line.number in taken:
            continue
        if is_read:
            yield _told_under(group, line)
        else:
            reason = _head_refused(refusal.number) if refusal else _NO_HEAD
            yield line.refusal(RowRefusedError("", "", reason), group.name)


def _told_under(group: Group, line: Line) -> Row[object]:
    """A row that stands for one line told within its record."""
    fact = Fact(
        "cadastral_line", f"{group.name}|{'|'.join(line.cells[5:])}", {"record": group.name}
    )
    return Row(line.number, line.raw, fact, line.municipality)


def _are_together(path: Path) -> bool:
    """Whether the lines of each record follow one another, as offices deliver them.

    Only then is one record at a time enough; a file that was sorted anew is held whole. Of each
    record a number is kept; two records of one number only cost the memory.
    """
    seen: set[int] = set()
    before = hash(())
    with path.open(encoding="latin-1") as file:
        while text := file.readline(MAX_LINE + 1):
            key = hash(tuple(text.split("|", 5)[1:5]))
            if key != before and key in seen:
                return False
            seen.add(key)
            before = key
    return True


def _grouped(
    items: Iterator[Line | Refusal | Note], part: Part, *, are_together: bool
) -> Iterator[Group | Refusal | Note]:
    """Lines by their record, in the order in which each record first occurs."""
    groups: dict[Key, Group] = {}
    for item in items:
        if not isinstance(item, Line):
            yield item
            continue
        if part_of(item.cells) is not part or not _COUNT.fullmatch(item.cells[4].strip()):
            yield item.refusal(RowRefusedError("", "", _other_part(part)), *keys_of(item))
            continue
        key = key_of(item.cells)
        if are_together and key not in groups:
            yield from groups.values()
            groups.clear()
        group = groups.setdefault(key, Group(key))
        (group.heads if item.cells[5].strip() == RECORD else group.others).append(item)
    yield from groups.values()


def _other_part(part: Part) -> Text:
    return Text(
        it=f"La riga non è di un file {part.value}.", en=f"The row is not of a {part.value} file."
    )


def _head_refused(number: int) -> Text:
    return Text(
        it=f"Il record 1 dell'immobile è rifiutato (riga {number}).",
        en=f"The type 1 record of the immobile is refused (row {number}).",
    )


_NO_HEAD = Text(
    it="Il file non ha un record 1 valido di questo immobile.",
    en="The file has no sound type 1 record of this immobile.",
)
