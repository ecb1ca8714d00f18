"""The rows of a dataset as the transaction's reader sees them, from one statement: one snapshot."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which day, in which coordinates, and which rows; `equals` names declared fields."""

    on_date: dt.date
    srid: int
    equals: Mapping[str, str]


def rows(
    connection: Connection, source: Dataset, fields: tuple[Field, ...], asked: Asked, shape: Shape
) -> Iterator[tuple[Any, ...]]:
    """Id, fields and shape of each row; read by a cursor, so that no file is held in memory."""
    digits = DECIMALS if asked.srid == LONLAT_SRID else METRE_DECIMALS
    narrowed = {f"equal_{number}": value for number, value in enumerate(asked.equals.values())}
    only = zip(asked.equals, narrowed, strict=True)
    names = {
        "fields": ", ".join(f"f.{each.name}" for each in fields),
        "source": source.source,
        "order": source.order,
        "shape": _SHAPES[shape],
        "only": " and ".join(["true", *(f"f.{name}::text = :{value}" for name, value in only)]),
    }
    query = filled("data.exports", "rows_placed" if source.has_geometry else "rows", names)
    values = {"on_date": asked.on_date, "srid": asked.srid, "digits": digits, **narrowed}
    known = {name: value for name, value in values.items() if f":{name}" in query.text}
    for row in connection.execute(query, known, execution_options={"yield_per": FETCHED}):
        yield tuple(row)
