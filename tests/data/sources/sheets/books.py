"""Spreadsheets made by hand for one test: workbooks from rows, and workbooks with broken parts."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from data.sources.rows import FileRefusedError
from data.sources.sheets.reading import open_sheets

Rows = Sequence[Sequence[object]]


def workbook(path: Path, rows: Rows, *, name: str = "Foglio1", merge: str | None = None) -> Path:
    """An .xlsx with one sheet."""
    book = Workbook()
    sheet = book.create_sheet(name, 0)
    del book["Sheet"]
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def patched(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The same workbook with some parts replaced or added."""
    with ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in {**kept, **parts}.items():
            archive.writestr(name, content)
    return path


def sheet_xml(rows: str) -> bytes:
    """A sheet's XML around its rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>'
    return f"{head}{rows}</sheetData></worksheet>".encode()


def read_all(path: Path) -> None:
    """Every row of every sheet."""
    for sheet in open_sheets(path):
        list(sheet.rows)


def refused(path: Path) -> str:
    """The Italian sentence with which the whole file is refused; the English one must differ."""
    with pytest.raises(FileRefusedError) as told:
        read_all(path)
    assert told.value.text.it != told.value.text.en
    return told.value.text.it
