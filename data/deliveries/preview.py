"""Exactly what the Comune will see of an uploaded file, before anything of it is loaded."""

import datetime as dt
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from buildings.arrears.states import DeliveryKind
from data.deliveries.models import DeliveryLink
from data.ingest.administrators import condominium_said, require_agreement
from data.ingest.importing import Order
from data.ingest.remembering import remembered
from data.sources import administrator_totals, administrator_units
from data.sources.administrator_words import (
    BAND_FIELDS,
    SUPPLIER_FIELDS,
    TOTAL_FIELDS,
    UNIT_FIELDS,
)
from data.sources.declaration import Source
from data.sources.facts import Fact
from data.sources.rows import Asked, FileRefusedError, Item, Note, Refusal, Row, Skip
from data.sources.sheets.asking import AskedBackError
from data.sources.sheets.fields import Field
from data.sources.sheets.header import find_header
from data.sources.sheets.mapping import points, propose
from data.sources.sheets.reading import open_sheets
from data.sources.sheets.table import UNREAD
from gis.codes import Text
from gis.dates import today

_ASKING = ("\n  Per accettare:", "\n  To accept:")
_CHOICES: dict[str, tuple[str, ...]] = {
    "sign": ("debt_positive", "debt_negative"),
    "dots": ("thousands", "decimals"),
}
_YEARS = 12


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the sender must say: its key, the answers there are, the one proposed."""

    key: str
    choices: tuple[str, ...]
    proposed: str


@dataclass(slots=True)
class Preview:
    """What a file holds for us: its rows by kind, what is left out, and what must be said first."""

    as_of: dt.date | None = None
    rows: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    refused: Text | None = None
    questions: list[Question] = field(default_factory=list)
    columns: list[tuple[str, str]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    fields: Sequence[Field] = ()

    @property
    def is_ready(self) -> bool:
        """Whether the file can be confirmed as it is."""
        return self.refused is None and any(self.rows.values())

    @property
    def row_count(self) -> int:
        """Rows that would be loaded."""
        return sum(len(rows) for rows in self.rows.values())


def source_of(link: DeliveryLink) -> Source:
    """The source of a link's kind."""
    if link.kind is DeliveryKind.UNITS:
        return administrator_units.SOURCE
    return administrator_totals.SOURCE


def order_of(link: DeliveryLink, code: str) -> Order:
    """The import that a link's file asks for, with everything that was said of it."""
    said = link.answers
    return Order(
        source=source_of(link).id,
        code=code,
        sender=link.sender,
        sheet=said.get("sheet"),
        columns=dict(said.get("columns", {})),
        answers={**said.get("answers", {}), "condominium": str(link.condominium_id)},
    )


def preview(connection: Connection, link: DeliveryLink, path: Path, code: str) -> Preview:
    """Read the uploaded file as an import would, and show instead of loading."""
    made, source, order = Preview(), source_of(link), order_of(link, code)
    asked = Asked(sender=order.sender, sheet=order.sheet, columns=order.columns, said=order.answers)
    asked = remembered(connection, source.id, asked)
    try:
        condominium = condominium_said(connection, str(link.condominium_id), None)
        if link.kind is DeliveryKind.UNITS:
            require_agreement(connection, condominium.id, condominium.name, link.sender, today())
        reading = source.read(path, asked)
        made.as_of = min(reading.as_of or today(), today())
        for item in reading.items:
            _sort(made, item)
        _check_tax_code(connection, made, link)
    except AskedBackError as error:
        made.refused = _without_command(error.text)
        _ask(made, error.command)
        _offer_columns(made, link, path, asked)
    except FileRefusedError as error:
        made.refused = error.text
        _offer_columns(made, link, path, asked)
    return made


def _sort(made: Preview, item: Item) -> None:
    if isinstance(item, Row) and isinstance(item.record, Fact):
        naming = item.record.naming.facts() if item.record.naming else {}
        facts = {**naming, **item.record.facts, "row": item.number}
        made.rows.setdefault(item.record.kind, []).append(facts)
    elif isinstance(item, Refusal):
        made.refusals.append(item)
    elif isinstance(item, Skip):
        made.skips.append(item)
    elif isinstance(item, Note) and item.reason == UNREAD:
        made.ignored.append(item.column)
    elif isinstance(item, Note):
        made.notes.append(item)


def _check_tax_code(connection: Connection, made: Preview, link: DeliveryLink) -> None:
    codes = {row["tax_code"] for rows in made.rows.values() for row in rows if row["tax_code"]}
    for code in codes:
        condominium_said(connection, str(link.condominium_id), code)


def _without_command(text: Text) -> Text:
    return Text(it=text.it.split(_ASKING[0])[0], en=text.en.split(_ASKING[1])[0])


def _ask(made: Preview, command: str) -> None:
    """The questions behind a proposed command, as a form can put them."""
    words = shlex.split(command)
    for option, value in pairwise(words):
        key, _, proposed = value.partition("=")
        if option != "--answer" or key == "condominium":
            continue
        years = tuple(str(today().year - back) for back in range(_YEARS))
        choices = years if key == "year" else _CHOICES.get(key.partition(".")[0], ())
        if choices:
            made.questions.append(Question(key, choices, proposed))


def _offer_columns(made: Preview, link: DeliveryLink, path: Path, asked: Asked) -> None:
    """The columns of the first visible sheet, with what each is taken for."""
    made.fields = _fields_of(link)
    try:
        sheets = [each for each in open_sheets(path) if not each.is_hidden]
        if len(sheets) > 1 and link.kind is DeliveryKind.UNITS:
            made.sheets = [each.name for each in sheets]
        sheets = [each for each in sheets if asked.sheet in {None, each.name}]
        if not sheets:
            return
        header = find_header(sheets[0], lambda label: points(label, made.fields, asked.columns))
        if header is None:
            return
        proposal = propose(header.labels, made.fields, asked.columns, None)
    except FileRefusedError:
        return
    made.columns = [(label, proposal.columns.get(label, "-")) for label in header.labels]


def _fields_of(link: DeliveryLink) -> Sequence[Field]:
    if link.kind is DeliveryKind.UNITS:
        return UNIT_FIELDS
    every = {each.name: each for each in (
        *UNIT_FIELDS, *SUPPLIER_FIELDS, *BAND_FIELDS, *TOTAL_FIELDS,
    )}  # fmt: skip
    return tuple(every.values())
