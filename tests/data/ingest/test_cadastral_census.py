"""The census in the register: its own records, the units they mean, and what a newer file ends."""

from pathlib import Path

import pytest

from data.ingest.outcome import ImportResult
from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import SAMPLES, Register, counts

FAB, TER, PRM = (f"Z9990000001.{part}" for part in ("FAB", "TER", "PRM"))
SC, DM = "Z9990000001SC.DAT", "Z9990000001DM.DAT"

HOUSE = """
insert into building (municipality_code, geom, source_id, as_of, reliability)
select 'Z999', st_multi(st_buffer(st_pointonsurface(geom), 2)), source_id, as_of, reliability
from parcel where parcel_number = '{parcel}' and municipality_code = 'Z999'
"""


@pytest.fixture
def borgo(register: Register) -> Register:
    """Borgo Esempio with its parcels and one house on parcel 1."""
    register.load("parcels_borgo_esempio.gml")
    register.do(HOUSE.format(parcel="1"))
    return register


def delivery(folder: Path, day: str, *, without: str = "") -> Path:
    """The invented FAB of another day, without the units of those numbers."""
    gone = tuple(f"Z999| |{number}|" for number in without.split())
    lines = (SAMPLES / FAB).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not gone or not line.decode("latin-1").startswith(gone)]
    return made(folder, day, "COMPLETA", b"".join(kept))


def made(folder: Path, day: str, kind: str, content: bytes) -> Path:
    """A FAB with a PRM of that day beside it."""
    base = folder / f"Z999{day.replace('/', '')}"
    base.with_suffix(".PRM").write_text(
        f"Tipologia di estrazione : {kind} - FABBRICATI\r\nData elaborazione : {day}\r\n"
    )
    base.with_suffix(".FAB").write_bytes(content)
    return base.with_suffix(".FAB")


def notes_of(result: ImportResult) -> str:
    return result.notes_path.read_text(encoding="utf-8-sig") if result.notes_path else ""


ALL = (
    (PRM, "cadastral_census", (7, 7, 0, 0, 0, 0)),
    (FAB, "cadastral_census", (25, 25, 0, 0, 0, 0)),
    (TER, "cadastral_census", (5, 5, 0, 0, 0, 0)),
    (SC, "cadastral_plans", (3, 3, 0, 0, 0, 0)),
    (DM, "cadastral_plans", (4, 4, 0, 0, 0, 0)),
)
TABLES = (
    "cadastral_unit", "cadastral_unit_identifier", "cadastral_unit_address", "cadastral_remark",
    "land_parcel", "land_portion", "cadastral_plan", "cadastral_plan_room", "cadastral_delivery",
    "unit", "unit_reference", "external_identifier",
)  # fmt: skip


def snapshot(register: Register) -> dict[str, list[object]]:
    return {
        table: register.rows(f"select to_jsonb(t) - 'geom_3857' from {table} t order by 1")
        for table in TABLES
    }


def test_a_delivery_loads_and_a_second_time_changes_nothing(borgo: Register) -> None:
    for name, source, expected in ALL:
        result = borgo.load(name)
        assert (name, result.source, counts(result)) == (name, source, expected)
    before = snapshot(borgo)
    assert all(before.values())
    for name, _, (read, loaded, *_rest) in ALL:
        assert counts(borgo.load(name)) == (read, 0, 0, loaded, 0, 0)
    assert snapshot(borgo) == before


def test_records_hold_for_the_time_their_acts_say(borgo: Register) -> None:
    borgo.load(FAB)
    assert borgo.rows(
        "select immobile_id, progressive, valid_from::text, valid_to::text from cadastral_unit "
        "where immobile_id in ('101', '105') order by 1, 2"
    ) == [
        ("101", 1, "1987-06-30", "2008-05-14"),
        ("101", 2, "2008-05-14", "infinity"),
        ("105", 1, "2024-09-01", "infinity"),
    ]
    assert borgo.value("select generating_on is null from cadastral_unit where immobile_id = '105'")


def test_a_unit_is_made_where_the_parcel_carries_one_building(borgo: Register) -> None:
    borgo.load(FAB)
    assert borgo.rows(
        "select c.immobile_id, u.use_class, u.floor_code, u.unit_number, u.cadastral_category, "
        "u.rooms::text, u.cadastral_area_m2, u.source_id from unit u "
        "join cadastral_unit c on c.unit_id = u.id and c.valid_to = 'infinity' "
        "and c.special_lot is distinct from 'suppressed' order by 1"
    ) == [
        ("101", "dwelling", "2", "3", "A/3", "4.5", 78, "cadastral_census"),
        ("102", "garage", "S1", None, "C/6", None, 15, "cadastral_census"),
        ("103", "cellar", "S1", None, "C/2", None, 7, "cadastral_census"),
        ("104", "dwelling", "S1-T-1", None, "A/2", "7.0", 141, "cadastral_census"),
        ("105", "common_part", None, None, None, None, None, "cadastral_census"),
    ]
    assert borgo.rows(
        "select e.value from external_identifier e join cadastral_unit c on c.unit_id = e.unit_id "
        "where c.immobile_id = '104' order by 1"
    ) == [("Z999/-/1/1/4",), ("Z999/-/1/2/1",)]
    assert borgo.rows(
        "select distinct state, method, reasons::text from unit_reference where unit_id is not null"
    ) == [("matched", "identifier", '["cadastral_same"]')]


def test_without_one_building_the_record_waits(borgo: Register) -> None:
    borgo.do(HOUSE.format(parcel="1"))
    borgo.load(FAB)
    assert borgo.value("select count(*) from unit") == 0
    assert borgo.value("select count(*) from cadastral_unit where unit_id is null") == 9
    borgo.do(
        "update building set ended_on = '2020-01-01' where fid = (select max(fid) from building)"
    )
    again = borgo.load(FAB)
    assert again.counts.unchanged == 25
    assert borgo.value("select count(*) from unit") == 5
    assert borgo.value("select count(*) from cadastral_unit where unit_id is not null") == 7


def test_a_unit_that_the_register_knows_is_matched_by_its_identifier(borgo: Register) -> None:
    borgo.load(FAB)
    before = borgo.rows("select id from unit order by id")
    borgo.do("update cadastral_unit set reference_id = null, unit_id = null")
    borgo.do("delete from unit_reference")
    borgo.do("update unit set floor_code = '4', floor_order = 4 where cadastral_category = 'A/3'")
    borgo.do("update unit set source_id = 'cadastral_parcels'")
    borgo.load(FAB)
    assert borgo.rows("select id from unit order by id") == before
    assert borgo.value("select floor_code from unit where cadastral_category = 'A/3'") == "4"
    assert ("matched", '["cadastral_same"]') in borgo.rows(
        "select distinct state, reasons::text from unit_reference where unit_id is not null"
    )


def test_what_a_person_decided_about_a_naming_stands(borgo: Register) -> None:
    borgo.do(HOUSE.format(parcel="1"))
    borgo.load(FAB)
    borgo.do("update unit_reference set state = 'dismissed'")
    borgo.do(
        "update building set ended_on = '2020-01-01' where fid = (select max(fid) from building)"
    )
    borgo.load(FAB)
    assert borgo.value("select count(*) from unit") == 0


def test_a_newer_whole_delivery_ends_what_it_lacks_and_deletes_nothing(
    borgo: Register, tmp_path: Path
) -> None:
    borgo.load(FAB)
    rows = borgo.value("select count(*) from cadastral_unit")
    result = borgo.load(delivery(tmp_path, "01/03/2025", without="103"))
    assert (result.outcome, result.counts.ended) == (ImportOutcome.DONE, 1)
    assert borgo.value("select count(*) from cadastral_unit") == rows
    assert borgo.rows(
        "select immobile_id, valid_to::text from cadastral_unit "
        "where valid_to <> 'infinity' order by 1"
    ) == [("101", "2008-05-14"), ("103", "2025-03-01")]
    assert borgo.rows(
        "select value, valid_to::text from external_identifier "
        "where scheme = 'cadastral_unit' and valid_to <> 'infinity'"
    ) == [("Z999/-/1/1/3", "2025-03-01")]
    assert borgo.value("select count(*) from unit") == 5

    assert borgo.load(FAB).counts.unchanged == 25, "an older file revives nothing"
    assert borgo.value("select valid_to::text from cadastral_unit where immobile_id = '103'") == (
        "2025-03-01"
    )
    later = borgo.load(delivery(tmp_path, "01/09/2025"))
    assert later.counts.updated == 3, "the unit and its two lines"
    assert borgo.value("select valid_to::text from cadastral_unit where immobile_id = '103'") == (
        "infinity"
    )
    assert borgo.rows(
        "select valid_from::text, valid_to::text from external_identifier "
        "where value = 'Z999/-/1/1/3' order by 1"
    )[-1] == ("2025-03-01", "infinity")


def test_an_update_ends_only_what_it_closes(borgo: Register, tmp_path: Path) -> None:
    borgo.load(FAB)
    old = (SAMPLES / FAB).read_bytes().splitlines(keepends=True)
    (head,) = [line for line in old if line.startswith(b"Z999| |102|F|1|1|")]
    rest = [line for line in old if line.startswith((b"Z999| |102|F|1|2|", b"Z999| |102|F|1|3|"))]
    cells = head.decode().split("|")
    cells[28:34] = ["20012025", "21012025", "V", "000900", "001", "2025"]
    content = "|".join(cells).encode() + b"".join(rest)
    result = borgo.load(made(tmp_path, "01/03/2025", "AGGIORNAMENTO", content))
    assert counts(result) == (3, 0, 3, 0, 0, 0)
    assert borgo.rows(
        "select immobile_id, valid_to::text from cadastral_unit "
        "where valid_to <> 'infinity' order by 1"
    ) == [("101", "2008-05-14"), ("102", "2025-01-20")]
    assert borgo.value("select count(*) from cadastral_unit where valid_to = 'infinity'") == 7


def test_a_refused_record_of_a_newer_delivery_is_not_ended(borgo: Register, tmp_path: Path) -> None:
    borgo.load(FAB)
    content = (
        (SAMPLES / FAB)
        .read_bytes()
        .replace(b"11031999|11031999|V|000203", b"31021999|11031999|V|000203")
    )
    result = borgo.load(made(tmp_path, "01/03/2025", "COMPLETA", content))
    assert (result.counts.refused, result.counts.ended) == (3, 0)
    assert (
        borgo.value(
            "select count(*) from cadastral_unit "
            "where immobile_id = '103' and valid_to = 'infinity'"
        )
        == 1
    )


def test_a_delivery_that_lacks_most_is_refused_unless_accepted(
    borgo: Register, tmp_path: Path
) -> None:
    borgo.load(FAB)
    result = borgo.load(delivery(tmp_path, "01/03/2025", without="101 102 103 104"))
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "cadastre" in result.message.en
    assert borgo.value("select count(*) from cadastral_unit where valid_to = 'infinity'") == 8


def test_a_new_state_of_a_unit_begins_where_the_old_one_ends(
    borgo: Register, tmp_path: Path
) -> None:
    borgo.load(FAB)
    text = (SAMPLES / FAB).read_bytes()
    newer = text.replace(b"|108|F|1|", b"|108|F|2|").replace(
        b"02022002|02022002|V|000206|001|2002", b"15012025|15012025|V|000206|001|2025"
    )
    borgo.load(made(tmp_path, "01/03/2025", "COMPLETA", newer))
    assert borgo.rows(
        "select progressive, valid_from::text, valid_to::text from cadastral_unit "
        "where immobile_id = '108' order by 1"
    ) == [(1, "2002-02-02", "2025-01-15"), (2, "2025-01-15", "infinity")]


def test_the_same_identifier_living_twice_refuses_the_second(
    borgo: Register, tmp_path: Path
) -> None:
    text = (SAMPLES / FAB).read_bytes()
    twice = text.replace(b"|103|F|1|2||0001|00001||0003||", b"|103|F|1|2||0001|00001||0002||")
    result = borgo.load(made(tmp_path, "01/03/2025", "COMPLETA", twice))
    assert result.counts.refused == 3
    first = result.first_refusals[0]
    assert first.value.startswith("Z999/-/1/1/2")
    assert "altra unità in vita" in first.reason.it
    assert borgo.value("select count(*) from cadastral_unit where immobile_id = '103'") == 0
    assert borgo.value("select count(*) from cadastral_unit") == 8, "a suppressed one may repeat it"


def test_a_record_that_never_held_is_skipped(borgo: Register, tmp_path: Path) -> None:
    text = (SAMPLES / FAB).read_bytes()
    never = text.replace(b"30061987", b"14052008")
    result = borgo.load(made(tmp_path, "01/03/2025", "COMPLETA", never))
    assert counts(result) == (25, 23, 0, 0, 2, 0)
    assert "non è mai valso" in notes_of(result)


def test_a_corrected_record_tells_its_lines_anew(borgo: Register, tmp_path: Path) -> None:
    borgo.load(FAB)
    text = (SAMPLES / FAB).read_bytes()
    moved = text.replace(b"|0001|00001||0004||", b"|0001|00001||0044||").replace(
        b"650,74", b"700,10"
    )
    result = borgo.load(made(tmp_path, "01/03/2025", "COMPLETA", moved))
    assert counts(result) == (25, 0, 5, 20, 0, 0)
    assert borgo.rows(
        "select value from cadastral_unit_identifier i join cadastral_unit c "
        "on c.id = i.cadastral_unit_id where c.immobile_id = '104' and role = 'own' order by 1"
    ) == [("Z999/-/1/1/44",), ("Z999/-/1/2/1",)]
    assert borgo.value("select count(*) from unit") == 5, "the same unit under another number"
    assert borgo.rows(
        "select value, valid_to = 'infinity' from external_identifier e "
        "where value in ('Z999/-/1/1/4', 'Z999/-/1/1/44') order by 1"
    ) == [("Z999/-/1/1/4", False), ("Z999/-/1/1/44", True)]
    assert (
        borgo.value("select cadastral_income_eur::text from unit where cadastral_category = 'A/2'")
        == "700.10"
    )


def test_land_is_tied_to_its_drawing(borgo: Register) -> None:
    borgo.load(TER)
    assert borgo.rows(
        "select l.immobile_id, p.parcel_number, l.area_m2::text, l.special_lot "
        "from land_parcel l left join parcel p on p.id = l.parcel_id order by 1"
    ) == [
        ("201", "4", "12035.00", None),
        ("202", "6", "8000.00", None),
        ("203", "12/2", "410.00", "urban_area"),
    ]
    assert borgo.value("select sum(area_m2)::text from land_portion") == "8000.00"


def test_a_newer_index_of_plans_ends_the_sheets_of_its_units(
    borgo: Register, tmp_path: Path
) -> None:
    borgo.load(SC)
    borgo.do("update cadastral_plan set as_of = '2020-01-01'")
    path = tmp_path / "Z999SC.DAT"
    lines = (SAMPLES / SC).read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[1:2]))
    result = borgo.load(path)
    assert result.outcome is ImportOutcome.REFUSED, "one of two is more than a third"
    path.write_bytes(b"".join(lines[:2]))
    assert borgo.load(path).counts.ended == 1
    assert borgo.rows(
        "select immobile_id, sheet_number, valid_to = 'infinity' from cadastral_plan order by 1, 2"
    ) == [("101", "1", True), ("104", "1", True), ("104", "2", False)]


def test_another_municipality_is_refused(borgo: Register) -> None:
    result = borgo.load(FAB, code="G686", said=False)
    assert result.outcome is ImportOutcome.REFUSED
    assert borgo.value("select count(*) from cadastral_unit") == 0
