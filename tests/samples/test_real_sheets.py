"""The samples of condominium tables, compared with what the standard library reads in them."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from data.sources.rows import Asked, FileRefusedError
from data.sources.sheets.fields import Field
from data.sources.sheets.reading import chosen_sheet, open_sheets
from data.sources.sheets.table import Record, Total, open_table
from gis.codes import Text

FOLDER = "07_condominio"
FIELDS = (
    Field("staircase", Text(it="Scala", en="Staircase")),
    Field("door", Text(it="Interno", en="Door")),
    Field("balance", Text(it="Saldo", en="Balance"), ("saldo al",), type="amount"),
)


def italian(text: str) -> Decimal:
    """The plain rule of the sample's own figures."""
    bare = text.strip().strip("()").replace(".", "").replace(",", ".")
    sign = -1 if text.startswith("(") or text.endswith("-") else 1
    return sign * Decimal(bare.strip("-") or 0) * (-1 if text.startswith("-") else 1)


def test_the_arrears_table_has_the_rows_and_sums_of_the_plain_reader(deliveries: Path) -> None:
    path = deliveries / FOLDER / "SINTETICO_morosita_2024_cp1252.csv"
    with path.open(encoding="cp1252", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter=";") if any(row)]
    head = next(place for place, row in enumerate(rows) if row[0] == "Scala")
    plain = [row for row in rows[head + 1 :] if len(row) > 8 and row[2]]
    balance = rows[head].index("Saldo al 31/12/2024 €")

    table = open_table(path, "demo", FIELDS, Asked())
    records = [each for each in table.records() if type(each) is Record]
    assert [(each.text("staircase"), each.text("door")) for each in records] == [
        (row[0], row[2]) for row in plain
    ]
    amounts = [table.amount(each, "balance") for each in records]
    assert amounts == [italian(row[balance]) for row in plain]

    by_staircase: dict[str, Decimal] = {}
    for each, amount in zip(records, amounts, strict=True):
        stair = each.text("staircase")
        by_staircase[stair] = by_staircase.get(stair, Decimal(0)) + (amount or 0)
    totals = [each for each in table.records() if isinstance(each, Total)]
    told = {each.label[-1]: table.amount(each, "balance") for each in totals}
    assert {stair: told[stair] for stair in by_staircase} == by_staircase


def test_the_budget_table_has_the_rows_of_the_plain_reader(deliveries: Path) -> None:
    path = deliveries / FOLDER / "SINTETICO_riparto_2025_utf8bom.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        plain = [[cell.strip() for cell in row] for row in csv.reader(file, delimiter=";")]
    (sheet,) = open_sheets(path)
    for row, texts in zip(sheet.rows, (row for row in plain if any(row)), strict=True):
        width = len(row.texts)
        assert list(row.texts) == texts[:width]
        assert not any(texts[width:])


def test_the_workbook_is_refused_for_its_formulas_never_calculated(deliveries: Path) -> None:
    sheets = open_sheets(deliveries / FOLDER / "SINTETICO_riparto_consuntivo_2024.xlsx")
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Riparto 2024", False),
        ("Anagrafica", False),
        ("Nascosto", True),
    ]
    with pytest.raises(FileRefusedError, match='"Riparto 2024", row 5, column F'):
        list(chosen_sheet(sheets, "Riparto 2024").rows)
    assert list(chosen_sheet(sheets, "Anagrafica").rows)
