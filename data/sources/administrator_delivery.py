"""What every delivery of an administrator must say: who sends it, and of which condominium."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.sources.administrator_titles import Titles
from data.sources.facts import Fact
from data.sources.rows import Asked, FileRefusedError, Item, Note, Refusal, Row
from gis.codes import Text

FILE_ANSWERS = ("condominium", "year", "as_of")
"""Answers about one file, never remembered for the next one."""


def delivery_facts(path: Path, asked: Asked, titles: Titles) -> dict[str, Any]:
    """The facts that each staged row carries; the import ties them to the condominium.

    Raises FileRefusedError where the sender is not said.
    """
    if not asked.sender:
        raise FileRefusedError(
            Text(
                it=f"Chi manda {path.name}? Dirlo con --sender NOME (lo studio, non un condòmino):"
                " ciò che un mittente ha già spiegato viene ricordato.",
                en=f"Who sends {path.name}? Say it with --sender NAME (the office, not an owner):"
                " what a sender explained once is remembered.",
            )
        )
    return {
        "sender": sender_name(asked.sender),
        "condominium": asked.said.get("condominium"),
        "tax_code": titles.tax_code,
    }


_HELD_BACK = Text(
    it="Ci sono righe illeggibili: niente di ciò che il file non contiene viene dato per finito.",
    en="There are unreadable rows: nothing that the file lacks is taken to have ended.",
)


def told_whole(items: Iterable[Item]) -> Iterator[Item]:
    """The items, each fact with `is_whole`: whether every row of the table could be read.

    Only a whole table ends what it no longer contains.
    """
    read = list(items)
    is_whole = not any(isinstance(item, Refusal) for item in read)
    for item in read:
        if isinstance(item, Row) and isinstance(item.record, Fact):
            item.record.facts["is_whole"] = is_whole
        yield item
    if not is_whole:
        yield Note(0, "", "", _HELD_BACK)


def sender_name(text: str) -> str:
    """The sender in one spelling."""
    return " ".join(text.split())
