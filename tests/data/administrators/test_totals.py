"""The delivery without persons: three sheets, or a table per unit added up before it is kept."""

from pathlib import Path

from openpyxl import Workbook

from data.ingest.states import ImportOutcome
from tests.data.administrators.conftest import NAMES, Office
from tests.data.administrators.test_units import everything_in, plain, sentence

SHEETS: dict[str, list[list[str | int | None]]] = {
    "Totali": [
        ["CONDOMINIO LE PROVE al 30/06/2026"],
        ["Scala", "Esercizio", "Rate dovute", "Non pagato"],
        ["A", "2026", "10.000,00", "2.500,50"],
        ["B", "2026", "8.000,00", "0,00"],
        ["Tutte", "2026", "18.000,00", "2.500,50"],
        ["Totale", None, "18.000,00", "2.500,50"],
    ],
    "Fasce": [
        ["Scala", "Fascia", "Numero unità", "Importo"],
        ["A", "oltre 2 anni", 1, "2.000,00"],
        ["A", "meno di 1 anno", 2, "500,50"],
        ["A", "nessuna", 3, None],
    ],
    "Fornitori": [
        ["Fornitore", "Debito"],
        ["acqua", "120.000,00"],
        ["servizio idrico", "1.000,00"],
        ["ZANELLATO Ostilia, idraulico", "70,00"],
        ["Totale", "121.070,00"],
    ],
}


def workbook(
    office: Office, name: str = "totali.xlsx", *, day: str = "30/06/2026", **drop: int
) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for place, row in enumerate(rows):
            if drop.get(title) != place:
                sheet.append([str(c).replace("30/06/2026", day) if c else c for c in row])
    path = office.folder / name
    book.save(path)
    return path


def test_three_sheets_become_totals_bands_and_debts(office: Office) -> None:
    result = office.load(workbook(office), "administrator_totals")
    assert result.outcome is ImportOutcome.DONE_WITH_REFUSALS, result.message
    assert office.rows(
        "select staircase_code, financial_year, due_eur::text, unpaid_eur::text, as_of::text "
        "from arrears_total order by staircase_code nulls first"
    ) == [
        (None, 2026, "18000.00", "2500.50", "2026-06-30"),
        ("A", 2026, "10000.00", "2500.50", "2026-06-30"),
        ("B", 2026, "8000.00", "0.00", "2026-06-30"),
    ]
    assert office.rows("select band, unit_count from arrears_band_count order by 2") == [
        ("above_2y", 1), ("below_1y", 2), ("none", 3),
    ]  # fmt: skip
    assert office.rows("select supplier_kind, amount_eur::text from supplier_debt") == [
        ("water", "121000.00")
    ]
    refused = result.first_refusals[0]
    assert "ZANELLATO" not in f"{refused.raw}{refused.value}{refused.reason.it}"
    assert "ascensore" in refused.reason.it


def test_the_same_workbook_again_changes_nothing_and_a_newer_one_ends_what_it_lacks(
    office: Office,
) -> None:
    path = workbook(office)
    office.load(path, "administrator_totals")
    before = office.rows("select to_jsonb(t)::text from arrears_total t order by id")
    again = office.load(path, "administrator_totals")
    assert (again.counts.loaded, again.counts.updated) == (0, 0)
    assert office.rows("select to_jsonb(t)::text from arrears_total t order by id") == before

    july = workbook(office, "luglio.xlsx", day="31/07/2026", Totali=4)
    assert office.load(july, "administrator_totals").counts.loaded == 0
    assert office.rows(
        "select staircase_code, valid_to::text from arrears_total order by 1 nulls first"
    ) == [(None, "2026-07-31"), ("A", "infinity"), ("B", "infinity")]
    # the supplier whose row could not be read may be what is missing: nothing of debts ends
    assert office.rows("select valid_to::text from supplier_debt") == [("infinity",)]


def test_a_sum_that_is_not_the_total_of_its_sheet_refuses_all_sheets(office: Office) -> None:
    torn = workbook(office, Fornitori=2)
    refused = office.load(torn, "administrator_totals")
    assert "121.070,00" in sentence(refused)
    assert "120.070,00" in sentence(refused)
    assert office.rows("select count(*) from arrears_total") == [(0,)]


def test_a_table_per_unit_needs_no_agreement_when_only_its_totals_are_kept(
    office: Office,
) -> None:
    result = office.load(plain(office), "administrator_totals", sign="debt_positive")
    assert result.outcome is ImportOutcome.DONE, result.message
    assert office.rows(
        "select staircase_code, unpaid_eur::text, due_eur::text from arrears_total "
        "order by staircase_code nulls first"
    ) == [(None, "3150.75", "2200.00"), ("A", "3150.75", "1600.00"), ("B", "0.00", "600.00")]
    assert office.rows(
        "select band, unit_count from arrears_band_count where staircase_code is null order by 1"
    ) == [("below_1y", 1), ("in_enforcement", 1), ("none", 1)]
    assert office.rows("select count(*) from unit_reference") == [(0,)]
    dump = everything_in(office)
    assert [name for name in NAMES if name.lower() in dump.lower()] == []


def test_a_sender_must_be_said_and_an_unknown_condominium_is_told(office: Office) -> None:
    nobody = office.load(workbook(office), "administrator_totals", sender=None)
    assert "--sender" in sentence(nobody)
    unknown = office.load(workbook(office), "administrator_totals", condominium="Le Prova")
    assert "Ci sono: Condominio Le Prove" in sentence(unknown)
