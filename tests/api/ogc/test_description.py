import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.ogc import items
from api.ogc.routes import router
from buildings.layers import CATALOGUE
from buildings.research.layer import RESEARCH_UNITS

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
FILLED = {"tileMatrix": "14", "tileRow": "5861", "tileCol": "8617"}


@pytest.fixture
def description(ogc: TestClient) -> dict[str, Any]:
    """The service's own description."""
    answer = ogc.get("/ogc/api")
    assert answer.headers["content-type"] == OPENAPI
    return dict(answer.json())


def references(part: Any) -> Iterator[str]:
    """Every `$ref` anywhere in a document."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for member in part.values():
            yield from references(member)
    elif isinstance(part, list):
        for member in part:
            yield from references(member)


def resolved(description: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A part of the description, or what its `$ref` stands for."""
    if "$ref" not in part:
        return part
    found: Any = description
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def test_it_is_openapi_3_0_of_this_very_address(description: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.0\.\d", description["openapi"])
    assert description["servers"] == [{"url": "http://127.0.0.1:8000/ogc"}]


def test_every_reference_is_local_and_leads_somewhere(description: dict[str, Any]) -> None:
    found = set(references(description))
    assert len(found) > 40
    for reference in found:
        assert reference.startswith("#/components/")
        assert resolved(description, {"$ref": reference})


def test_operations_have_names_of_their_own(description: dict[str, Any]) -> None:
    names = [path["get"]["operationId"] for path in description["paths"].values()]
    assert len(names) == len(set(names))
    for ending in ("getTileSetsList", "getTileSet", "getTile"):
        assert f"any.collection.vector.{ending}" in names


def test_every_path_is_described_and_every_description_is_a_path(
    description: dict[str, Any],
) -> None:
    templates = {"collection_id": "collectionId", "feature_id": "featureId"}
    templates |= {"matrix": "tileMatrix", "row": "tileRow", "column": "tileCol"}
    served = set()
    for route in router.routes:
        path = str(getattr(route, "path", "")).removeprefix("/ogc").replace("{grid_id}", "@")
        for ours, theirs in templates.items():
            path = path.replace(f"{{{ours}}}", f"{{{theirs}}}")
        served.add(path.replace("@", "WebMercatorQuad"))
    served.discard("")
    pages = "/collections/{collectionId}/items"
    described = {pages if path.endswith("/items") else path for path in description["paths"]}
    assert described == served
    for collection in CATALOGUE:
        assert f"/collections/{collection}/items" in description["paths"]


def test_every_described_path_answers_as_described(
    ogc: TestClient, description: dict[str, Any], of_research: dict[str, str]
) -> None:
    one = ogc.get("/ogc/collections/buildings/items?limit=1").json()["features"][0]["id"]
    filled = FILLED | {"collectionId": "buildings", "featureId": one}
    for path, operations in description["paths"].items():
        address = "/ogc" + path.format(**filled)
        contents = operations["get"]["responses"]["200"]["content"]
        for media in contents:
            reader = of_research if RESEARCH_UNITS.id in path else {}
            answer = ogc.get(address, headers={"Accept": media} | reader)
            assert answer.status_code == 200, address
            assert answer.headers["content-type"].removesuffix("; charset=utf-8") == media
        documented = operations["get"]["responses"]
        assert {"304", "400", "404", "405", "503"} <= set(documented)


def test_exactly_the_described_parameters_are_taken(
    ogc: TestClient, description: dict[str, Any], of_research: dict[str, str]
) -> None:
    for path, operations in description["paths"].items():
        address = "/ogc" + path.format(**FILLED, collectionId="district", featureId="none")
        told = [resolved(description, each) for each in operations["get"]["parameters"]]
        queries = {each["name"] for each in told if each["in"] == "query"}
        assert {each["name"] for each in told if each["in"] == "path"} == set(
            re.findall(r"\{(\w+)\}", path)
        )
        reader = of_research if RESEARCH_UNITS.id in path else None
        asked = ogc.get(address, params={"no_such_parameter": "1"}, headers=reader)
        refusal = asked.json()["detail"]
        named = refusal.partition("There are: ")[2].rstrip(".").split(", ")
        assert set(named) == queries, path


def test_filters_are_typed_like_their_fields(description: dict[str, Any]) -> None:
    for collection, layer in CATALOGUE.items():
        told = description["paths"][f"/collections/{collection}/items"]["get"]["parameters"]
        parameters = {each["name"]: each["schema"] for each in told if "$ref" not in each}
        assert tuple(parameters) == items.names(layer)[len(items.SELECTING) :]
        for field in layer.fields:
            if field.codes is not None:
                listed = [member.value for member in field.codes]
                assert parameters[field.name]["enum"] == listed


def test_the_standard_s_parameters_are_as_the_standard_writes_them(
    description: dict[str, Any],
) -> None:
    parameters = description["components"]["parameters"]
    box, limit, moment = (parameters[name] for name in ("bbox", "limit", "datetime"))
    assert (box["schema"]["minItems"], box["schema"]["maxItems"]) == (4, 6)
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": 10000, "default": 100}
    assert moment["schema"]["type"] == "string"
    for each in (box, limit, moment):
        assert (each["in"], each["required"], each["style"]) == ("query", False, "form")
        assert each["explode"] is False


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-22",
        "2026-11-22T10:00:00Z",
        "2026-01-01/2026-06-30",
        "2026-01-01/..",
        "../2026-01-01",
    ],
)
def test_the_described_pattern_of_a_day_lets_days_through(
    ogc: TestClient, description: dict[str, Any], written: str
) -> None:
    pattern = description["components"]["parameters"]["datetime"]["schema"]["pattern"]
    assert re.search(pattern, written)
    answer = ogc.get("/ogc/collections/district/items", params={"datetime": written})
    assert answer.status_code == 200
    for broken in (f"{written} ", f"{written}/x", written.replace("-01", "-13"), "..", ""):
        if broken != written:
            assert not re.search(pattern, broken)


def test_the_described_pattern_of_a_cursor_is_that_of_ours(
    ogc: TestClient, description: dict[str, Any]
) -> None:
    pattern = description["components"]["parameters"]["cursor"]["schema"]["pattern"]
    page = ogc.get("/ogc/collections/units/items?limit=1").json()
    following = next(each["href"] for each in page["links"] if each["rel"] == "next")
    assert re.search(pattern, following.partition("cursor=")[2].partition("&")[0])
