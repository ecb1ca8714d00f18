"""Real footprints take the place of invented ones in the reference district."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from gis.crs import transformer
from tests.data.ingest.conftest import Register, counts

OURS = "G686"
Corners = tuple[tuple[float, float], ...]


class Osm:
    """An OSM file drawn in the metres of EPSG:7791."""

    def __init__(self) -> None:
        self.ids = count(1)
        self.parts: list[tuple[str, str]] = []

    def node(self, east: float, north: float, **tags: str) -> int:
        number = next(self.ids)
        lon, lat = transformer(7791, 4326).transform(east, north)
        body = f'<node id="{number}" lat="{lat:.9f}" lon="{lon:.9f}">{_tags(tags)}</node>'
        self.parts.append(("n", body))
        return number

    def building(self, ring: Corners, *, doors: tuple[int, ...] = (), **tags: str) -> int:
        first, *others = [self.node(*corner) for corner in ring]
        number = next(self.ids)
        refs = "".join(f'<nd ref="{ref}"/>' for ref in (first, *doors, *others, first))
        body = f'<way id="{number}">{refs}{_tags({"building": "yes", **tags})}</way>'
        self.parts.append(("w", body))
        return number

    def save(self, path: Path) -> Path:
        bodies = "".join(body for _, body in sorted(self.parts, key=lambda part: part[0]))
        path.write_text(f'<osm version="0.6">{bodies}</osm>', encoding="utf-8")
        return path


def _tags(tags: dict[str, str]) -> str:
    return "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in tags.items())


def box(west: float, south: float, width: float, depth: float) -> Corners:
    east, north = west + width, south + depth
    return ((west, south), (east, south), (east, north), (west, north))


def at(street: str, civic: str) -> dict[str, Any]:
    return {"addr__street": street, "addr__housenumber": civic}


@pytest.fixture
def osm() -> Osm:
    return Osm()


def bodies(register: Register, civic: str) -> list[tuple[str, float, float]]:
    """Id, west and south of the standing bodies at a civic of via Cimarosa."""
    return [
        (row[0], row[1], row[2])
        for row in register.rows(
            "select b.id, st_xmin(b.geom), st_ymin(b.geom) from building b "
            "join address a on a.id = b.address_id where a.street_name = 'via Cimarosa' "
            "and a.number_text = :civic and b.ended_on is null "
            "order by st_x(st_centroid(b.geom)), st_y(st_centroid(b.geom))",
            civic=civic,
        )
    ]


def overlaps(register: Register) -> int:
    """Pairs of an invented and a real building on the same ground."""
    found: int = register.value(
        "select count(*) from building i join building r on i.is_synthetic and not r.is_synthetic "
        "and i.ended_on is null and r.ended_on is null and st_intersects(i.geom, r.geom) "
        "and st_area(st_intersection(i.geom, r.geom)) > 0.5"
    )
    return found


def test_a_footprint_at_the_same_address_keeps_building_stairs_and_flats(
    satellite: Register, osm: Osm, tmp_path: Path
) -> None:
    identity, west, south = bodies(satellite, "901")[0]
    flats = satellite.value("select count(*) from unit where building_id = :id", id=identity)
    osm.building(
        box(west + 3, south + 2, 50, 14), **at("Via Cimarosa", "901"), building__levels="9"
    )
    result = satellite.load(osm.save(tmp_path / "reale.osm"), code=OURS, said=False)
    assert counts(result) == (2, 0, 2, 0, 0, 0)
    assert satellite.rows(
        "select floors_above_ground, reliability, source_id, st_area(geom)::int "
        "from building where id = :id",
        id=identity,
    ) == [(9, "single_source", "osm", 700)]
    assert satellite.rows(
        "select count(*), bool_and(st_dwithin(u.geom, b.geom, 0.01)) from unit u "
        "join building b on b.id = u.building_id where b.id = :id",
        id=identity,
    ) == [(flats, True)]
    assert satellite.value(
        "select bool_and(st_dwithin(s.geom, b.geom, 0.01)) from staircase s "
        "join building b on b.id = s.building_id where b.id = :id",
        id=identity,
    )
    assert overlaps(satellite) == 0


def test_the_official_full_name_of_a_street_is_the_same_street(
    satellite: Register, osm: Osm, tmp_path: Path
) -> None:
    identity, west, south = bodies(satellite, "3")[0]
    osm.building(box(west, south, 30, 12), **at("Via Domenico Cimarosa", "3"))
    satellite.load(osm.save(tmp_path / "reale.osm"), code=OURS, said=False)
    assert satellite.rows("select source_id from building where id = :id", id=identity) == [
        ("osm",)
    ]
    assert (
        satellite.value(
            "select count(*) from address where street_name ilike '%cimarosa' and number_text = '3'"
        )
        == 1
    )


def test_a_door_inside_the_outline_gives_the_address(
    satellite: Register, osm: Osm, tmp_path: Path
) -> None:
    identity, west, south = bodies(satellite, "1")[0]
    osm.node(west + 500, south + 500, **at("via Cimarosa", "1"))
    osm.building(box(west + 480, south + 490, 40, 14))
    satellite.load(osm.save(tmp_path / "reale.osm"), code=OURS, said=False)
    assert satellite.rows(
        "select source_id, name is not null from building where id = :id", id=identity
    ) == [("osm", True)]


def test_bodies_of_one_address_are_paired_from_west_to_east(
    satellite: Register, osm: Osm, tmp_path: Path
) -> None:
    before = bodies(satellite, "1")
    assert len(before) == 4
    for step, civic in ((300, "1"), (340, "1")):
        osm.building(
            box(before[0][1] + step, before[0][2] + 600, 30, 12), **at("via Cimarosa", civic)
        )
    satellite.load(osm.save(tmp_path / "reale.osm"), code=OURS, said=False)
    real = satellite.rows("select id from building where source_id = 'osm' order by st_xmin(geom)")
    assert [row[0] for row in real] == [identity for identity, _, _ in before[:2]]


def test_invented_buildings_at_invented_civics_end_under_a_real_one(
    satellite: Register, osm: Osm, tmp_path: Path
) -> None:
    identity, west, south = bodies(satellite, "901")[0]
    number = osm.building(box(west + 1, south + 1, 20, 8))
    path = osm.save(tmp_path / "reale.osm")
    assert counts(satellite.load(path, code=OURS, said=False)) == (1, 1, 0, 0, 0, 0)
    assert satellite.rows(
        "select b.ended_on = current_date, e.value from building b "
        "join external_identifier e on e.building_id = b.replaced_by_id where b.id = :id",
        id=identity,
    ) == [(True, f"way/{number}")]
    assert satellite.value("select count(*) from unit where building_id = :id", id=identity) > 0
    assert overlaps(satellite) == 0
    assert counts(satellite.load(path, code=OURS, said=False)) == (1, 0, 0, 1, 0, 0)
    assert overlaps(satellite) == 0


def test_an_attested_civic_gives_the_ground_back_but_stays(
    satellite: Register, osm: Osm, tmp_path: Path
) -> None:
    identity, west, south = bodies(satellite, "3")[0]
    osm.building(box(west, south, 8, 8))
    path = osm.save(tmp_path / "reale.osm")
    satellite.load(path, code=OURS, said=False)
    assert satellite.rows(
        "select ended_on, is_synthetic from building where id = :id", id=identity
    ) == [(None, True)]
    assert overlaps(satellite) == 0


def test_a_building_twice_is_refused_once(satellite: Register, osm: Osm, tmp_path: Path) -> None:
    _, west, south = bodies(satellite, "901")[0]
    osm.building(box(west, south + 700, 20, 10))
    osm.building(box(west, south + 700, 20.1, 10))
    result = satellite.load(osm.save(tmp_path / "doppio.osm"), code=OURS, said=False)
    assert counts(result) == (2, 1, 0, 0, 0, 1)
    assert "A building twice" in result.first_refusals[0].reason.en
    assert "Edificio doppio" in result.first_refusals[0].reason.it


def test_an_invented_staircase_becomes_real_and_keeps_its_flats(
    satellite: Register, osm: Osm, tmp_path: Path
) -> None:
    identity, west, south = bodies(satellite, "901")[0]
    code, stair, flats = satellite.rows(
        "select s.staircase_code, s.id, count(u.id) from staircase s "
        "join unit u on u.staircase_id = s.id where s.building_id = :id "
        "group by s.id order by 1 limit 1",
        id=identity,
    )[0]
    door = osm.node(west + 5, south, entrance="staircase", ref=code.lower())
    osm.building(box(west, south, 50, 14), doors=(door,), **at("via Cimarosa", "901"))
    satellite.load(osm.save(tmp_path / "reale.osm"), code=OURS, said=False)
    assert satellite.rows(
        "select s.source_id, st_x(s.geom)::int, count(u.id) from staircase s "
        "join unit u on u.staircase_id = s.id where s.id = :id group by s.id",
        id=stair,
    ) == [("osm", round(west + 5), flats)]


def test_real_parcels_end_the_invented_ones_under_them(satellite: Register, tmp_path: Path) -> None:
    corners = satellite.rows(
        "select st_x(p), st_y(p) from (select (st_dumppoints(st_transform(geom, 4326))).geom as p "
        "from parcel where is_synthetic order by fid limit 4) c"
    )
    ring = " ".join(f"{lat:.8f} {lon:.8f}" for lon, lat in [*corners, corners[0]])
    sample = Path(__file__).parents[3] / "data" / "samples" / "parcels_borgo_esempio.gml"
    text = sample.read_text(encoding="utf-8").replace("Z999", OURS)
    before, _, rest = text.partition("<wfs:member>")
    member = rest.partition("</wfs:member>")[0]
    start, end = member.index("posList srsDimension") + 25, member.index("</gml:posList>")
    one = f"<wfs:member>{member[:start]}{ring}{member[end:]}</wfs:member>"
    body = f"{before}{one}</wfs:FeatureCollection>"
    path = tmp_path / "una.gml"
    path.write_text(body.replace('numberReturned="10"', 'numberReturned="1"'), encoding="utf-8")
    shown = "select count(*) from layer_parcels(current_date) where is_synthetic"
    kept = "select count(*) from parcel where is_synthetic"
    invented, links = satellite.value(kept), "select count(*) from building_parcel"
    before_them, linked = satellite.value(shown), satellite.value(links)
    assert counts(satellite.load(path, code=OURS, said=False)) == (1, 1, 0, 0, 0, 0)
    assert satellite.value(kept) == invented
    assert satellite.value(shown) == before_them - 1
    assert satellite.value(links) == linked
    assert satellite.rows(
        "select distinct p.ended_on = current_date, e.valid_to = current_date from parcel p "
        "join external_identifier e on e.parcel_id = p.id where p.is_synthetic "
        "and p.ended_on is not null"
    ) == [(True, True)]
    assert counts(satellite.load(path, code=OURS, said=False)) == (1, 0, 0, 1, 0, 0)
    assert satellite.value(shown) == before_them - 1
