"""The Ufficio Casa's own workbook: flats, cases, reports, issues and works, as they come."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from data.sources.declaration import Column, ColumnType, Source, date_in_name
from data.sources.head import Head
from data.sources.office_fields import FIELDS
from data.sources.office_masking import nameless
from data.sources.office_rows import SOURCE_ID, fact_of, keys_of
from data.sources.office_templates import is_template
from data.sources.rows import (
    Asked,
    FileRefusedError,
    Item,
    Note,
    Reading,
    Row,
    RowRefusedError,
    Scope,
)
from data.sources.sheets.book import BookSheet, open_book
from data.sources.sheets.table import Record, Total
from gis.codes import Text
from gis.columns import Reliability

SENDER = "ufficio-casa"
"""Who sends the workbook where nobody is named."""

_TYPES: dict[str, ColumnType] = {"word": "code", "date": "date", "amount": "decimal"}
_SKIPPED_SHEET = Text(
    it="Foglio non letto: non vi si riconosce una tabella di questa fonte, o è nascosto.",
    en="Sheet not read: no table of this source is recognised in it, or it is hidden.",
)


def read(path: Path, asked: Asked) -> Reading:
    """The rows of every visible sheet that has a table, or of the chosen one.

    The names of persons in them are used as hints for the match and kept nowhere.
    """
    book = open_book(path, SOURCE_ID, FIELDS, asked)
    if not book.sheets:
        raise FileRefusedError(
            Text(it="Nessun foglio ha una tabella.", en="No sheet holds a table.")
        )
    learned = tuple(each.table.learned for each in book.sheets)
    return Reading(
        date_in_name(path),
        _items(book.sheets, book.unread, asked.sender or SENDER),
        scope=Scope(("office_flat",), is_often_partial=True),
        learned=learned,
    )


def _items(sheets: list[BookSheet], unread: list[str], sender: str) -> Iterator[Item]:
    for name in unread:
        yield Note(0, "", name, _SKIPPED_SHEET)
    for sheet in sheets:
        for each in sheet.table.records():
            if isinstance(each, Total):
                yield each.skip()
            elif isinstance(each, Record):
                yield _row(sheet, each, sender)
            else:
                yield each


def _row(sheet: BookSheet, record: Record, sender: str) -> Item:
    record = nameless(sheet.table, record)
    try:
        return Row(record.number, record.raw, fact_of(sheet, record, sender))
    except RowRefusedError as error:
        keys = keys_of(sheet.table, record, sender)
        refusal = error.refusal(record.number, record.raw, keys=keys)
        place = f"{sheet.name}!{refusal.column}" if sheet.name else refusal.column
        return replace(refusal, column=place)


def recognises(head: Head) -> bool:
    """Only the templates, which say so themselves; a messy workbook is nobody's by its looks."""
    return head.is_workbook and is_template(head.path)


SOURCE = Source(
    id=SOURCE_ID,
    title=Text(it="Cartella di lavoro dell'Ufficio Casa", en="The Housing office's workbook"),
    publisher="Comune, Ufficio Casa",
    url="https://www.comune.pioltello.mi.it",
    licence="uso interno / internal use",
    how_to_get=Text(
        it="È il foglio che l'ufficio tiene già. Salvarlo come .xlsx o CSV e caricarlo con"
        " `satellite import office_workbook FILE --sender ufficio-casa`. La prima volta il comando"
        " chiede che cosa vogliono dire le colonne e le parole che non conosce, e lo ricorda. Chi"
        " comincia da capo usa i modelli: `satellite template cases -o pratiche.xlsx`.",
        en="It is the sheet that the office keeps already. Save it as .xlsx or CSV and load it with"
        " `satellite import office_workbook FILE --sender ufficio-casa`. The first time the command"
        " asks what the columns and wordings mean that it does not know, and remembers it. Who"
        " starts anew uses the templates: `satellite template cases -o cases.xlsx`.",
    ),
    crs=None,
    key=("sender", "unit", "protocol_no"),
    columns=tuple(
        Column(field.title.it, _TYPES.get(field.type, "text"), field.title) for field in FIELDS
    ),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=(
        "unit_status", "housing_case", "occupation_report", "occupation_episode",
        "condominium_issue", "intervention",
    ),
    carries_municipality=False,
    reliability=Reliability.SINGLE_SOURCE,
    recognises=recognises,
    read=read,
    loaded_by=Text(it="Ufficio Casa", en="Housing office"),
    takes_sheets=True,
)  # fmt: skip
