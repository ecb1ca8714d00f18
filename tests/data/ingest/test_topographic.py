"""Topographic buildings in the register: official ground wins over mapped, uses are kept."""

from pathlib import Path

from shapely import box, force_2d, to_wkt

from gis.crs import transformer
from tests.data.ingest.conftest import Register, counts
from tests.data.sources.topographic_delivery import BUILDINGS, EAST, NORTH, delivery, ground


def mapped(path: Path) -> Path:
    """The first building as mappers drew it, half a metre off and with a name."""
    degrees = transformer(7791, 4326)
    ring = box(EAST + 40.5, NORTH + 0.3, EAST + 60.5, NORTH + 10.3).exterior.coords
    nodes = "".join(
        '<node id="{}" lat="{:.9f}" lon="{:.9f}"/>'.format(n, *degrees.transform(x, y)[::-1])
        for n, (x, y) in enumerate(ring[:-1], start=1)
    )
    refs = "".join(f'<nd ref="{n}"/>' for n in (1, 2, 3, 4, 1))
    tags = "".join(
        f'<tag k="{k}" v="{v}"/>'
        for k, v in {"building": "yes", "name": "Casa Prova", "height": "20"}.items()
    )
    path.write_text(f'<osm version="0.6">{nodes}<way id="9">{refs}{tags}</way></osm>', "utf-8")
    return path


def test_official_ground_takes_over_and_keeps_the_identity(
    register: Register, tmp_path: Path
) -> None:
    osm = mapped(tmp_path / "a.osm")
    register.load(osm)
    identity = register.value("select id from building")
    path = delivery(tmp_path / "dbgt_20240315")
    assert counts(register.load(path)) == (9, 4, 1, 0, 2, 2)
    assert register.rows(
        "select source_id, reliability, name, height_m::text, st_area(geom)::int "
        "from building where id = :id",
        id=identity,
    ) == [("topographic", "official", "Casa Prova", "27.5", 200)]
    assert register.rows(
        "select e.scheme, e.value from external_identifier e where building_id = :id order by 1",
        id=identity,
    ) == [("dbgt_building", "ES19/A1"), ("osm_building", "way/9")]
    assert register.rows(
        "select use_code from building_use where building_id = :id order by 1", id=identity
    ) == [("0101",), ("0701",)]
    assert counts(register.load(path)) == (9, 0, 0, 5, 2, 2)
    assert counts(register.load(osm)) == (1, 0, 0, 1, 0, 0)
    assert register.value("select source_id from building where id = :id", id=identity) == (
        "topographic"
    )


def test_a_building_closed_by_the_source_ends_on_that_day(
    register: Register, tmp_path: Path
) -> None:
    standing = [(*row[:6], "") for row in BUILDINGS]
    register.load(delivery(tmp_path / "dbgt_20220101", buildings=standing))
    assert register.value("select count(*) from building where ended_on is null") == 3
    result = register.load(delivery(tmp_path / "dbgt_20240315"))
    assert result.counts.updated == 1
    assert register.rows(
        "select e.value, b.ended_on::text, e.valid_to::text from building b "
        "join external_identifier e on e.building_id = b.id where b.ended_on is not null"
    ) == [("ES19/A3", "2023-12-31", "2023-12-31")]


def test_what_a_newer_survey_no_longer_draws_ends(register: Register, tmp_path: Path) -> None:
    register.load(delivery(tmp_path / "dbgt_20220101"))
    fewer = [(f"A{n}", ground(n)) for n in (1, 3, 4)]
    newer = delivery(
        tmp_path / "dbgt_20240315",
        buildings=[row for row in BUILDINGS if row[0] != "A2"],
        shapes=fewer,
    )
    result = register.load(newer, accepts_shrink=True)
    assert result.counts.ended == 1
    assert register.rows(
        "select e.value, b.ended_on::text from building b "
        "join external_identifier e on e.building_id = b.id where b.ended_on is not null"
    ) == [("ES19/A2", "2024-03-15")]


def test_the_places_are_those_of_the_delivery(register: Register, tmp_path: Path) -> None:
    register.load(delivery(tmp_path / "d"))
    expected = to_wkt(force_2d(ground(2)), rounding_precision=2)
    assert register.value(
        "select st_equals(geom, st_geomfromtext(:wkt, 7791)) from building b "
        "join external_identifier e on e.building_id = b.id where e.value = 'ES19/A2'",
        wkt=expected,
    )
