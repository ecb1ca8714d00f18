"""Another municipality's file is refused whole, a stray row alone."""

import re
from pathlib import Path

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import SAMPLES, Register, counts

OURS = "G686"


FOREIGN = (
    ("boundary_borgo_esempio_e_vicino.geojson", "Z998, Z999, not G686"),
    ("omi_zones_borgo_esempio_2024-1.kml", "Z999, not G686"),
    ("QI_20241_VALORI_borgo_esempio.csv", "Z999, not G686"),
    ("INDIR_borgo_esempio_20240901.csv", "Z999, not G686"),
    ("STRAD_borgo_esempio_20240901.csv", "Z999, not G686"),
    ("parcels_borgo_esempio.gml", "Z999, not G686"),
    ("Z999_000200.cxf", "Z999, not G686"),
    ("R99_11_WGS84_borgo_esempio.shp", "999001, 999002, not G686"),
    ("R99_indicatori_2011_sezioni_borgo_esempio.csv", "999001, not G686"),
    ("borgo_esempio.osm", "does not know where G686 lies"),
)


def test_a_foreign_file_is_refused_whole(register: Register) -> None:
    for name, told in FOREIGN:
        result = register.load(name, code=OURS, said=False)
        assert result.outcome is ImportOutcome.REFUSED
        assert result.message is not None
        assert told in result.message.en
        assert "--municipality" in result.message.it
        assert result.counts.loaded == 0
        assert result.counts.refused == result.counts.read
    assert register.rows("select code from municipality") == []
    assert register.rows("select id from source") == []


def test_buildings_far_from_the_boundary_are_another_municipalitys(satellite: Register) -> None:
    result = satellite.load("borgo_esempio.osm", code=OURS, said=False)
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert re.search(r"beyond 2 km from G686, the nearest at 2\d km", result.message.en)
    assert satellite.value("select count(*) from building where source_id = 'osm'") == 0


def test_saying_the_wrong_municipality_does_not_help(satellite: Register) -> None:
    result = satellite.load("borgo_esempio.osm", code=OURS, said=True)
    assert result.outcome is ImportOutcome.REFUSED


def test_a_few_rows_far_away_are_refused_alone(register: Register, tmp_path: Path) -> None:
    register.load("boundary_borgo_esempio.geojson")
    text = (SAMPLES / "borgo_esempio.osm").read_text(encoding="utf-8")
    stray = (
        '<node id="1" lat="45.5" lon="9.6"><tag k="addr:street" v="Via Lontana"/>'
        '<tag k="addr:housenumber" v="1"/></node></osm>'
    )
    path = tmp_path / "quasi.osm"
    path.write_text(text.replace("</osm>", stray), encoding="utf-8")
    result = register.load(path)
    assert result.counts.refused == 4
    assert "19 km from Z999" in result.first_refusals[3].reason.en
    assert register.rows("select * from address where street_name = 'Via Lontana'") == []


def test_a_parcel_of_another_municipality_is_refused_alone(
    register: Register, tmp_path: Path
) -> None:
    text = (SAMPLES / "parcels_borgo_esempio.gml").read_text(encoding="utf-8")
    path = tmp_path / "miste.gml"
    path.write_text(text.replace("Z999_000100.2", "Z998_000100.2"), encoding="utf-8")
    result = register.load(path)
    assert counts(result) == (10, 7, 0, 0, 2, 1)
    assert result.first_refusals[0].reason.it == "È del comune Z998, non di Z999."


def test_parcels_in_a_wrong_crs_are_refused(register: Register, tmp_path: Path) -> None:
    register.load("boundary_borgo_esempio.geojson")
    text = (SAMPLES / "parcels_borgo_esempio.gml").read_text(encoding="utf-8")
    path = tmp_path / "altrove.gml"
    path.write_text(text.replace(" 9.61", " 10.61"), encoding="utf-8")
    result = register.load(path)
    assert result.outcome is ImportOutcome.REFUSED
    assert register.value("select count(*) from parcel") == 0


def test_a_number_far_away_keeps_all_but_its_place(register: Register, tmp_path: Path) -> None:
    register.load("boundary_borgo_esempio.geojson")
    name = "INDIR_borgo_esempio_20240901.csv"
    text = (SAMPLES / name).read_text(encoding="utf-8")
    path = tmp_path / name
    path.write_text(text.replace("9,6141;45,3139", "9,6141;46,3139"), encoding="utf-8")
    result = register.load(path)
    assert counts(result) == (18, 18, 0, 0, 0, 0)
    assert result.refused_values == 1
    assert not result.is_clean
    assert register.rows(
        "select number_text, geom is null from address "
        "join external_identifier e on e.address_id = address.id where e.value = '7000001'"
    ) == [("1", True)]


def test_a_named_municipality_is_declared_and_learns_its_statistical_code(
    register: Register,
) -> None:
    register.load("R99_11_WGS84_borgo_esempio.shp")
    assert register.rows("select code, istat_code, name from municipality") == [
        ("Z999", "999001", "Z999")
    ]
    register.load("boundary_borgo_esempio.geojson")
    assert register.rows("select name, is_approximate, source_id from municipality") == [
        ("Borgo Esempio", False, "boundary")
    ]


def test_an_older_file_does_not_undo_a_newer_one(register: Register, tmp_path: Path) -> None:
    register.load("parcels_borgo_esempio.gml")
    text = (SAMPLES / "parcels_borgo_esempio.gml").read_text(encoding="utf-8")
    older = tmp_path / "vecchio.gml"
    older.write_text(
        text.replace('timeStamp="2024', 'timeStamp="2020').replace("45.3164", "45.3163"),
        encoding="utf-8",
    )
    before = register.rows("select id, geom from parcel order by id")
    assert counts(register.load(older)) == (10, 0, 0, 8, 2, 0)
    assert register.rows("select id, geom from parcel order by id") == before
    newer = tmp_path / "nuovo.gml"
    newer.write_text(
        text.replace('timeStamp="2024', 'timeStamp="2025').replace("45.3164", "45.3163"),
        encoding="utf-8",
    )
    assert counts(register.load(newer)) == (10, 0, 6, 2, 2, 0)
    assert register.rows("select distinct as_of::text from parcel") == [("2025-06-15",)]
