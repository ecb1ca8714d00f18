"""Features of a layer as GeoJSON text in CRS84, a page at a time by keyset."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis.layers import Layer

DECIMALS = 7
"""Digits of a degree that are written: about a centimetre."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which features of a layer: on a day, in a box (lon, lat), with equal properties.

    `after_fid` continues behind the last feature of the page before.
    """

    on_date: dt.date
    bbox: tuple[float, float, float, float] | None = None
    equals: Mapping[str, object] = field(default_factory=dict)
    after_fid: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Page:
    """GeoJSON texts of one page, and the `fid` to continue after, if more follow."""

    features: list[str]
    next_fid: int | None


def page(session: Session, layer: Layer, query: Query) -> Page:
    """One page of features in the order of `fid`: a record unchanged throughout appears once."""
    where, values = _conditions(layer, query)
    rows = session.execute(
        text(
            f"select f.fid, {_feature(layer)} from {layer.function}(:on_date) f "  # noqa: S608 - declared names
            f"where {where} and f.fid > :after_fid order by f.fid limit :rows"
        ),
        values | {"after_fid": query.after_fid, "rows": query.limit + 1},
    ).all()
    shown = rows[: query.limit]
    more = len(rows) > query.limit
    return Page([row[1] for row in shown], shown[-1][0] if more and shown else None)


def count(session: Session, layer: Layer, query: Query) -> int:
    """How many features match, over all pages."""
    where, values = _conditions(layer, query)
    return int(
        session.execute(
            text(f"select count(*) from {layer.function}(:on_date) f where {where}"),  # noqa: S608 - declared names
            values,
        ).scalar_one()
    )


def one(session: Session, layer: Layer, identity: uuid.UUID, on_date: dt.date) -> str | None:
    """The feature with that id as GeoJSON text, or None."""
    return session.execute(
        text(
            f"select {_feature(layer)} from {layer.function}(:on_date) f where f.id = :id"  # noqa: S608 - declared names
        ),
        {"id": identity, "on_date": on_date},
    ).scalar_one_or_none()


def extent(
    session: Session, layer: Layer, on_date: dt.date
) -> tuple[float, float, float, float] | None:
    """The layer's box as lon, lat, lon, lat, or None when it is empty."""
    row = session.execute(
        text(
            "select st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e) from ("  # noqa: S608 - declared names
            f"select st_transform(st_setsrid(st_extent(f.geom)::geometry, 7791), 4326) as e "
            f"from {layer.function}(:on_date) f) b where e is not null"
        ),
        {"on_date": on_date},
    ).one_or_none()
    return None if row is None else (row[0], row[1], row[2], row[3])


def _conditions(layer: Layer, query: Query) -> tuple[str, dict[str, object]]:
    """The WHERE of a query and its values; property names must be declared fields."""
    conditions, values = ["true"], dict[str, object](on_date=query.on_date)
    if query.bbox is not None:
        conditions.append(
            "st_intersects(f.geom, "
            "st_transform(st_makeenvelope(:west, :south, :east, :north, 4326), 7791))"
        )
        values |= dict(zip(("west", "south", "east", "north"), query.bbox, strict=True))
    for number, (name, value) in enumerate(query.equals.items()):
        declared = layer.field(name)
        if declared is None:
            raise KeyError(name)
        conditions.append(f"f.{declared.name} = :equal_{number}")
        values[f"equal_{number}"] = value
    return " and ".join(conditions), values


def _feature(layer: Layer) -> str:
    """The SQL of one GeoJSON feature; exterior rings are counter-clockwise (RFC 7946)."""
    properties = ", ".join(f"'{each.name}', f.{each.name}" for each in layer.fields)
    return (
        "json_build_object('type', 'Feature', 'id', f.id, 'geometry', "
        f"st_asgeojson(st_forcepolygonccw(st_transform(f.geom, 4326)), {DECIMALS})::json, "
        f"'properties', json_build_object({properties}))::text"
    )
