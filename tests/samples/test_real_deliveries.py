"""The real deliveries load with the counts they truly hold, twice, and only where they belong."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import Register, counts

OURS = "G686"
OMI = "06_omi_pvp_projects"
OSM = "01_osm"
ANNCSU = "04_anncsu_civici"
CADASTRE = "03_catasto"
ISTAT = "05_istat_boundaries"

HOME = (
    (f"{ISTAT}/pioltello_confine_openpolis.geojson", "boundary", (1, 1, 0, 0, 0, 0)),
    (f"{ISTAT}/pioltello_e_confinanti_openpolis.geojson", "boundary", (6, 0, 0, 1, 0, 5)),
    (f"{OMI}/Comune di PIOLTELLO 2018-2.kml", "omi_zones", (5, 5, 0, 0, 0, 0)),
    (f"{OMI}/QI_20182_ZONE_pioltello.csv", "omi_values", (5, 5, 0, 0, 0, 0)),
    (f"{OMI}/QI_20182_VALORI_pioltello.csv", "omi_values", (30, 30, 0, 0, 0, 0)),
    (
        f"{CADASTRE}/gml/synthetic_G686_parcels_mixed.gml",
        "cadastral_parcels",
        (10, 5, 0, 0, 3, 2),
    ),
    (f"{OSM}/synthetic_condominio.osm", "osm", (18, 14, 0, 0, 3, 1)),
)
ABROAD = (
    ("F776", f"{OSM}/mottalciata_edifici.osm", "osm", (1578, 1578, 0, 0, 0, 0)),
    ("F393", f"{OSM}/montagna_in_valtellina_civici.osm", "osm", (1628, 1628, 0, 0, 0, 0)),
    (
        "A269",
        f"{ANNCSU}/INDIR_A269_anagni_estratto_reale.csv",
        "anncsu",
        (1116, 1116, 0, 0, 0, 0),
    ),
    (
        "A269",
        f"{ANNCSU}/INDIR_A269_anagni_con_coordinate_derivato.csv",
        "anncsu",
        (700, 0, 700, 0, 0, 0),
    ),
    ("A269", f"{ANNCSU}/STRAD_A269_anagni_derivato.csv", "anncsu", (365, 320, 45, 0, 0, 0)),
    (
        "A176",
        f"{CADASTRE}/gml/wfs_particella_A176_003100.329.gml",
        "cadastral_parcels",
        (1, 1, 0, 0, 0, 0),
    ),
    ("H501", f"{CADASTRE}/cxf/H501D076700.CTF", "cadastral_map", (516, 381, 0, 0, 135, 0)),
    (
        "A326",
        f"{ISTAT}/R02_11_WGS84_aosta_estratto.shp",
        "census_sections",
        (280, 278, 0, 0, 0, 2),
    ),
    (
        "A326",
        f"{ISTAT}/R02_indicatori_2011_sezioni_aosta.csv",
        "census_sections",
        (274, 274, 0, 0, 0, 0),
    ),
)


@pytest.fixture(scope="module")
def loaded(register: Register, deliveries: Path) -> Register:
    """Everything loaded once, the counts checked on the way."""
    for name, source, expected in HOME:
        result = register.load(deliveries / name, code=OURS, said=False)
        assert (name, result.source, counts(result)) == (name, source, expected)
    for code, name, source, expected in ABROAD:
        result = register.load(deliveries / name, code=code)
        assert (name, result.source, counts(result)) == (name, source, expected)
    return register


def test_a_second_time_everything_is_unchanged(loaded: Register, deliveries: Path) -> None:
    files = [(OURS, *it) for it in HOME] + list(ABROAD)
    for code, name, _, (read, loaded_count, updated, unchanged, skipped, refused) in files:
        again = (read, 0, 0, loaded_count + updated + unchanged, skipped, refused)
        result = loaded.load(deliveries / name, code=code, said=code != OURS)
        assert (name, counts(result)) == (name, again)


@pytest.mark.parametrize("name", [name for _, name, _, _ in ABROAD])
def test_without_saying_so_the_foreign_ones_are_refused(
    loaded: Register, deliveries: Path, name: str
) -> None:
    result = loaded.load(deliveries / name, code=OURS, said=False)
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "another municipality's" in result.message.en
    assert "altro comune" in result.message.it


def test_the_register_holds_what_the_files_hold(loaded: Register) -> None:
    assert loaded.rows(
        "select municipality_code, count(*) from building where not is_synthetic "
        "group by 1 order by 1"
    ) == [("F776", 1578), (OURS, 3)]
    assert loaded.rows(
        "select municipality_code, count(*) from parcel where not is_synthetic "
        "group by 1 order by 1"
    ) == [("A176", 1), (OURS, 5), ("H501", 381)]
    assert loaded.rows(
        "select municipality_code, count(*), count(geom) from address "
        "where source_id in ('osm', 'anncsu') group by 1 order by 1"
    ) == [("A269", 1116, 700), ("F393", 1628, 1628), (OURS, 7, 7)]
    assert loaded.rows(
        "select count(*), count(geom), sum(residents) > 30000 from census_section"
    ) == [(278, 278, True)]


def test_the_zones_of_pioltello_have_polygons_names_and_values(
    loaded: Register, deliveries: Path
) -> None:
    with (deliveries / OMI / "QI_20182_VALORI_pioltello.csv").open(encoding="cp1252") as file:
        next(file)
        values = Counter(row["Zona"] for row in csv.DictReader(file, delimiter=";"))
    assert loaded.rows(
        "select z.zone_code, count(v.id), z.description is not null, z.geom is not null "
        "from omi_zone z left join omi_value v on v.zone_id = z.id "
        "where z.municipality_code = 'G686' and z.semester = '2018-2' group by z.id order by 1"
    ) == [(zone, values[zone], True, True) for zone in ("B1", "D1", "D4", "R1", "R2")]


def test_everything_lies_where_its_municipality_is(loaded: Register) -> None:
    """Rough centres, read from an atlas: longitude and latitude in tenths of a degree."""
    places = loaded.rows(
        "select municipality_code, round(st_x(c)::numeric, 1)::float8, "
        "round(st_y(c)::numeric, 1)::float8 from (select municipality_code, "
        "st_transform(st_centroid(st_collect(geom)), 4326) as c from ("
        "select municipality_code, geom from building union all "
        "select municipality_code, geom from parcel union all "
        "select municipality_code, geom from address where geom is not null union all "
        "select municipality_code, geom from census_section where geom is not null) g "
        "group by 1) m order by 1"
    )
    assert places == [
        ("A176", 13.0, 38.0),
        ("A269", 13.2, 41.7),
        ("A326", 7.3, 45.7),
        ("F393", 9.9, 46.2),
        ("F776", 8.2, 45.5),
        ("G686", 9.3, 45.5),
        ("H501", 12.3, 41.9),
    ]


def test_renumbered_buildings_are_the_same_buildings(loaded: Register, deliveries: Path) -> None:
    path = deliveries / OSM / "mottalciata_edifici_renumbered.osm.pbf"
    assert loaded.load(path, code="F776").counts.loaded == 0
    assert loaded.value("select count(*) from building where municipality_code = 'F776'") == 1578


def test_the_reference_district_stays_where_no_real_building_stands(loaded: Register) -> None:
    assert (
        loaded.value(
            "select count(*) from building i "
            "join building r on i.is_synthetic and not r.is_synthetic "
            "and i.ended_on is null and r.ended_on is null and st_intersects(i.geom, r.geom) "
            "and st_area(st_intersection(i.geom, r.geom)) > 0.5"
        )
        == 0
    )
    assert loaded.value("select count(*) from building where is_synthetic") == 55
