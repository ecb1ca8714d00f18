"""Tilesets of the collections, and the one grid that they are cut by."""

import datetime as dt
import math

from sqlalchemy.orm import Session

from api.ogc.asked import Asked
from api.ogc.links import Json, Link
from api.ogc.names import (
    JSON,
    MVT,
    REL_TILING_SCHEME,
    TILE_MATRIX_SET,
    TILE_MATRIX_SET_URI,
    WEB_CRS_URI,
)
from api.ogc.schema import property_schema
from gis import features
from gis.boxes import Box
from gis.codes import Text
from gis.crs import CRS84_URI, LONLAT_SRID, WEB_SRID, transformer
from gis.errors import InputError, NotFoundError
from gis.layers import Layer
from gis.tiles import MAX_ZOOM, TileAddress

SHARPEST_ZOOM = 18
"""Zoom at which a tile's grid is 4 cm; clients enlarge these tiles rather than ask for finer."""

FIRST_ZOOM = 15
"""Zoom at which the whole district is seen."""

LONGEST_NUMBER = 100
"""Digits of a row or column that are read at all."""

HALF_WORLD_M = math.pi * 6_378_137
TILE_PIXELS = 256
PIXEL_M = 0.00028
"""Size of a standard pixel, from which scale denominators are reckoned."""

GRID = Text(it="Griglia WebMercatorQuad", en="Tile grid WebMercatorQuad")
TILES = Text(it="Tasselli vettoriali", en="Vector tiles")
TILESET = Text(it="Insieme di tasselli", en="Tileset")
ONE_TILE = Text(it="Un tassello (MVT)", en="A tile (MVT)")
AS_TILEJSON = Text(it="Insieme di tasselli come TileJSON", en="Tileset as TileJSON")
COLLECTION = Text(it="La raccolta", en="The collection")


def known_grid(grid_id: str) -> str:
    """The grid's id; raises NotFoundError for any grid but WebMercatorQuad."""
    if grid_id != TILE_MATRIX_SET:
        raise NotFoundError(
            Text(
                it=f"Non c'è una griglia «{grid_id[:80]}»: c'è {TILE_MATRIX_SET}.",
                en=f"There is no tile grid “{grid_id[:80]}”: there is {TILE_MATRIX_SET}.",
            )
        )
    return grid_id


def address(matrix: str, row: str, column: str) -> TileAddress:
    """The tile of a path; raises InputError for what is no number, NotFoundError outside."""
    written = (matrix, column, row)
    if not all(
        part.isascii() and part.isdecimal() and len(part) <= LONGEST_NUMBER for part in written
    ):
        raise InputError(
            Text(
                it=f"{matrix}/{row}/{column} non è un tassello: servono tre numeri interi "
                "(livello, riga, colonna).",
                en=f"{matrix}/{row}/{column} is not a tile: three whole numbers are needed "
                "(matrix, row, column).",
            )
        )
    z, x, y = (int(part) for part in written)
    if z > MAX_ZOOM or x >= 2**z or y >= 2**z:
        raise NotFoundError(
            Text(
                it=f"Il tassello {z}/{y}/{x} è fuori dalla griglia: i livelli vanno da 0 a "
                f"{MAX_ZOOM}, righe e colonne da 0 a 2 alla potenza del livello, meno 1.",
                en=f"Tile {z}/{y}/{x} is outside the grid: matrices go from 0 to {MAX_ZOOM}, "
                "rows and columns from 0 to 2 to the power of the matrix, less 1.",
            )
        )
    return TileAddress(z, x, y)


def tilesets(ask: Asked, layer: Layer) -> Json:
    """The list of a collection's tilesets: there is one."""
    place = f"/collections/{layer.id}"
    owner = Link(
        href=ask.url(place, f="json"), rel="collection", type=JSON, title=ask.say(COLLECTION)
    )
    listed = Link(
        href=ask.url(f"{place}/tiles/{TILE_MATRIX_SET}", f="json"),
        rel="self",
        type=JSON,
        title=ask.say(TILESET),
    )
    short = _head(ask, layer) | {"links": [listed.json(), _grid_link(ask), _tile_link(ask, layer)]}
    return {"links": [*ask.itself(), owner.json()], "tilesets": [short]}


def tileset(ask: Asked, session: Session, layer: Layer, on_date: dt.date) -> Json:
    """The metadata of a collection's tileset."""
    summary = features.summary(session, layer, on_date)
    contents = {
        "id": layer.id,
        "title": ask.say(layer.title),
        "description": ask.say(layer.description),
        "dataType": "vector",
        "geometryDimension": 0 if layer.geometry == "Point" else 2,
        "minTileMatrix": str(layer.min_zoom),
        "maxTileMatrix": str(MAX_ZOOM),
        "propertiesSchema": {
            "type": "object",
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                **{field.name: property_schema(ask, field) for field in layer.fields},
            },
        },
    }
    written = _head(ask, layer) | {
        "description": ask.say(layer.description),
        "satellite:synthetic": summary.is_synthetic,
        **ask.known_at,
        "layers": [contents],
        "links": [*ask.itself(), _grid_link(ask), _tile_link(ask, layer)],
    }
    if summary.bbox is not None:
        written["boundingBox"] = _web_box(summary.bbox)
        written["centerPoint"] = {
            "coordinates": _centre(summary.bbox),
            "crs": CRS84_URI,
            "tileMatrix": str(max(layer.min_zoom, FIRST_ZOOM)),
        }
    return written


def tilejson(ask: Asked, session: Session, layer: Layer, on_date: dt.date) -> Json:
    """The tileset as TileJSON 3.0, which MapLibre reads."""
    summary = features.summary(session, layer, on_date)
    written = {
        "tilejson": "3.0.0",
        "name": ask.say(layer.title),
        "description": ask.say(layer.description),
        "attribution": ask.say(SYNTHETIC) if summary.is_synthetic else "",
        "scheme": "xyz",
        "tiles": [_tile_href(ask, layer, "{z}", "{y}", "{x}")],
        "minzoom": layer.min_zoom,
        "maxzoom": SHARPEST_ZOOM,
        "vector_layers": [
            {
                "id": layer.id,
                "minzoom": layer.min_zoom,
                "maxzoom": SHARPEST_ZOOM,
                "fields": {field.name: ask.say(field.title) for field in layer.fields},
            }
        ],
    }
    if summary.bbox is not None:
        written["bounds"] = list(summary.bbox)
        written["center"] = [*_centre(summary.bbox), max(layer.min_zoom, FIRST_ZOOM)]
    return written


SYNTHETIC = Text(it="Dati sintetici", en="Synthetic data")


def grids(ask: Asked) -> Json:
    """The list of tile grids: there is one."""
    href = ask.url(f"/tileMatrixSets/{TILE_MATRIX_SET}", f="json")
    link = Link(href=href, rel="self", type=JSON, title=ask.say(GRID))
    one = {"id": TILE_MATRIX_SET, "title": ask.say(GRID), "uri": TILE_MATRIX_SET_URI}
    return {"links": ask.itself(), "tileMatrixSets": [one | {"links": [link.json()]}]}


def grid(ask: Asked) -> Json:
    """The definition of WebMercatorQuad by the standard 2D Tile Matrix Set 2.0."""
    return {
        "id": TILE_MATRIX_SET,
        "title": ask.say(GRID),
        "uri": TILE_MATRIX_SET_URI,
        "crs": WEB_CRS_URI,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": [_matrix(zoom) for zoom in range(MAX_ZOOM + 1)],
        "links": ask.itself(),
    }


def _matrix(zoom: int) -> Json:
    cell_m = 2 * HALF_WORLD_M / TILE_PIXELS / 2**zoom
    return {
        "id": str(zoom),
        "scaleDenominator": cell_m / PIXEL_M,
        "cellSize": cell_m,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-HALF_WORLD_M, HALF_WORLD_M],
        "tileWidth": TILE_PIXELS,
        "tileHeight": TILE_PIXELS,
        "matrixWidth": 2**zoom,
        "matrixHeight": 2**zoom,
    }


def _head(ask: Asked, layer: Layer) -> Json:
    return {
        "title": ask.say(layer.title),
        "dataType": "vector",
        "crs": WEB_CRS_URI,
        "tileMatrixSetId": TILE_MATRIX_SET,
        "tileMatrixSetURI": TILE_MATRIX_SET_URI,
    }


def _grid_link(ask: Asked) -> Json:
    href = ask.url(f"/tileMatrixSets/{TILE_MATRIX_SET}", f="json")
    return Link(href=href, rel=REL_TILING_SCHEME, type=JSON, title=ask.say(GRID)).json()


def _tile_link(ask: Asked, layer: Layer) -> Json:
    href = _tile_href(ask, layer, "{tileMatrix}", "{tileRow}", "{tileCol}")
    title = ask.say(ONE_TILE)
    return Link(href=href, rel="item", type=MVT, title=title, is_template=True).json()


def _tile_href(ask: Asked, layer: Layer, matrix: str, row: str, column: str) -> str:
    """The address of a tile, with the day and the moment that were asked for."""
    plain = ask.url(f"/collections/{layer.id}/tiles/{TILE_MATRIX_SET}/@", **ask.times)
    return plain.replace("@", f"{matrix}/{row}/{column}", 1)


def _web_box(bbox: Box) -> Json:
    """The box in the grid's own CRS, in which clients that overlook `crs` read it."""
    to_web = transformer(LONLAT_SRID, WEB_SRID)
    west, south, east, north = to_web.transform_bounds(*bbox)
    return {
        "lowerLeft": [math.floor(west), math.floor(south)],
        "upperRight": [math.ceil(east), math.ceil(north)],
        "crs": WEB_CRS_URI,
    }


def _centre(bbox: Box) -> list[float]:
    west, south, east, north = bbox
    return [round((west + east) / 2, 6), round((south + north) / 2, 6)]
