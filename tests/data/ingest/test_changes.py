"""A dry run of any source lists what would change, in words and bounded, and leaves nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from api.commands.import_ import shown_change
from data.history import tracked
from data.ingest.changes.fields import FIELDS
from data.ingest.changes.kinds import KINDS
from data.ingest.changes.reading import MOST_ROWS, read_changes
from data.ingest.changes.tables import changed_table
from data.ingest.changes.values import COVERED
from data.ingest.outcome import Changes, ImportResult
from tests.data.ingest.conftest import SAMPLES, Register
from tests.data.ingest.test_every_source import ALL, snapshot

SEPTEMBER = "INDIR_borgo_esempio_20240901.csv"


def lines(result: ImportResult) -> list[tuple[str, str, str, str, str]]:
    assert result.changes is not None
    return [
        (each.kind.en, each.thing, each.field.en, each.before.en, each.after.en)
        for each in result.changes.first
    ]


def test_every_source_lists_what_it_would_change_and_leaves_nothing(register: Register) -> None:
    for name, (_, loaded, updated, *_others) in ALL:
        before = snapshot(register)
        tried = register.load(name, dry_run=True)
        assert snapshot(register) == before
        assert bool(lines(tried)) == bool(loaded + updated), name
        real = register.load(name)
        assert (real.counts, real.changes) == (tried.counts, None)
        assert register.load(name, dry_run=True).changes == Changes()
    kept = "select count(*), count(distinct run_id) from import_change"
    assert register.rows(kept)[0][1] == sum(1 for _, (_, n, u, *_o) in ALL if n + u)
    assert register.value("select count(*) from import_run where more_changes_count = 0") > 0


def test_an_end_and_a_correction_are_told_field_by_field(
    register: Register, tmp_path: Path
) -> None:
    register.load(SEPTEMBER)
    rows = (SAMPLES / SEPTEMBER).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    october = tmp_path / "INDIR_20241001.csv"
    october.write_text("".join(row for row in rows if "7000004" not in row), encoding="utf-8")
    tried = register.load(october, dry_run=True)
    assert lines(tried) == [
        ("street number", "VIA DELLE PROVE 3A", "ended on", "", "2024-10-01"),
        (
            "outside identifier",
            "VIA DELLE PROVE 3A",
            "until",
            "",
            "2024-10-01",
        ),
    ]
    assert register.value("select count(*) from address where ended_on is not null") == 0
    (change, _) = tried.changes.first if tried.changes else ()
    assert shown_change(change) == (
        "numero civico · street number VIA DELLE PROVE 3A: finito il · ended on: - ->"
        " 01/10/2024 · 2024-10-01"
    )


def test_what_a_file_tells_of_persons_is_covered(register: Register) -> None:
    sample = "Z9990000001.SOG"
    result = register.load(sample, dry_run=True)
    assert result.changes is not None
    told = "\n".join(shown_change(each) for each in result.changes.first)
    assert "persona (dati coperti)" in told
    with (SAMPLES / sample).open(encoding="cp1252") as file:
        persons = [row for row in csv.reader(file, delimiter="|") if row[3] == "P"]
    assert [row[4] for row in persons][:2] == ["BRAMBILLINI", "PROVETTI"]
    page = register.rows("select to_jsonb(c)::text from import_change c")
    for row in persons:
        for cell in filter(None, (row[4], row[5], row[7], row[9])):
            assert cell not in told
            assert all(cell not in line for (line,) in page)
    assert register.value("select count(*) from person") == 0


def test_few_rows_of_one_kind_are_listed_beside_many_of_another(
    register: Register, tmp_path: Path
) -> None:
    head, first, *_ = (SAMPLES / SEPTEMBER).read_text(encoding="utf-8-sig").splitlines()
    cells = first.split(";")
    many = tmp_path / "INDIR_20241101.csv"
    columns = head.split(";")
    access, number = columns.index("PROGRESSIVO_ACCESSO"), columns.index("CIVICO")
    with many.open("w", encoding="utf-8") as file:
        file.write(f"{head}\n")
        for count in range(1, 1001):
            cells[access], cells[number] = str(9_000_000 + count), str(count)
            file.write(";".join(cells) + "\n")
    changes = register.load(many, dry_run=True).changes
    assert changes is not None
    kinds = {each.kind.en for each in changes.first}
    assert kinds >= {"street", "street number", "outside identifier"}
    assert len(changes.first) <= MOST_ROWS
    rows = 1 + 2 + 2 * 1000
    assert changes.more + len(changes.first) == rows


@pytest.fixture
def connection(register: Register) -> Iterator[Connection]:
    """The register's own, with a street; what is done in it is never committed."""
    register.load(SEPTEMBER)
    with register.engine.connect() as found:
        yield found


def test_what_is_removed_is_told_and_what_only_says_when_is_not(connection: Connection) -> None:
    assert read_changes(connection) == Changes()
    connection.execute(text("update street set as_of = as_of + 1"))
    assert read_changes(connection) == Changes()
    connection.execute(text("update street set name = upper(name) || '!' where access_count = 0"))
    assert read_changes(connection) == Changes()
    connection.execute(
        text(
            "delete from external_identifier where id in"
            " (select id from external_identifier where address_id is not null limit 1)"
        )
    )
    (line,) = read_changes(connection).first
    assert (line.kind.en, line.field.en, line.after.en) == ("outside identifier", "removed", "")
    assert "ANNCSU" in line.before.en


def test_every_tracked_table_and_column_has_words(connection: Connection) -> None:
    for each in tracked(connection):
        table = changed_table(each.name)
        assert table is not None, each.name
        assert each.name in KINDS
        assert set(table.compared) <= set(FIELDS), each.name
        assert not set(table.compared) & each.personal
        assert set(table.compared) <= set(each.kept) | set(table.keys)
    assert set(FIELDS) >= COVERED
