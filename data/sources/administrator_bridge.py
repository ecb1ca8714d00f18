"""What an administrator's codes mean: code, staircase, floor, door, subunit; asked once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.sources.administrator_delivery import delivery_facts, told_whole
from data.sources.administrator_masking import masked, unit_code
from data.sources.administrator_titles import Titles, titles_of
from data.sources.administrator_words import (
    BRIDGE_FIELDS,
    STAIRCASE_FORM,
    bare_door,
    bare_staircase,
    columns_of,
)
from data.sources.declaration import Source
from data.sources.facts import Fact
from data.sources.personal import HIDDEN
from data.sources.rows import Asked, Item, Note, Reading, Refusal, Row, RowRefusedError, Skip
from data.sources.sheets.table import Record, SheetTable, Total, open_table
from gis.codes import Text
from gis.columns import Reliability

ID = "administrator_bridge"
KIND = "bridge"
_SUBUNIT = re.compile(r"0*(\d{1,4})")
_MOST_DOOR = 6

_NOTHING = Text(
    it="La riga non dice che cosa è il codice: serve almeno la scala, l'interno o il subalterno.",
    en="The row does not say what the code is: it takes a staircase, a door or a subunit.",
)


def _read(path: Path, asked: Asked) -> Reading:
    delivery_facts(path, asked, Titles())
    table = open_table(path, ID, BRIDGE_FIELDS, asked)
    titles = titles_of(table, asked)
    facts = delivery_facts(path, asked, titles)
    return Reading(titles.as_of, told_whole(_items(table, facts)), learned=(table.learned,))


def _items(table: SheetTable, facts: dict[str, Any]) -> Iterator[Item]:
    for item in table.records():
        if isinstance(item, Total):
            yield item.skip()
        elif isinstance(item, Record):
            yield _row(table, item, facts)
        elif isinstance(item, Refusal):
            yield Refusal(item.number, item.column, HIDDEN, item.reason)
        elif isinstance(item, Note):
            yield Note(item.number, item.column, masked(item.value), item.reason)
        else:
            yield Skip(item.number, masked(item.value), item.reason)


def _row(table: SheetTable, record: Record, facts: dict[str, Any]) -> Item:
    raw = ";".join(masked(cell) for cell in record.raw.split(";"))
    try:
        code, answer = bridge_answer(
            {each.name: record.text(each.name) for each in BRIDGE_FIELDS},
            {each.name: table.label(each.name) for each in BRIDGE_FIELDS},
        )
    except RowRefusedError as error:
        return Refusal(record.number, error.column, masked(error.value), error.text, raw)
    return Row(record.number, raw, Fact(KIND, code, facts | {"code": code, **answer}))


def bridge_answer(
    texts: dict[str, str], labels: dict[str, str]
) -> tuple[str, dict[str, str | None]]:
    """A code and what it means, each part in one spelling; RowRefusedError where it is unsound."""
    parts = {name: unit_code(labels[name], text) for name, text in texts.items()}
    code = parts.pop("code")
    if code is None:
        raise RowRefusedError(labels["code"], "", Text(it="Manca il codice.", en="No code."))
    if not any(parts.values()):
        raise RowRefusedError(labels["code"], masked(code), _NOTHING)
    staircase, door, subunit = parts["staircase"], parts["door"], parts["subunit"]
    if staircase is not None:
        staircase = bare_staircase(staircase)
        if not STAIRCASE_FORM.fullmatch(staircase):
            raise _wrong(labels["staircase"], "A, B, 12")
    if door is not None:
        door = bare_door(door)
        if not 0 < len(door) <= _MOST_DOOR:
            raise _wrong(labels["door"], "12, 12A")
    if subunit is not None:
        found = _SUBUNIT.fullmatch(subunit)
        if not found:
            raise _wrong(labels["subunit"], "703")
        subunit = found.group(1)
    return code, {
        "staircase_code": staircase,
        "floor_code": parts["floor"],
        "unit_number": door,
        "subunit": subunit,
    }


def _wrong(column: str, examples: str) -> RowRefusedError:
    return RowRefusedError(
        column,
        HIDDEN,
        Text(it=f"Valore non valido: atteso come {examples}.",
             en=f"No valid value: expected like {examples}."),
    )  # fmt: skip


SOURCE = Source(
    id=ID,
    title=Text(it="Tabella ponte dei codici (amministratori)", en="Bridge table of codes"),
    publisher="Amministratori di condominio",
    url="",
    licence="riservato agli uffici",
    how_to_get=Text(
        it="Una volta per condominio, dall'amministratore: codice, scala, piano, interno,"
        " subalterno, senza nomi. Con --sender e --answer condominium=NOME, o dalla pagina"
        " /deliveries.",
        en="Once a condominium, from the administrator: code, staircase, floor, door, subunit,"
        " without names. With --sender and --answer condominium=NAME, or on the page"
        " /deliveries.",
    ),
    crs=None,
    key=("condominium", "sender", "code"),
    columns=columns_of(BRIDGE_FIELDS),
    least_count=1,
    row_word=Text(it="righe del foglio", en="rows of the sheet"),
    fills=("condominium_bridge",),
    carries_municipality=False,
    reliability=Reliability.SINGLE_SOURCE,
    recognises=lambda _head: False,
    read=_read,
    takes_sheets=True,
)
