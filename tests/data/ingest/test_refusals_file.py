"""What is refused is told by row, with the reason, in a file that a spreadsheet may open."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.refusals import TellingFile, neutral
from data.ingest.states import ImportOutcome
from gis.codes import Text
from tests.data.ingest.conftest import SAMPLES, Register

VALUES = "QI_20241_VALORI_borgo_esempio.csv"


def lines(path: Path | None) -> list[dict[str, str]]:
    assert path is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_refusal_has_file_row_column_value_reason_and_raw(
    register: Register, tmp_path: Path
) -> None:
    text = (SAMPLES / VALUES).read_text(encoding="utf-8")
    path = tmp_path / VALUES
    path.write_text(text.replace(";1100;1400;", ";=CMD;1400;"), encoding="utf-8")
    result = register.load(path)
    assert result.outcome is ImportOutcome.DONE_WITH_REFUSALS
    assert result.refusals_path == register.folder / "imports" / f"{result.run_id}-refusals.csv"
    (line,) = lines(result.refusals_path)
    assert list(line) == ["file", "row", "column", "value", "reason_it", "reason_en", "raw"]
    assert line["file"] == VALUES
    assert (line["row"], line["column"], line["value"]) == ("3", "Compr_min", "'=CMD")
    assert line["reason_it"] == "«=CMD» non è un numero."
    assert line["reason_en"] == '"=CMD" is not a number.'
    assert line["raw"].startswith("NORD;REGIONE ESEMPIO;ES;3999001")
    assert register.rows(
        "select row_number, column_name, value, reason_en from import_refusal where run_id = :run",
        run=result.run_id,
    ) == [(3, "Compr_min", "=CMD", '"=CMD" is not a number.')]


def test_a_clean_import_leaves_no_file(register: Register) -> None:
    result = register.load(VALUES)
    assert result.refusals_path is None
    assert result.notes_path is None
    assert not (register.folder / "imports").exists()


def test_a_refused_file_says_why_on_its_own_line(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "vuoto.csv"
    path.touch()
    result = register.load(path)
    (line,) = lines(result.refusals_path)
    assert line["row"] == "0"
    assert "empty" in line["reason_en"]
    assert result.first_refusals == ()


def test_notes_have_a_file_of_their_own(register: Register) -> None:
    result = register.load("borgo_esempio.osm")
    told = {line["row"]: line["reason_en"] for line in lines(result.notes_path)}
    assert "Polygon repaired" in told["-33"]
    assert "no plausible number" in told["-12"]
    assert len(lines(result.refusals_path)) == 3


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tcmd", "\r=1"])
def test_formulas_are_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_cell_can_run(value: str, raw: str) -> None:
    assert not neutral(value).startswith(("=", "+", "-", "@"))
    assert neutral(raw).endswith(raw)


def test_letters_that_no_file_can_hold_do_not_break_it(tmp_path: Path) -> None:
    path = tmp_path / "rifiuti.csv"
    with TellingFile(path, "a.json") as told:
        told.write(1, "name", "\ud800", Text(it="no", en="no"))
    assert lines(path)[0]["value"] == "?"
