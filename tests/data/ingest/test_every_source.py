"""Every sample of Borgo Esempio goes in, and goes in again without changing anything."""

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import Register, counts

ALL = (
    ("boundary_borgo_esempio.geojson", (1, 1, 0, 0, 0, 0)),
    ("boundary_borgo_esempio_e_vicino.geojson", (2, 0, 0, 1, 0, 1)),
    ("QI_20241_VALORI_borgo_esempio.csv", (7, 7, 0, 0, 0, 0)),
    ("omi_zones_borgo_esempio_2024-1.kml", (3, 3, 0, 0, 0, 0)),
    ("QI_20241_ZONE_borgo_esempio.csv", (3, 3, 0, 0, 0, 0)),
    ("INDIR_borgo_esempio_20240901.csv", (18, 18, 0, 0, 0, 0)),
    ("STRAD_borgo_esempio_20240901.csv", (5, 0, 5, 0, 0, 0)),
    ("borgo_esempio.osm", (18, 11, 2, 0, 2, 3)),
    ("parcels_borgo_esempio.gml", (10, 8, 0, 0, 2, 0)),
    ("Z999_000200.cxf", (10, 5, 0, 0, 5, 0)),
    ("R99_11_WGS84_borgo_esempio.shp", (7, 6, 0, 0, 0, 1)),
    ("R99_indicatori_2011_sezioni_borgo_esempio.csv", (6, 6, 0, 0, 0, 0)),
)
TABLES = (
    "municipality", "omi_zone", "omi_value", "street", "address", "building", "staircase", "parcel",
    "census_section", "external_identifier", "source",
)  # fmt: skip


def snapshot(register: Register) -> dict[str, list[object]]:
    return {
        table: register.rows(f"select to_jsonb(t) - 'geom_3857' from {table} t order by 1")
        for table in TABLES
    }


def test_everything_loads_and_a_second_time_changes_nothing(register: Register) -> None:
    for name, expected in ALL:
        result = register.load(name)
        assert (name, counts(result)) == (name, expected)
        assert expected[0] == sum(expected[1:])
        clean = ImportOutcome.DONE_WITH_REFUSALS if expected[5] else ImportOutcome.DONE
        assert result.outcome is clean
    before = snapshot(register)
    for name, (read, loaded, updated, unchanged, skipped, refused) in ALL:
        again = (read, 0, 0, loaded + updated + unchanged, skipped, refused)
        assert (name, counts(register.load(name))) == (name, again)
    assert snapshot(register) == before


def test_every_row_says_where_it_comes_from(register: Register) -> None:
    for name, _ in ALL:
        register.load(name)
    assert register.rows(
        "select source_id, reliability, min(as_of)::text from omi_zone group by 1, 2"
    ) == [("omi_zones", "official", "2024-09-12")]
    assert register.rows("select distinct source_id, reliability, as_of::text from building") == [
        ("osm", "single_source", "2024-05-04")
    ]
    assert register.rows("select distinct source_id, as_of::text from census_section") == [
        ("census_sections", "2011-10-09")
    ]
    assert ("osm", "ODbL-1.0") in register.rows("select id, licence from source")
    assert register.value("select count(*) from building where is_synthetic") == 0


def test_zones_descriptions_and_values_meet_in_any_order(register: Register) -> None:
    for name in ("QI_20241_VALORI", "QI_20241_ZONE"):
        register.load(f"{name}_borgo_esempio.csv")
    assert register.value("select count(*) from omi_zone where geom is not null") == 0
    register.load("omi_zones_borgo_esempio_2024-1.kml")
    assert register.rows(
        "select z.zone_code, z.semester, z.geom is not null, z.description, count(v.id) "
        "from omi_zone z left join omi_value v on v.zone_id = z.id "
        "group by z.id order by z.zone_code"
    ) == [
        ("B1", "2024-1", True, "CENTRO, PIAZZA DELL'ESEMPIO", 4),
        ("D1", "2024-1", True, "VIA DELLE PROVE, STAZIONE INVENTATA", 3),
        ("R1", "2024-1", True, "CAMPI", 0),
    ]


def test_a_building_has_its_address_and_its_staircases(register: Register) -> None:
    register.load("borgo_esempio.osm")
    assert register.rows(
        "select b.name, a.street_name, a.number_text, "
        "  string_agg(s.staircase_code, ',' order by s.staircase_code) "
        "from building b join address a on a.id = b.address_id "
        "left join staircase s on s.building_id = b.id and s.address_id = a.id "
        "group by b.id, a.id order by a.number_text"
    ) == [
        ("Condominio Prova", "Via delle Prove", "1", "A,B"),
        (None, "Via delle Prove", "3-5", None),
    ]


def test_the_same_buildings_under_other_ids_stay_the_same(register: Register) -> None:
    register.load("borgo_esempio.osm")
    before = register.rows("select id from building order by id")
    register.load("borgo_esempio.osm.pbf")
    assert register.rows("select id from building order by id") == before
    assert register.rows(
        "select count(*) from external_identifier where scheme = 'osm_building'"
    ) == [(10,)]


def test_a_dry_run_counts_the_same_and_writes_nothing(register: Register) -> None:
    for name, expected in ALL:
        tried = register.load(name, dry_run=True)
        if "vicino" not in name:
            assert counts(tried)[0] == expected[0]
    assert all(rows == [] for rows in snapshot(register).values())
    assert register.value("select bool_and(is_dry_run) from import_run") is True
    assert counts(register.load("borgo_esempio.osm", dry_run=True)) == counts(
        register.load("borgo_esempio.osm")
    )
