"""Refusals that name options of the command say what can be done on the page instead."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.on_screen import on_screen
from buildings.arrears.states import LegalStep
from data.sources.administrator_totals import SOURCE as TOTALS
from data.sources.administrator_units import SOURCE as UNITS
from data.sources.declaration import Source
from data.sources.rows import Asked, FileRefusedError, RowRefusedError
from data.sources.sheets.words import Words, word
from gis.codes import Text


def refused(path: Path, source: Source = UNITS) -> Text:
    with pytest.raises(FileRefusedError) as caught:
        list(source.read(path, Asked(sender="Studio")).items)
    return caught.value.text


def workbook(path: Path, *sheets: list[str]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, header in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"saldi ({number})")
        sheet.append(header)
        sheet.append(["1"] * len(header))
    book.save(path)
    return path


def test_a_sheet_is_chosen_below(tmp_path: Path) -> None:
    path = workbook(tmp_path / "due.xlsx", ["Cod.", "Saldo"], ["Cod.", "Saldo"])
    said = on_screen(refused(path))

    assert said.it == "Quale foglio? Sceglierlo qui sotto: «saldi (1)», «saldi (2)»."
    assert said.en.startswith("Which sheet? Choose it below:")


def test_a_missing_column_is_chosen_below_by_its_name_for_people(tmp_path: Path) -> None:
    path = workbook(tmp_path / "una.xlsx", ["Scala", "Dovuto", "Esercizio"])
    original = refused(path, TOTALS)
    said = on_screen(original)

    assert "--map" in original.it
    assert said.it == (
        "Riga 1: manca la colonna per Contributi non pagati. Scegliere qui sotto, nella tabella"
        " delle colonne, quale è."
    )
    assert said.en.endswith("Choose below, in the table of columns, which one it is.")
    assert "unpaid (" not in said.en


def test_an_unknown_wording_is_written_otherwise() -> None:
    with pytest.raises(RowRefusedError) as caught:
        word("Azione", "boh", Words("legal_step", LegalStep, {}), {})
    said = on_screen(caught.value.text)

    assert said.it == (
        "«boh» non è una voce conosciuta: scriverla con altre parole nella tabella e caricare di"
        " nuovo il file."
    )
    assert "upload the file again" in said.en


def test_an_option_that_nobody_foresaw_is_left_out() -> None:
    said = on_screen(
        Text(
            it="Il file non si legge. Dirlo con --crs EPSG:6706.",
            en="The file cannot be read. Say it with --crs EPSG:6706.",
        )
    )

    assert said.it == "Il file non si legge. Se non è chiaro, scrivere all'Ufficio Casa."
    assert said.en == "The file cannot be read. If it is not clear, write to the housing office."


@given(st.text())
def test_whatever_has_no_option_stays_as_it_is(text: str) -> None:
    kept = text.replace("--", "")
    assert on_screen(Text(it=kept, en=kept)) == Text(it=kept, en=kept)
