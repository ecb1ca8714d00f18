from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from api.app import create_app
from buildings.layers import CATALOGUE
from gis.settings import Settings
from tests.api.ogc.conftest import link

RESOURCES = (
    "/ogc",
    "/ogc/",
    "/ogc/api",
    "/ogc/conformance",
    "/ogc/collections",
    "/ogc/collections/buildings",
    "/ogc/collections/buildings/items",
    "/ogc/collections/buildings/queryables",
    "/ogc/collections/buildings/schema",
    "/ogc/collections/buildings/tiles",
    "/ogc/collections/buildings/tiles/WebMercatorQuad",
    "/ogc/collections/buildings/tiles/WebMercatorQuad/14/5861/8617",
    "/ogc/tileMatrixSets",
    "/ogc/tileMatrixSets/WebMercatorQuad",
)


def links_of(document: Any) -> Iterator[dict[str, Any]]:
    """Every link anywhere in a document."""
    if isinstance(document, dict):
        if "href" in document:
            yield document
        for member in document.values():
            yield from links_of(member)
    elif isinstance(document, list):
        for member in document:
            yield from links_of(member)


def test_every_link_leads_to_what_it_promises(ogc: TestClient) -> None:
    todo, seen = ["http://127.0.0.1:8000/ogc/"], set[str]()
    while todo:
        address = todo.pop()
        answer = ogc.get(address)
        assert answer.status_code == 200, address
        seen.add(address)
        if "json" not in answer.headers["content-type"] or "/ogc/api" in address:
            continue
        for found in links_of(answer.json()):
            assert {"rel", "type", "title"} <= found.keys(), found
            assert found["href"].startswith("http://127.0.0.1:8000/ogc/")
            is_feature = "/items/" in found["href"] or found["rel"] == "next"
            if not (found.get("templated") or is_feature or found["href"] in seen):
                todo.append(found["href"])
    assert len(seen) > 10 * len(CATALOGUE)


def test_links_name_the_type_that_is_sent(ogc: TestClient) -> None:
    landing = ogc.get("/ogc/").json()
    described = ogc.get("/ogc/collections/units").json()
    for found in landing["links"] + described["links"]:
        sent = ogc.get(found["href"]).headers["content-type"]
        assert sent.removesuffix("; charset=utf-8") == found["type"]


def test_the_landing_page_has_the_doors_of_the_standard(ogc: TestClient) -> None:
    landing = ogc.get("/ogc/").json()
    assert link(landing, "self").endswith("/ogc/?f=json")
    assert link(landing, "alternate", "text/html").endswith("/ogc/?f=html")
    assert link(landing, "service-desc", "application/vnd.oai.openapi+json;version=3.0")
    assert link(landing, "service-doc", "text/html")
    assert link(landing, "conformance", "application/json")
    assert link(landing, "data", "application/json")
    assert "sintetico" in landing["description"]


def test_the_conformance_classes_are_declared(ogc: TestClient) -> None:
    declared = ogc.get("/ogc/conformance").json()["conformsTo"]
    for part in ("core", "geojson", "html", "oas30"):
        assert f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}" in declared
    for part in ("core", "tileset", "mvt"):
        assert f"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{part}" in declared


def test_links_keep_the_proxy_s_path(town: Engine, settings: Settings) -> None:
    app = create_app(settings, town)
    with TestClient(app, base_url="https://dati.example", root_path="/satellite") as behind:
        for place in ("/ogc/", "/ogc/collections/buildings/items?limit=1"):
            for found in links_of(behind.get(f"/satellite{place}").json()):
                assert found["href"].startswith("https://dati.example/satellite/ogc/")


@pytest.mark.parametrize("resource", RESOURCES)
def test_head_tells_the_same_as_get(ogc: TestClient, resource: str) -> None:
    got, told = ogc.get(resource), ogc.head(resource)
    assert told.status_code == got.status_code == 200
    for name in ("content-type", "cache-control", "etag", "content-length"):
        assert told.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_resource_can_only_be_read(ogc: TestClient, resource: str) -> None:
    assert ogc.options(resource).headers["allow"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = ogc.request(method, resource)
        assert refused.status_code == 405
        assert {"GET", "HEAD"} <= set(refused.headers["allow"].split(", "))
        assert refused.json()["detail_it"] == f"{method} non è ammesso qui."
        assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("resource", RESOURCES)
def test_no_other_site_may_read_it_from_a_browser(ogc: TestClient, resource: str) -> None:
    asked = {"Origin": "https://altrove.example", "Access-Control-Request-Method": "GET"}
    for answer in (ogc.get(resource, headers=asked), ogc.options(resource, headers=asked)):
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("query", ["colour=red", "f=xml", "lang=de", "f=json&f=json", "F=json"])
def test_a_parameter_that_does_not_exist_is_refused_in_both_languages(
    ogc: TestClient, resource: str, query: str
) -> None:
    refused = ogc.get(f"{resource}?{query}")
    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    told = refused.json()
    assert told["status"] == 400
    assert told["detail"]
    assert told["detail_it"]
    assert told["detail"] != told["detail_it"]


@pytest.mark.parametrize(
    "resource",
    [
        "/ogc/nothing",
        "/ogc/collections/nothing",
        "/ogc/collections/nothing/items",
        "/ogc/collections/Buildings/items",
        "/ogc/collections/%00/items",
        "/ogc/collections/buildings/nothing",
        "/ogc/collections/buildings/items/nothing",
        "/ogc/collections/buildings/items/00000000-0000-0000-0000-000000000000",
        "/ogc/collections/buildings/items/%00",
        "/ogc/collections/buildings/items/1",
        "/ogc/collections/buildings/tiles/WorldCRS84Quad",
        "/ogc/collections/buildings/tiles/WorldCRS84Quad/0/0/0",
        "/ogc/tileMatrixSets/WorldCRS84Quad",
    ],
)
def test_what_is_not_there_is_not_found(ogc: TestClient, resource: str) -> None:
    missing = ogc.get(resource)
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    assert missing.json()["detail_it"]


@pytest.mark.parametrize("resource", RESOURCES)
def test_an_answer_that_is_known_is_not_sent_again(ogc: TestClient, resource: str) -> None:
    first = ogc.get(resource)
    assert first.headers["cache-control"] == "no-cache"
    again = ogc.get(resource, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert ogc.get(resource, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("resource", [each for each in RESOURCES if "/14/" not in each])
def test_what_varies_is_said(ogc: TestClient, resource: str) -> None:
    italian = ogc.get(resource, headers={"Accept-Language": "it"})
    english = ogc.get(resource, headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert italian.headers["content-language"] == "it"
    assert english.headers["content-language"] == "en"
    for answer in (italian, english):
        named = {name.strip() for name in answer.headers["vary"].split(",")}
        assert {"Accept", "Accept-Language"} <= named


def test_people_s_mistakes_get_a_page(ogc: TestClient) -> None:
    refused = ogc.get("/ogc/collections/buildings/items?limit=0&f=html")
    assert refused.status_code == 400
    assert refused.headers["content-type"].startswith("text/html")
    assert "limit=0" in refused.text
