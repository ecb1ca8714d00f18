import datetime as dt
import math
from typing import Any

import mapbox_vector_tile
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.layers import CATALOGUE
from gis.tiles import EXTENT, TileAddress, tile
from tests.api.ogc.conftest import (
    BUILDINGS,
    DAY,
    PLACED,
    UNITS,
    column_of,
    everything,
    link,
    row_of,
)

TILES = "/ogc/collections/{}/tiles/WebMercatorQuad"


def whole(client: TestClient, collection: str, zoom: int) -> list[dict[str, Any]]:
    """The features of every tile over a collection's extent."""
    described = client.get(f"/ogc/collections/{collection}").json()
    west, south, east, north = described["extent"]["spatial"]["bbox"][0]
    found = []
    for column in range(column_of(west, zoom), column_of(east, zoom) + 1):
        for row in range(row_of(north, zoom), row_of(south, zoom) + 1):
            answer = client.get(f"{TILES.format(collection)}/{zoom}/{row}/{column}")
            assert answer.status_code in {200, 204}
            if answer.status_code == 200:
                decoded = mapbox_vector_tile.decode(answer.content)
                assert list(decoded) == [collection]
                found += decoded[collection]["features"]
    return found


@pytest.mark.parametrize("collection", PLACED)
def test_the_tiles_together_hold_every_feature_with_a_place(
    ogc: TestClient, collection: str
) -> None:
    features = everything(ogc, f"/ogc/collections/{collection}/items?limit=10000")
    placed = {each["id"]: each for each in features if each["geometry"] is not None}
    cut = {each["properties"]["id"]: each for each in whole(ogc, collection, 14)}
    assert set(cut) == set(placed)
    for identity, drawn in cut.items():
        known = {
            name: value
            for name, value in placed[identity]["properties"].items()
            if value is not None
        }
        assert drawn["properties"] == {"id": identity} | known


def test_the_numbers_of_features_are_whole_and_stay(ogc: TestClient) -> None:
    coarse = {each["properties"]["id"]: each["id"] for each in whole(ogc, "units", 14)}
    fine = {each["properties"]["id"]: each["id"] for each in whole(ogc, "units", 16)}
    assert coarse == fine
    assert len(set(coarse.values())) == UNITS
    assert all(isinstance(number, int) for number in coarse.values())


def test_rows_come_before_columns_and_count_from_the_north(ogc: TestClient) -> None:
    one = ogc.get("/ogc/collections/units/items?limit=1").json()["features"][0]
    lon, lat = one["geometry"]["coordinates"]
    row, column = row_of(lat, 18), column_of(lon, 18)
    content = ogc.get(f"{TILES.format('units')}/18/{row}/{column}").content
    found = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})["units"]
    drawn = next(each for each in found["features"] if each["properties"]["id"] == one["id"])
    across, down = drawn["geometry"]["coordinates"]
    assert found["extent"] == EXTENT
    assert across == pytest.approx(((lon + 180) / 360 * 2**18 - column) * EXTENT, abs=3)
    height = math.asinh(math.tan(math.radians(lat))) / math.pi
    assert down == pytest.approx(((1 - height) / 2 * 2**18 - row) * EXTENT, abs=3)


def test_a_tile_is_sent_as_one_and_known_by_its_bytes(ogc: TestClient) -> None:
    address = f"{TILES.format('buildings')}/14/5861/8617"
    answer = ogc.get(address)
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert not answer.headers["etag"].startswith("W/")
    tag = answer.headers["etag"]
    assert ogc.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert ogc.get(f"{address}?f=mvt", headers={"Accept": "text/html"}).content == answer.content


def test_the_tag_of_a_tile_changes_with_its_content(ogc: TestClient, town_session: Session) -> None:
    address = f"{TILES.format('buildings')}/14/5861/8617"
    tag = ogc.get(address).headers["etag"]
    town_session.execute(text("update building set built_year = 1965"))
    assert ogc.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_where_nothing_is_there_is_no_content(ogc: TestClient) -> None:
    empty = ogc.get(f"{TILES.format('buildings')}/14/0/0")
    assert (empty.status_code, empty.content) == (204, b"")
    assert "content-type" not in empty.headers


def test_a_building_over_the_edge_is_in_both_tiles(ogc: TestClient) -> None:
    seen = [each["properties"]["id"] for each in whole(ogc, "buildings", 16)]
    assert len(seen) > len(set(seen)) == BUILDINGS


def test_a_tile_shows_the_day_that_is_asked(ogc: TestClient, town_session: Session) -> None:
    address = f"{TILES.format('unit_status')}/16/23445/34468"
    then = mapbox_vector_tile.decode(ogc.get(f"{address}?datetime=2023-06-30").content)
    now = mapbox_vector_tile.decode(ogc.get(address).content)
    states = [
        {each["properties"]["occupancy"] for each in decoded["unit_status"]["features"]}
        for decoded in (then, now)
    ]
    assert states == [{"vacant"}, {"occupied"}]
    layer = CATALOGUE["unit_status"]
    cut = tile(town_session, layer, TileAddress(16, 34468, 23445), dt.date(2023, 6, 30))
    assert mapbox_vector_tile.decode(cut) == then


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("23/0/0", 404),
        ("14/16384/0", 404),
        ("14/0/16384", 404),
        ("0/1/0", 404),
        ("9999999999/0/0", 404),
        ("14/-1/0", 400),
        ("14/0/1.5", 400),
        ("z/0/0", 400),
        ("14/0/%20", 400),
        ("14/0/٣", 400),
        ("99999999999999999999/0/0", 404),
        (f"14/{9**200}/0", 400),
        ("22/0/0?datetime=ieri", 400),
        ("14/0/0?limit=1", 400),
        ("14/0/0?f=json", 400),
    ],
)
def test_a_tile_outside_the_grid_is_refused(ogc: TestClient, place: str, status: int) -> None:
    refused = ogc.get(f"{TILES.format('buildings')}/{place}")
    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail_it"]


def test_the_whole_world_is_one_tile(ogc: TestClient) -> None:
    decoded = mapbox_vector_tile.decode(ogc.get(f"{TILES.format('units')}/0/0/0").content)
    assert len(decoded["units"]["features"]) == UNITS


@pytest.mark.parametrize("collection", PLACED)
def test_a_tileset_tells_what_clients_need(ogc: TestClient, collection: str) -> None:
    listed = ogc.get(f"/ogc/collections/{collection}/tiles").json()["tilesets"]
    assert len(listed) == 1
    tileset = ogc.get(link(listed[0], "self")).json()
    layer = CATALOGUE[collection]
    assert tileset["dataType"] == "vector"
    assert tileset["crs"] == "http://www.opengis.net/def/crs/EPSG/0/3857"
    assert tileset["tileMatrixSetURI"].endswith("/tilematrixset/OGC/1.0/WebMercatorQuad")
    assert [each["id"] for each in tileset["layers"]] == [collection]
    told = set(tileset["layers"][0]["propertiesSchema"]["properties"])
    assert told == {"id", *(field.name for field in layer.fields)}
    template = link(tileset, "item", "application/vnd.mapbox-vector-tile")
    filled = template.format(tileMatrix=14, tileRow=5861, tileCol=8617)
    assert ogc.get(filled).status_code == 200


def test_a_tileset_of_another_day_leads_to_tiles_of_that_day(ogc: TestClient) -> None:
    tileset = ogc.get(f"{TILES.format('units')}?datetime=2023-06-30").json()
    assert link(tileset, "item").endswith("{tileMatrix}/{tileRow}/{tileCol}?datetime=2023-06-30")


@pytest.mark.parametrize("collection", PLACED)
def test_tilejson_is_what_map_libraries_read(ogc: TestClient, collection: str) -> None:
    told = ogc.get(f"{TILES.format(collection)}?f=tilejson").json()
    assert told["tilejson"] == "3.0.0"
    assert told["minzoom"] == CATALOGUE[collection].min_zoom <= told["maxzoom"] == 18
    assert [each["id"] for each in told["vector_layers"]] == [collection]
    west, south, east, north = told["bounds"]
    assert 9 < west < east < 10
    assert 45 < south < north < 46
    assert told["tiles"][0].format(z=14, y=5861, x=8617).endswith("/14/5861/8617")
    is_synthetic = ogc.get(f"/ogc/collections/{collection}").json()["satellite:synthetic"]
    assert told["attribution"] == ("Dati sintetici" if is_synthetic else "")


def test_the_grid_is_the_registered_one(ogc: TestClient) -> None:
    grid = ogc.get("/ogc/tileMatrixSets/WebMercatorQuad").json()
    matrices = grid["tileMatrices"]
    assert [each["id"] for each in matrices] == [str(zoom) for zoom in range(23)]
    assert matrices[0]["scaleDenominator"] == pytest.approx(559_082_264.028_717_8)
    assert matrices[0]["cellSize"] == pytest.approx(156_543.033_928_041)
    assert matrices[0]["pointOfOrigin"] == pytest.approx([-20_037_508.342_789, 20_037_508.342_789])
    assert [each["matrixWidth"] for each in matrices] == [2**zoom for zoom in range(23)]


def test_the_day_of_a_tile_is_a_day_of_the_register(town_session: Session) -> None:
    layer = CATALOGUE["district"]
    assert tile(town_session, layer, TileAddress(14, 8617, 5861), DAY)
    assert tile(town_session, layer, TileAddress(14, 0, 0), DAY) == b""
