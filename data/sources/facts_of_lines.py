"""What the readers of the offices' registers share: each line to a row, or to its refusal."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from data.sources.facts import Fact
from data.sources.register_table import RegisterTable
from data.sources.rows import Item, Row, RowRefusedError
from data.sources.streetnames import street_key
from data.sources.tables import Line
from gis.codes import Coded, Text

Code = TypeVar("Code", bound=Coded)


def rows_of(table: RegisterTable, read: Callable[[Line], Fact]) -> Iterator[Item]:
    """The items of a register, each line read by `read`."""
    for item in table.lines():
        if not isinstance(item, Line):
            yield item
            continue
        try:
            yield Row(item.number, item.raw, read(item))
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw)


def required(line: Line, name: str) -> str:
    """A cell that must hold something."""
    text = line.cells.get(name, "")
    if not text:
        raise RowRefusedError(
            name, "", Text(it=f"Manca il valore di {name}.", en=f"The value of {name} is missing.")
        )
    return text


def optional(line: Line, name: str) -> str:
    """A cell, blank where the column is not there."""
    return line.cells.get(name, "")


def word(column: str, raw: str, known: Mapping[str, Code]) -> Code:
    """The code that an office's word stands for; an unknown word is refused, never guessed."""
    found = known.get(street_key(raw))
    if found is None:
        words = ", ".join(f"«{each}»" for each in known)
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{raw}» non è tra le parole previste: {words}.",
                en=f'"{raw}" is not among the expected words: {words}.',
            ),
        )
    return found


def plainly(code: Coded | None) -> str | None:
    """The code's value, for the facts of a row."""
    return None if code is None else code.value
