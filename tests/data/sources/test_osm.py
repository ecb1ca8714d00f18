"""The buildings and doors of via delle Prove, as mappers and import tools write them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import osmium
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.addresses import AddressRecord, DoorRank
from data.sources.osm_copy import Ids
from data.sources.osm_rows import Entrance, Footprint
from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, Read, changed, read, written

OSM = "borgo_esempio.osm"
HEAD = '<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">'
SQUARE = ((45.31, 9.61), (45.31, 9.6105), (45.3103, 9.6105), (45.3103, 9.61))


def footprints(got: Read) -> dict[str, Footprint]:
    return {r.identifier: r for r in got.records if isinstance(r, Footprint)}


def nodes(ids: tuple[int, ...] = (1, 2, 3, 4)) -> Iterator[str]:
    for number, (lat, lon) in zip(ids, SQUARE, strict=True):
        yield f'<node id="{number}" lat="{lat}" lon="{lon}"/>'


def way(number: int, refs: tuple[int, ...], **tags: str) -> str:
    inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    inside += "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in tags.items())
    return f'<way id="{number}">{inside}</way>'


def osm(folder: Path, *parts: str) -> Path:
    return written(folder, "prova.osm", HEAD + "".join(parts) + "</osm>")


def test_negative_ids_give_the_areas_that_gdal_finds_in_positive_ones() -> None:
    negative, positive = footprints(read(SAMPLES / OSM)), footprints(read(SAMPLES / f"{OSM}.pbf"))
    frame = pyogrio.read_dataframe(SAMPLES / f"{OSM}.pbf", layer="multipolygons").to_crs(7791)
    frame = frame[frame["building"].notna()]
    assert len(negative) == len(positive) == len(frame) == 5
    assert sorted(negative) == sorted(name.replace("/", "/-") for name in positive)
    # GDAL leaves the bow-tie invalid, so its lobes cancel out: made valid, they count.
    expected = sorted(frame.make_valid().area)
    assert sorted(f.geometry.area for f in positive.values()) == pytest.approx(expected, rel=1e-6)


def test_a_relation_keeps_its_courtyard() -> None:
    court = next(f for f in footprints(read(SAMPLES / OSM)).values() if f.facts.name)
    assert footprints(read(SAMPLES / OSM))["relation/-28"].facts.name == "Corte Inventata"
    assert footprints(read(SAMPLES / OSM))["relation/-28"].geometry.geoms[0].interiors
    assert court.facts.height_m == Decimal("26.5")
    assert (court.facts.floors_above_ground, court.facts.built_year) == (8, 1964)


def test_doors_come_from_nodes_and_outlines_in_one_spelling() -> None:
    doors = [r for r in read(SAMPLES / OSM).records if isinstance(r, AddressRecord)]
    told = sorted((d.street_name, d.number_text, d.door_rank.name) for d in doors)
    assert told == [
        ("Cascina Finta", "SNC", "DOOR"),
        ("Via delle Prove", "1", "ENTRANCE"),
        ("Via delle Prove", "1", "ENTRANCE"),
        ("Via delle Prove", "1", "OUTLINE"),
        ("Via delle Prove", "12B", "DOOR"),
        ("Via delle Prove", "12C", "DOOR"),
        ("Via delle Prove", "14 BIS", "DOOR"),
        ("Via delle Prove", "3-5", "OUTLINE"),
    ]
    assert len({d.identifier for d in doors}) == len(doors)
    assert max(d.door_rank for d in doors) is DoorRank.OUTLINE


def test_staircases_are_the_lettered_entrances_on_the_outline() -> None:
    stairs = [r for r in read(SAMPLES / OSM).records if isinstance(r, Entrance)]
    assert [(s.building_identifier, s.staircase_code, s.number_key) for s in stairs] == [
        ("way/-7", "A", "1"),
        ("way/-7", "B", "1"),
    ]
    outline = footprints(read(SAMPLES / OSM))["way/-7"].geometry.boundary
    assert all(outline.distance(stair.geometry) < 0.001 for stair in stairs)


def test_incomplete_objects_are_refused_by_name() -> None:
    told = {r.raw.split()[0]: r.reason.en for r in read(SAMPLES / OSM).refusals}
    assert told == {
        "node/-44": "A street number needs a street (addr:street or addr:place) and a readable"
        " number.",
        "way/-36": "The building is incomplete: 1 nodes are not in the file.",
        "relation/-37": "Incomplete relation: members are missing or the outlines do not close.",
    }


@pytest.mark.parametrize("levels", ["T+8", "9;8", "-1", "45", "8,5", "3.5", "otto", "0"])
def test_levels_that_are_no_number_stay_text(tmp_path: Path, levels: str) -> None:
    body = way(10, (1, 2, 3, 4, 1), building="yes", building__levels=levels)
    got = read(osm(tmp_path, *nodes(), body))
    facts = footprints(got)["way/10"].facts
    assert (facts.floors_above_ground, facts.floors_text) == (None, levels)
    assert [(n.column, n.value) for n in got.notes] == [("building:levels", levels)]


@pytest.mark.parametrize(
    ("order", "repeats"), [((4, 3, 2, 1), False), ((1, 2, 3, 4), True), ((4, 2, 3, 1), True)]
)
def test_any_order_is_read_and_a_building_twice_is_refused_once(
    tmp_path: Path,
    order: tuple[int, ...],
    *,
    repeats: bool,
) -> None:
    body = way(10, (1, 2, 3, 4, 1), building="yes")
    parts = dict(zip((1, 2, 3, 4), nodes(), strict=True))
    path = osm(tmp_path, *([body] * (1 + repeats)), *(parts[number] for number in order))
    got = read(path)
    assert list(footprints(got)) == ["way/10"]
    assert [r.value for r in got.refusals] == (["way/10"] if repeats else [])


def test_negative_and_positive_ids_live_together(tmp_path: Path) -> None:
    body = way(-5, (-1, 2, -3, 4, -1), building="yes")
    got = read(osm(tmp_path, *nodes((-1, 2, -3, 4)), body))
    assert list(footprints(got)) == ["way/-5"]


def test_a_missing_negative_node_is_not_taken_for_another(tmp_path: Path) -> None:
    body = way(-5, (1, 2, -7, 4, 1), building="yes")
    got = read(osm(tmp_path, *nodes(), '<node id="7" lat="45.32" lon="9.62"/>', body))
    assert footprints(got) == {}
    assert "1 nodes are not in the file" in got.refusals[0].reason.en


@given(st.integers(-(2**35), 2**35), st.integers(1, 2**35))
def test_changed_ids_come_back(original: int, lowest: int) -> None:
    ids = Ids(max(1 << 36, lowest))
    if original == 0:
        return
    assert ids.back(ids.forth(original)) == original
    assert ids.forth(original) > 0


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((way(1, (1, 2, 3, 1), building="yes"),), "3 nodes are not in the file|4 nodes"),
        ((*nodes(), way(9, (1, 2, 3), building="yes")), "not closed"),
        ((*nodes(), way(9, (1, 2, 1, 2, 1), building="yes")), "cannot be repaired"),
        (('<node id="1"><tag k="addr:housenumber" v="3"/></node>',), "no valid coordinates"),
        (
            (
                (
                    '<node id="1" lat="9.6" lon="45.3"><tag k="addr:housenumber" v="3"/>'
                    '<tag k="addr:street" v="Via delle Prove"/></node>'
                ),
            ),
            "swapped in the file",
        ),
        (
            (
                (
                    '<node id="1" lat="45.3" lon="9.6"><tag k="addr:housenumber" v="tre"/>'
                    '<tag k="addr:street" v="Via delle Prove"/></node>'
                ),
            ),
            "readable number",
        ),
    ],
)
def test_a_harmed_object_is_refused(tmp_path: Path, parts: tuple[str, ...], told: str) -> None:
    got = read(osm(tmp_path, *parts))
    assert got.rows == []
    assert any(word in got.reasons()[0] for word in told.split("|"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (HEAD + "".join(nodes()), "truncated or malformed"),
        (HEAD + '<node id="1" lat="5037440" lon="526177"/></osm>', "not in degrees"),
        (HEAD + "</osm>", "no objects"),
        (HEAD.replace("<osm", '<!DOCTYPE osm [<!ENTITY a "a">]><osm') + "</osm>", "entities"),
    ],
)
def test_a_harmed_file_is_refused(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(FileRefusedError, match=told):
        read(written(tmp_path, "prova.osm", content), "osm")


def test_latin_1_letters_are_told(tmp_path: Path) -> None:
    body = HEAD + way(9, (1, 2), name="Unità") + "</osm>"
    with pytest.raises(FileRefusedError, match="latin-1"):
        read(written(tmp_path, "prova.osm", body.encode("latin-1")), "osm")


def test_a_truncated_pbf_is_refused(tmp_path: Path) -> None:
    whole = (SAMPLES / f"{OSM}.pbf").read_bytes()
    with pytest.raises(FileRefusedError, match="truncated"):
        read(written(tmp_path, "prova.osm.pbf", whole[:-40]))


def test_as_of_is_the_newest_edit(tmp_path: Path) -> None:
    path = changed(tmp_path, OSM, ('timestamp="2024-05-04', 'timestamp="2024-07-30'))
    assert str(read(path).as_of) == "2024-07-30"


def test_the_pbf_sample_is_what_its_readme_says() -> None:
    kinds = [thing.type_str() for thing in osmium.FileProcessor(str(SAMPLES / f"{OSM}.pbf"))]
    assert kinds.count("r") == 1
