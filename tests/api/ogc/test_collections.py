import uuid
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.layers import CATALOGUE
from tests.api.ogc.conftest import BUILDINGS, OF_MANAGER, PLACED, UNITS, everything, link
from tests.make import PROVENANCE, building

HTML = "text/html"


def corners(coordinates: Any) -> list[list[float]]:
    """Every position of a geometry's coordinates."""
    if isinstance(coordinates[0], float):
        return [coordinates]
    return [position for part in coordinates for position in corners(part)]


def test_every_declared_layer_is_a_collection(ogc: TestClient) -> None:
    listed = ogc.get("/ogc/collections").json()["collections"]
    assert [each["id"] for each in listed] == list(OF_MANAGER)
    for each in listed:
        layer = CATALOGUE[each["id"]]
        assert each["title"] == layer.title.it
        assert each["satellite:dataClass"] == layer.data_class
        assert each["itemType"] == "feature"
        assert each["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
        assert link(each, "items", "application/geo+json").endswith("/items?f=json")
        assert link(each, "items", HTML).endswith("/items?f=html")


def test_a_collection_says_the_same_alone(ogc: TestClient) -> None:
    for listed in ogc.get("/ogc/collections").json()["collections"]:
        alone = ogc.get(f"/ogc/collections/{listed['id']}").json()
        assert {**alone, "links": None} == {**listed, "links": None}


def test_titles_come_in_the_reader_s_language(ogc: TestClient) -> None:
    asked = {"Accept-Language": "en"}
    english = ogc.get("/ogc/collections/buildings", headers=asked).json()
    assert (english["title"], english["links"][0]["title"]) == ("Buildings", "This document")
    assert ogc.get("/ogc/collections/buildings?lang=it", headers=asked).json()["title"] == "Edifici"


@pytest.mark.parametrize("collection", PLACED)
def test_the_extent_holds_every_feature_and_no_more(ogc: TestClient, collection: str) -> None:
    described = ogc.get(f"/ogc/collections/{collection}").json()
    features = everything(ogc, f"/ogc/collections/{collection}/items?limit=10000")
    positions = [
        position
        for feature in features
        if feature["geometry"] is not None
        for position in corners(feature["geometry"]["coordinates"])
    ]
    west, south, east, north = described["extent"]["spatial"]["bbox"][0]
    assert described["satellite:count"] == len(features)
    assert min(lon for lon, _ in positions) == pytest.approx(west, abs=2e-6)
    assert max(lon for lon, _ in positions) == pytest.approx(east, abs=2e-6)
    assert min(lat for _, lat in positions) == pytest.approx(south, abs=2e-6)
    assert max(lat for _, lat in positions) == pytest.approx(north, abs=2e-6)
    assert described["extent"]["temporal"]["interval"] == [["2026-01-01T00:00:00Z", None]]


@pytest.mark.parametrize("collection", CATALOGUE)
def test_a_collection_is_synthetic_when_any_feature_is(ogc: TestClient, collection: str) -> None:
    described = ogc.get(f"/ogc/collections/{collection}").json()
    features = everything(ogc, f"/ogc/collections/{collection}/items?limit=10000")
    marks = {feature["properties"]["is_synthetic"] for feature in features}
    assert marks <= {True, False}
    assert described["satellite:synthetic"] is (True in marks)


def test_one_synthetic_feature_among_true_ones_marks_the_collection(
    ogc: TestClient, town_session: Session
) -> None:
    town_session.execute(text("update building set reliability = 'official'"))
    assert ogc.get("/ogc/collections/buildings").json()["satellite:synthetic"] is False
    building(
        town_session,
        id=uuid.uuid4(),
        **PROVENANCE | {"source_id": "town", "reliability": "synthetic"},
    )
    assert ogc.get("/ogc/collections/buildings").json()["satellite:synthetic"] is True


def test_the_counts_are_those_of_the_register(ogc: TestClient) -> None:
    assert ogc.get("/ogc/collections/buildings").json()["satellite:count"] == BUILDINGS
    assert ogc.get("/ogc/collections/unit_status").json()["satellite:count"] == UNITS


def test_an_empty_register_is_described_without_an_extent(empty_ogc: TestClient) -> None:
    for described in empty_ogc.get("/ogc/collections").json()["collections"]:
        assert described["extent"] == {}
        assert described["satellite:synthetic"] is False
        items = empty_ogc.get(f"/ogc/collections/{described['id']}/items").json()
        assert (items["numberMatched"], items["features"]) == (0, [])
        tileset = f"/ogc/collections/{described['id']}/tiles/WebMercatorQuad"
        assert "boundingBox" not in empty_ogc.get(tileset).json()
        assert "bounds" not in empty_ogc.get(f"{tileset}?f=tilejson").json()


@pytest.mark.parametrize("collection", CATALOGUE)
def test_what_is_secret_is_kept_by_no_cache(ogc: TestClient, collection: str) -> None:
    of_class = CATALOGUE[collection].data_class
    is_secret = of_class in {"P4", "P5", "P6"}
    otherwise = "no-cache" if of_class == "P0" else "private, no-cache"
    for place in ("", "/items", "/items?f=html", "/tiles/WebMercatorQuad/14/8617/8617"):
        answer = ogc.get(f"/ogc/collections/{collection}{place}")
        assert answer.headers["cache-control"] == ("no-store" if is_secret else otherwise)
        assert ("etag" in answer.headers) is not is_secret
