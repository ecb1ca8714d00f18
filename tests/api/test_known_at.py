"""`known-at`: what the register said then, on pages, in JSON, in collections and tiles."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import mapbox_vector_tile
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from gis.db import make_engine
from gis.settings import Settings
from tests import make
from tests.buildings.town import Town, build
from tests.readers import bearer


@dataclass
class Then:
    """A town in which a flat's rooms and its condominium's name were changed afterwards."""

    client: TestClient
    town: Town
    engine: Engine
    before: str
    after: str

    def get(self, address: str, known_at: str | None = None, **query: str) -> Any:
        asked = query if known_at is None else query | {"known-at": known_at}
        return self.client.get(address, params=asked)


def instant(engine: Engine) -> str:
    with engine.connect() as connection:
        moment: dt.datetime = connection.execute(text("select clock_timestamp()")).scalar_one()
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


@pytest.fixture
def then(fresh_url: str, tmp_path: Path) -> Iterator[Then]:
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        town = build(session)
        make.unit(session)
        session.commit()
    before = instant(engine)
    with engine.begin() as connection:
        values = {"flat": next(iter(town.flats.values())), "condominium": town.condominium}
        connection.execute(text("update unit set rooms = 9 where id = :flat"), values)
        connection.execute(
            text("update condominium set name = 'Tulipano' where id = :condominium"), values
        )
        connection.execute(text("update unit set unit_number = '77' where id = :flat"), values)
    app = create_app(Settings(_env_file=None, home=tmp_path), engine)
    with TestClient(app, headers=bearer(engine)) as client:
        yield Then(client, town, engine, before, instant(engine))
    engine.dispose()


def flat_of(then: Then) -> uuid.UUID:
    return next(iter(then.town.flats.values()))


def test_the_units_json_says_what_was_known(then: Then) -> None:
    address = f"/api/units/{flat_of(then)}"
    now, past = then.get(address).json(), then.get(address, then.before).json()

    assert (float(now["rooms"]), now["condominium"], now["known_at"]) == (9, "Tulipano", None)
    assert (past["condominium"], past["unit_number"]) == ("Girasole", "1")
    assert past["rooms"] != now["rooms"]
    assert dt.datetime.fromisoformat(past["known_at"]) == dt.datetime.fromisoformat(then.before)
    assert then.get(address, then.after).json()["rooms"] == now["rooms"]


def test_the_next_request_on_the_same_connection_knows_today(then: Then) -> None:
    address = f"/api/units/{flat_of(then)}"
    for _ in range(12):
        assert then.get(address, then.before).json()["condominium"] == "Girasole"
        assert then.get(address).json()["condominium"] == "Tulipano"


@pytest.mark.parametrize(("language", "words"), [("it", "Come noto il"), ("en", "As known on")])
def test_the_cards_say_as_known_when(then: Then, language: str, words: str) -> None:
    for address in (f"/units/{flat_of(then)}", f"/condominiums/{then.town.condominium}"):
        past = then.get(address, then.before, lang=language).text
        assert words in past
        assert "Girasole" in past
        assert "Tulipano" not in past
        assert 'name="known-at"' in past
        now = then.get(address, lang=language).text
        assert words not in now
        assert "Tulipano" in now


def test_links_of_a_card_stay_at_the_moment(then: Then) -> None:
    page = then.get(f"/condominiums/{then.town.condominium}", then.before).text
    links = re.findall(r'href="(/buildings/[^"]+)"', page)
    assert links
    assert all(parse_qs(urlsplit(link).query)["known-at"] for link in links)


def test_another_day_of_a_building_stays_at_the_moment(then: Then) -> None:
    page = then.get(f"/buildings/{then.town.building}", then.before).text
    form = page.split('<form class="as-of"')[1].split("</form>")[0]

    assert 'name="known-at"' in form


def test_a_walk_over_pages_stays_at_the_moment(then: Then) -> None:
    address = "/ogc/collections/units/items"
    found: list[str] = []
    answer = then.get(address, then.before, limit="1").json()
    assert answer["satellite:knownAt"] == then.before
    while True:
        found += [each["properties"]["unit_number"] for each in answer["features"]]
        links = {each["rel"]: each["href"] for each in answer["links"]}
        if "next" not in links:
            break
        assert parse_qs(urlsplit(links["next"]).query)["known-at"] == [then.before]
        answer = then.client.get(links["next"]).json()
    assert "77" not in found
    assert len(found) == answer["numberMatched"]
    now = then.get(address).json()
    assert "77" in [each["properties"]["unit_number"] for each in now["features"]]
    assert "satellite:knownAt" not in now


def test_a_feature_and_its_collection_say_what_was_known(then: Then) -> None:
    address = f"/ogc/collections/units/items/{flat_of(then)}"
    past = then.get(address, then.before).json()
    assert past["properties"]["unit_number"] == "1"
    assert past["satellite:knownAt"] == then.before
    (owner,) = [each["href"] for each in past["links"] if each["rel"] == "collection"]
    assert quote(then.before, safe="") in owner

    with then.engine.begin() as connection:
        connection.execute(text("delete from external_identifier"))
        connection.execute(text("update unit set geom = null"))
    counted = then.get("/ogc/collections/units", then.before).json()
    assert counted["satellite:knownAt"] == then.before
    assert counted["extent"]["spatial"]
    assert "spatial" not in then.get("/ogc/collections/units").json()["extent"]
    listed = then.get("/ogc/collections", then.before).json()
    assert listed["satellite:knownAt"] == then.before


def test_tiles_say_what_was_known(then: Then) -> None:
    tileset = then.get(
        "/ogc/collections/units/tiles/WebMercatorQuad", then.before, f="tilejson"
    ).json()
    assert quote(then.before, safe="") in tileset["tiles"][0]
    west, south, east, north = tileset["bounds"]
    z, x, y = tile_of((west + east) / 2, (south + north) / 2)

    def numbers(known_at: str | None) -> set[str]:
        address = f"/ogc/collections/units/tiles/WebMercatorQuad/{z}/{y}/{x}"
        tile = mapbox_vector_tile.decode(then.get(address, known_at).content)
        return {str(each["properties"].get("unit_number")) for each in tile["units"]["features"]}

    assert "77" not in numbers(then.before)
    assert "77" in numbers(None)


def tile_of(lon: float, lat: float, z: int = 12) -> tuple[int, int, int]:
    from math import asinh, pi, radians, tan  # noqa: PLC0415 - only here

    return z, int((lon + 180) / 360 * 2**z), int((1 - asinh(tan(radians(lat))) / pi) / 2 * 2**z)


@pytest.mark.parametrize(
    "asked",
    [
        "yesterday",
        "2026-11-22",
        "2026-11-22T10:00:00",
        "2026-13-01T10:00:00Z",
        "2026-11-22T25:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-11-22T10:00:00+99:00",
        "2026-11-22T10:00:00Z; drop table unit",
        "\u0661\u0662",
    ],
)
def test_nonsense_and_the_future_are_refused(client: TestClient, asked: str) -> None:
    for address in ("/ogc/collections/units/items", f"/api/units/{uuid.uuid4()}"):
        answer = client.get(address, params={"known-at": asked})
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]
        assert answer.json()["detail_it"]


def test_an_offset_with_a_plus_may_come_unescaped(then: Then) -> None:
    moment = dt.datetime.fromisoformat(then.before)
    local = moment.astimezone(dt.timezone(dt.timedelta(hours=1))).isoformat()
    answer = then.client.get(f"/api/units/{flat_of(then)}?known-at={local}")
    assert answer.json()["condominium"] == "Girasole"


def test_before_the_register_nothing_was_known(then: Then) -> None:
    assert then.get(f"/units/{flat_of(then)}", "1999-01-01T00:00:00Z").status_code == 404
    empty = then.get("/ogc/collections/units/items", "1999-01-01T00:00:00Z").json()
    assert empty["numberMatched"] == 0


def test_the_parameter_is_documented(then: Then) -> None:
    paths = then.client.get("/api/openapi.json").json()["paths"]
    names = {each["name"] for each in paths["/api/units/{unit_id}"]["get"]["parameters"]}
    assert "known-at" in names
    service = then.client.get("/ogc/api").json()
    items = service["paths"]["/collections/units/items"]["get"]["parameters"]
    assert {"$ref": "#/components/parameters/known-at"} in items
    assert service["components"]["parameters"]["known-at"]["in"] == "query"
