"""GDAL reads the service: the distribution's `ogrinfo`, and the GDAL inside pyogrio."""

import re
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from sqlalchemy import Engine, text

from buildings.layers import CATALOGUE
from gis.dates import today
from tests.api.ogc.conftest import OF_MANAGER, column_of, row_of

WEB_MERCATOR = 3857
LONLAT = 4326


def ogrinfo(*arguments: str) -> str:
    """What `ogrinfo` prints about a source that it only reads."""
    command = ["ogrinfo", "-ro", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 0, told.stderr
    assert "ERROR" not in told.stderr
    return told.stdout


def ids(district: Engine, collection: str, where: str = "true") -> set[str]:
    """The ids of a layer's features, from the database."""
    function = CATALOGUE[collection].function
    with district.connect() as connection:
        rows = connection.execute(
            text(f"select f.id::text from {function}(:day) f where {where}"),
            {"day": today()},
        )
        return set(rows.scalars())


def frame(source: str, **options: Any) -> Any:
    """A source as pyogrio's GDAL reads it."""
    return pyogrio.read_dataframe(source, **options)


def test_ogrinfo_lists_every_building(service: str, district: Engine) -> None:
    told = ogrinfo("-al", f"OAPIF:{service}", "buildings")
    listed = re.findall(r"^  id \(String\) = (\S+)$", told, re.MULTILINE)
    known = ids(district, "buildings")
    assert len(listed) == len(known) > 0
    assert set(listed) == known
    assert f"Feature Count: {len(known)}" in told


def test_ogrinfo_sees_every_collection(service: str, district: Engine) -> None:
    told = ogrinfo(f"OAPIF:{service}/")
    names = re.findall(r"^\d+: (\w+) ", told, re.MULTILINE)
    assert names == list(OF_MANAGER)
    for collection in names:
        summary = ogrinfo("-al", "-so", f"OAPIF:{service}", collection)
        assert f"Feature Count: {len(ids(district, collection))}\n" in summary


@pytest.mark.parametrize("collection", OF_MANAGER)
def test_pyogrio_reads_every_collection(service: str, district: Engine, collection: str) -> None:
    read = frame(f"OAPIF:{service}", layer=collection)
    assert set(read.get("id", ())) == ids(district, collection)
    if len(read):
        assert read.crs.to_epsg() == LONLAT
        declared = {field.name for field in CATALOGUE[collection].fields}
        assert declared <= set(read.columns)
        assert read.geometry.dropna().is_valid.all()


def test_many_small_pages_are_the_whole(service: str, district: Engine) -> None:
    read = frame(f"OAPIF:{service}", layer="units", PAGE_SIZE="50")
    assert len(read) == len(set(read["id"]))
    assert set(read["id"]) == ids(district, "units")


def test_a_box_selects_on_the_server(service: str, district: Engine) -> None:
    west, south, east, north = pyogrio.read_info(f"OAPIF:{service}", layer="units")["total_bounds"]
    half = (west, south, (west + east) / 2, north)
    read = frame(f"OAPIF:{service}", layer="units", bbox=half)
    west, south, east, north = half
    box = f"st_makeenvelope({west}, {south}, {east}, {north}, 4326)"
    inside = ids(district, "units", f"st_intersects(st_transform(f.geom, 4326), {box})")
    assert set(read["id"]) == inside
    assert 0 < len(inside) < len(ids(district, "units"))


def test_a_property_selects(service: str, district: Engine) -> None:
    read = frame(f"OAPIF:{service}", layer="units", where="floor_code = '3'")
    assert set(read["id"]) == ids(district, "units", "f.floor_code = '3'")


def test_the_tiles_of_buildings_hold_every_building(service: str, district: Engine) -> None:
    with district.connect() as connection:
        bounds = connection.execute(
            text("select st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e) from (select "
                 "st_extent(f.geom_3857) as e from layer_buildings(:day) f) b"),
            {"day": today()},
        ).one()  # fmt: skip
    around = dict(zip(("MINX", "MINY", "MAXX", "MAXY"), map(str, bounds), strict=True))
    address = f"OGCAPI:{service}/collections/buildings"
    read = frame(address, layer="Zoom level 15", **around)
    assert read.crs.to_epsg() == WEB_MERCATOR
    assert set(read["id"]) == ids(district, "buildings")


def test_ogrinfo_reads_one_tile(service: str, tmp_path: Path) -> None:
    west, south, east, north = pyogrio.read_info(f"OAPIF:{service}", layer="buildings")[
        "total_bounds"
    ]
    row, column = row_of((south + north) / 2, 14), column_of((west + east) / 2, 14)
    tile = tmp_path / f"{row}.pbf"
    tiles = f"{service}/collections/buildings/tiles/WebMercatorQuad"
    with urllib.request.urlopen(f"{tiles}/14/{row}/{column}") as answer:  # noqa: S310 - our own server
        tile.write_bytes(answer.read())
    told = ogrinfo("-al", "-so", str(tile))
    assert "using driver `MVT' successful" in told
    assert "Layer name: buildings" in told
    assert "is_synthetic: Integer(Boolean)" in told
