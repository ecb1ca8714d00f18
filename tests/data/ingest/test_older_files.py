"""A file that is older than a loaded whole adds what had gone since as gone, not as standing."""

from pathlib import Path

import pytest

from tests.data.ingest.conftest import SAMPLES, Register, counts
from tests.data.ingest.test_cadastral_census import FAB, SC, delivery
from tests.data.ingest.test_ending import GONE, SEPTEMBER, numbers, osm, parcels, without

VALIDITY = (
    "select e.valid_from::text, e.valid_to::text, a.ended_on::text from external_identifier e "
    "join address a on a.id = e.address_id where e.value = :it order by 1"
)


def test_what_a_newer_archive_lacks_is_added_as_ended_on_its_day(
    register: Register, tmp_path: Path
) -> None:
    october = without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", GONE)
    assert counts(register.load(october)) == (17, 17, 0, 0, 0, 0)
    tried = register.load(SEPTEMBER, dry_run=True)
    assert (tried.counts.loaded, tried.counts.ended) == (1, 1)
    result = register.load(SEPTEMBER)
    assert (result.counts.loaded, result.counts.unchanged, result.counts.ended) == (1, 17, 1)
    assert result.notes_path is not None
    assert "non contengono: 1;" in result.notes_path.read_text(encoding="utf-8-sig")
    assert register.rows(VALIDITY, it=GONE) == [("2024-09-01", "2024-10-01", "2024-10-01")]
    assert numbers(register, "2024-09-30") - numbers(register, "2024-10-01") == {
        "VIA DELLE PROVE 3A"
    }
    assert register.load(SEPTEMBER).counts.ended == 0


def test_of_several_newer_archives_the_first_that_lacks_it_says_the_day(
    register: Register, tmp_path: Path
) -> None:
    for day in ("20241201", "20241101", "20241001"):
        register.load(without(tmp_path, SEPTEMBER, f"INDIR_{day}.csv", GONE))
    register.load(SEPTEMBER)
    assert register.rows(VALIDITY, it=GONE) == [("2024-09-01", "2024-10-01", "2024-10-01")]


def test_what_came_back_for_a_while_went_again(register: Register, tmp_path: Path) -> None:
    register.load(SEPTEMBER)
    register.load(without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", GONE))
    register.load(without(tmp_path, SEPTEMBER, "INDIR_20241201.csv", GONE))
    register.load(without(tmp_path, SEPTEMBER, "INDIR_20241101.csv"))
    assert register.rows(VALIDITY, it=GONE) == [
        ("2024-09-01", "2024-10-01", "2024-12-01"),
        ("2024-11-01", "2024-12-01", "2024-12-01"),
    ]


def test_a_row_that_the_newer_archive_refused_had_not_gone(
    register: Register, tmp_path: Path
) -> None:
    text = (SAMPLES / SEPTEMBER).read_text(encoding="utf-8")
    broken = tmp_path / "INDIR_20241001.csv"
    broken.write_text(text.replace(f";{GONE};;3;A;", f";{GONE};;tre;A;"), encoding="utf-8")
    assert register.load(broken).counts.refused == 1
    assert register.load(SEPTEMBER).counts.ended == 0
    assert register.rows(VALIDITY, it=GONE) == [("2024-09-01", "infinity", None)]


def test_a_newer_file_that_is_no_whole_says_nothing_of_what_it_lacks(
    register: Register, tmp_path: Path
) -> None:
    register.load(parcels(tmp_path, "wfs.gml", "2024-08-01", without_first=True))
    older = parcels(tmp_path, "Z999_BORGO_ple.gml", "2024-06-01", without_first=False)
    assert register.load(older).counts.ended == 0
    assert register.value("select count(*) from parcel where ended_on is not null") == 0


def test_a_row_that_told_nothing_keeps_the_newer_file_from_ending_older_things(
    register: Register, tmp_path: Path
) -> None:
    october = without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", GONE)
    october.write_text(october.read_text(encoding="utf-8") + "Z999;rotta\n", encoding="utf-8")
    register.load(october)
    assert register.load(SEPTEMBER).counts.ended == 0


def test_older_parcels_that_the_bulk_file_lacks_are_added_as_ended(
    register: Register, tmp_path: Path
) -> None:
    register.load(parcels(tmp_path, "Z999_BORGO_ple.gml", "2024-08-01", without_first=True))
    older = parcels(tmp_path, "wfs.gml", "2024-06-01", without_first=False)
    assert register.load(older).counts.ended == 1
    assert register.rows("select ended_on::text from parcel where ended_on is not null") == [
        ("2024-08-01",)
    ]


@pytest.mark.parametrize(
    ("bounds", "ended"), [((9.5, 9.7), "2024-09-01"), ((9.0, 9.1), None), (None, None)]
)
def test_an_older_extract_adds_buildings_as_ended_only_inside_the_newer_bounds(
    register: Register, tmp_path: Path, bounds: tuple[float, float] | None, ended: str | None
) -> None:
    way = "-17"
    register.load(osm(tmp_path, "2024-09-01.osm", bounds=bounds, gone=way))
    register.load(osm(tmp_path, "2024-06-01.osm", bounds=None))
    assert register.rows(
        "select b.ended_on::text from building b join external_identifier e "
        "on e.building_id = b.id where e.value = :way", way=f"way/{way}",
    ) == [(ended,)]  # fmt: skip


def test_an_older_staircase_of_a_building_that_lost_it_is_added_as_ended(
    register: Register, tmp_path: Path
) -> None:
    path = osm(tmp_path, "2024-07-01.osm", bounds=(9.5, 9.7))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('<tag k="ref" v="b"/>', ""), encoding="utf-8")
    register.load(path)
    assert register.load(osm(tmp_path, "2024-06-01.osm", bounds=(9.5, 9.7))).counts.ended == 1
    assert register.rows("select staircase_code, ended_on::text from staircase order by 1") == [
        ("A", None),
        ("B", "2024-07-01"),
    ]


def test_an_older_issue_of_a_semester_does_not_revive_its_quotations(
    register: Register, tmp_path: Path
) -> None:
    name = "QI_20241_VALORI_borgo_esempio.csv"
    lines = (SAMPLES / name).read_text(encoding="cp1252").splitlines(keepends=True)
    later = lines[0].replace(lines[0].split("elaborazione del ")[1][:9], "30-DIC-24", 1)
    path = tmp_path / name
    path.write_text("".join([later, *lines[1:-1]]), encoding="cp1252")
    register.load(path)
    result = register.load(name)
    assert (result.counts.loaded, result.counts.ended) == (1, 1)
    assert register.rows("select ended_on::text from omi_value where ended_on is not null") == [
        ("2024-12-30",)
    ]


def test_an_older_delivery_of_the_cadastre_leaves_the_register_as_in_the_order_of_time(
    register: Register, tmp_path: Path
) -> None:
    register.load("parcels_borgo_esempio.gml")
    register.load(delivery(tmp_path, "01/03/2025", without="103"))
    assert register.load(FAB).counts.ended == 1
    assert register.rows(
        "select immobile_id, valid_to::text from cadastral_unit "
        "where valid_to <> 'infinity' order by 1"
    ) == [("101", "2008-05-14"), ("103", "2025-03-01")]


def test_older_sheets_of_plans_end_only_for_units_that_the_newer_index_speaks_of(
    register: Register, tmp_path: Path
) -> None:
    lines = (SAMPLES / SC).read_bytes().splitlines(keepends=True)
    newer, older = tmp_path / "Z9992024SC.DAT", tmp_path / "Z9992023SC.DAT"
    newer.write_bytes(b"".join(lines[1:2]))
    register.load(newer)
    older.write_bytes(b"".join(lines))
    register.do("update cadastral_plan set as_of = '2999-01-01'")
    register.do("update import_snapshot set as_of = '2999-01-01'")
    assert register.load(older).counts.ended == 1
    assert register.rows(
        "select immobile_id, sheet_number, valid_to::text from cadastral_plan order by 1, 2"
    ) == [("101", "1", "infinity"), ("104", "1", "infinity"), ("104", "2", "2999-01-01")]
