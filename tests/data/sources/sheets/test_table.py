"""A table is found among titles and footers, its columns mapped once, its doubts asked."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.sources.rows import Asked, FileRefusedError, Note, Refusal, Skip
from data.sources.sheets.asking import AskedBackError
from data.sources.sheets.fields import Field
from data.sources.sheets.table import Record, SheetTable, Total, open_table
from gis.codes import Text
from tests.data.sources.sheets.books import workbook


def title(word: str) -> Text:
    return Text(it=word, en=word)


FIELDS = (
    Field("staircase", title("Scala")),
    Field("door", title("Interno"), ("int",), is_required=True),
    Field("holder", title("Nominativo"), ("condomino",), is_personal=True),
    Field("share", title("Millesimi"), ("tabella a / millesimi",), type="amount"),
    Field("balance", title("Saldo"), ("tabella a / saldo",), type="amount"),
)
TITLE = "Condominio Le Rondini - consuntivo"


def opened(path: Path, **said: object) -> SheetTable:
    return open_table(path, "demo", FIELDS, Asked(**said))  # type: ignore[arg-type]


def csv(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n", encoding="cp1252")
    return path


def test_a_table_among_titles_groups_totals_and_footers(tmp_path: Path) -> None:
    path = csv(
        tmp_path, TITLE, "Esercizio 2024", "", "Scala;Int.;Condòmino;Saldo al 31/12/2024 €",
        "SCALA A", ";1;Anna Verdi;(1.850,75)", ";2;Ugo Neri;-", "Totale scala A;;;-1.850,75", "",
        "Scala;Int.;Condòmino;Saldo al 31/12/2024 €", "SCALA B", ";12E5;Ada Gialli;25,30-",
        "Totale generale;;;-1.876,05", "Elaborato il 3/2/2025",
    )  # fmt: skip
    table = opened(path)
    items = list(table.records())
    records = [each for each in items if type(each) is Record]
    assert [(each.number, each.group, each.text("door")) for each in records] == [
        (6, "SCALA A", "1"),
        (7, "SCALA A", "2"),
        (12, "SCALA B", "12E5"),
    ]
    assert [table.amount(each, "balance") for each in records] == [
        Decimal("-1850.75"),
        Decimal(0),
        Decimal("-25.30"),
    ]
    totals = [each for each in items if isinstance(each, Total)]
    assert [each.label for each in totals] == ["Totale scala A", "Totale generale"]
    assert len([each for each in items if isinstance(each, Skip)]) == 4
    assert "Verdi" not in "".join(each.raw for each in records)


def test_input_39_merged_headers_are_joined(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [TITLE, None, None, None],
        [None, None, "Tabella A", None, None],
        ["Scala", "Int.", "millesimi", "saldo", "Condomino"],
        ["A", 1, 14.313, "1.259,67", "Anna Verdi"],
    ]
    table = opened(workbook(tmp_path / "a.xlsx", rows, merge="C2:D2"))
    assert table.header.labels == (
        "Scala", "Int.", "Tabella A / millesimi", "Tabella A / saldo", "Condomino",
    )  # fmt: skip
    (record,) = table.records()
    assert isinstance(record, Record)
    assert table.amount(record, "share") == Decimal("14.313")
    assert table.amount(record, "balance") == Decimal("1259.67")


def test_merged_headers_saved_as_text_are_joined_too(tmp_path: Path) -> None:
    path = csv(
        tmp_path, ";;Tabella A;;Tabella B;;", "Scala;Int.;millesimi;saldo;millesimi;saldo;Note",
        "A;1;14,3;5,00;2,1;6,00;x",
    )  # fmt: skip
    labels = opened(path).header.labels
    assert labels[2:6] == (
        "Tabella A / millesimi", "Tabella A / saldo", "Tabella B / millesimi", "Tabella B / saldo",
    )  # fmt: skip
    assert labels[6] == "Note"


def test_an_unsure_mapping_is_asked_with_the_command_that_accepts_it(tmp_path: Path) -> None:
    path = csv(tmp_path, "Scala;Interni;Saldi finali;Colore", "A;1;2,50;blu")
    with pytest.raises(AskedBackError) as told:
        opened(path, sender="Studio Rondini")
    assert "Interni -> door" in told.value.text.it
    assert told.value.command == (
        f"satellite import demo {path} --sender 'Studio Rondini' --map Interni=door"
    )

    table = opened(path, columns={"Interni": "door", "SALDI finali": "balance"})
    assert table.columns == {"Scala": "staircase", "Interni": "door", "Saldi finali": "balance"}
    unread = [each.column for each in table.records() if isinstance(each, Note)]
    assert unread == ["Colore"]

    again = opened(path, mappings={table.learned.fingerprint: table.learned.columns})
    assert again.columns == table.columns


def test_a_remembered_mapping_serves_the_same_columns_of_another_year(tmp_path: Path) -> None:
    old = opened(csv(tmp_path, "Scala;Int.;Saldo al 31/12/2024 €", "A;1;2,50"))
    new = opened(csv(tmp_path, "Scala;Int.;Saldo al 31/12/2025 €", "A;1;3,50"))
    assert old.learned.fingerprint == new.learned.fingerprint


def test_a_mapping_of_another_column_or_field_is_refused(tmp_path: Path) -> None:
    path = csv(tmp_path, "Scala;Int.;Saldo", "A;1;2,50")
    with pytest.raises(FileRefusedError, match='no column "Piano"'):
        opened(path, columns={"Piano": "staircase"})
    with pytest.raises(FileRefusedError, match='no field "colour"'):
        opened(path, columns={"Scala": "colour"})


def test_a_missing_column_and_a_missing_header_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match=r"no column for door \(Interno\)"):
        opened(csv(tmp_path, "Scala;Saldo", "A;2,50"))
    with pytest.raises(FileRefusedError, match="there is no header"):
        opened(csv(tmp_path, "uno;due", "3;4"))


def test_input_38_dots_that_nothing_explains_are_asked_once(tmp_path: Path) -> None:
    path = csv(tmp_path, "Int.;Saldo", "1;1.234", "2;500")
    with pytest.raises(AskedBackError) as told:
        opened(path)
    assert "--answer dots.balance=thousands" in told.value.command

    for answer, value in (("thousands", Decimal(1234)), ("decimals", Decimal("1.234"))):
        table = opened(path, remembered={"dots.balance": answer})
        first = next(each for each in table.records() if isinstance(each, Record))
        assert table.amount(first, "balance") == value

    settled = opened(csv(tmp_path, "Int.;Saldo", "1;1.234", "2;500,10"))
    first = next(each for each in settled.records() if isinstance(each, Record))
    assert settled.amount(first, "balance") == Decimal(1234)


def test_a_row_wider_than_the_header_and_lost_letters_refuse_their_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Int.;Condomino;Saldo\n1;Anna;2,50;9\n2;Ni\ufffdlo;3,50\n3;NicolÃ²;4,50\n")
    items = list(opened(path).records())
    refusals = [each for each in items if isinstance(each, Refusal)]
    assert [each.number for each in refusals] == [2, 3]
    assert all("Ni" not in each.value for each in refusals)
    (record,) = (each for each in items if isinstance(each, Record))
    assert record.text("holder") == "Nicolò"
    notes = [each for each in items if isinstance(each, Note)]
    assert [(each.number, each.value) for each in notes] == [(4, "…")]
