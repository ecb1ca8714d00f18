import datetime as dt
import uuid
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.ogc.schema import ucum
from buildings.layers import CATALOGUE
from tests.api.ogc.conftest import everything

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value is of a property's type, format and code list."""
    kinds: dict[str, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    if not isinstance(value, kinds[schema["type"]]):
        return False
    if schema["type"] in {"integer", "number"} and isinstance(value, bool):
        return False
    if not isinstance(value, str):
        return True
    if schema.get("format") == "date":
        return dt.date.fromisoformat(value).isoformat() == value
    if schema.get("format") == "uuid":
        return str(uuid.UUID(value)) == value
    return "oneOf" not in schema or value in {each["const"] for each in schema["oneOf"]}


@pytest.mark.parametrize("collection", CATALOGUE)
def test_features_are_as_the_schema_says(ogc: TestClient, collection: str) -> None:
    schema = ogc.get(f"/ogc/collections/{collection}/schema").json()
    members = schema["properties"]
    properties = [name for name in members if name not in {"id", "geometry"}]
    for feature in everything(ogc, f"/ogc/collections/{collection}/items?limit=10000"):
        assert fits(feature["id"], members["id"])
        assert list(feature["properties"]) == properties
        for name, value in feature["properties"].items():
            assert value is None or fits(value, members[name]), (name, value)
        if feature["geometry"] is not None:
            kind = f"geometry-{feature['geometry']['type'].lower()}"
            assert members["geometry"]["format"] in {kind, "geometry-any"}


@pytest.mark.parametrize("kind", ["schema", "queryables"])
@pytest.mark.parametrize("collection", CATALOGUE)
def test_a_schema_names_itself_and_nothing_else(
    ogc: TestClient, collection: str, kind: str
) -> None:
    answer = ogc.get(f"/ogc/collections/{collection}/{kind}?lang=en")
    schema = answer.json()
    assert answer.headers["content-type"] == "application/schema+json"
    assert schema["$schema"] == DRAFT
    assert schema["$id"] == f"http://127.0.0.1:8000/ogc/collections/{collection}/{kind}"
    assert schema["additionalProperties"] is False
    declared = {field.name for field in CATALOGUE[collection].fields}
    assert set(schema["properties"]) - {"id", "geometry"} == declared
    assert "type" not in schema["properties"]["geometry"]


def test_fields_carry_titles_units_and_labels_in_both_languages(ogc: TestClient) -> None:
    height = ogc.get("/ogc/collections/buildings/schema").json()["properties"]["height_m"]
    assert height["title"] == "Altezza"
    assert height["x-titles"] == {"it": "Altezza", "en": "Height"}
    assert (height["x-ogc-unit"], height["x-ogc-unitLang"]) == ("m", "UCUM")
    asked = {"Accept-Language": "en"}
    english = ogc.get("/ogc/collections/unit_status/schema", headers=asked).json()
    badge = english["properties"]["badge"]
    assert badge["title"] == "Badge"
    codes = {each["const"]: each for each in badge["oneOf"]}
    field = CATALOGUE["unit_status"].field("badge")
    assert field is not None
    assert field.codes is not None
    assert list(codes) == [member.value for member in field.codes]
    for member in field.codes:
        told = codes[member.value]
        assert told["title"] == member.label.en
        assert told["x-titles"] == {"it": member.label.it, "en": member.label.en}


@pytest.mark.parametrize("collection", CATALOGUE)
def test_places_in_the_schema_follow_each_other(ogc: TestClient, collection: str) -> None:
    members = ogc.get(f"/ogc/collections/{collection}/schema").json()["properties"]
    places = [each["x-ogc-propertySeq"] for each in members.values()]
    assert places == list(range(1, len(members) + 1))
    roles = [each["x-ogc-role"] for each in members.values() if "x-ogc-role" in each]
    assert roles == ["id", "primary-geometry"]


@pytest.mark.parametrize(("unit", "written"), [("m2", "m2"), ("EUR/m2", "{EUR}/m2")])
def test_money_is_an_annotation_in_ucum(unit: str, written: str) -> None:
    assert ucum(unit) == written
