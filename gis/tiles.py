"""Vector tiles cut by PostGIS from a layer's stored EPSG:3857 geometry."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from gis.layers import Field, Layer

EXTENT = 4096
BUFFER = 64
MAX_ZOOM = 22


def tile_sql(layer: Layer) -> str:
    """The statement that cuts one tile of `layer`; binds `z`, `x`, `y`, `on_date`.

    Names come from the declared layer, never from a request.
    """
    columns = ", ".join(_column(field) for field in layer.fields)
    return f"""
        select st_asmvt(tile, '{layer.id}', {EXTENT}, 'mvt', 'fid')
        from (
            select f.fid, f.id::text as id, {columns},
                st_asmvtgeom(
                    f.geom_3857, st_tileenvelope(:z, :x, :y), {EXTENT}, {BUFFER}, true
                ) as mvt
            from {layer.function}(:on_date) f
            where f.geom_3857
                && st_tileenvelope(:z, :x, :y, margin => {BUFFER / EXTENT})
        ) tile
        where tile.mvt is not null
    """  # noqa: S608 - every name is declared in code


class TileAddress(NamedTuple):
    """Zoom, column from the west and row from the north in the WebMercatorQuad matrix set."""

    z: int
    x: int
    y: int


def tile(
    session: Session | Connection, layer: Layer, address: TileAddress, on_date: dt.date
) -> bytes:
    """The Mapbox vector tile of `layer` on a day; empty bytes where nothing is there.

    The MVT layer is named after the collection, the feature id is `fid`.
    """
    row = session.execute(
        text(tile_sql(layer)), address._asdict() | {"on_date": on_date}
    ).scalar_one()
    return bytes(row)


def _column(field: Field) -> str:
    """Dates and UUIDs travel as text: a vector tile has neither."""
    if field.kind == "date" or field.name.endswith("_id"):
        return f"f.{field.name}::text as {field.name}"
    return f"f.{field.name}"
