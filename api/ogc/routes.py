"""The OGC API's resources: each understands its request, asks, and answers in its form."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from api.deps import AS_KNOWN_AT, SessionDep
from api.noting import note_layer
from api.ogc import collection, description, items, landing, parameters, schema, tiling
from api.ogc.answers import ALLOW, sent
from api.ogc.asked import ROOT, TIMES, Asked, CallerDep, understand
from api.ogc.forms import answer, answer_item, answer_items
from api.ogc.names import MVT, TILE_MATRIX_SET
from api.ogc.negotiation import DESCRIPTION, DOCUMENT, FEATURES, SCHEMAS, TILE, TILESET
from api.ogc.words import WORDS
from buildings.audit.states import Verb
from gis.dates import today
from gis.layers import Layer
from gis.tiles import TileAddress, tile

router = APIRouter(prefix=f"/{ROOT}", include_in_schema=False)

Endpoint = Callable[..., Any]
"""A route's function, as FastAPI takes it."""

LayerDep = Annotated[Layer, Depends(collection.named)]
GridDep = Annotated[str, Depends(tiling.known_grid)]
AddressDep = Annotated[TileAddress, Depends(tiling.address)]

GRID = "/collections/{collection_id}/tiles/{grid_id}"


def options() -> Response:
    """What may be done with any resource: read it."""
    return Response(status_code=204, headers={"Allow": ALLOW})


def resource(*paths: str) -> Callable[[Endpoint], Endpoint]:
    """Register a function for GET and HEAD of its paths, and OPTIONS beside it."""

    def register(endpoint: Endpoint) -> Endpoint:
        for path in paths:
            router.add_api_route(
                path, endpoint, methods=["GET", "HEAD"], dependencies=[AS_KNOWN_AT]
            )
            router.add_api_route(path, options, methods=["OPTIONS"])
        return endpoint

    return register


@resource("", "/")
def landing_page(caller: CallerDep) -> Response:
    """What this is, and the doors to everything else."""
    ask = understand(caller, "/", DOCUMENT)
    return answer(ask, landing.landing(ask), landing.TITLE)


@resource("/conformance")
def conformance(caller: CallerDep) -> Response:
    """The conformance classes."""
    ask = understand(caller, "/conformance", DOCUMENT)
    return answer(ask, landing.conformance(ask), WORDS["conformance"])


@resource("/api")
def service_description(caller: CallerDep) -> Response:
    """The OpenAPI 3.0 document."""
    ask = understand(caller, "/api", DESCRIPTION)
    return answer(ask, description.openapi(ask), WORDS["api"], template="api")


@resource("/collections")
def collections(caller: CallerDep, session: SessionDep) -> Response:
    """Every collection."""
    ask = understand(caller, "/collections", DOCUMENT, TIMES)
    content = collection.collections(ask, session, _day(ask))
    return answer(ask, content, WORDS["collections"], template="collections")


@resource("/collections/{collection_id}")
def one_collection(caller: CallerDep, session: SessionDep, layer: LayerDep) -> Response:
    """One collection."""
    ask = understand(caller, f"/collections/{layer.id}", DOCUMENT, TIMES)
    content = collection.collection(ask, session, layer, _day(ask))
    return answer(ask, content, layer.title, layer=layer)


@resource("/collections/{collection_id}/items")
def features(caller: CallerDep, session: SessionDep, layer: LayerDep) -> Response:
    """A page of features."""
    path = f"/collections/{layer.id}/items"
    ask = understand(caller, path, FEATURES, items.names(layer))
    return answer_items(ask, items.page(ask, session, layer), layer)


@resource("/collections/{collection_id}/items/{feature_id}")
def feature(
    caller: CallerDep,
    session: SessionDep,
    layer: LayerDep,
    feature_id: str,
) -> Response:
    """One feature."""
    path = items.path_of(layer, feature_id)
    ask = understand(caller, path, FEATURES, TIMES)
    return answer_item(ask, items.one(ask, session, layer, feature_id), layer)


@resource("/collections/{collection_id}/queryables")
def queryables(caller: CallerDep, layer: LayerDep) -> Response:
    """What features can be asked by."""
    ask = understand(caller, f"/collections/{layer.id}/queryables", SCHEMAS)
    return answer(ask, schema.queryables(ask, layer), layer.title, template="schema", layer=layer)


@resource("/collections/{collection_id}/schema")
def feature_schema(caller: CallerDep, layer: LayerDep) -> Response:
    """What features hold."""
    ask = understand(caller, f"/collections/{layer.id}/schema", SCHEMAS)
    return answer(ask, schema.schema(ask, layer), layer.title, template="schema", layer=layer)


@resource("/collections/{collection_id}/tiles")
def tilesets(caller: CallerDep, layer: LayerDep) -> Response:
    """The collection's tilesets."""
    path = f"/collections/{layer.id}/tiles"
    ask = understand(caller, path, DOCUMENT, TIMES)
    _day(ask)
    return answer(ask, tiling.tilesets(ask, layer), WORDS["tiles"], layer=layer)


@resource(GRID)
def tileset(caller: CallerDep, session: SessionDep, layer: LayerDep, _grid: GridDep) -> Response:
    """The metadata of the collection's tileset, also as TileJSON."""
    path = f"/collections/{layer.id}/tiles/{TILE_MATRIX_SET}"
    ask = understand(caller, path, TILESET, TIMES)
    made = tiling.tilejson if ask.form == "tilejson" else tiling.tileset
    return answer(ask, made(ask, session, layer, _day(ask)), layer.title, layer=layer)


@resource(GRID + "/{matrix}/{row}/{column}")
def one_tile(
    caller: CallerDep,
    session: SessionDep,
    layer: LayerDep,
    _grid: GridDep,
    address: AddressDep,
) -> Response:
    """One vector tile, 204 where nothing is there.

    204 and not an empty 200: every 200 must be a tile (OGC API - Tiles, mvt), and old map
    clients report a body of no bytes as an error; MapLibre and GDAL take both.
    """
    place = f"{address.z}/{address.y}/{address.x}"
    path = f"/collections/{layer.id}/tiles/{TILE_MATRIX_SET}/{place}"
    ask = understand(caller, path, TILE, TIMES)
    note_layer(session, layer, Verb.MAP)
    return sent(ask.request, tile(session, layer, address, _day(ask)), MVT, layer=layer)


@resource("/tileMatrixSets")
def grids(caller: CallerDep) -> Response:
    """The tile grids."""
    ask = understand(caller, "/tileMatrixSets", DOCUMENT)
    return answer(ask, tiling.grids(ask), WORDS["tileMatrixSets"])


@resource("/tileMatrixSets/{grid_id}")
def grid(caller: CallerDep, _grid: GridDep) -> Response:
    """One tile grid."""
    ask = understand(caller, f"/tileMatrixSets/{TILE_MATRIX_SET}", DOCUMENT)
    return answer(ask, tiling.grid(ask), tiling.GRID)


def _day(ask: Asked) -> dt.date:
    """The day that the request asks about."""
    return parameters.day(ask.value("datetime"), today())
