"""What the office's newer workbook has no longer: what ends, what does not, and that it is said."""

from pathlib import Path
from typing import Any

from data.ingest.outcome import ImportResult
from tests.data.ingest.conftest import Register, counts
from tests.data.ingest.test_office_workbook import Row, book, load

HEADER: Row = ["Via", "n. civ.", "Sc.", "Piano", "Int.", "Occupazione", "Titolo", "Sopralluogo del"]


def flats(*doors: int, **changed: str) -> list[Row]:
    """A row a door, each seen vacant unless another wording is given for `d` and its number."""
    return [
        ["Via Cilea", 901, "A", 1, door, changed.get(f"d{door}", "vuoto"), None, "1/3/26"]
        for door in doors
    ]


def loaded(
    register: Register, folder: Path, day: str, rows: list[Row], **said: Any
) -> ImportResult:
    return load(register, book(folder / f"alloggi_{day}.xlsx", {"A": [HEADER, *rows]}), **said)


def ended(register: Register) -> list[str]:
    rows = register.rows(
        "select r.unit_number, s.valid_to::text from unit_status s "
        "join unit_reference r on r.id = s.reference_id where s.valid_to < 'infinity' order by 1"
    )
    return [f"{door} {day}" for door, day in rows]


def test_a_file_that_lacks_most_flats_says_so_and_ends_them_only_when_told(
    register: Register, tmp_path: Path
) -> None:
    loaded(register, tmp_path, "20260401", flats(1, 2, 3))
    result = loaded(register, tmp_path, "20260501", flats(1))

    assert (result.is_clean, result.counts.ended, ended(register)) == (True, 0, [])
    assert result.held_back is not None
    assert result.held_back.en.startswith("The file lacks 2 of 3 flats that the register has")
    assert "--accept-shrink" in result.held_back.it
    assert result.notes_path is not None
    assert "2 di 3 alloggi" in result.notes_path.read_text(encoding="utf-8-sig")
    assert register.value("select held_back_it from import_run order by id desc limit 1") == (
        result.held_back.it
    )

    accepted = loaded(register, tmp_path, "20260501", flats(1), accepts_shrink=True)
    assert (accepted.counts.ended, accepted.held_back) == (2, None)
    assert ended(register) == ["2 2026-05-01", "3 2026-05-01"]
    assert loaded(register, tmp_path, "20260501", flats(1)).counts.ended == 0


def test_a_refused_row_keeps_its_flat_and_the_rest_ends(register: Register, tmp_path: Path) -> None:
    loaded(register, tmp_path, "20260401", flats(1, 2, 3, 4))
    twice: Row = ["Via Cilea", 901, "A", 1, 3, "abitato", None, "1/3/26"]
    rows = [*flats(1, 2, 3, d2="boh"), twice]
    result = loaded(register, tmp_path, "20260501", rows)

    assert counts(result) == (4, 0, 0, 2, 0, 2)
    assert (result.counts.ended, result.held_back) == (1, None)
    assert ended(register) == ["4 2026-05-01"]


def test_a_row_that_names_no_flat_holds_back_what_the_file_lacks_and_says_so(
    register: Register, tmp_path: Path
) -> None:
    loaded(register, tmp_path, "20260401", flats(1, 2, 3, 4))
    nobody: Row = [None, None, None, None, 9, "vuoto", None, None]
    result = loaded(register, tmp_path, "20260501", [*flats(1, 2, 3), nobody])

    assert (result.counts.refused, result.counts.ended, ended(register)) == (1, 0, [])
    assert result.held_back is not None
    assert "lacks 1 of 4 flats" in result.held_back.en
    assert "1 of its rows" in result.held_back.en
    whole = loaded(register, tmp_path, "20260601", [*flats(1, 2, 3, 4), nobody])
    assert whole.held_back is None


def test_a_sheet_of_cases_and_another_sender_end_no_flat(
    register: Register, tmp_path: Path
) -> None:
    loaded(register, tmp_path, "20260401", flats(1, 2, 3, 4))
    cases: list[Row] = [
        ["Indirizzo", "Interno", "Tipo pratica", "Data domanda"],
        ["Via Cilea 901 sc. A", 1, "Sfratto", "1/2/26"],
    ]
    result = load(register, book(tmp_path / "pratiche_20260501.xlsx", {"P": cases}))
    assert (result.counts.loaded, result.counts.ended, result.held_back) == (1, 0, None)

    path = tmp_path / "altri_20260501.csv"
    path.write_text("Via;Civico;Interno;Occupazione\nVia Bach;3;1;vuoto\n")
    other = register.load(path, source="office_workbook")
    assert (other.counts.loaded, other.counts.ended, other.held_back) == (1, 0, None)
    assert ended(register) == []


def test_a_cell_left_empty_ends_what_it_said_on_the_day_of_the_file(
    register: Register, tmp_path: Path
) -> None:
    loaded(register, tmp_path, "20260401", flats(1, 2))
    result = loaded(register, tmp_path, "20260501", flats(1, 2, d2=""))
    assert counts(result) == (2, 0, 0, 1, 0, 1)
    assert ended(register) == []
    header: Row = [*HEADER, "Stato fisico"]
    rows = [[*row, "buono"] for row in flats(1, 2, d2="")]
    load(register, book(tmp_path / "b_20260601.xlsx", {"A": [header, *rows]}))
    assert ended(register) == ["2 2026-06-01"]
