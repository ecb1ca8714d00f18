"""A newer file of a whole ends what it lacks, deletes nothing, and may bring it back."""

import datetime as dt
from pathlib import Path

from sqlalchemy.orm import Session

from buildings.registry.search import find
from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import SAMPLES, Register, counts

SEPTEMBER = "INDIR_borgo_esempio_20240901.csv"
GONE = "7000004"


def without(folder: Path, sample: str, name: str, *gone: str) -> Path:
    """A sample without the lines that hold any of `gone`, under another name."""
    lines = (SAMPLES / sample).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not any(word in line for word in gone)]
    assert len(kept) == len(lines) - len(gone)
    path = folder / name
    path.write_text("".join(kept), encoding="utf-8")
    return path


def numbers(register: Register, day: str) -> set[str]:
    return {
        row[0]
        for row in register.rows(
            "select concat_ws(' ', street_name, number_text) from layer_addresses(:day)", day=day
        )
    }


def test_a_street_number_that_the_archive_dropped_ends_and_is_still_shown_before(
    register: Register, tmp_path: Path
) -> None:
    register.load(SEPTEMBER)
    october = without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", GONE)
    tried = register.load(october, dry_run=True)
    assert (tried.counts.ended, tried.counts.unchanged) == (1, 17)
    assert register.value("select count(*) from address where ended_on is not null") == 0
    result = register.load(october)
    assert (result.counts.ended, result.outcome) == (1, ImportOutcome.DONE)
    assert register.rows(
        "select a.street_name, a.number_text, a.ended_on::text, e.valid_from::text, "
        "e.valid_to::text from address a join external_identifier e on e.address_id = a.id "
        "where a.ended_on is not null"
    ) == [("VIA DELLE PROVE", "3A", "2024-10-01", "2024-09-01", "2024-10-01")]
    assert numbers(register, "2024-09-30") - numbers(register, "2024-10-01") == {
        "VIA DELLE PROVE 3A"
    }
    assert register.value("select max(ended_count) from import_run where not is_dry_run") == 1
    assert register.load(october).counts.ended == 0


def test_it_comes_back_as_the_same_thing_with_a_gap(register: Register, tmp_path: Path) -> None:
    register.load(SEPTEMBER)
    identity = register.value(
        "select address_id from external_identifier where value = :it", it=GONE
    )
    register.load(without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", GONE))
    november = without(tmp_path, SEPTEMBER, "INDIR_20241101.csv")
    assert counts(register.load(november)) == (18, 0, 1, 17, 0, 0)
    assert register.rows(
        "select address_id, valid_from::text, valid_to::text from external_identifier "
        "where value = :it order by valid_from",
        it=GONE,
    ) == [(identity, "2024-09-01", "2024-10-01"), (identity, "2024-11-01", "infinity")]
    assert register.value("select ended_on from address where id = :id", id=identity) is None
    assert counts(register.load(november)) == (18, 0, 0, 18, 0, 0)


def test_an_older_file_neither_ends_nor_revives(register: Register, tmp_path: Path) -> None:
    register.load(SEPTEMBER)
    register.load(without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", GONE))
    assert register.load(SEPTEMBER).counts.updated == 0
    assert register.value("select count(*) from address where ended_on = '2024-10-01'") == 1
    august = without(tmp_path, SEPTEMBER, "INDIR_20240801.csv", "7000001", "7000002")
    assert register.load(august).counts.ended == 0
    assert register.value("select count(*) from address where ended_on is not null") == 1
    assert register.value("select count(*) from external_identifier where valid_to < '2024-10-01'"
                          ) == 0  # fmt: skip


def test_a_file_that_lost_a_third_is_refused_unless_one_says_so(
    register: Register, tmp_path: Path
) -> None:
    register.load(SEPTEMBER)
    lines = (SAMPLES / SEPTEMBER).read_text(encoding="utf-8").splitlines(keepends=True)
    short = tmp_path / "INDIR_20241001.csv"
    short.write_text("".join(lines[:12]), encoding="utf-8")
    refused = register.load(short)
    assert refused.outcome is ImportOutcome.REFUSED
    assert refused.message is not None
    assert "7 di 18 numeri civici" in refused.message.it
    assert "lacks 7 of 18 street numbers" in refused.message.en
    assert "--accept-shrink" in refused.message.it
    assert register.value("select count(*) from address where ended_on is not null") == 0
    accepted = register.load(short, accepts_shrink=True)
    assert (accepted.outcome, accepted.counts.ended) == (ImportOutcome.DONE, 7)


def test_a_refused_row_still_says_that_its_thing_is_there(
    register: Register, tmp_path: Path
) -> None:
    register.load(SEPTEMBER)
    text = (SAMPLES / SEPTEMBER).read_text(encoding="utf-8")
    broken = tmp_path / "INDIR_20241001.csv"
    broken.write_text(text.replace(";7000004;;3;A;", ";7000004;;tre;A;"), encoding="utf-8")
    result = register.load(broken)
    assert (result.counts.refused, result.counts.ended) == (1, 0)
    assert register.value("select count(*) from address where ended_on is not null") == 0


def test_a_row_that_names_nothing_holds_every_ending_back(
    register: Register, tmp_path: Path
) -> None:
    register.load(SEPTEMBER)
    path = without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", GONE)
    path.write_text(path.read_text(encoding="utf-8") + "Z999;rotta\n", encoding="utf-8")
    result = register.load(path)
    assert (result.counts.refused, result.counts.ended) == (1, 0)
    assert result.notes_path is not None
    assert "per prudenza" in result.notes_path.read_text(encoding="utf-8-sig")


def test_what_another_source_knows_too_goes_on(register: Register, tmp_path: Path) -> None:
    register.load("borgo_esempio.osm")
    register.load(SEPTEMBER)
    both = register.rows(
        "select a.number_text, string_agg(e.value, ' ' order by e.scheme) from address a "
        "join external_identifier e on e.address_id = a.id group by a.id having count(*) > 1 "
        "order by 1"
    )
    assert both
    known = both[0][1].split()[0]
    register.load(without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", known))
    assert register.rows(
        "select e.scheme, e.valid_to = 'infinity', a.ended_on from external_identifier x "
        "join address a on a.id = x.address_id join external_identifier e on e.address_id = a.id "
        "where x.value = :known order by 1",
        known=known,
    ) == [("anncsu_access", False, None), ("osm_address", True, None)]


def test_a_civic_of_the_reference_district_is_attested_without_the_archive(
    satellite: Register, tmp_path: Path
) -> None:
    """It stays, although the archive had given it a number and a place."""
    text = (SAMPLES / SEPTEMBER).read_text(encoding="utf-8").replace("Z999", "G686")
    head, *rows = text.replace("999001", "015175").splitlines(keepends=True)
    ours = [
        row.replace("VIA DELLE PROVE", "VIA CIMAROSA")
        .replace("9,614", "9,335")
        .replace("45,3139", "45,4901")
        for row in rows[:4]
    ]
    both = {"INDIR_20240901.csv": ours, "INDIR_20241001.csv": ours[:2] + ours[3:]}
    for name, kept in both.items():
        (tmp_path / name).write_text("".join([head, *kept]), encoding="utf-8")
    satellite.load(tmp_path / "INDIR_20240901.csv", code="G686", said=False)
    assert satellite.rows(
        "select a.number_text, a.source_id from external_identifier e "
        "join address a on a.id = e.address_id where e.value = '7000003'"
    ) == [("3", "anncsu")]
    result = satellite.load(tmp_path / "INDIR_20241001.csv", code="G686", said=False)
    assert result.counts.ended == 0
    assert satellite.rows(
        "select e.valid_to::text, a.ended_on from external_identifier e "
        "join address a on a.id = e.address_id where e.value = '7000003'"
    ) == [("2024-10-01", None)]


def test_streets_end_by_their_own_file_alone(register: Register, tmp_path: Path) -> None:
    strad = "STRAD_borgo_esempio_20240901.csv"
    assert counts(register.load(strad)) == (5, 5, 0, 0, 0, 0)
    register.load(SEPTEMBER)
    assert register.value("select count(*) from street") == 5
    assert register.load(without(tmp_path, SEPTEMBER, "INDIR_20241001.csv")).counts.ended == 0
    result = register.load(without(tmp_path, strad, "STRAD_20241101.csv", ";900003;"))
    assert result.counts.ended == 1
    assert register.rows("select name, ended_on::text from street where ended_on is not null") == [
        ("CASCINA FINTA", "2024-11-01")
    ]
    assert register.value("select count(*) from address where ended_on is not null") == 0


def test_streets_of_one_name_stay_two_and_each_number_has_its_own(register: Register) -> None:
    register.load(SEPTEMBER)
    register.load("STRAD_borgo_esempio_20240901.csv")
    assert register.rows(
        "select e.value, s.name, s.access_count, count(a.id) from street s "
        "join external_identifier e on e.street_id = s.id "
        "left join address a on a.street_id = s.id "
        "where s.name = 'VIA DELLE PROVE' group by e.id, s.id order by 1"
    ) == [("900001", "VIA DELLE PROVE", 8, 8), ("900004", "VIA DELLE PROVE", 1, 1)]
    assert register.value("select count(*) from address where street_id is null") == 0


def parcels(folder: Path, name: str, day: str, *, without_first: bool) -> Path:
    text = (SAMPLES / "parcels_borgo_esempio.gml").read_text(encoding="utf-8")
    before, *members = text.split("<wfs:member>")
    end = members[-1].partition("</wfs:member>")[2]
    members[-1] = members[-1].partition("</wfs:member>")[0] + "</wfs:member>\n"
    kept = members[1:] if without_first else members
    stamp = before[before.index('timeStamp="') + 11 :][:10]
    head = before.replace(stamp, day).replace(
        f'numberReturned="{len(members)}"', f'numberReturned="{len(kept)}"'
    )
    path = folder / name
    path.write_text("<wfs:member>".join([head, *kept]) + end, encoding="utf-8")
    return path


def test_only_the_bulk_file_of_parcels_is_a_whole(register: Register, tmp_path: Path) -> None:
    register.load(parcels(tmp_path, "Z999_BORGO_ple.gml", "2024-06-01", without_first=False))
    answer = parcels(tmp_path, "wfs.gml", "2024-07-01", without_first=True)
    assert register.load(answer).counts.ended == 0
    whole = parcels(tmp_path, "Z999_BORGO_NUOVO_ple.gml", "2024-08-01", without_first=True)
    assert register.load(whole).counts.ended == 1
    assert register.rows(
        "select count(*), count(*) filter (where valid_to = '2024-08-01') "
        "from external_identifier e join parcel p on p.id = e.parcel_id "
        "where p.ended_on is not null"
    ) == [(2, 2)]
    shown = "select count(*) from layer_parcels(cast(:day as date))"
    assert register.value(shown, day="2024-07-31") == register.value(shown, day="2024-08-01") + 1


def test_a_sheet_ends_its_own_parcels_only(register: Register, tmp_path: Path) -> None:
    text = (SAMPLES / "Z999_000200.cxf").read_text(encoding="latin-1")
    first = tmp_path / "Z999_000200_20240101.cxf"
    first.write_text(text, encoding="latin-1")
    register.load(first)
    other = tmp_path / "Z999_000300_20240101.cxf"
    other.write_text(text.replace("Z999_000200", "Z999_000300"), encoding="latin-1")
    register.load(other)
    block = text.index("BORDO\n21")
    cut = text[:block] + text[text.index("BORDO", block + 5) :]
    newer = tmp_path / "Z999_000200_20240601.cxf"
    newer.write_text(cut, encoding="latin-1")
    no_end = tmp_path / "Z999_000200_20240501.cxf"
    no_end.write_text(cut.rstrip().removesuffix("EOF"), encoding="latin-1")
    assert register.load(no_end).counts.ended == 0
    assert register.load(newer).counts.ended == 1
    assert register.rows("select sheet, count(ended_on) from parcel group by 1 order by 1") == [
        ("2", 1),
        ("3", 0),
    ]


BOX = '<bounds minlon="{}" minlat="45.30" maxlon="{}" maxlat="45.32"/>'


def osm(folder: Path, name: str, *, bounds: tuple[float, float] | None, gone: str = "") -> Path:
    text = (SAMPLES / "borgo_esempio.osm").read_text(encoding="utf-8")
    if bounds:
        start = text.index(">", text.index("<osm ")) + 1
        text = text[:start] + BOX.format(*bounds) + text[start:]
    if gone:
        start = text.index(f'<way id="{gone}"')
        text = text[:start] + text[text.index("</way>", start) + len("</way>") :]
    path = folder / name
    path.write_text(text.replace("2024-05-04T", name[:10] + "T"), encoding="utf-8")
    return path


def test_an_extract_ends_only_inside_the_bounds_that_it_declares(
    register: Register, tmp_path: Path
) -> None:
    register.load(osm(tmp_path, "2024-06-01.osm", bounds=None))
    way = register.value(
        "select replace(e.value, 'way/', '') from external_identifier e "
        "join building b on b.id = e.building_id where e.value like 'way/%' "
        "and b.address_id is null order by 1 limit 1"
    )
    no_bounds = osm(tmp_path, "2024-07-01.osm", bounds=None, gone=way)
    assert register.load(no_bounds).counts.ended == 0
    elsewhere = osm(tmp_path, "2024-08-01.osm", bounds=(9.0, 9.1), gone=way)
    assert register.load(elsewhere).counts.ended == 0
    around = osm(tmp_path, "2024-09-01.osm", bounds=(9.5, 9.7), gone=way)
    assert register.load(around).counts.ended == 1
    assert register.rows(
        "select e.value, b.ended_on::text from building b "
        "join external_identifier e on e.building_id = b.id where b.ended_on is not null"
    ) == [(f"way/{way}", "2024-09-01")]
    shown = "select count(*) from layer_buildings(cast(:day as date))"
    assert register.value(shown, day="2024-08-31") == register.value(shown, day="2024-09-01") + 1
    again = osm(tmp_path, "2024-10-01.osm", bounds=(9.5, 9.7))
    assert register.load(again).counts.updated == 1
    assert register.value("select count(*) from building where ended_on is not null") == 0
    assert register.value("select count(*) from building") == 5


def test_a_staircase_that_its_building_lost_ends(register: Register, tmp_path: Path) -> None:
    register.load(osm(tmp_path, "2024-06-01.osm", bounds=(9.5, 9.7)))
    path = osm(tmp_path, "2024-07-01.osm", bounds=(9.5, 9.7))
    text = path.read_text(encoding="utf-8")
    assert '<tag k="ref" v="b"/>' in text
    path.write_text(text.replace('<tag k="ref" v="b"/>', ""), encoding="utf-8")
    assert register.load(path, accepts_shrink=True).counts.ended == 1
    assert register.rows("select staircase_code, ended_on::text from staircase order by 1") == [
        ("A", None),
        ("B", "2024-07-01"),
    ]
    assert register.rows(
        "select staircases from layer_buildings('2024-08-01') where staircases is not null"
    ) == [("A",)]


def test_a_quotation_that_the_semesters_later_issue_lacks_ends(
    register: Register, tmp_path: Path
) -> None:
    name = "QI_20241_VALORI_borgo_esempio.csv"
    register.load(name)
    lines = (SAMPLES / name).read_text(encoding="cp1252").splitlines(keepends=True)
    later = lines[0].replace(lines[0].split("elaborazione del ")[1][:9], "30-DIC-24", 1)
    path = tmp_path / name
    path.write_text("".join([later, *lines[1:-1]]), encoding="cp1252")
    result = register.load(path)
    assert (result.counts.ended, result.counts.unchanged) == (1, 6)
    assert register.value("select count(*) from omi_value where ended_on is not null") == 1
    path.write_text("".join([later.replace("30-DIC-24", "31-DIC-24"), *lines[1:]]), "cp1252")
    assert counts(register.load(path)) == (7, 0, 1, 6, 0, 0)
    assert register.value("select count(*) from omi_value where ended_on is not null") == 0


def test_the_next_census_takes_the_place_of_the_last(register: Register) -> None:
    register.load("R99_11_WGS84_borgo_esempio.shp")
    register.do(
        "insert into census_section (municipality_code, section_code, census_year, geom, "
        "source_id, as_of, reliability) select municipality_code, section_code, 2021, geom, "
        "source_id, '2021-12-31', reliability from census_section order by fid limit 2"
    )
    shown = "select count(*) from layer_census_sections(cast(:day as date))"
    assert (register.value(shown, day="2020-12-31"), register.value(shown, day="2022-01-01")) == (
        6,
        2,
    )


def test_the_search_finds_an_ended_number_only_on_the_days_before(
    register: Register, tmp_path: Path
) -> None:
    register.load(SEPTEMBER)
    register.load(without(tmp_path, SEPTEMBER, "INDIR_20241001.csv", "7000008"))
    with Session(register.engine) as session:
        found = [
            len(
                find(
                    session, "via delle prove 9", day, municipality_code="Z999", most_flats=5
                ).addresses
            )
            for day in (dt.date(2024, 9, 15), dt.date(2024, 10, 15))
        ]
    assert found == [1, 0]
