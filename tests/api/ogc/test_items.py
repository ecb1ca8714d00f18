import datetime as dt
import uuid
from typing import Any

import pytest
from geoalchemy2.shape import from_shape
from shapely.geometry import MultiPolygon, Polygon, box, shape
from sqlalchemy import text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.ogc import items
from api.ogc.cursors import Cursor, written
from buildings.layers import CATALOGUE
from gis.crs import STORAGE_SRID
from tests.api.ogc.conftest import BUILDINGS, DAY, UNITS, everything, link
from tests.make import PROVENANCE, building

ITEMS = "/ogc/collections/buildings/items"
CORNER = (9.329, 45.493, 9.335, 45.498)
"""A box in the town's corner: west, south, east, north."""


def asked(client: TestClient, **query: str | int) -> dict[str, Any]:
    """The answer to a request for buildings."""
    answer = client.get(ITEMS, params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class TestPages:
    @pytest.mark.parametrize("collection", CATALOGUE)
    def test_all_pages_together_are_the_collection(self, ogc: TestClient, collection: str) -> None:
        address = f"/ogc/collections/{collection}/items"
        matched = ogc.get(address).json()["numberMatched"]
        limit = max(1, matched // 7)
        ids = [each["id"] for each in everything(ogc, f"{address}?limit={limit}")]
        assert len(ids) == len(set(ids)) == matched > 0

    def test_a_page_holds_a_hundred_unless_asked(self, ogc: TestClient) -> None:
        page = asked(ogc)
        assert (page["numberReturned"], page["numberMatched"]) == (100, BUILDINGS)
        assert asked(ogc, limit=1)["numberReturned"] == 1
        assert asked(ogc, limit=99_999)["numberReturned"] == BUILDINGS

    def test_the_last_page_leads_nowhere(self, ogc: TestClient) -> None:
        page = asked(ogc, limit=BUILDINGS)
        assert "next" not in {each["rel"] for each in page["links"]}

    def test_a_building_that_stays_is_shown_once_while_others_come_and_go(
        self, ogc: TestClient, town_session: Session
    ) -> None:
        before = {each["id"] for each in everything(ogc, f"{ITEMS}?limit=1000")}
        first = asked(ogc, limit=300)
        gone = {each["id"] for each in first["features"][:50]}
        town_session.execute(
            text("update building set ended_on = '2020-01-01' where id = any(:gone)"),
            {"gone": [uuid.UUID(each) for each in gone]},
        )
        building(town_session, **PROVENANCE | {"source_id": "town"})
        seen = [each["id"] for each in first["features"]]
        seen += [each["id"] for each in everything(ogc, link(first, "next"))]
        assert len(seen) == len(set(seen)) == BUILDINGS + 1
        assert before <= set(seen)

    def test_the_next_page_keeps_the_question(self, ogc: TestClient) -> None:
        page = asked(ogc, limit=5, floors_above_ground=8, bbox="9,45,10,46")
        following = ogc.get(link(page, "next")).json()
        assert following["numberMatched"] == page["numberMatched"]
        assert "floors_above_ground=8" in link(page, "next")
        assert not {each["id"] for each in page["features"]} & {
            each["id"] for each in following["features"]
        }

    def test_a_walk_stays_on_the_day_it_began(
        self, ogc: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(items, "today", lambda: DAY)
        page = asked(ogc, limit=5)
        monkeypatch.setattr(items, "today", lambda: DAY + dt.timedelta(days=1))
        assert ogc.get(link(page, "next")).json()["satellite:asOf"] == DAY.isoformat()
        assert asked(ogc, limit=5)["satellite:asOf"] == "2026-11-23"

    def test_a_cursor_behind_everything_finds_nothing_more(self, ogc: TestClient) -> None:
        page = asked(ogc, cursor=written(Cursor(2**63 - 1, DAY)))
        assert (page["numberReturned"], page["numberMatched"]) == (0, BUILDINGS)

    def test_the_stamp_is_now(self, ogc: TestClient) -> None:
        stamp = dt.datetime.fromisoformat(asked(ogc, limit=1)["timeStamp"])
        assert abs(dt.datetime.now(dt.UTC) - stamp) < dt.timedelta(seconds=5)

    def test_the_tag_changes_with_the_data_and_not_with_the_clock(
        self, ogc: TestClient, town_session: Session
    ) -> None:
        tag = ogc.get(ITEMS).headers["etag"]
        assert tag.startswith('W/"')
        assert ogc.get(ITEMS, headers={"If-None-Match": tag}).status_code == 304
        town_session.execute(text("update building set built_year = 1965"))
        assert ogc.get(ITEMS, headers={"If-None-Match": tag}).status_code == 200


class TestBox:
    def test_a_box_gives_what_touches_it(self, ogc: TestClient) -> None:
        every = everything(ogc, f"{ITEMS}?limit=1000")
        found = asked(ogc, limit=1000, bbox=",".join(map(str, CORNER)))["features"]
        touching = {
            each["id"] for each in every if shape(each["geometry"]).intersects(box(*CORNER))
        }
        assert {each["id"] for each in found} == touching
        assert 0 < len(touching) < BUILDINGS

    @pytest.mark.parametrize("area", ["-180,-90,180,90", "5,35,20,48", "9,45,-9999,10,46,9999"])
    def test_a_large_box_gives_everything(self, ogc: TestClient, area: str) -> None:
        assert asked(ogc, bbox=area)["numberMatched"] == BUILDINGS

    @pytest.mark.parametrize("area", ["10,46,11,47", "-180,86,180,90", "-180,-90,180,-86"])
    def test_an_empty_box_gives_nothing(self, ogc: TestClient, area: str) -> None:
        assert asked(ogc, bbox=area)["numberMatched"] == 0

    def test_a_box_may_cross_the_antimeridian(self, ogc: TestClient) -> None:
        assert asked(ogc, bbox="170,-50,-170,50")["numberMatched"] == 0
        assert asked(ogc, bbox="9.2,45,9.1,46")["numberMatched"] == BUILDINGS

    def test_a_point_gives_the_building_around_it(self, ogc: TestClient) -> None:
        one = asked(ogc, limit=1)["features"][0]
        inside = shape(one["geometry"]).representative_point()
        point = f"{inside.x},{inside.y},{inside.x},{inside.y}"
        assert [each["id"] for each in asked(ogc, bbox=point)["features"]] == [one["id"]]
        line = f"{inside.x},45,{inside.x},46"
        assert one["id"] in {each["id"] for each in asked(ogc, bbox=line)["features"]}

    def test_what_has_no_place_is_in_every_box(self, ogc: TestClient) -> None:
        far = ogc.get("/ogc/collections/condominiums/items?bbox=10,46,11,47").json()
        names = [each["properties"]["name"] for each in far["features"]]
        assert names == ["Condominio senza edifici"]
        assert far["features"][0]["geometry"] is None


class TestFilters:
    def test_properties_select_by_equality(self, ogc: TestClient) -> None:
        true_ones = asked(ogc, is_synthetic="false")
        assert true_ones["numberMatched"] == BUILDINGS / 2
        assert {each["properties"]["reliability"] for each in true_ones["features"]} == {"official"}
        assert asked(ogc, height_m="25.5")["numberMatched"] == BUILDINGS
        assert asked(ogc, height_m="25.4")["numberMatched"] == 0
        assert asked(ogc, as_of="2026-01-01", built_year=1964)["numberMatched"] == BUILDINGS
        assert asked(ogc, address="via Inventata 3 907")["numberMatched"] == 1
        assert asked(ogc, name="")["numberMatched"] == 0

    def test_ids_of_other_things_select_too(self, ogc: TestClient) -> None:
        one = asked(ogc, limit=1)["features"][0]
        units = f"/ogc/collections/units/items?building_id={one['id']}"
        assert ogc.get(units).json()["numberMatched"] == 4
        owner = one["properties"]["condominium_id"]
        assert asked(ogc, condominium_id=owner)["numberMatched"] == 30

    @pytest.mark.parametrize("collection", CATALOGUE)
    def test_every_property_selects_the_feature_that_has_it(
        self, ogc: TestClient, collection: str
    ) -> None:
        address = f"/ogc/collections/{collection}/items"
        one = ogc.get(address, params={"limit": 1}).json()["features"][0]
        for name, value in one["properties"].items():
            if value is None:
                continue
            asked_for = str(value).lower() if isinstance(value, bool) else str(value)
            answer = ogc.get(address, params={name: asked_for, "limit": 1})
            assert answer.status_code == 200, answer.text
            assert answer.json()["features"][0]["id"] == one["id"], name

    @pytest.mark.parametrize(
        "query",
        [
            {"floors_above_ground": "otto"},
            {"is_synthetic": "forse"},
            {"condominium_id": "1"},
            {"name": "a\0b"},
            {"bbox": "1,2,3"},
            {"limit": "0"},
            {"limit": "unlimited"},
            {"datetime": "ieri"},
            {"cursor": "x"},
            {"cursor": ""},
            {"colour": "red"},
            {"badge": "vacant"},
        ],
        ids=str,
    )
    def test_what_cannot_be_meant_is_refused(self, ogc: TestClient, query: dict[str, str]) -> None:
        refused = ogc.get(ITEMS, params=query)
        assert refused.status_code == 400
        told = refused.json()
        assert next(iter(query)) in told["detail"]
        assert next(iter(query)) in told["detail_it"]

    @pytest.mark.parametrize(
        "value", ["' or true --", "'; drop table building; --", "%27", "\\", ":on_date", "%(x)s"]
    )
    def test_sql_in_a_value_is_only_a_value(self, ogc: TestClient, value: str) -> None:
        assert asked(ogc, name=value)["numberMatched"] == 0
        assert asked(ogc)["numberMatched"] == BUILDINGS

    def test_no_field_is_called_like_a_parameter(self) -> None:
        for layer in CATALOGUE.values():
            names = {field.name for field in layer.fields}
            assert not names & {*items.SELECTING, "f", "lang"}


class TestDay:
    def test_the_state_of_another_day_can_be_asked(self, ogc: TestClient) -> None:
        units = "/ogc/collections/unit_status/items"
        was = ogc.get(units, params={"datetime": "2023-06-30", "occupancy": "vacant"}).json()
        now = ogc.get(units, params={"occupancy": "vacant"}).json()
        assert (was["satellite:asOf"], was["numberMatched"]) == ("2023-06-30", UNITS)
        assert now["numberMatched"] == 0

    def test_a_building_that_fell_is_found_on_the_days_it_stood(
        self, ogc: TestClient, town_session: Session
    ) -> None:
        one = asked(ogc, limit=1)["features"][0]["id"]
        town_session.execute(
            text("update building set ended_on = '2025-05-01' where id = :one"),
            {"one": uuid.UUID(one)},
        )
        assert ogc.get(f"{ITEMS}/{one}").status_code == 404
        assert ogc.get(f"{ITEMS}/{one}?datetime=2025-04-30").status_code == 200
        assert asked(ogc)["numberMatched"] == BUILDINGS - 1
        assert asked(ogc, datetime="2025-04-30T12:00:00Z")["numberMatched"] == BUILDINGS
        assert asked(ogc, datetime="../2025-04-30")["numberMatched"] == BUILDINGS


class TestFeature:
    @pytest.mark.parametrize("collection", CATALOGUE)
    def test_a_feature_alone_is_the_one_of_the_page(self, ogc: TestClient, collection: str) -> None:
        address = f"/ogc/collections/{collection}/items"
        listed = ogc.get(address, params={"limit": 1}).json()["features"][0]
        answer = ogc.get(f"{address}/{listed['id']}")
        alone = answer.json()
        assert {**alone, "links": None} == {**listed, "links": None}
        assert link(alone, "self", "application/geo+json").endswith(f"{listed['id']}?f=json")
        assert link(alone, "alternate", "text/html").endswith(f"{listed['id']}?f=html")
        assert link(alone, "collection", "application/json").endswith(f"{collection}?f=json")
        assert answer.headers["content-type"] == "application/geo+json"

    def test_features_are_served_in_crs84(self, ogc: TestClient) -> None:
        crs = "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
        one = ogc.get(ITEMS, params={"limit": 1})
        assert one.headers["content-crs"] == crs
        alone = ogc.get(f"{ITEMS}/{one.json()['features'][0]['id']}")
        assert alone.headers["content-crs"] == crs

    def test_exterior_rings_turn_counter_clockwise(
        self, ogc: TestClient, town_session: Session
    ) -> None:
        stored = town_session.execute(
            text("select bool_or(st_ispolygonccw(geom)) from building")
        ).scalar_one()
        assert stored is False
        for feature in asked(ogc, limit=50)["features"]:
            polygons = shape(feature["geometry"])
            assert isinstance(polygons, MultiPolygon)
            for polygon in polygons.geoms:
                assert isinstance(polygon, Polygon)
                assert polygon.exterior.is_ccw

    def test_bodies_that_share_a_wall_make_one_valid_condominium(
        self, ogc: TestClient, town_session: Session
    ) -> None:
        condominiums = "/ogc/collections/condominiums/items"
        alone = ogc.get(condominiums, params={"name": "Condominio senza edifici"}).json()
        owner = uuid.UUID(alone["features"][0]["id"])
        for east in (527_900, 527_920):
            wall = MultiPolygon([box(east, 5_039_900, east + 20, 5_039_912)])
            building(
                town_session,
                **PROVENANCE | {"source_id": "town"},
                condominium_id=owner,
                geom=from_shape(wall, srid=STORAGE_SRID),
            )
        merged = ogc.get(f"{condominiums}/{owner}").json()
        assert merged["properties"]["building_count"] == 2
        assert shape(merged["geometry"]).is_valid
        assert len(merged["geometry"]["coordinates"]) == 1

    def test_what_an_intervention_reaches_twice_is_drawn_once(
        self, ogc: TestClient, town_session: Session
    ) -> None:
        town_session.execute(
            text(
                "insert into intervention_target "
                "(intervention_id, unit_id, source_id, as_of, reliability) "
                "select i.id, u.id, 'town', '2026-01-01', 'synthetic' from intervention i, unit u "
                "where u.condominium_id = "
                "(select c.id from condominium c where c.name = 'Condominio 7')"
            )
        )
        one = ogc.get("/ogc/collections/interventions/items").json()["features"][0]
        assert one["properties"]["target_count"] == 121
        assert len(one["geometry"]["coordinates"]) == 30
        assert shape(one["geometry"]).is_valid

    def test_positions_have_no_more_digits_than_are_known(self, ogc: TestClient) -> None:
        for collection in ("buildings", "units", "parcels"):
            page = ogc.get(f"/ogc/collections/{collection}/items").json()
            for feature in page["features"]:
                west, south, east, north = shape(feature["geometry"]).bounds
                for degrees in (west, south, east, north):
                    assert round(degrees, 6) == degrees
                assert 9 < west <= east < 10
                assert 45 < south <= north < 46

    def test_another_spelling_of_an_id_is_another_address(self, ogc: TestClient) -> None:
        one = asked(ogc, limit=1)["features"][0]["id"]
        assert ogc.get(f"{ITEMS}/{one.upper()}").status_code == 404
        assert ogc.get(f"{ITEMS}/{one.replace('-', '')}").status_code == 404
        assert ogc.get(f"{ITEMS}/{one}?limit=1").status_code == 400
