"""`satellite template`: a workbook that says what to fill in, and never writes over a file."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from api.commands.template import app
from data.sources.head import read_head
from data.sources.office_templates import LISTS, TEMPLATES
from data.sources.office_workbook import recognises

RUNNER = CliRunner()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_lists_locked_headers_and_instructions(tmp_path: Path, name: str) -> None:
    path = tmp_path / "modello.xlsx"
    answer = RUNNER.invoke(app, [name, "-o", str(path)])
    assert answer.exit_code == 0, answer.output
    book = load_workbook(path)
    sheet = book[TEMPLATES[name].title.it]

    assert [cell.value for cell in sheet[1]] == [f.title.it for f in TEMPLATES[name].fields]
    assert sheet.freeze_panes == "A2"
    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[1])
    assert not sheet.column_dimensions["B"].protection.locked
    kinds = {each.type for each in sheet.data_validations.dataValidation}
    assert kinds == {"list", "date"}
    assert book[LISTS].sheet_state == "hidden"
    words = " ".join(str(cell.value) for row in book["Istruzioni"].iter_rows() for cell in row)
    assert "Non scrivere nomi" in words
    assert "Do not write names" in words
    assert not any(field.is_personal for field in TEMPLATES[name].fields)
    assert recognises(read_head(path))


def test_a_file_that_is_there_and_an_unknown_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "modello.xlsx"
    path.write_text("mio")
    answer = RUNNER.invoke(app, ["cases", "-o", str(path)])
    assert answer.exit_code != 0
    assert path.read_text() == "mio"
    unknown = RUNNER.invoke(app, ["flats", "-o", str(tmp_path / "b.xlsx")])
    assert unknown.exit_code != 0
    assert "cases" in unknown.output
