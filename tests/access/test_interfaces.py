"""Whatever the door (items, item, tiles, pages, search, counts, JSON), a role finds the same rows.

The rows are those of the matrix, worked out beside the database in `expecting`.
"""

import re
import uuid
from collections.abc import Iterator

import mapbox_vector_tile
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from buildings.layers import CATALOGUE
from buildings.privacy.matrix import rights
from buildings.privacy.states import DataClass, Level, Role, Scope, Verb
from gis.dates import today
from gis.layers import Layer
from tests.access.conftest import Guarded
from tests.access.expecting import Expectation
from tests.api.ogc.conftest import column_of, row_of

ZOOM = 15
TRIED = 3
BASES = {
    "district": "district",
    "buildings": "building",
    "building_status": "building",
    "condominiums": "condominium",
    "units": "unit",
    "unit_status": "unit",
    "condominium_issues": "condominium_issue",
    "occupation_episodes": "occupation_episode",
    "housing_cases": "housing_case",
    "interventions": "intervention",
    "addresses": "address",
    "parcels": "parcel",
    "omi_zones": "omi_zone",
    "census_sections": "census_section",
    "municipalities": "municipality",
    "public_buildings": "release_place.thing_id",
    "public_indicators": "release_cell",
    "restricted_indicators": "release_restricted_cell",
    "research_units": "research_unit",
}
"""The table of which each layer shows rows; a new layer fails here until it is tried too."""

JOINED = {"occupation_episodes": ("occupation_episode", "unit_id", "unit")}
"""Layers that show a row only where another, by that column, is seen too."""


def readable(role: Role) -> set[str]:
    """The layers that the matrix opens to a role."""
    some = {
        (each.data_class, each.scope)
        for each in rights()
        if (each.role, each.verb, each.level) == (role, Verb.READ, Level.IDENTIFIED)
    }
    opened = {of_class for of_class, _ in some}
    whole = {of_class for of_class, scope in some if scope is Scope.ALL}
    return {
        layer.id
        for layer in CATALOGUE.values()
        if DataClass.of(layer.access_class) in opened
        and {DataClass.of(each) for each in layer.whole} <= whole
    }


def wanted(guarded: Guarded, role: Role, layer: Layer) -> set[str]:
    """The ids of a layer that the role must find, worked out once."""
    key = (role, layer.id)
    if key not in guarded.known:
        guarded.known[key] = _wanted(guarded, role, layer)
    return guarded.known[key]


def _wanted(guarded: Guarded, role: Role, layer: Layer) -> set[str]:
    with guarded.owner.connect() as owner:
        rows = owner.execute(text(f"select id from {layer.function}(:day)"), {"day": today()})
        there = set(rows.scalars())
        expected = Expectation(guarded, owner, role)
        table, _, column = BASES[layer.id].partition(".")
        seen = there & expected.ids(table, column or "id")
        if layer.id in JOINED:
            table, column, other = JOINED[layer.id]
            pairs = owner.execute(text(f"select id, {column} from {table}")).all()
            others = expected.ids(other)
            seen &= {row[0] for row in pairs if row[1] in others}
        return {str(each) for each in seen}


def every_id(guarded: Guarded, layer: Layer) -> set[str]:
    key = (None, layer.id)
    if key not in guarded.known:
        with guarded.owner.connect() as owner:
            rows = owner.execute(text(f"select id from {layer.function}(:day)"), {"day": today()})
            guarded.known[key] = {str(each) for each in rows.scalars()}
    return guarded.known[key]


def items(client: TestClient, layer: Layer) -> tuple[set[str], set[str], int]:
    """Ids over all pages, those of them with a place, and the count that was told."""
    address: str | None = f"/ogc/collections/{layer.id}/items?f=json&limit=700"
    found: set[str] = set()
    placed: set[str] = set()
    matched = -1
    while address is not None:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        matched = page["numberMatched"]
        found |= {each["id"] for each in page["features"]}
        placed |= {each["id"] for each in page["features"] if each["geometry"]}
        address = next((each["href"] for each in page["links"] if each["rel"] == "next"), None)
    return found, placed, matched


def tiles(client: TestClient, layer: Layer) -> set[str]:
    """Ids in all tiles round the register's buildings."""
    found: set[str] = set()
    for column, row in _squares(client):
        address = f"/ogc/collections/{layer.id}/tiles/WebMercatorQuad/{ZOOM}/{row}/{column}"
        answer = client.get(address)
        assert answer.status_code in {200, 204}, answer.text
        if answer.status_code == 200:
            decoded = mapbox_vector_tile.decode(answer.content)
            for each in decoded.get(layer.id, {"features": []})["features"]:
                found.add(each["properties"]["id"])
    return found


def _squares(client: TestClient) -> Iterator[tuple[int, int]]:
    box = client.get("/ogc/collections/buildings?f=json").json()["extent"]["spatial"]["bbox"][0]
    west, south, east, north = box
    for column in range(column_of(west, ZOOM), column_of(east, ZOOM) + 1):
        for row in range(row_of(north, ZOOM), row_of(south, ZOOM) + 1):
            yield column, row


def test_every_layer_is_tried() -> None:
    assert set(BASES) == set(CATALOGUE)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_finds_the_same_rows_by_every_door(guarded: Guarded, role: Role) -> None:
    client = guarded.client(role)
    for layer in CATALOGUE.values():
        if layer.id not in readable(role):
            continue
        expected = wanted(guarded, role, layer)
        found, placed, matched = items(client, layer)

        assert found == expected, layer.id
        assert matched == len(expected), layer.id
        assert tiles(client, layer) == placed, layer.id
        page = client.get(f"/ogc/collections/{layer.id}/items?f=html&limit=10000").text
        told = set(re.findall(rf"collections/{layer.id}/items/([0-9a-f-]{{36}})", page))
        assert told == expected, layer.id


@pytest.mark.parametrize("role", list(Role))
def test_one_by_one_a_role_finds_its_own_and_no_other(guarded: Guarded, role: Role) -> None:
    client = guarded.client(role)
    for layer in CATALOGUE.values():
        if layer.id not in readable(role):
            continue
        expected = wanted(guarded, role, layer)
        hidden = every_id(guarded, layer) - expected
        address = f"/ogc/collections/{layer.id}/items"
        for identity in sorted(expected)[:TRIED]:
            assert client.get(f"{address}/{identity}?f=json").json()["id"] == identity
        for identity in sorted(hidden)[:TRIED]:
            assert client.get(f"{address}/{identity}?f=json").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_what_the_matrix_closes_is_closed_at_every_door(guarded: Guarded, role: Role) -> None:
    client = guarded.client(role)
    refused = 401 if role is Role.PUBLIC else 403
    listed = client.get("/ogc/collections?f=json").json()["collections"]

    assert {each["id"] for each in listed} == readable(role)
    for name in set(CATALOGUE) - readable(role):
        identity = next(iter(every_id(guarded, CATALOGUE[name])), str(uuid.uuid4()))
        for path in (
            "", "/items", f"/items/{identity}", "/tiles", "/tiles/WebMercatorQuad",
            f"/tiles/WebMercatorQuad/{ZOOM}/11730/17229", "/schema", "/queryables",
        ):  # fmt: skip
            for form in ("json", "html"):
                answer = client.get(f"/ogc/collections/{name}{path}?f={form}")
                assert answer.status_code in {refused, 406, 400}, (name, path, answer.status_code)
                assert identity not in answer.text or identity in path


@pytest.mark.parametrize("role", list(Role))
def test_cards_and_search_show_units_of_the_matrix(guarded: Guarded, role: Role) -> None:
    client = guarded.client(role)
    with guarded.owner.connect() as owner:
        seen = {str(each) for each in Expectation(guarded, owner, role).ids("unit")}
        every = set(map(str, owner.execute(text("select id from unit")).scalars()))
    given = {str(unit) for units in guarded.given.values() for unit in units}
    for unit in sorted(given)[:8] + sorted(every - seen)[:TRIED]:
        wanted_status = 200 if unit in seen else 404
        assert client.get(f"/api/units/{unit}").status_code == wanted_status
        page = client.get(f"/units/{unit}", headers={"Accept": "text/html"})
        assert page.status_code == wanted_status
    for words in ("via Cimarosa 901", "via Wagner", "900/12/34", "scala A int. 3"):
        answer = client.get("/api/search", params={"q": words})
        assert answer.status_code == 200
        flats = {each["id"] for each in answer.json() if each["kind"] == "unit"}
        assert flats <= seen


def test_the_route_of_an_episode_is_for_who_reads_its_class(guarded: Guarded) -> None:
    address = "/ogc/collections/occupation_episodes/items?f=json&limit=10000"
    told = {}
    for role in (Role.HOUSING_OPERATOR, Role.HOUSING_MANAGER, Role.LOCAL_POLICE):
        features = guarded.client(role).get(address).json()["features"]
        told[role] = {each["properties"]["legal_route"] for each in features}

    assert told[Role.HOUSING_OPERATOR] == {None}
    assert told[Role.HOUSING_MANAGER] == told[Role.LOCAL_POLICE] > {None}


@pytest.mark.parametrize("role", list(Role))
def test_a_badge_is_never_better_than_what_may_be_seen(guarded: Guarded, role: Role) -> None:
    if "unit_status" not in readable(role):
        return
    address = "/ogc/collections/unit_status/items?f=json&limit=10000"
    features = guarded.client(role).get(address).json()["features"]
    badges = {each["properties"]["badge"] for each in features}

    whole = {"housing_operator", "housing_manager"}
    assert badges
    assert ("regular" in badges) is (role in whole)
    assert not badges & ({"partial"} if role in whole else {"regular", "unknown"})


def test_a_public_map_is_the_same_file_for_everybody(guarded: Guarded) -> None:
    files = {
        # folium gives each element of a page a random name
        re.sub(rb"[0-9a-f]{32}", b"", guarded.client(role).get("/maps/overview").content)
        for role in (Role.PUBLIC, Role.HOUSING_MANAGER, Role.LOCAL_POLICE)
    }
    hidden = every_id(guarded, CATALOGUE["occupation_episodes"]) | every_id(
        guarded, CATALOGUE["units"]
    )

    assert len(files) == 1
    page = files.pop().decode()
    assert "leaflet" in page.lower()
    assert not [each for each in hidden if each in page]
