"""Tables that offices export: any spelling of the headers, workbook or text, persons kept out.

Only the declared columns are read. What stands in others is neither staged nor repeated in a
refusal, so that a remark with somebody's name in it goes nowhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.sources.declaration import Column, ColumnType
from data.sources.head import Head
from data.sources.personal import refuse_personal_cells, refuse_personal_columns
from data.sources.rows import Asked, Learned, Note, Refusal, Skip
from data.sources.sheets import fields as sheet_fields
from data.sources.sheets.header import find_header
from data.sources.sheets.mapping import points
from data.sources.sheets.reading import Sheet, chosen_sheet, open_sheets
from data.sources.sheets.table import SheetTable, Total, open_table
from data.sources.tables import Line
from gis.codes import Text

DELIMITERS = (";", "\t", ",", "|")
STAIRCASE = "scala"


@dataclass(frozen=True, slots=True)
class Field:
    """A declared column and the other headers under which offices export it.

    What a personal one holds, such as a custodian's name, is never repeated in a refusal.
    """

    name: str
    type: ColumnType
    meaning: Text
    required: bool = False
    unit: str | None = None
    also: tuple[str, ...] = ()
    is_personal: bool = False

    @property
    def column(self) -> Column:
        """The field as the declaration shows it."""
        return Column(self.name, self.type, self.meaning, self.required, self.unit)

    @property
    def of_sheet(self) -> sheet_fields.Field:
        """The field as the reader of sheets looks for it."""
        return sheet_fields.Field(
            self.name, self.meaning, (self.name.replace("_", " "), *self.also),
            is_required=self.required, is_personal=self.is_personal,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """An opened file whose columns are mapped to the fields."""

    table: SheetTable

    @property
    def learned(self) -> tuple[Learned, ...]:
        """What is to be remembered of the columns."""
        return (self.table.learned,)

    def lines(self) -> Iterator[Line | Refusal | Note | Skip]:
        """The rows with their texts by field; a lone `Scala B` above a row gives its staircase."""
        for item in self.table.records():
            if isinstance(item, Total):
                yield item.skip()
            elif isinstance(item, Refusal | Note | Skip):
                yield item
            else:
                cells = {name: item.text(name) for name in self.table.fields}
                is_stair = sheet_fields.plain(item.group).startswith("SC")
                if STAIRCASE in cells and not cells[STAIRCASE] and is_stair:
                    cells[STAIRCASE] = item.group
                yield Line(item.number, item.raw, cells)


def open_register(
    path: Path, source: str, fields: Sequence[Field], asked: Asked, *, refuses_persons: bool = True
) -> RegisterTable:
    """The register in `path`.

    Raises FileRefusedError when a required column is missing or unsure, and, unless told
    otherwise, when a column or a cell is a person's.
    """
    looked_for = [field.of_sheet for field in fields]
    sheet = chosen_sheet(open_sheets(path), asked.sheet)
    if refuses_persons:
        _refuse_persons(sheet, looked_for, asked)
    return RegisterTable(open_table(path, source, looked_for, asked, sheet=sheet))


def _refuse_persons(sheet: Sheet, fields: Sequence[sheet_fields.Field], asked: Asked) -> None:
    header = find_header(sheet, lambda label: points(label, fields, asked.columns))
    if header is None:
        return
    refuse_personal_columns(header.labels)
    refuse_personal_cells(
        zip(header.labels, row.texts, strict=False)
        for row in sheet.rows
        if row.number > header.last_row
    )


def delimiter_of(first_line: str) -> str:
    """What separates the columns of a header line: the candidate that occurs most."""
    return max(DELIMITERS, key=first_line.count)


def heads_with(head: Head, fields: Sequence[Field], *names: str) -> bool:
    """Whether a text's first line has a header for each of the fields `names`."""
    if head.start.startswith((b"{", b"[", b"<", b"PK")):
        return False
    cells = head.first_line.split(delimiter_of(head.first_line))
    headers = {sheet_fields.plain(cell) for cell in cells}
    wanted = [field.of_sheet for field in fields if field.name in names]
    return all(headers & field.headers for field in wanted)
