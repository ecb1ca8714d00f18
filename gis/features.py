"""Features of a layer as GeoJSON text in CRS84, a page at a time by keyset."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis.boxes import Box, web_area
from gis.crs import LONLAT_SRID, WEB_SRID
from gis.layers import Field, Layer

DECIMALS = 6
"""Digits of a degree that are written: 11 cm, finer than any source (RFC 7946, 11.2)."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which features of a layer: on a day, in a box (lon, lat), with equal properties.

    `after_fid` continues behind the last feature of the page before. A box keeps the features
    without geometry, as OGC API - Features asks.
    """

    on_date: dt.date
    bbox: Box | None = None
    equals: Mapping[str, object] = field(default_factory=dict)
    after_fid: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Page:
    """GeoJSON texts of one page, and the `fid` to continue after, if more follow."""

    features: list[str]
    next_fid: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a layer holds on a day: count, box (lon, lat), first day of its facts, synthetic or not.

    `bbox` and `first_as_of` are None where nothing is there; one synthetic feature is enough.
    """

    count: int
    bbox: Box | None
    first_as_of: dt.date | None
    is_synthetic: bool


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
        text(f"select {_feature(layer)} from {layer.function}(:on_date) f where f.id = :id"),  # noqa: S608 - declared names
        {"id": identity, "on_date": on_date},
    ).scalar_one_or_none()


def summary(session: Session, layer: Layer, on_date: dt.date) -> Summary:
    """Count, extent, first day and synthetic mark of a layer on a day."""
    row = session.execute(
        text(
            f"select s.total, s.first_as_of, s.is_synthetic, "  # noqa: S608 - declared names
            "st_xmin(s.box), st_ymin(s.box), st_xmax(s.box), st_ymax(s.box) from ("
            "select count(*) as total, min(f.as_of) as first_as_of, "
            "coalesce(bool_or(f.is_synthetic), false) as is_synthetic, st_transform("
            f"st_setsrid(st_extent(f.geom_3857)::geometry, {WEB_SRID}), {LONLAT_SRID}) as box "
            f"from {layer.function}(:on_date) f) s"
        ),
        {"on_date": on_date},
    ).one()
    return Summary(row[0], _rounded(row[3:]), row[1], row[2])


def extent(session: Session, layer: Layer, on_date: dt.date) -> Box | None:
    """The layer's box as lon, lat, lon, lat, or None when it is empty."""
    return summary(session, layer, on_date).bbox


def is_uuid(declared: Field) -> bool:
    """Whether a field holds a UUID: ids of things do, a source has a word of its own."""
    return declared.name.endswith("_id") and declared.name != "source_id"


def _rounded(corners: tuple[float | None, ...]) -> Box | None:
    """The box in `DECIMALS` digits, outwards, so that it still holds everything."""
    west, south, east, north = corners
    if west is None or south is None or east is None or north is None:
        return None
    scale = 10**DECIMALS
    return (
        floor(west * scale) / scale,
        floor(south * scale) / scale,
        ceil(east * scale) / scale,
        ceil(north * scale) / scale,
    )


def _conditions(layer: Layer, query: Query) -> tuple[str, dict[str, object]]:
    """The WHERE of a query and its values; property names must be declared fields."""
    conditions, values = ["true"], dict[str, object](on_date=query.on_date)
    if query.bbox is not None:
        # two arms, each of which the index on geom_3857 answers
        conditions.append(
            "(f.geom_3857 is null or (f.geom_3857 && cast(:area as geometry) "
            "and st_intersects(f.geom_3857, cast(:area as geometry))))"
        )
        values["area"] = web_area(query.bbox)
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
        f"st_asgeojson(st_forcepolygonccw(st_transform(f.geom, {LONLAT_SRID})), {DECIMALS})::json, "
        f"'properties', json_build_object({properties}))::text"
    )
