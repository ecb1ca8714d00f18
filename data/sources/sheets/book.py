"""A workbook with several tables of one source: each visible sheet that has one is opened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.sources.rows import Asked
from data.sources.sheets.fields import Field
from data.sources.sheets.header import find_header
from data.sources.sheets.mapping import points
from data.sources.sheets.reading import Sheet, chosen_sheet, open_sheets
from data.sources.sheets.table import LEAST_POINTS, SheetTable, open_table


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet of the book with its table."""

    name: str
    table: SheetTable


@dataclass(frozen=True, slots=True)
class Book:
    """The tables of a workbook, and the names of its sheets that are not read."""

    sheets: list[BookSheet]
    unread: list[str]


def open_book(path: Path, source: str, fields: Sequence[Field], asked: Asked) -> Book:
    """Every visible sheet in which a header is recognised; only the chosen one where one is.

    What is said of columns goes to the sheets that have them. Raises FileRefusedError where no
    sheet has a table, and AskedBackError for the first that must be asked about.
    """
    sheets = open_sheets(path)
    if asked.sheet is not None or len(sheets) == 1:
        sheet = chosen_sheet(sheets, asked.sheet)
        table = open_table(path, source, fields, asked, sheet=sheet)
        unread = [each.name for each in sheets if each is not sheet]
        return Book([BookSheet(sheet.name, table)], unread)
    readable = [each for each in sheets if not each.is_hidden and _has_table(each, fields, asked)]
    if not readable:
        table = open_table(path, source, fields, asked)
        return Book([BookSheet(table.sheet.name, table)], [])
    tables = [
        open_table(
            path, source, fields, replace(asked, columns=_own(each, fields, asked)), sheet=each
        )
        for each in readable
    ]
    unread = [each.name for each in sheets if each not in readable]
    return Book([BookSheet(each.sheet.name, each) for each in tables], unread)


def _has_table(sheet: Sheet, fields: Sequence[Field], asked: Asked) -> bool:
    header = find_header(sheet, lambda label: points(label, fields, asked.columns))
    if header is None:
        return False
    sure = [
        label for label in header.labels if points(label, fields, asked.columns) >= LEAST_POINTS
    ]
    return len(sure) >= LEAST_POINTS


def _own(sheet: Sheet, fields: Sequence[Field], asked: Asked) -> dict[str, str]:
    """Of what was said about columns, that which this sheet has."""
    header = find_header(sheet, lambda label: points(label, fields, asked.columns))
    labels = {_bare(label) for label in header.labels} if header else set()
    return {name: field for name, field in asked.columns.items() if _bare(name) in labels}


def _bare(label: str) -> str:
    return " ".join(label.casefold().split())
