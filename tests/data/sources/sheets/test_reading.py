"""Spreadsheets are read as they are, or refused with the reason."""

import datetime as dt
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from data.sources.head import read_head
from data.sources.rows import FileRefusedError
from data.sources.sheets import container
from data.sources.sheets.cells import Cell
from data.sources.sheets.reading import chosen_sheet, open_sheets
from data.sources.tables import MAX_LINE
from tests.data.sources.sheets.books import patched, refused, sheet_xml, workbook

FIRST_SHEET = "xl/worksheets/sheet1.xml"


def texts(path: Path) -> list[tuple[str, ...]]:
    (sheet,) = open_sheets(path)
    return [row.texts for row in sheet.rows]


def test_cells_are_text_as_shown_and_say_whether_they_are_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("A", 0)
    del book["Sheet"]
    sheet.append(["12E5", "NA", 14.313, 0.1 + 0.2, 15175, dt.date(2025, 2, 15), True, None])
    sheet["E1"].number_format = "000000"
    book.save(tmp_path / "a.xlsx")

    (row,) = open_sheets(tmp_path / "a.xlsx")[0].rows
    assert row.cells == (
        Cell("12E5"),
        Cell("NA"),
        Cell("14.313", is_number=True),
        Cell("0.3", is_number=True),
        Cell("015175", is_number=True),
        Cell("2025-02-15", date=dt.date(2025, 2, 15)),
        Cell("VERO"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_text_is_read_in_any_alphabet_with_any_separator(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    path = tmp_path / "a.csv"
    lines = [["Scala", "Unità", "€"], ["A", f'"due{mark} tre"', "1"]]
    path.write_bytes("\r\n".join(mark.join(line) for line in lines).encode(encoding))
    assert texts(path) == [("Scala", "Unità", "€"), ("A", " ".join(f"due{mark} tre".split()), "1")]


def test_a_first_line_may_say_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nVia, piazza;n,n\nCilea, 1;2,5\n")
    assert texts(path) == [("Via, piazza", "n,n"), ("Cilea, 1", "2,5")]
    assert [row.number for row in open_sheets(path)[0].rows] == [2, 3]


def test_a_cell_may_hold_line_breaks_and_rows_keep_their_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b\n"uno\ndue";x\ny;z\n')
    rows = list(open_sheets(path)[0].rows)
    assert [(row.number, row.texts) for row in rows] == [
        (1, ("a", "b")),
        (2, ("uno due", "x")),
        (4, ("y", "z")),
    ]


def test_a_quote_that_never_closes_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b\n"uno;2\n' + "x;y\n" * 100)
    assert "Riga 2" in refused(path)


def test_input_40_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" + "x" * (MAX_LINE + 10))
    assert "La riga 2 supera" in refused(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vuoto"),
        (b"%PDF-1.7 x", "PDF"),
        (b"<!DOCTYPE html><html><head>", "pagina web"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), ".xls"),
        (b"PK\x03\x04[Content_Types].xml broken", "rovinato"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XML 2003",
        ),
    ],
)
def test_inputs_39_and_40_what_is_no_sheet_is_refused_by_its_content(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "renamed.xlsx"
    path.write_bytes(content)
    assert said in refused(path)


def test_input_39_an_opendocument_sheet_renamed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("[Content_Types].xml", "")
    assert ".ods" in refused(path)


def test_input_39_macros_are_refused(tmp_path: Path) -> None:
    path = patched(workbook(tmp_path / "a.xlsx", [["a"]]), {"xl/vbaProject.bin": b"x"})
    assert "macro" in refused(path)


def test_input_39_a_formula_never_calculated_is_refused_with_its_place(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a", "b"], [1, "=A2*2"]], name="Riparto")
    assert "«Riparto», riga 2, colonna B" in refused(path)


def test_a_formula_with_its_result_is_read_as_the_result(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"]])
    xml = sheet_xml(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>5</v></c></row>'
    )
    assert texts(patched(path, {FIRST_SHEET: xml})) == [("2", "", "5")]


def test_input_39_a_hidden_sheet_is_named_and_read_only_when_chosen(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Dati", 0).append(["visibile"])
    book.create_sheet("Segreto").append(["nascosto"])
    book["Segreto"].sheet_state = "hidden"
    del book["Sheet"]
    book.save(tmp_path / "a.xlsx")

    sheets = open_sheets(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Dati", False),
        ("Segreto", True),
    ]
    assert chosen_sheet(sheets, None).name == "Dati"
    assert [row.texts for row in chosen_sheet(sheets, "segreto").rows] == [("nascosto",)]
    with pytest.raises(FileRefusedError, match="hidden"):
        chosen_sheet(sheets, "Altro")


def test_input_39_a_million_empty_rows_end_cleanly(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"]])
    blank = "".join(f'<row r="{number}"/>' for number in range(2, 1_000_001))
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    assert texts(patched(path, {FIRST_SHEET: sheet_xml(first + blank)})) == [("a",)]


def test_a_row_far_below_the_others_refuses_the_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"]])
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="A20000"><v>2</v></c></row>'
    assert "riga 20000" in refused(patched(path, {FIRST_SHEET: sheet_xml(rows)}))


def test_input_39_zip_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dense = patched(workbook(tmp_path / "a.xlsx", [["a"]]), {"xl/x.xml": b" " * (20 * 1024**2)})
    assert "bomba" in refused(dense)

    many = workbook(tmp_path / "b.xlsx", [["a"]])
    patched(many, {f"xl/{number}.xml": b"" for number in range(container.MAX_ENTRIES + 1)})
    assert "file interni" in refused(many)

    large = workbook(tmp_path / "c.xlsx", [["a"]])
    monkeypatch.setattr(container, "MAX_BYTES", 1_000)
    assert "MiB una volta aperto" in refused(large)


@pytest.mark.parametrize("part", [FIRST_SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_xml_entities_are_refused(tmp_path: Path, part: str) -> None:
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    path = patched(workbook(tmp_path / "a.xlsx", [["a"]]), {part: attack})
    assert "entità" in refused(path)
    wide = attack.decode().encode("utf-16")
    assert "entità" in refused(patched(workbook(tmp_path / "b.xlsx", [["a"]]), {part: wide}))


@pytest.mark.parametrize(
    "content", [b"<not xml", b"<a/>", sheet_xml('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')]
)
def test_a_damaged_part_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = patched(workbook(tmp_path / "a.xlsx", [["a"]]), {"xl/workbook.xml": content})
    assert "rovinat" in refused(path)


def test_links_to_other_files_are_only_noted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"]])
    (sheet,) = open_sheets(patched(path, {"xl/externalLinks/externalLink1.xml": b"<a/>"}))
    assert [row.texts for row in sheet.rows] == [("a",)]
    assert "collegamenti" in sheet.notes[0].it


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd", "x")
    assert "non una cartella di lavoro" in refused(path)


def test_only_sources_of_sheets_take_archives_and_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("a\tb\n".encode("utf-16"))
    with pytest.raises(FileRefusedError, match="UTF-16"):
        read_head(path)
    assert read_head(path, takes_sheets=True).start.startswith(b"\xff\xfe")
