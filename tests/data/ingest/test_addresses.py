"""One door is one address, whichever source tells it first and best."""

from pathlib import Path

import pytest

from tests.data.ingest.conftest import SAMPLES, Register, counts

INDIR = "INDIR_borgo_esempio_20240901.csv"
HEAD = (SAMPLES / INDIR).read_text(encoding="utf-8-sig").splitlines()[0]


def access(number: int, street: str, civic: str, lon: str = "", lat: str = "") -> str:
    return f"Z999;999001;1;;{street};;;;{number};;{civic};;;;;{lon};{lat};;"


@pytest.fixture
def indir(tmp_path: Path) -> Path:
    return tmp_path / "INDIR_20240901.csv"


def save(path: Path, *lines: str) -> Path:
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def test_the_archive_places_what_mappers_named(register: Register, indir: Path) -> None:
    register.load("borgo_esempio.osm")
    before = register.value("select count(*) from address")
    save(indir, access(1, "VIA DELLE PROVE", "1", "9,6143", "45,3141"))
    assert counts(register.load(indir)) == (1, 0, 1, 0, 0, 0)
    assert register.value("select count(*) from address") == before
    assert register.rows(
        "select a.street_name, a.source_id, a.reliability, "
        "  string_agg(e.scheme, ' ' order by e.scheme) "
        "from address a join external_identifier e on e.address_id = a.id "
        "where a.number_text = '1' group by a.id"
    ) == [("Via delle Prove", "anncsu", "official", "anncsu_access osm_address")]


def test_mappers_do_not_move_what_the_archive_placed(register: Register, indir: Path) -> None:
    save(indir, access(1, "VIA DELLE PROVE", "12/b", "9,6143", "45,3141"))
    register.load(indir)
    placed = register.rows("select st_astext(geom), source_id from address")
    register.load("borgo_esempio.osm")
    assert (
        register.rows("select st_astext(geom), source_id from address where number_text = '12B'")
        == placed
    )


def test_an_archive_without_places_keeps_the_mappers_own(register: Register, indir: Path) -> None:
    register.load("borgo_esempio.osm")
    query = "select st_astext(geom), source_id from address where number_text = '14 BIS'"
    before = register.rows(query)
    register.load(save(indir, access(1, "VIA DELLE PROVE", "14BIS")))
    assert register.rows(query) == before


def test_places_that_come_later_fill_the_first_delivery(register: Register, indir: Path) -> None:
    assert counts(register.load(save(indir, access(1, "CAMPI", "1")))) == (1, 1, 0, 0, 0, 0)
    save(indir, access(1, "CAMPI", "1", "9,61", "45,31"))
    assert counts(register.load(indir)) == (1, 0, 1, 0, 0, 0)
    save(indir, access(1, "CAMPI", "1"))
    assert counts(register.load(indir)) == (1, 0, 0, 1, 0, 0)
    assert register.value("select geom is not null from address")


def test_the_same_street_name_twice_is_kept_by_code(register: Register, indir: Path) -> None:
    save(indir, access(1, "CAMPI", "1"), access(2, "CAMPI", "1"))
    assert counts(register.load(indir)) == (2, 2, 0, 0, 0, 0)
    assert counts(register.load(indir)) == (2, 0, 0, 2, 0, 0)


def test_an_access_twice_is_skipped_if_equal_and_refused_if_not(
    register: Register, indir: Path
) -> None:
    save(indir, access(1, "CAMPI", "1"), access(1, "CAMPI", "1"), access(1, "CAMPI", "3"))
    result = register.load(indir)
    assert counts(result) == (3, 1, 0, 0, 1, 1)
    (refusal,) = result.first_refusals
    assert (refusal.number, refusal.reason.en) == (4, "The same key as row 2 but another content.")


def test_a_door_that_changed_its_number_is_updated(register: Register, indir: Path) -> None:
    register.load(save(indir, access(1, "CAMPI", "1")))
    assert counts(register.load(save(indir, access(1, "CAMPI", "1/A")))) == (1, 0, 1, 0, 0, 0)
    assert register.rows("select house_number, number_suffix, number_text from address") == [
        (1, "A", "1A")
    ]


def test_a_number_that_no_door_bears_is_kept_as_text(register: Register, indir: Path) -> None:
    register.load(save(indir, access(1, "CAMPI", "0"), access(2, "CAMPI", "12000")))
    assert register.rows("select house_number, number_text from address order by 2") == [
        (None, "0"),
        (None, "12000"),
    ]


def test_the_reference_addresses_get_their_real_place(satellite: Register, indir: Path) -> None:
    line = access(1, "VIA DOMENICO CIMAROSA", "1", "9,3250", "45,5000").replace("Z999", "G686")
    result = satellite.load(save(indir, line), code="G686", said=False)
    assert counts(result) == (1, 0, 1, 0, 0, 0)
    assert satellite.rows(
        "select a.street_name, a.source_id, st_x(st_transform(a.geom, 4326))::numeric(7, 4)::text "
        "from address a join external_identifier e on e.address_id = a.id "
        "where e.scheme = 'anncsu_access'"
    ) == [("via Cimarosa", "anncsu", "9.3250")]
