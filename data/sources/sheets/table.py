"""A sheet whose header was found and mapped: its records by field, its totals, its doubts."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from data.sources.letters import sound_cells
from data.sources.rows import Answerable, Asked, FileRefusedError, Learned, Note, Refusal, Skip
from data.sources.sheets.amounts import amount, dots_in, is_ambiguous
from data.sources.sheets.asking import AskedBackError, Question, ask, command
from data.sources.sheets.cells import EMPTY, Cell, SheetRow
from data.sources.sheets.days import day
from data.sources.sheets.fields import Field
from data.sources.sheets.header import SEARCHED_ROWS, Header, find_header
from data.sources.sheets.mapping import IGNORED, Proposal, fingerprint, points, propose
from data.sources.sheets.reading import Sheet, chosen_sheet, open_sheets
from data.sources.sheets.rowkinds import FOOTER, REPEATED_HEADER, RowKind, kind_of
from data.sources.sheets.words import Words, word
from gis.codes import Coded, Text

LEAST_POINTS = 2
THOUSANDS, DECIMALS = "thousands", "decimals"

UNREAD = Answerable(
    it='Colonna non letta: per leggerla, --map "Colonna=campo".',
    en='Column not read: to read it, --map "Column=field".',
    on_page=Text(
        it="Colonna non letta: per leggerla, dire qui sotto che cos'è.",
        en="Column not read: to read it, say below what it is.",
    ),
)
_TOTAL = Text(it="Riga di totale.", en="Row of a total.")
_MASK = "…"


@dataclass(frozen=True, slots=True)
class Record:
    """One data row: its cells by field, and the last lone `Scala B` above it as `group`."""

    number: int
    raw: str
    group: str
    cells: Mapping[str, Cell]

    def text(self, field: str) -> str:
        """The cell's text; empty where the file has no such column."""
        return self.cells.get(field, EMPTY).text


@dataclass(frozen=True, slots=True)
class Total(Record):
    """A subtotal or total row; `label` is what it says it sums, such as `Totale scala A`."""

    label: str = ""

    def skip(self) -> Skip:
        """The row as told: it is no data."""
        return Skip(self.number, "", _TOTAL)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A mapped sheet. `columns` are fields by label; `learned` is what to remember of it."""

    sheet: Sheet
    header: Header
    columns: Mapping[str, str]
    fields: Mapping[str, Field]
    asked: Asked
    learned: Learned
    dots: Mapping[str, bool | None]
    _labels: dict[str, str] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Turn the columns round, once: the label of each field."""
        for label, name in self.columns.items():
            self._labels.setdefault(name, label)

    def records(self) -> Iterator[Record | Total | Skip | Note | Refusal]:
        """The rows below the header, in order; what is no record is told as what it is."""
        yield from self._notes()
        group = ""
        for row in self.sheet.rows:
            if row.number <= self.header.last_row:
                continue
            kind = kind_of(row, len(self.header.labels))
            if self.header.is_repeated_by(row):
                yield Skip(row.number, "", REPEATED_HEADER)
            elif kind is RowKind.FOOTER:
                yield Skip(row.number, "", FOOTER)
            elif kind is RowKind.GROUP:
                group = next(text for text in row.texts if text)
                yield Skip(row.number, group, Text(it="Riga di gruppo.", en="Row of a group."))
            else:
                yield from self._record(row, group, is_total=kind is RowKind.TOTAL)

    def amount(self, record: Record, field: str) -> Decimal | None:
        """An amount of the record; raises RowRefusedError."""
        cell = record.cells.get(field, EMPTY)
        return amount(self.label(field), cell, are_dots_thousands=self.dots.get(field))

    def date(self, record: Record, field: str) -> dt.date | None:
        """A day of the record; raises RowRefusedError."""
        return day(self.label(field), record.cells.get(field, EMPTY))

    def word(self, record: Record, field: str, words: Words) -> Coded | None:
        """The code that a wording means, by list or by an answer; raises RowRefusedError."""
        return word(self.label(field), record.text(field), words, self.asked.answers)

    def label(self, field: str) -> str:
        """The header of the field's column; the field's own title where there is none."""
        return self._labels.get(field) or self.fields[field].title.it

    def _notes(self) -> Iterator[Note]:
        for doubt in self.sheet.notes:
            yield Note(self.header.last_row, "", self.sheet.name, doubt)
        for label in self.header.labels:
            if label not in self.columns and not label.startswith("("):
                yield Note(self.header.last_row, label, "", UNREAD)

    def _record(
        self, row: SheetRow, group: str, *, is_total: bool
    ) -> Iterator[Record | Total | Note | Refusal]:
        by_label = dict(zip(self.header.labels, row.cells, strict=False))
        cells = {name: by_label.get(label, EMPTY) for label, name in self.columns.items()}
        raw = ";".join(cells[name].text for name in cells if not self.fields[name].is_personal)
        if is_total:
            label = next(text for text in row.texts if text)
            yield Total(row.number, raw, group, cells, label)
            return
        if any(cell.text for cell in row.cells[len(self.header.labels) :]):
            yield Refusal(row.number, "", "", self._too_wide(row), raw)
            return
        texts = {self.label(name): cell.text for name, cell in cells.items()}
        for item in sound_cells(row.number, ";".join(texts.values()), texts):
            if isinstance(item, Refusal):
                yield Refusal(row.number, item.column, self._masked(item), item.reason, raw)
            elif isinstance(item, Note):
                yield Note(row.number, item.column, self._masked(item), item.reason)
            else:
                sound = {
                    name: cell
                    if cell.text == item[self.label(name)]
                    else Cell(item[self.label(name)])
                    for name, cell in cells.items()
                }
                yield Record(row.number, raw, group, sound)

    def _masked(self, item: Note | Refusal) -> str:
        field = self.columns.get(item.column)
        return _MASK if field and self.fields[field].is_personal else item.value

    def _too_wide(self, row: SheetRow) -> Text:
        found, width = len(row.cells), len(self.header.labels)
        return Text(
            it=f"La riga ha {found} celle, l'intestazione {width}.",
            en=f"The row has {found} cells, the header {width}.",
        )


def open_table(
    path: Path, source: str, fields: Sequence[Field], asked: Asked, *, sheet: Sheet | None = None
) -> SheetTable:
    """The table in `path`, its columns mapped to `fields`; `sheet` is the one to read, if known.

    Raises FileRefusedError where there is none, and AskedBackError where something must be said.
    """
    sheet = sheet or chosen_sheet(open_sheets(path), asked.sheet)
    header = find_header(sheet, lambda label: points(label, fields, asked.columns))
    if (
        header is None
        or sum(points(e, fields, asked.columns) for e in header.labels) < LEAST_POINTS
    ):
        raise _no_header(sheet, fields)
    mark = fingerprint(header.labels)
    proposal = propose(header.labels, fields, asked.columns, asked.mappings.get(mark))
    if not proposal.is_sure:
        raise _unsure(path, source, asked, proposal, header)
    ignored = {name: IGNORED for name in header.labels if name not in proposal.columns}
    learned = Learned(mark, header.labels, {**ignored, **proposal.columns}, sheet.name)
    named = {field.name: field for field in fields}
    table = SheetTable(sheet, header, proposal.columns, named, asked, learned, {})
    return replace(table, dots=_settled_dots(path, source, table))


def _settled_dots(path: Path, source: str, table: SheetTable) -> dict[str, bool | None]:
    """For each column of amounts whether dots mark thousands; asks where nothing tells."""
    names = [name for name in table.columns.values() if table.fields[name].type == "amount"]
    told: dict[str, bool | None] = dict.fromkeys(names)
    doubtful: dict[str, str] = {}
    for item in table.records() if names else ():
        if not isinstance(item, Record) or isinstance(item, Total):
            continue
        for name in names:
            cell = item.cells[name]
            told[name] = told[name] or dots_in(cell, before=told[name])
            if name not in doubtful and is_ambiguous(cell):
                doubtful[name] = cell.text
    asked_of = {name: text for name, text in doubtful.items() if told[name] is None}
    ask(path, source, table.asked, [_dots_question(table, *each) for each in asked_of.items()])
    answers = table.asked.answers
    return told | {name: answers[f"dots.{name}"] == THOUSANDS for name in asked_of}


def _dots_question(table: SheetTable, name: str, example: str) -> Question:
    label = table.label(name)
    return Question(
        f"dots.{name}",
        Text(
            it=f"colonna «{label}»: {example} sono migliaia o decimali?",
            en=f'column "{label}": is {example} thousands or decimals?',
        ),
        (THOUSANDS, DECIMALS),
    )


def _unsure(
    path: Path, source: str, asked: Asked, proposal: Proposal, header: Header
) -> FileRefusedError:
    """The question about columns; where required ones are missing nothing can be proposed."""
    lines = [f"  {label} -> {name}" for label, name in proposal.columns.items()]
    found = "\n".join(lines)
    if proposal.missing:
        it = ", ".join(f"{each.name} ({each.title.it})" for each in proposal.missing)
        en = ", ".join(f"{each.name} ({each.title.en})" for each in proposal.missing)
        labels = ", ".join(header.labels)
        titles_it = ", ".join(each.title.it for each in proposal.missing)
        titles_en = ", ".join(each.title.en for each in proposal.missing)
        return FileRefusedError(
            Answerable(
                it=f"Riga {header.last_row}: manca la colonna per {it}. Dirla con"
                f' --map "Colonna=campo". Colonne: {labels}. Trovate:\n{found}',
                en=f"Row {header.last_row}: no column for {en}. Say it with"
                f' --map "Column=field". Columns: {labels}. Found:\n{found}',
                on_page=Text(
                    it=f"Riga {header.last_row}: manca la colonna per {titles_it}. Scegliere qui"
                    " sotto, nella tabella delle colonne, quale è.",
                    en=f"Row {header.last_row}: no column for {titles_en}. Choose below, in the"
                    " table of columns, which one it is.",
                ),
            )
        )
    proposed = {label: proposal.columns.get(label, IGNORED) for label in proposal.unsure}
    return AskedBackError(
        Text(
            it=f"Colonne non sicure: {', '.join(proposal.unsure)}. Proposta:\n{found}",
            en=f"Columns that are not sure: {', '.join(proposal.unsure)}. Proposed:\n{found}",
        ),
        command(path, source, asked, columns=proposed),
    )


def _no_header(sheet: Sheet, fields: Sequence[Field]) -> FileRefusedError:
    it = ", ".join(field.title.it for field in fields)
    en = ", ".join(field.title.en for field in fields)
    place_it = f"Foglio «{sheet.name}»: nelle" if sheet.name else "Nelle"
    place_en = f'Sheet "{sheet.name}": in' if sheet.name else "In"
    return FileRefusedError(
        Text(
            it=f"{place_it} prime {SEARCHED_ROWS} righe non c'è un'intestazione con colonne"
            f" come: {it}.",
            en=f"{place_en} the first {SEARCHED_ROWS} rows there is no header with columns"
            f" such as: {en}.",
        )
    )
