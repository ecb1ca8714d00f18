"""Rows that contradict each other, or what the office said before: one is refused, not all."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from data.ingest import log
from data.ingest.outcome import ImportResult
from data.ingest.rules import ruled
from data.ingest.states import ImportOutcome
from data.sources.rows import FileRefusedError
from tests import make
from tests.data.ingest.conftest import Register, counts
from tests.data.ingest.test_office_workbook import Row, book, load

DOOR: Row = ["Via Cilea", 901, "A", 1, 1]
OTHER: Row = ["Via Cilea", 901, "A", 1, 2]
PLACE: Row = ["Via", "n. civ.", "Sc.", "Piano", "Int."]
FULL: Row = [*PLACE, "Occupazione", "Titolo", "Sopralluogo del"]
OCCUPANCY: Row = [*PLACE, "Occupazione", "Sopralluogo del"]
TITLE: Row = [*PLACE, "Titolo", "Sopralluogo del"]


def loaded(register: Register, folder: Path, day: str, **sheets: list[Row]) -> ImportResult:
    return load(register, book(folder / f"alloggi_{day}.xlsx", sheets))


def told(result: ImportResult) -> list[tuple[int, str, str]]:
    return [(each.number, each.column, each.reason.en) for each in result.first_refusals]


def facts(register: Register, door: str = "1") -> list[Any]:
    return register.rows(
        "select s.dimension, s.value, s.valid_from::text, s.valid_to::text from unit_status s "
        "join unit_reference r on r.id = s.reference_id where r.unit_number = :door order by 1, 3",
        door=door,
    )


@pytest.fixture
def flat(register: Register, tmp_path: Path) -> str:
    """The naming of the first door means a flat of the register, so that its rules hold."""
    loaded(register, tmp_path, "20260102", A=[[*PLACE, "Stato fisico"], [*DOOR, "buono"]])
    with Session(register.engine) as session:
        unit = make.unit(session)
        session.commit()
        flat_id = str(unit.id)
    register.do(
        f"update unit_reference set unit_id = '{flat_id}', method = 'decision', state = 'matched'"
    )
    assert register.value("select count(*) from unit_status where unit_id is not null") == 1
    register.do("delete from unit_status")
    return flat_id


def test_vacant_on_one_sheet_and_let_on_another_refuses_the_later_row_only(
    register: Register, tmp_path: Path, flat: str
) -> None:
    result = loaded(
        register, tmp_path, "20260401",
        Sopralluoghi=[OCCUPANCY, [*DOOR, "vuoto", "1/3/26"], [*OTHER, "vuoto", "1/3/26"]],
        Contratti=[TITLE, [*DOOR, "4+4", "1/3/26"]],
    )  # fmt: skip

    assert counts(result) == (3, 2, 0, 0, 0, 1)
    assert told(result) == [
        (
            2,
            "Contratti!Titolo",
            (
                "One row calls the unit vacant and another gives a title of who lives there: it"
                " contradicts row 2 (Sopralluoghi)."
            ),
        )
    ]
    assert facts(register) == [("occupancy", "vacant", "2026-03-01", "infinity")]
    assert register.value("select count(*) from unit_status where unit_id = :it", it=flat) == 1


def test_two_values_of_one_thing_on_one_day_refuse_the_later_row(
    register: Register, tmp_path: Path
) -> None:
    twice = [[*DOOR, "occupato", None, "1/3/26"], [*DOOR, "vuoto", None, "1/3/26"]]
    undated = [[*OTHER, "occupato", None, "1/3/26"], [*OTHER, "vuoto", None, None]]
    result = loaded(register, tmp_path, "20260401", A=[FULL, *twice, *undated])

    assert [(number, column) for number, column, _ in told(result)] == [
        (3, "A!Occupazione"),
        (5, "A!Occupazione"),
    ]
    assert "Row 2 (A) says something else" in told(result)[0][2]
    assert [row[1] for row in facts(register)] == ["occupied"]
    assert [row[1] for row in facts(register, "2")] == ["occupied"]


def test_what_was_seen_on_different_days_is_a_history_whatever_the_order_of_the_rows(
    register: Register, tmp_path: Path, flat: str
) -> None:
    rows: list[Row] = [
        [*DOOR, "vuoto", None, "1/3/26"],
        [*DOOR, "occupato", "4+4", "10/1/26"],
        [*DOOR, "occupato", "3+2", "20/3/26"],
    ]
    result = loaded(register, tmp_path, "20260401", A=[FULL, *rows])
    history = [
        ("occupancy", "occupied", "2026-01-10", "2026-03-01"),
        ("occupancy", "vacant", "2026-03-01", "2026-03-20"),
        ("occupancy", "occupied", "2026-03-20", "infinity"),
        ("occupation_title", "lease_4_4", "2026-01-10", "2026-03-01"),
        ("occupation_title", "lease_3_2", "2026-03-20", "infinity"),
    ]
    assert (result.outcome, told(result)) == (ImportOutcome.DONE, [])
    assert facts(register) == history
    again = loaded(register, tmp_path, "20260501", A=[FULL, *rows])
    assert (counts(again), again.counts.ended) == ((3, 0, 0, 3, 0, 0), 0)
    assert facts(register) == history
    assert register.value("select count(*) from unit_status where unit_id = :it", it=flat) == 5


def test_who_moves_out_takes_the_title_along_on_the_day_the_flat_is_seen_vacant(
    register: Register, tmp_path: Path, flat: str
) -> None:
    loaded(register, tmp_path, "20260401", A=[FULL, [*DOOR, "occupato", "4+4", "15/3/26"]])
    result = loaded(register, tmp_path, "20260520", A=[FULL, [*DOOR, "vuoto", None, "1/5/26"]])

    assert result.outcome is ImportOutcome.DONE
    assert register.value("select count(*) from unit_status where unit_id = :it", it=flat) == 3
    assert facts(register) == [
        ("occupancy", "occupied", "2026-03-15", "2026-05-01"),
        ("occupancy", "vacant", "2026-05-01", "infinity"),
        ("occupation_title", "lease_4_4", "2026-03-15", "2026-05-01"),
    ]


def test_a_title_that_the_register_calls_vacant_on_that_day_is_refused_with_what_it_holds(
    register: Register, tmp_path: Path, flat: str
) -> None:
    loaded(register, tmp_path, "20260401", A=[OCCUPANCY, [*DOOR, "vuoto", "1/3/26"]])
    second = [TITLE, [*DOOR, "4+4", "1/3/26"], [*OTHER, "4+4", "1/3/26"]]
    result = loaded(register, tmp_path, "20260501", A=second)

    assert counts(result) == (2, 1, 0, 0, 0, 1)
    ((number, column, reason),) = told(result)
    assert (number, column) == (2, "A!Titolo")
    assert "what the register has from this source (vuota / vacant, 01/03/2026)" in reason
    assert facts(register) == [("occupancy", "vacant", "2026-03-01", "infinity")]
    assert [row[1] for row in facts(register, "2")] == ["lease_4_4"]
    assert register.value("select count(*) from unit_status where unit_id = :it", it=flat) == 1


def test_a_rule_that_is_broken_at_the_commit_refuses_the_file_in_a_sentence(
    register: Register, tmp_path: Path, flat: str
) -> None:
    header: Row = [*PLACE, "Tipo proprietà"]
    loaded(register, tmp_path, "20260401", A=[header, [*DOOR, "municipality"]])
    register.do(
        "insert into unit_encumbrance (unit_id, reference_id, kind, valid_from, source_id, as_of,"
        " reliability) select unit_id, reference_id, 'confiscation_final', valid_from, source_id,"
        " as_of, reliability from unit_status"
    )
    before = register.rows("select * from unit_status")
    sold = [header, [*DOOR, "private_person"], [*OTHER, "private_person"]]
    for dry_run in (True, False):
        path = book(tmp_path / "alloggi_20260501.xlsx", {"A": sold})
        result = load(register, path, is_dry_run=dry_run)
        assert result.outcome is ImportOutcome.REFUSED
        assert result.message is not None
        assert "All through a final confiscation the owner is the State" in result.message.en
        assert "per p. 3, int. 12: Per tutto il tempo" in result.message.it
        assert flat not in result.message.it
    assert register.rows("select * from unit_status") == before
    assert register.value("select count(*) from unit_reference") == 1
    assert register.rows("select outcome, message_en is null from import_run order by id desc")[
        :2
    ] == [("refused", False), ("refused", False)]


def test_a_constraint_names_the_thing_and_no_other_value(
    register: Register, tmp_path: Path
) -> None:
    loaded(register, tmp_path, "20260401", A=[OCCUPANCY, [*DOOR, "vuoto", "1/3/26"]])
    twice = (
        "insert into unit_status (reference_id, dimension, value, valid_from, source_id, as_of,"
        " reliability) select reference_id, dimension, value, valid_from + 1, source_id, as_of,"
        " reliability from unit_status"
    )
    with register.engine.connect() as connection, connection.begin():
        with pytest.raises(FileRefusedError) as refused, ruled(connection):
            connection.exec_driver_sql(twice)
        assert connection.exec_driver_sql("select count(*) from unit_status").scalar() == 1
    assert "of Via Cilea 901, sc. A, p. 1, int. 1" in refused.value.text.en
    assert "ex_unit_status_no_overlap_of_naming" in refused.value.text.en
    with register.engine.connect() as connection, connection.begin():
        with pytest.raises(FileRefusedError) as refused, ruled(connection):
            connection.exec_driver_sql("select cast('segreto' as date)")
        assert "segreto" not in refused.value.text.en
    with register.engine.connect() as connection:
        assert log.date_of_same_file(connection, "0" * 64, "office_workbook") is None
    assert facts(register) == [("occupancy", "vacant", str(dt.date(2026, 3, 1)), "infinity")]
