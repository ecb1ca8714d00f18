"""The rows of a dataset as the transaction's reader sees them, from one statement: one snapshot."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy import Connection

from data.exports.datasets import Dataset
from gis.crs import LONLAT_SRID
from gis.features import DECIMALS
from gis.layers import Field
from gis.sqlfiles import filled

Shape = Literal["point", "wkb", "geojson"]
METRE_DECIMALS = 2
FETCHED = 500
_SHAPES = {
    "point": "round(st_x(s.place)::numeric, :digits), round(st_y(s.place)::numeric, :digits)",
    "wkb": "st_asbinary(s.geom)",
    "geojson": "st_asgeojson(st_forcepolygonccw(s.geom), :digits)",
}


def rows(
    connection: Connection,
    source: Dataset,
    fields: tuple[Field, ...],
    on_date: dt.date,
    *,
    shape: Shape,
    srid: int,
) -> Iterator[tuple[Any, ...]]:
    """Id, fields and shape of each row; read by a cursor, so that no file is held in memory."""
    digits = DECIMALS if srid == LONLAT_SRID else METRE_DECIMALS
    names = {
        "fields": ", ".join(f"f.{each.name}" for each in fields),
        "source": source.source,
        "order": source.order,
        "shape": _SHAPES[shape],
    }
    query = filled("data.exports", "rows_placed" if source.has_geometry else "rows", names)
    values = {"on_date": on_date, "srid": srid, "digits": digits}
    known = {name: value for name, value in values.items() if f":{name}" in query.text}
    for row in connection.execute(query, known, execution_options={"yield_per": FETCHED}):
        yield tuple(row)
