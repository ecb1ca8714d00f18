"""Limits of Borgo Esempio, sound and harmed."""

import json
from pathlib import Path
from typing import Any

import pyogrio
import pytest

from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, read, written

BOUNDARY = SAMPLES / "boundary_borgo_esempio.geojson"


def harmed(folder: Path, **changes: Any) -> Path:
    document = json.loads(BOUNDARY.read_text(encoding="utf-8"))
    feature = document["features"][0]
    if ring := changes.pop("ring", None):
        feature["geometry"]["coordinates"][0] = ring
    if "geometry" in changes:
        feature["geometry"] = changes.pop("geometry")
    feature["properties"] |= changes.pop("properties", {})
    return written(folder, "confine.geojson", json.dumps(document | changes))


def ring() -> list[list[float]]:
    found: list[list[float]] = json.loads(BOUNDARY.read_text(encoding="utf-8"))["features"][0][
        "geometry"
    ]["coordinates"][0]
    return found


def test_it_agrees_with_gdal() -> None:
    both = read(SAMPLES / "boundary_borgo_esempio_e_vicino.geojson")
    gdal = pyogrio.read_dataframe(SAMPLES / "boundary_borgo_esempio_e_vicino.geojson")
    assert [row.municipality for row in both.rows] == list(gdal["com_catasto_code"])
    areas = gdal.to_crs(7791).area
    assert [r.geometry.area for r in both.records] == pytest.approx(list(areas), rel=1e-6)


def test_the_codes_keep_their_zeros(tmp_path: Path) -> None:
    path = harmed(tmp_path, properties={"com_istat_code": "", "com_istat_code_num": 15175})
    assert read(path).records[0].istat_code == "015175"


def test_swapped_axes_are_put_right_and_told(tmp_path: Path) -> None:
    got = read(harmed(tmp_path, ring=[[y, x] for x, y in ring()]))
    assert got.records[0].geometry.equals(read(BOUNDARY).records[0].geometry)
    assert "swapped" in got.notes[0].reason.en


def test_a_crs_member_is_obeyed(tmp_path: Path) -> None:
    frame = pyogrio.read_dataframe(BOUNDARY).to_crs(3003)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3003"}}
    path = harmed(
        tmp_path, geometry=json.loads(frame.to_json())["features"][0]["geometry"], crs=crs
    )
    sound = read(BOUNDARY).records[0].geometry
    assert read(path).records[0].geometry.hausdorff_distance(sound) < 5


def test_metres_without_a_crs_ask_for_one(tmp_path: Path) -> None:
    path = harmed(tmp_path, ring=[[x * 1e5, y * 1e5] for x, y in ring()])
    with pytest.raises(FileRefusedError, match="metres"):
        read(path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ring": ring()[:-1]}, "not closed"),
        ({"ring": [*ring()[:2], [float("nan"), 45.3], *ring()[2:]]}, "not a finite number"),
        ({"ring": [*ring()[:2], [float("inf"), 45.3], *ring()[2:]]}, "not a finite number"),
        ({"geometry": None}, "geometry is missing"),
        ({"geometry": {"type": "Polygon", "coordinates": "qui"}}, "Unreadable|empty"),
        ({"properties": {"com_catasto_code": "999"}}, "no valid code"),
        ({"properties": {"com_istat_code": "015 175"}}, "no valid code"),
        ({"properties": {"name": " "}}, "name is missing"),
        ({"ring": [[x - 9, y] for x, y in ring()]}, "not in Italy"),
    ],
)
def test_a_harmed_feature_is_refused_with_its_reason(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    got = read(harmed(tmp_path, **change), "boundary")
    assert got.rows == []
    assert len(got.refusals) == 1
    assert got.refusals[0].number == 1
    assert got.refusals[0].raw.startswith("{")
    assert any(word in got.refusals[0].reason.en for word in told.split("|"))


def test_a_truncated_file_is_refused_where_it_breaks_off(tmp_path: Path) -> None:
    path = written(tmp_path, "confine.geojson", BOUNDARY.read_bytes()[:500])
    with pytest.raises(FileRefusedError, match=r"Row .*truncated"):
        read(path, "boundary")


def test_a_latin_1_file_and_a_bare_feature_are_refused(tmp_path: Path) -> None:
    text = BOUNDARY.read_text(encoding="utf-8").replace("Borgo", "Città")
    with pytest.raises(FileRefusedError, match="not UTF-8"):
        read(written(tmp_path, "a.geojson", text.encode("latin-1")), "boundary")
    with pytest.raises(FileRefusedError, match="no FeatureCollection"):
        read(written(tmp_path, "b.geojson", '{"type": "Feature", "features": 3}'), "boundary")
    deep = '{"features":' + "[" * 100_000
    with pytest.raises(FileRefusedError, match="malformed"):
        read(written(tmp_path, "c.geojson", deep), "boundary")
