"""The registry office's counts: loaded, kept, changed, ended; persons refused at the door."""

from pathlib import Path

import openpyxl
import pytest

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import Register, counts
from tests.data.municipal.conftest import Write, tie, untie

HEADER = "Via;N. civico;Scala;Piano;Interno;N. residenti;N. famiglie;Minori\n"
JANUARY = HEADER + (
    "Via delle Prove;901;A;1;1;4;1;1-2\n"
    "Via delle Prove;901;A;1;2;2;2;0\n"
    "Via delle Prove;901;A;2;3;5;1;3+\n"
    "Via delle Prove;901;B;T;1;1;1;\n"
)
JUNE = HEADER + (
    "Via delle Prove;901;A;1;1;4;1;1-2\n"
    "Via delle Prove;901;A;1;2;3;2;1\n"
    "Via delle Prove;901;A;2;3;5;1;3 o più\n"
)
HELD = (
    "select n.staircase_code, n.unit_number, f.persons_count, f.families_count, f.minors_band, "
    "f.valid_from::text, nullif(f.valid_to, 'infinity')::text, f.as_of::text "
    "from unit_residents f join unit_reference n on n.id = f.reference_id order by 1, 2, 6"
)


def test_counts_are_loaded_once_changed_and_ended_by_newer_files(
    register: Register, write: Write
) -> None:
    january, june = write("anagrafe_20260131.csv", JANUARY), write("anagrafe_20260630.csv", JUNE)

    first = register.load(january)
    assert (first.source, counts(first)) == ("registry_office", (4, 4, 0, 0, 0, 0))
    assert counts(register.load(january)) == (4, 0, 0, 4, 0, 0)
    second = register.load(june)
    assert counts(second) == (3, 0, 1, 2, 0, 0)
    assert second.counts.ended == 1
    assert register.rows(HELD) == [
        ("A", "1", 4, 1, "from_1_to_2", "2026-01-31", None, "2026-06-30"),
        ("A", "2", 2, 2, "none", "2026-01-31", "2026-06-30", "2026-01-31"),
        ("A", "2", 3, 2, "from_1_to_2", "2026-06-30", None, "2026-06-30"),
        ("A", "3", 5, 1, "from_3", "2026-01-31", None, "2026-06-30"),
        ("B", "1", 1, 1, None, "2026-01-31", "2026-06-30", "2026-06-30"),
    ]
    before = register.rows(HELD)
    assert counts(register.load(june)) == (3, 0, 0, 3, 0, 0)
    assert register.rows(HELD) == before


def test_an_older_file_does_not_bring_the_past_back(register: Register, write: Write) -> None:
    register.load(write("anagrafe_20260630.csv", JUNE))
    before = register.rows(HELD)

    result = register.load(write("anagrafe_20260131.csv", JANUARY))

    assert result.outcome is ImportOutcome.REFUSED
    assert "2026-06-30" in result.first_refusals[0].reason.it
    assert "older" in result.first_refusals[0].reason.en
    assert register.rows(HELD) == before


def test_a_corrected_file_of_the_same_day_puts_the_first_right(
    register: Register, write: Write
) -> None:
    register.load(write("anagrafe_20260131.csv", JANUARY))
    corrected = register.load(write("anagrafe_20260131.csv", JANUARY.replace("1;4;1", "1;6;1")))

    assert counts(corrected) == (4, 0, 1, 3, 0, 0)
    assert register.rows(HELD)[0] == ("A", "1", 6, 1, "from_1_to_2", "2026-01-31", None,
                                      "2026-01-31")  # fmt: skip


def test_a_file_that_lost_most_of_its_doors_is_not_believed(
    register: Register, write: Write
) -> None:
    register.load(write("anagrafe_20260131.csv", JANUARY))
    cut = write("anagrafe_20260630.csv", "".join(JUNE.splitlines(keepends=True)[:2]))

    result = register.load(cut)

    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "3 di 4 porte" in result.message.it
    assert register.value("select count(*) from unit_residents where valid_to = 'infinity'") == 4


def test_a_file_with_refused_rows_ends_nothing(register: Register, write: Write) -> None:
    register.load(write("anagrafe_20260131.csv", JANUARY))
    result = register.load(write("anagrafe_20260630.csv", JUNE.replace(";3;2;1", ";tre;2;1")))

    assert counts(result) == (3, 0, 0, 2, 0, 1)
    assert result.counts.ended == 0
    assert register.value("select count(*) from unit_residents where valid_to = 'infinity'") == 4


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Cognome", "Inventati"),
        ("Nome", "Tizio"),
        ("Nominativo intestatario scheda", "Inventati Tizio"),
        ("CODICE FISCALE", "XXXXXX00X00X000X"),
        ("Cod. Fisc.", ""),
        ("Data di nascita", "01/01/1980"),
        ("Luogo nascita", "Borgo"),
        ("Cittadinanza", "ITALIANA"),
        ("Nazionalità", ""),
        ("Telefono", "000"),
        ("e-mail", ""),
        ("Sesso", "F"),
    ],
)
def test_a_column_about_persons_refuses_the_whole_file_before_staging(
    register: Register, write: Write, column: str, cell: str
) -> None:
    lines = JANUARY.splitlines()
    text = "\n".join([f"{lines[0]};{column}", *(f"{line};{cell}" for line in lines[1:]), ""])

    result = register.load(write("anagrafe_20260131.csv", text))

    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert column.casefold() in result.message.it.casefold()
    assert "persons' data" in result.message.en
    assert register.value("select count(*) from unit_reference") == 0
    logged = register.value("select string_agg(r::text, ' ') from import_refusal r") or ""
    assert "Inventati" not in logged
    assert "Tizio" not in logged


def test_a_tax_code_under_a_harmless_header_is_found_and_not_repeated(
    register: Register, write: Write, tmp_path: Path
) -> None:
    code = "RSSMRA85T10A562S"
    lines = JANUARY.splitlines()
    text = "\n".join([f"{lines[0]};Nota", lines[1] + ";", f"{lines[2]};rif. {code}", ""])

    result = register.load(write("anagrafe_20260131.csv", text))

    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "«Nota»" in result.message.it
    assert code not in str(register.rows("select r::text from import_refusal r"))
    assert all(code not in each.read_text() for each in (tmp_path / "imports").glob("*.csv"))


def test_a_remark_is_neither_read_nor_repeated(
    register: Register, write: Write, tmp_path: Path
) -> None:
    lines = JANUARY.replace("A;1;2;2;2", "A;1;2;2;9").splitlines()
    rest = (f"{line};chiamare Sempronio" for line in lines[1:])
    text = "\n".join([f"{lines[0]};Osservazioni", *rest, ""])

    result = register.load(write("anagrafe_20260131.csv", text))

    assert counts(result) == (4, 3, 0, 0, 0, 1)
    told = "".join(each.read_text() for each in (tmp_path / "imports").glob("*.csv"))
    assert "Osservazioni" in told
    assert "Sempronio" not in told
    assert "Sempronio" not in str(register.rows("select r::text from import_refusal r"))
    assert "Sempronio" not in str(register.rows("select r::text from unit_reference r"))


@pytest.mark.parametrize(
    ("before", "after", "column", "words"),
    [
        (";4;1;1-2", ";-4;1;1-2", "persone", "not a number"),
        (";4;1;1-2", ";4,5;1;1-2", "persone", "not a number"),
        (";4;1;1-2", ";450;1;1-2", "persone", "not plausible"),
        (";4;1;1-2", ";;1;1-2", "persone", "missing"),
        (";4;1;1-2", ";4;6;1-2", "famiglie", "More families"),
        (";4;1;1-2", ";4;1;2-7", "fascia_minori", "none of the bands"),
        (";4;1;1-2", ";4;1;molti", "fascia_minori", "not a number"),
        ("Via delle Prove;901;A;1;1;", ";901;A;1;1;", "via", "names no unit"),
    ],
)
def test_a_bad_row_is_refused_with_its_column_and_the_rest_loaded(
    register: Register, write: Write, before: str, after: str, column: str, words: str
) -> None:
    result = register.load(write("anagrafe_20260131.csv", JANUARY.replace(before, after, 1)))

    assert counts(result) == (4, 3, 0, 0, 0, 1)
    refusal = result.first_refusals[0]
    assert (refusal.number, refusal.column) == (2, column)
    assert words in refusal.reason.en
    assert refusal.reason.it != refusal.reason.en


def test_a_workbook_is_read_like_the_text(register: Register, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in JANUARY.splitlines():
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in line.split(";")])
    path = tmp_path / "anagrafe_20260131.xlsx"
    book.save(path)

    result = register.load(path, source="registry_office")

    assert counts(result) == (4, 4, 0, 0, 0, 0)
    assert [row[2] for row in register.rows(HELD)] == [4, 2, 5, 1]


def test_counts_follow_the_unit_that_the_naming_is_tied_to(
    register: Register, write: Write
) -> None:
    register.load(write("anagrafe_20260131.csv", JANUARY))
    flat = tie(register, staircase_code="A", unit_number="1")
    moved = "select unit_id::text, persons_count from unit_residents where unit_id is not null"
    assert register.rows(moved) == [(flat, 4)]

    untie(register, staircase_code="A", unit_number="1")
    assert register.rows(moved) == []


def test_a_dry_run_writes_nothing(register: Register, write: Write) -> None:
    result = register.load(write("anagrafe_20260131.csv", JANUARY), dry_run=True)

    assert counts(result) == (4, 4, 0, 0, 0, 0)
    for table in ("unit_residents", "unit_reference", "source_purpose"):
        assert register.value(f"select count(*) from {table}") == 0
