"""The census files as offices deliver and as people spoil them: inputs 27 to 35 of the list."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, Read, read, written

FAB, TER, SOG, TIT, PRM = (f"Z9990000001.{part}" for part in ("FAB", "TER", "SOG", "TIT", "PRM"))
FLAT = "Z999| |501|F|1|1||A03|02|4,5|78|0|348,61|||A|3||2||||14052008|14052008|V|101|001|2008|"
"""A type 1 line up to its generating act: 28 fields."""


def unit(
    number: int = 501, *, floor: str = "2", width: int = 45, made: str = "14052008", tail: str = ""
) -> str:
    """A sound line of type 1; `tail` replaces what follows the acts (field 35 on)."""
    line = FLAT.replace("|501|", f"|{number}|").replace("||2||||", f"||{floor}||||")
    line = line.replace("|14052008|14052008|", f"|{made}|{made}|")
    rest = tail.split("|") if tail else ["", "", "5000501", *[""] * 8]
    return "|".join([*line.split("|")[:28], *[""] * 6, *rest, *[""] * width][:width]) + "|"


def told(number: int, kind: int, *cells: str) -> str:
    """A line under a unit."""
    return "|".join(["Z999", " ", str(number), "F", "1", str(kind), *cells]) + "|"


def identifier(number: int, sheet: str = "0001", parcel: str = "00001", sub: str = "0003") -> str:
    return told(number, 2, "", sheet, parcel, "", sub, "")


def fab(folder: Path, *lines: str, end: str = "\r\n") -> Read:
    return read(written(folder, "X.FAB", "".join(line + end for line in lines).encode("latin-1")))


def only(got: Read) -> dict[str, Any]:
    """The facts of the one unit that was read."""
    (record,) = [each for each in got.records if each.kind == "cadastral_unit"]
    facts: dict[str, Any] = record.facts
    return facts


def test_the_invented_delivery_is_read_whole() -> None:
    got = read(SAMPLES / FAB)
    records = {each.key: each.facts for each in got.records if each.kind == "cadastral_unit"}
    assert got.as_of == date(2024, 9, 1)
    assert not got.refusals
    assert len(got.rows) == len((SAMPLES / FAB).read_bytes().splitlines()) == 25
    assert len(records) == 9
    flat = records["-/101/2"]
    assert (flat["cadastral_category"], flat["category_code"]) == ("A/3", "A03")
    assert (flat["consistency_value"], flat["consistency_unit"]) == (Decimal("4.5"), "rooms")
    assert (flat["income_eur"], flat["area_m2"]) == (Decimal("348.61"), Decimal(78))
    assert (flat["floor_code"], flat["staircase_text"], flat["door_text"]) == ("2", "A", "3")
    assert flat["generating_note"] == "V 000101.001/2008"
    assert flat["generating_cause"] == "VAR DIVERSA DISTRIBUZIONE"
    assert records["-/105/1"]["special_lot"] == "common_uncountable"
    assert records["-/106/1"]["special_lot"] == "suppressed"


def test_several_identifiers_make_one_unit_over_several_parcels() -> None:
    got = read(SAMPLES / FAB)
    (facts,) = [each.facts for each in got.records if each.key == "-/104/1"]
    assert [each["value"] for each in facts["identifiers"]] == ["Z999/-/1/1/4", "Z999/-/1/2/1"]
    assert [each["value"] for each in facts["utilities"]] == ["Z999/-/1/1/90"]
    assert [each["street_name"] for each in facts["addresses"]] == [
        "VIA DELLE PROVE",
        "PIAZZA DELLA PROVINCIA",
    ]
    assert facts["annotation"] == "CLASSAMENTO E RENDITA PROPOSTI - UNITA' DI PROVA"


def test_the_naming_says_what_the_books_say() -> None:
    got = read(SAMPLES / FAB)
    named = {each.key: each.naming for each in got.records if each.naming}
    flat = named["-/101/2"]
    assert (flat.sender, flat.sheet, flat.parcel_number, flat.subunit) == (
        "cadastral_census", "1", "1", "1",
    )  # fmt: skip
    assert (flat.street_name, flat.number_text) == ("VIA DELLE PROVE", "1")
    assert (flat.staircase_code, flat.floor_code, flat.unit_number) == ("A", "2", "3")
    assert named["-/107/1"].subunit is None
    assert named["-/107/1"].street_name == "VILLAGGIO D'ESEMPIO"
    assert named["-/104/1"].unit_number is None, "00 is fill"


# 27: widths


@pytest.mark.parametrize("width", [40, 45, 46, 47])
def test_every_vintage_is_read_by_counting_its_columns(tmp_path: Path, width: int) -> None:
    got = fab(tmp_path, unit(width=width), identifier(501))
    assert only(got)["income_eur"] == Decimal("348.61")
    assert not got.refusals


def test_lines_of_several_vintages_stand_in_one_file(tmp_path: Path) -> None:
    lines = [unit(500 + width, width=width) for width in (40, 45, 47)]
    assert len(fab(tmp_path, *lines).rows) == 3


def test_a_line_of_23_fields_is_refused_alone_and_its_unit_with_it(tmp_path: Path) -> None:
    short = "|".join(unit(502).split("|")[:23]) + "|"
    got = fab(tmp_path, unit(501), identifier(501), short, identifier(502))
    assert [each.number for each in got.refusals] == [3, 4]
    assert "23 fields" in got.refusals[0].reason.en
    assert "23 campi" in got.refusals[0].reason.it
    assert "no sound type 1 record" in got.refusals[1].reason.en
    assert got.refusals[0].raw == short.rstrip("|")
    assert {key for each in got.refusals for key in each.keys} == {"-/502/1"}
    assert [row.number for row in got.rows] == [1, 2]


@pytest.mark.parametrize("note", ["PROVA|SECONDA PARTE", "A | B", "X|Y|Z"])
def test_a_bar_inside_the_annotation_is_seen_by_what_it_moves(tmp_path: Path, note: str) -> None:
    broken = unit(501, tail="|" + note + "|5000501" + "|" * 8, width=45 + note.count("|"))
    got = fab(tmp_path, broken, unit(502))
    (refusal,) = got.refusals
    assert refusal.number == 1
    assert "|" in refusal.reason.it
    assert [row.number for row in got.rows] == [2]


# 28: records without their other half


def test_a_type_2_line_of_an_unseen_unit_is_refused(tmp_path: Path) -> None:
    got = fab(tmp_path, unit(501), identifier(501), identifier(777))
    (refusal,) = got.refusals
    assert (refusal.number, refusal.keys) == (3, ("-/777/1",))
    assert "no sound type 1" in refusal.reason.en


def test_a_unit_without_identifiers_is_read_and_told(tmp_path: Path) -> None:
    got = fab(tmp_path, unit(501))
    assert only(got)["identifiers"] == []
    assert ["no identifiers" in note.reason.en for note in got.notes if note.number == 1] == [True]


def test_lines_sorted_anew_find_their_unit(tmp_path: Path) -> None:
    got = fab(tmp_path, identifier(501), identifier(502), unit(502), unit(501))
    assert not got.refusals
    assert {
        each.key: each.facts["identifiers"][0]["subunit"]
        for each in got.records
        if each.kind == "cadastral_unit"
    } == {"-/501/1": "3", "-/502/1": "3"}


# 29: identifiers


@pytest.mark.parametrize(
    ("sub", "subunit"), [("0003", "3"), ("3", "3"), ("", None), ("A", "A"), ("0010", "10")]
)
def test_subunits_lose_their_padding_and_keep_what_was_written(
    tmp_path: Path, sub: str, subunit: str | None
) -> None:
    (made,) = only(fab(tmp_path, unit(), identifier(501, sub=sub)))["identifiers"]
    assert (made["subunit"], made["subunit_text"]) == (subunit, sub or None)


@pytest.mark.parametrize(
    ("parcel", "value"),
    [("12/2", "Z999/-/1/12/2/3"), ("00012", "Z999/-/1/12/3"), ("A", "Z999/-/1/A/3")],
)
def test_parcels_are_numbers_letters_or_divided(tmp_path: Path, parcel: str, value: str) -> None:
    (made,) = only(fab(tmp_path, unit(), identifier(501, parcel=parcel)))["identifiers"]
    assert made["value"] == value


@pytest.mark.parametrize("sheet", ["", "0000", "A1", "1.5"])
def test_an_identifier_without_a_sheet_is_refused_and_the_unit_stays(
    tmp_path: Path, sheet: str
) -> None:
    got = fab(tmp_path, unit(), identifier(501, sheet=sheet), unit(502), identifier(502))
    (refusal,) = got.refusals
    assert (refusal.number, refusal.column, refusal.value) == (2, "foglio", sheet)
    assert [row.number for row in got.rows] == [1, 3, 4]


def test_of_two_identifiers_the_bad_one_is_refused_as_a_value(tmp_path: Path) -> None:
    both = told(501, 2, "", "0001", "00001", "", "0003", "", "", "", "00002", "", "0001", "")
    got = fab(tmp_path, unit(), both)
    (refusal,) = got.refusals
    assert (refusal.whole_row, refusal.number) == (False, 2)
    assert [each["value"] for each in only(got)["identifiers"]] == ["Z999/-/1/1/3"]
    assert len(got.rows) == 2


def test_five_identifiers_are_kept(tmp_path: Path) -> None:
    cells = [c for n in range(1, 6) for c in ("", "0001", f"0000{n}", "", "0001", "")]
    assert len(only(fab(tmp_path, unit(), told(501, 2, *cells)))["identifiers"]) == 5


# 31: floors


def test_an_unknown_floor_is_told_and_kept_as_written(tmp_path: Path) -> None:
    got = fab(tmp_path, unit(floor="QQ"), identifier(501))
    facts = only(got)
    assert (facts["floor_code"], facts["floor_order"], facts["floor_text"]) == (None, None, "QQ")
    assert [(note.column, note.value) for note in got.notes if note.number] == [("piano", "QQ")]


# 33: dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01010001", None), ("", None), ("14052008", "2008-05-14"), ("2008-05-14", "2008-05-14"),
        ("39582", "2008-05-14"),
    ],
)  # fmt: skip
def test_days_are_read(tmp_path: Path, text: str, day: str | None) -> None:
    assert only(fab(tmp_path, unit(made=text)))["generating_on"] == day


@pytest.mark.parametrize("text", ["31022020", "00000000", "99999999", "1405208", "14/05/2008"])
def test_days_that_do_not_exist_refuse_their_row(tmp_path: Path, text: str) -> None:
    got = fab(tmp_path, unit(made=text), identifier(501), unit(502), identifier(502))
    assert [(each.number, each.column) for each in got.refusals] == [(1, "generating_on"), (2, "")]
    assert text in got.refusals[0].reason.it
    assert "row 1" in got.refusals[1].reason.en
    assert [row.number for row in got.rows] == [3, 4]


# 35 and other files that are not the original one


def test_the_file_saved_again_as_utf_16_with_tabs_is_refused(tmp_path: Path) -> None:
    text = unit().replace("|", "\t")
    for name, content in (
        ("utf16.FAB.txt", text.encode("utf-16")),
        ("bare.FAB.txt", text.encode("utf-16-le")),
        ("tabs.FAB.txt", text.encode("latin-1")),
    ):
        with pytest.raises(FileRefusedError, match="original file"):
            read(written(tmp_path, name, content), "cadastral_census")


@pytest.mark.parametrize("header", ["codice;descrizione", "tipo_immobile;codice;descrizione"])
def test_a_table_of_codes_is_no_delivery(tmp_path: Path, header: str) -> None:
    path = written(tmp_path, "codes.csv", f"{header}\n10;Prova\n")
    with pytest.raises(FileRefusedError, match="not a delivery") as refused:
        read(path)
    assert "tabella di codici" in refused.value.text.it


def test_a_last_line_that_was_cut_refuses_the_file(tmp_path: Path) -> None:
    content = (unit() + "\r\n" + unit(502)[:60]).encode()
    with pytest.raises(FileRefusedError, match=r"Truncated file at row 2"):
        read(written(tmp_path, "X.FAB", content))


def test_fewer_lines_than_the_prm_declares_refuse_the_file(tmp_path: Path) -> None:
    lines = (SAMPLES / FAB).read_bytes().splitlines(keepends=True)
    written(tmp_path, PRM, (SAMPLES / PRM).read_bytes())
    with pytest.raises(FileRefusedError, match="declares 25 FAB records but the file has 24"):
        read(written(tmp_path, FAB, b"".join(lines[:-1])))


def test_without_a_prm_the_file_says_no_day_and_it_is_told(tmp_path: Path) -> None:
    got = fab(tmp_path, unit(), identifier(501), end="\n")
    assert got.as_of is None
    assert "PRM" in got.notes[0].reason.it


def test_a_figure_that_no_column_can_hold_is_refused(tmp_path: Path) -> None:
    got = fab(tmp_path, unit().replace("348,61", "9" * 30 + ",5"), unit(502))
    (refusal,) = got.refusals
    assert refusal.column == "rendita euro"
    assert [row.number for row in got.rows] == [2]
