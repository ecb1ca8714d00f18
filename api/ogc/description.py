"""The service description: OpenAPI 3.0, every reference local, made from the catalogue."""

from api.ogc.asked import Asked
from api.ogc.description_parts import components, filter_parameter, reference
from api.ogc.landing import DESCRIPTION, TITLE
from api.ogc.links import Json
from api.ogc.names import GEOJSON, HTML, JSON, MVT, OPENAPI, SCHEMA, TILE_MATRIX_SET, TILEJSON
from buildings.layers import CATALOGUE
from gis.codes import Text
from gis.layers import Layer

OPENAPI_VERSION = "3.0.3"
API_VERSION = "1.0.0"
_COLLECTION = "/collections/{collectionId}"
_TILES = f"{_COLLECTION}/tiles"
_TILESET = f"{_TILES}/{TILE_MATRIX_SET}"


def openapi(ask: Asked) -> Json:
    """The whole document, with the address that the client used as its server."""
    return {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": ask.say(TITLE),
            "description": ask.say(DESCRIPTION),
            "version": API_VERSION,
            "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/it/"},
        },
        "servers": [{"url": ask.base}],
        "tags": [{"name": "Capabilities"}, {"name": "Data"}, {"name": "Tiles"}],
        "paths": _capabilities(ask) | _data(ask) | _tiles(ask),
        "components": components(ask),
    }


def _capabilities(ask: Asked) -> Json:
    def document(operation: str, title: Text, schema: str, *parameters: str) -> Json:
        content = _content(JSON, schema)
        return _get("Capabilities", operation, ask.say(title), content, _named("f", *parameters))

    described = _get(
        "Capabilities",
        "getApi",
        ask.say(Text(it="Questa descrizione", en="This description")),
        {OPENAPI: {"schema": {"type": "object"}}, HTML: _TEXT},
        _named("f"),
    )
    return {
        "/": document("getLandingPage", Text(it="Pagina iniziale", en="Landing page"), "landing"),
        "/conformance": document(
            "getConformance", Text(it="Classi di conformità", en="Conformance classes"),
            "conformance",
        ),
        "/api": described,
        "/collections": document(
            "getCollections", Text(it="Le raccolte", en="The collections"), "collections",
            "datetime", "known-at",
        ),
        _COLLECTION: document(
            "getCollection", Text(it="Una raccolta", en="A collection"), "collection",
            "collectionId", "datetime", "known-at",
        ),
    }  # fmt: skip


def _data(ask: Asked) -> Json:
    def schema(operation: str, title: Text) -> Json:
        content = {SCHEMA: {"schema": {"type": "object"}}, HTML: _TEXT}
        return _get("Data", operation, ask.say(title), content, _named("f", "collectionId"))

    feature = _get(
        "Data",
        "getFeature",
        ask.say(Text(it="Un elemento", en="A feature")),
        _content(GEOJSON, "feature"),
        _named("f", "collectionId", "featureId", "datetime", "known-at"),
    )
    pages = {f"/collections/{layer.id}/items": _items(ask, layer) for layer in CATALOGUE.values()}
    return pages | {
        f"{_COLLECTION}/items/{{featureId}}": feature,
        f"{_COLLECTION}/queryables": schema(
            "getQueryables", Text(it="Proprietà interrogabili", en="Queryable properties")
        ),
        f"{_COLLECTION}/schema": schema(
            "getSchema", Text(it="Schema degli elementi", en="Schema of the features")
        ),
    }


def _items(ask: Asked, layer: Layer) -> Json:
    """The operation of one collection's features, with a filter for each of its fields."""
    title = Text(it="Elementi: ", en="Features: ")
    parameters = _named("f", "bbox", "datetime", "known-at", "limit", "cursor")
    return _get(
        "Data",
        f"{layer.id}.getFeatures",
        ask.say(title) + ask.say(layer.title),
        _content(GEOJSON, f"features-{layer.id}"),
        parameters + [filter_parameter(ask, field) for field in layer.fields],
    )


def _tiles(ask: Asked) -> Json:
    tile = _get(
        "Tiles",
        "any.collection.vector.getTile",
        ask.say(Text(it="Un tassello vettoriale", en="A vector tile")),
        {MVT: {"schema": {"type": "string", "format": "binary"}}},
        _named(
            "f-tile", "collectionId", "tileMatrix", "tileRow", "tileCol", "datetime", "known-at"
        ),
    )
    empty = ask.say(Text(it="Qui non c'è nulla", en="There is nothing here"))
    tile["get"]["responses"]["204"] = {"description": empty}
    tileset = _content(JSON, "tileset") | {TILEJSON: {"schema": reference("schemas", "tilejson")}}

    def document(operation: str, title: Text, content: Json, *parameters: str) -> Json:
        return _get("Tiles", operation, ask.say(title), content, _named(*parameters))

    return {
        _TILES: document(
            "any.collection.vector.getTileSetsList", Text(it="Insiemi di tasselli", en="Tilesets"),
            _content(JSON, "tilesets"), "f", "collectionId", "datetime", "known-at",
        ),
        _TILESET: document(
            "any.collection.vector.getTileSet", Text(it="Insieme di tasselli", en="Tileset"),
            tileset, "f-tileset", "collectionId", "datetime", "known-at",
        ),
        f"{_TILESET}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": tile,
        "/tileMatrixSets": document(
            "getTileMatrixSetsList", Text(it="Griglie dei tasselli", en="Tile grids"),
            _content(JSON, "grids"), "f",
        ),
        f"/tileMatrixSets/{TILE_MATRIX_SET}": document(
            "getTileMatrixSet", Text(it="Griglia WebMercatorQuad", en="Tile grid WebMercatorQuad"),
            _content(JSON, "grid"), "f",
        ),
    }  # fmt: skip


_TEXT: Json = {"schema": {"type": "string"}}


def _content(media_type: str, schema: str) -> Json:
    return {media_type: {"schema": reference("schemas", schema)}, HTML: _TEXT}


def _named(*names: str) -> list[Json]:
    """References to shared parameters, and to the language, which every resource takes."""
    return [reference("parameters", name) for name in (*names, "lang")]


def _get(tag: str, operation: str, summary: str, content: Json, parameters: list[Json]) -> Json:
    responses = {
        "200": {"description": summary, "content": content},
        "304": reference("responses", "NotModified"),
        "400": reference("responses", "BadRequest"),
        "401": reference("responses", "SignIn"),
        "403": reference("responses", "Forbidden"),
        "404": reference("responses", "NotFound"),
        "405": reference("responses", "NotAllowed"),
        "406": reference("responses", "NotAcceptable"),
        "503": reference("responses", "Unavailable"),
    }
    return {
        "get": {
            "tags": [tag],
            "operationId": operation,
            "summary": summary,
            "parameters": parameters,
            "responses": responses,
        }
    }
