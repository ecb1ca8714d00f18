"""Delimited text: its header, its alphabet, its last line."""

from pathlib import Path

import pytest

from data.sources.rows import FileRefusedError, Note, Refusal
from data.sources.tables import MAX_LINE, Line, open_table
from tests.data.sources.reading import written

HEAD = "CODICE;VIA;CIVICO\n"


def lines(path: Path) -> list[Line | Refusal | Note]:
    return list(open_table(path, ("CODICE", "VIA")).lines())


def test_lines_carry_their_number_and_their_text(tmp_path: Path) -> None:
    path = written(tmp_path, "vie.csv", f"\ufeff{HEAD}Z999;Via delle Prove;1\r\n\r\nZ999;Campi;\n")
    assert lines(path) == [
        Line(
            2, "Z999;Via delle Prove;1", {"CODICE": "Z999", "VIA": "Via delle Prove", "CIVICO": "1"}
        ),
        Line(4, "Z999;Campi;", {"CODICE": "Z999", "VIA": "Campi", "CIVICO": ""}),
    ]


def test_a_closing_separator_is_no_column(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "vie.csv", "CODICE;VIA;\nZ999;Campi;\n"), ("VIA",))
    assert table.header == ("CODICE", "VIA")
    assert [type(line) for line in table.lines()] == [Line]


def test_missing_and_repeated_columns_refuse_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="columns missing from the header: VIA"):
        open_table(written(tmp_path, "a.csv", "CODICE;CIVICO\n"), ("CODICE", "VIA"))
    with pytest.raises(FileRefusedError, match="columns repeated in the header: VIA"):
        open_table(written(tmp_path, "b.csv", "CODICE;VIA;VIA\n"), ("CODICE", "VIA"))


def test_a_line_of_another_width_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    text = HEAD + "Z999;Campi\nZ999;Via; delle Prove;1\nZ999;Campi;2\n"
    short, long, line = lines(written(tmp_path, "vie.csv", text))
    assert isinstance(short, Refusal)
    assert (short.number, short.raw) == (2, "Z999;Campi")
    assert "2 fields instead of 3" in short.reason.en
    assert isinstance(long, Refusal)
    assert "4 campi invece di 3" in long.reason.it
    assert isinstance(line, Line)


def test_a_last_line_cut_short_is_a_truncated_file(tmp_path: Path) -> None:
    path = written(tmp_path, "vie.csv", HEAD + "Z999;Campi;1\nZ999;Cam")
    with pytest.raises(FileRefusedError, match=r"Truncated file: the last row \(3\) has 2 of 3"):
        lines(path)


def test_a_missing_last_newline_is_noted(tmp_path: Path) -> None:
    line, note = lines(written(tmp_path, "vie.csv", HEAD + "Z999;Campi;1"))
    assert isinstance(line, Line)
    assert isinstance(note, Note)
    assert "newline" in note.reason.en


def test_latin_1_is_read_as_such(tmp_path: Path) -> None:
    note, line = lines(written(tmp_path, "vie.csv", (HEAD + "Z999;Unità;1\n").encode("latin-1")))
    assert isinstance(note, Note)
    assert note.value == "cp1252"
    assert isinstance(line, Line)
    assert line.cells["VIA"] == "Unità"


def test_letters_lost_in_a_wrong_reading_refuse_the_row(tmp_path: Path) -> None:
    (refusal,) = lines(written(tmp_path, "vie.csv", HEAD + "Z999;Unit\ufffd;1\n"))
    assert isinstance(refusal, Refusal)
    assert (refusal.column, refusal.value) == ("VIA", "Unit\ufffd")
    assert "latin-1" in refusal.reason.it


def test_letters_encoded_twice_are_put_right(tmp_path: Path) -> None:
    twice = "Unità".encode().decode("cp1252")
    note, line = lines(written(tmp_path, "vie.csv", f"{HEAD}Z999;{twice};1\n"))
    assert isinstance(note, Note)
    assert isinstance(line, Line)
    assert line.cells["VIA"] == "Unità"


def test_control_characters_refuse_the_row(tmp_path: Path) -> None:
    (refusal,) = lines(written(tmp_path, "vie.csv", HEAD + "Z999;Cam\x00pi;1\n"))
    assert isinstance(refusal, Refusal)
    assert "control characters" in refusal.reason.en


def test_a_quote_inside_a_name_is_a_letter(tmp_path: Path) -> None:
    (line,) = lines(written(tmp_path, "vie.csv", HEAD + 'Z999;Via "delle" Prove;1\n'))
    assert isinstance(line, Line)
    assert line.cells["VIA"] == 'Via "delle" Prove'


def test_an_endless_line_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="longer than"):
        lines(written(tmp_path, "vie.csv", HEAD + "x" * (MAX_LINE + 1)))
