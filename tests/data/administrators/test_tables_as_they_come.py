"""Administrators' tables as they really come: slips of the pen, odd codes, totals that lie."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from data.sources import administrator_positions
from data.sources.catalogue import source_named
from data.sources.facts import Fact
from data.sources.rows import Asked, FileRefusedError
from tests.data.administrators.conftest import NAMES, STUDIO
from tests.data.sources.reading import Read, gathered

BRIDGE, TOTALS, UNITS = "administrator_bridge", "administrator_totals", "administrator_units"
NOTHING_SAID = "The row does not say what the code is: it takes a staircase, a door or a subunit."
KEPT_BACK = "There are unreadable rows: nothing that the file lacks is taken to have ended."


def told(
    folder: Path, source: str, content: str | Workbook, *, sheet: str | None = None, **said: str
) -> Read:
    """What a reader makes of a table; nobody named in it may be found again in any of it."""
    path = folder / "tabella.csv"
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:
        path = folder / "tabella.xlsx"
        content.save(path)
    found = source_named(source)
    assert found is not None
    got = gathered(found.read(path, Asked(sender=STUDIO, sheet=sheet, said=said)))
    assert [name for name in NAMES if name.lower() in repr(got).lower()] == []
    return got


def facts(got: Read, *names: str) -> list[tuple[object, ...]]:
    assert all(isinstance(each, Fact) for each in got.records)
    return [tuple(each.facts[name] for name in names) for each in got.records]


def refused(got: Read) -> list[tuple[int, str, str]]:
    return [(each.number, each.column, each.reason.en) for each in got.refusals]


def test_a_bridge_with_slips_keeps_what_can_be_read(tmp_path: Path) -> None:
    got = told(
        tmp_path,
        BRIDGE,
        "Codice;Scala;Piano;Interno;Subalterno\n"
        "A1;Scala A;2;INT. 12;0703\n"
        ";A;1;3;\n"
        "A2;;;;\n"
        "A3;1/23;1;3;\n"
        "A4;A;1;INTERNO;\n"
        "A5;A;1;1234/56;\n"
        "A6;A;1;4;703/A\n"
        "A7;SC. B;-;5;-\n"
        "QUERCETTI Fulgenzio;A;1;6;\n"
        "Totale;;;;\n",
    )
    assert facts(got, "code", "staircase_code", "floor_code", "unit_number", "subunit") == [
        ("A1", "A", "2", "12", "703"),
        ("A7", "B", None, "5", None),
    ]
    expected = "No valid value: expected like {}."
    reasons = refused(got)
    assert reasons[:6] == [
        (3, "Codice", "No code."),
        (4, "Codice", NOTHING_SAID),
        (5, "Scala", expected.format("A, B, 12")),
        (6, "Interno", expected.format("12, 12A")),
        (7, "Interno", expected.format("12, 12A")),
        (8, "Subalterno", expected.format("703")),
    ]  # fmt: skip
    assert reasons[6][:2] == (10, "Codice")
    assert "may be a person's name" in reasons[6][2]
    assert [each.number for each in got.skips] == [11]
    assert got.notes[-1].reason.en == KEPT_BACK
    assert facts(got, "is_whole") == [(False,), (False,)]


def test_a_bridge_saved_in_the_wrong_alphabet_says_so_and_repeats_no_letter(
    tmp_path: Path,
) -> None:
    got = told(
        tmp_path,
        BRIDGE,
        "Codice;Scala;Interno;Note\nA1;A;2;\nA2;UnitÃ\xa0;3;\nA3;A\ufffd;4;\nA4;A;5;;;Ostilia\n",
    )
    assert [each.number for each in got.rows] == [2]
    assert [(each.number, each.value) for each in got.refusals if each.number > 3] == [
        (4, "…"),
        (5, "…"),
    ]
    assert all(each.raw == "" for each in got.refusals if each.number > 3)


UNIT_HEAD = "Scala;Interno;Saldo prec.;Rate dovute;Rate versate;Saldo;Fascia;Note\n"
TITLE = "Condominio Le Prove, consuntivo 2025 al 31/12/2025\n"


def units(folder: Path, rows: str, head: str = UNIT_HEAD, **said: str) -> Read:
    return told(folder, UNITS, TITLE + head + rows, **{"sign": "debt_positive", **said})


def test_a_row_that_cannot_be_read_spoils_its_unit_and_no_other(tmp_path: Path) -> None:
    got = units(
        tmp_path,
        "A;1;0,00;100,00;40,00;60,00;;\n"
        "A;1;0,00;10,00;0,00;10,00;;\n"
        "A;1;0,00;1x0,00;0,00;10,00;;\n"
        "A;2;0,00;100,00;100,00;0,00;;sollecito\n"
        "A;2;0,00;50,00;0,00;50,00;;piano di rientro\n"
        "A;3;0,00;0,00;0,00;3339998877,00;;\n"
        "A;4;;;;;;\n"
        ";;0,00;5,00;0,00;5,00;;\n"
        "A;5;0,00;5,00;0,00;5,00;da secoli, dice ZANELLATO;\n"
        "A;6;0,00;5,00;0,00;5,00;;;Ostilia;1\n",
    )
    assert facts(got, "balance_eur", "legal_step") == [(50, "payment_plan")]
    spoilt = "Another row of the same unit (5) cannot be read: the sum would be wrong."
    reasons = {number: reason for number, _, reason in refused(got)}
    assert (reasons[3], reasons[4]) == (spoilt, spoilt)
    assert reasons[8].startswith("Too large an amount")
    assert reasons[9] == "No amount in the row."
    assert reasons[10].startswith("The row does not say which unit it is")
    assert reasons[11].startswith("No known band")
    assert set(reasons) == {3, 4, 5, 8, 9, 10, 11, 12}
    assert [(each.number, each.reason.en) for each in got.skips] == [
        (7, "Added to row 6: the same unit.")
    ]


def test_a_total_cannot_be_checked_against_rows_that_cannot_be_read(tmp_path: Path) -> None:
    got = units(
        tmp_path,
        "A;1;0,00;100,00;40,00;60,00;;\nA;2;0,00;1x0,00;0,00;10,00;;\nTotale;;;;;999,00;;\n",
    )
    assert "Total not checked: 1 rows cannot be read." in [each.reason.en for each in got.notes]
    unreadable = units(tmp_path, "A;1;0,00;100,00;40,00;60,00;;\nTotale;;;;;boh;;\n")
    assert (5, "…") not in [(each.number, each.value) for each in unreadable.refusals]
    assert [(each.number, each.value) for each in unreadable.notes if each.column == "Saldo"] == [
        (4, "…")
    ]


def test_a_band_that_the_table_tells_wins_over_its_amounts(tmp_path: Path) -> None:
    got = units(
        tmp_path,
        "A;1;0,00;100,00;40,00;60,00;oltre 2 anni;\nA;2;0,00;100,00;40,00;60,00;;\n",
    )
    assert facts(got, "band") == [("above_2y",), ("below_1y",)]


def test_palazzine_go_before_the_code(tmp_path: Path) -> None:
    head = "Palazzina;Scala;Interno;Codice;Saldo\n"
    got = units(tmp_path, "1;A;2;;10,00\n2;A;Int. 2;A22;20,00\n;A;Interno 3;A33;0,00\n", head)
    assert [each.naming.unit_number for each in got.records] == ["2", "2", "3"]
    assert [each.naming.other_code for each in got.records] == ["1/A/2", "2/A/A22", "A33"]


def test_the_staircase_may_stand_alone_above_its_rows(tmp_path: Path) -> None:
    head = "Interno;Saldo;Data prima rata insoluta\n"
    got = units(tmp_path, "Scala B;;\n1;10,00;01/03/2023\n1;5,00;01/03/2024\n2;7,00;\n", head)
    assert [each.naming.staircase_code for each in got.records] == ["B", "B"]
    assert facts(got, "balance_eur", "band") == [(15, "above_2y"), (7, "unknown")]


def test_instalments_alone_make_the_balance_and_need_no_sign(tmp_path: Path) -> None:
    got = told(tmp_path, UNITS, TITLE + "Scala;Interno;Dovuto;Versato\nA;1;100,00;-40,00\n"
               "A;2;100,00;-120,00\nA;3;-5,00;0,00\n")  # fmt: skip
    assert facts(got, "due_eur", "paid_eur", "balance_eur") == [(100, 40, 60), (100, 120, -20)]
    assert [(each.number, each.column) for each in got.refusals] == [(5, "Dovuto")]
    with pytest.raises(FileRefusedError, match="amounts are missing"):
        told(tmp_path, UNITS, TITLE + "Scala;Interno;Dovuto\nA;1;100,00\n")


def test_arrears_that_sum_up_to_a_credit_are_of_the_other_sign(tmp_path: Path) -> None:
    table = "Morosità al 31/12/2025\nScala;Interno;Saldo\nA;1;-100,00\nA;2;-20,00\n"
    with pytest.raises(FileRefusedError, match="the total is a credit of the owners of 120,00"):
        told(tmp_path, UNITS, table, sign="debt_positive")
    assert facts(told(tmp_path, UNITS, table, sign="debt_negative"), "balance_eur") == [
        (100,),
        (20,),
    ]


def test_more_units_than_any_condominium_has_refuse_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(administrator_positions, "MOST_UNITS", 2)
    with pytest.raises(FileRefusedError, match="this is no condominium's table"):
        units(tmp_path, "A;1;;;;1,00;;\nA;2;;;;1,00;;\nA;3;;;;1,00;;\n")


def test_the_year_and_the_day_that_are_said_must_be_sound(tmp_path: Path) -> None:
    table = "Scala;Interno;Saldo\nA;1;100,00\n"
    with pytest.raises(FileRefusedError, match="which financial year"):
        told(tmp_path, UNITS, table, sign="debt_positive")
    got = told(tmp_path, UNITS, table, sign="debt_positive", year="2024", as_of="2024-12-31")
    assert (facts(got, "financial_year"), str(got.as_of)) == ([(2024,)], "2024-12-31")
    for wrong in ({"year": "24"}, {"as_of": "31/12/2024"}, {"as_of": "2999-01-01"}):
        with pytest.raises(FileRefusedError, match="expected"):
            told(tmp_path, UNITS, table, **{"sign": "debt_positive", "year": "2024", **wrong})


def sheets(**tables: list[list[str | int | None]]) -> Workbook:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def test_totals_with_slips_refuse_those_rows_alone(tmp_path: Path) -> None:
    got = told(
        tmp_path,
        TOTALS,
        "Scala;Esercizio;Rate dovute;Non pagato\n"
        "Scala A;2024/2025;10,00;2,00\n"
        "tutte;2025;10,00;2,00\n"
        "A/1;2025;10,00;2,00\n"
        "B;venticinque;10,00;2,00\n"
        "B;2025;10,00;-2,00\n"
        "B;2025;10,00;\n"
        "B;2025;10,00;due\n"
        "C;2025;10,00;2,00;ZANELLATO\n"
        "Totale;;;boh\n",
    )
    assert facts(got, "staircase_code", "financial_year", "unpaid_eur") == [
        ("A", 2025, 2),
        (None, 2025, 2),
    ]
    columns = [(number, column) for number, column, _ in refused(got)]
    assert columns == [
        (4, "Scala"), (5, "Esercizio"), (6, "Non pagato"), (7, "Non pagato"), (8, "Non pagato"),
        (9, ""),
    ]  # fmt: skip
    assert [(each.number, each.value) for each in got.notes if each.number == 10] == [(10, "…")]


def test_bands_and_suppliers_with_slips_refuse_those_rows_alone(tmp_path: Path) -> None:
    got = told(
        tmp_path,
        TOTALS,
        sheets(
            Fasce=[
                ["Fascia", "Numero unità"], ["oltre 2 anni", 3], ["nessuna", "tre"],
                ["moroso storico ZANELLATO", 1],
            ],
            Fornitori=[
                ["Fornitore", "Debito"], ["acqua", "10,00"], ["acquedotto", "5,50"],
                ["ZANELLATO Ostilia", "1,00"],
            ],
            Vuoto=[],
        ),
        year="2025",
    )  # fmt: skip
    assert facts(got, "is_whole") == [(False,), (False,)]
    assert [(each.kind, each.key) for each in got.records] == [
        ("arrears_band_count", "|above_2y"),
        ("supplier_debt", "water"),
    ]
    assert got.records[1].facts["amount_eur"] == pytest.approx(15.5)
    assert [(number, column) for number, column, _ in refused(got)] == [
        (3, "Numero unità"), (4, "Fascia"), (4, "Fornitore"),
    ]  # fmt: skip
    assert [(each.number, each.reason.en) for each in got.skips] == [(3, "Added to row 2.")]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    book = sheets(Totali=[["Rate dovute", "Non pagato"], ["1,00", "0,00"]], Altro=[["a"]])
    with pytest.raises(FileRefusedError, match='no sheet "Totale"'):
        told(tmp_path, TOTALS, book, sheet="Totale", year="2025")
    assert facts(told(tmp_path, TOTALS, book, sheet="totali ", year="2025"), "due_eur") == [(1,)]
    with pytest.raises(FileRefusedError, match="no visible sheets"):
        told(tmp_path, TOTALS, sheets(Vuoto=[], Anche=[]))


def test_of_a_table_per_unit_only_sums_are_told(tmp_path: Path) -> None:
    """A staircase that the tables cannot hold counts for the whole condominium only."""
    got = told(
        tmp_path,
        TOTALS,
        TITLE + "Scala;Interno;Saldo\nA/1;1;10,005\nA/1;2;20,00\nB;1;0,00\n",
        sign="debt_positive",
    )
    totals = [each for each in got.records if each.kind == "arrears_total"]
    assert [(each.facts["staircase_code"], str(each.facts["unpaid_eur"])) for each in totals] == [
        (None, "30.00"),
        ("B", "0.00"),
    ]
    assert [each.raw for each in got.rows] == [""] * len(got.rows)
    broken = told(
        tmp_path,
        TOTALS,
        TITLE + "Scala;Interno;Dovuto;Versato;Saldo\nA;1;5,00;0,00;5,00\nA;2;9,00;0,00;x\n"
        "A;3;5,00;-1,00;6,00\n",
        sign="debt_positive",
    )
    assert broken.rows == []
    assert {each.raw for each in broken.refusals} == {""}
    assert "the totals are not computed" in " ".join(each.reason.en for each in broken.notes)
