"""How PostgreSQL answers: layer functions dissolve into the query, and indexes are in reach."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.layers import CATALOGUE
from gis import features
from gis.features import Query
from gis.tiles import TileAddress, tile
from tests.api.ogc.conftest import DAY, PLACED, column_of, row_of
from tests.plans import plans

OVER_TOWN = TileAddress(17, column_of(9.339, 17), row_of(45.4995, 17))
BOX = (9.339, 45.499, 9.3395, 45.4995)
DRAWN_FROM = {
    "district": "district",
    "buildings": "building",
    "building_status": "building",
    "units": "unit",
    "unit_status": "unit",
    "addresses": "address",
    "parcels": "parcel",
    "omi_zones": "omi_zone",
    "census_sections": "census_section",
    "municipalities": "municipality",
    "public_buildings": "release_place",
}
"""Layers whose geometry is a table's own column; the others' is made of other things'."""

LARGE = ("buildings", "building_status", "units", "unit_status", "parcels", "addresses")

Question = Callable[[Session, str], object]
QUESTIONS: dict[str, Question] = {
    "tile": lambda session, layer: tile(session, CATALOGUE[layer], OVER_TOWN, DAY),
    "page": lambda session, layer: features.page(
        session, CATALOGUE[layer], Query(DAY, after_fid=5)
    ),
    "box": lambda session, layer: features.page(session, CATALOGUE[layer], Query(DAY, bbox=BOX)),
    "count": lambda session, layer: features.count(session, CATALOGUE[layer], Query(DAY)),
    "one": lambda session, layer: features.one(session, CATALOGUE[layer], uuid.uuid4(), DAY),
    "summary": lambda session, layer: features.summary(session, CATALOGUE[layer], DAY),
}


def plan(session: Session, question: str, layer: str) -> str:
    """The plan of the very statement that a question sends."""
    (told,) = plans(session, lambda here: QUESTIONS[question](here, layer))
    return told


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("layer", CATALOGUE)
def test_the_function_of_a_layer_dissolves_into_the_query(
    town_session: Session, layer: str, question: str
) -> None:
    told = plan(town_session, question, layer)
    assert "Function Scan on layer_" not in told
    is_empty = question == "tile" and layer not in PLACED
    assert ("One-Time Filter: false" if is_empty else "Scan") in told


@pytest.mark.parametrize("layer", DRAWN_FROM)
def test_a_tile_can_use_the_index_on_the_web_geometry(town_session: Session, layer: str) -> None:
    town_session.execute(text("set local enable_seqscan = off"))
    assert f"idx_{DRAWN_FROM[layer]}_geom_3857" in plan(town_session, "tile", layer)


@pytest.mark.parametrize("question", ["tile", "box"])
@pytest.mark.parametrize("layer", LARGE)
def test_a_large_table_uses_that_index_by_itself(
    town_session: Session, layer: str, question: str
) -> None:
    assert f"idx_{DRAWN_FROM[layer]}_geom_3857" in plan(town_session, question, layer)


@pytest.mark.parametrize("layer", LARGE)
def test_pages_and_features_are_found_by_their_keys(town_session: Session, layer: str) -> None:
    town_session.execute(text("set local enable_seqscan = off"))
    table = DRAWN_FROM[layer]
    assert f"uq_{table}_fid" in plan(town_session, "page", layer)
    assert f"pk_{table}" in plan(town_session, "one", layer)
