"""Answers of Overpass in JSON (bad input 24): read like the same objects in XML, or refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.sources.rows import FileRefusedError
from tests.data.sources.reading import read, written


def refused(path: Path) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        read(path)
    assert caught.value.text.it != caught.value.text.en
    return caught.value


SQUARE = [
    {"lat": 45.314, "lon": 9.614},
    {"lat": 45.314, "lon": 9.6148},
    {"lat": 45.3142, "lon": 9.6148},
    {"lat": 45.3142, "lon": 9.614},
    {"lat": 45.314, "lon": 9.614},
]


def overpass(folder: Path, *elements: dict[str, Any], **more: Any) -> Path:
    document = {
        "version": 0.6,
        "osm3s": {"timestamp_osm_base": "2024-05-04T08:00:00Z"},
        "elements": list(elements),
        **more,
    }
    return written(folder, "risposta.json", json.dumps(document))


def building(**parts: Any) -> dict[str, Any]:
    return {"type": "way", "id": 7, "tags": {"building": "yes"}, **parts}


def test_24_overpass_answers_with_geometry_are_read(tmp_path: Path) -> None:
    with_geometry = read(overpass(tmp_path, building(nodes=[1, 2, 3, 4, 1], geometry=SQUARE)))
    nodes = [{"type": "node", "id": n, **SQUARE[n - 1]} for n in range(1, 5)]
    with_nodes = read(overpass(tmp_path, *nodes, building(nodes=[1, 2, 3, 4, 1])))
    bare = read(overpass(tmp_path, building(geometry=SQUARE)))
    assert str(with_geometry.as_of) == "2024-05-04"
    for got in (with_geometry, with_nodes, bare):
        assert [r.identifier for r in got.records] == ["way/7"]
        assert got.records[0].geometry.equals(with_geometry.records[0].geometry)
    relation = {
        "type": "relation",
        "id": 9,
        "tags": {"type": "multipolygon", "building": "yes"},
        "members": [{"type": "way", "ref": 8, "role": "outer", "geometry": SQUARE}],
    }
    got = read(overpass(tmp_path, relation))
    assert [r.identifier for r in got.records] == ["relation/9"]
    assert got.records[0].geometry.equals(with_geometry.records[0].geometry)


@pytest.mark.parametrize(
    ("elements", "more", "told"),
    [
        ([building(center=SQUARE[0])], {}, 'asked with "out center"'),
        ([building(nodes=[1, 2, 3, 1])], {}, 'asked with "out body"'),
        (
            [building(geometry=SQUARE)],
            {"remark": "runtime error: Query timed out in query"},
            "Query timed out",
        ),
        ([{"type": "way"}, building(geometry=SQUARE)], {}, "shape of Overpass"),
        ([building(geometry=[{"lat": "nord"}])], {}, "shape of Overpass"),
    ],
)
def test_24_overpass_answers_without_are_refused(
    tmp_path: Path, elements: list[dict[str, Any]], more: dict[str, Any], told: str
) -> None:
    assert told in refused(overpass(tmp_path, *elements, **more)).text.en


def test_24_a_cut_answer_is_refused(tmp_path: Path) -> None:
    whole = overpass(tmp_path, building(geometry=SQUARE)).read_bytes()
    assert "truncated" in refused(written(tmp_path, "r.json", whole[:-20])).text.en
