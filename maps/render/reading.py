"""A rendered map from the database: frames of its layers, its bounds and its sources."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import Connection, select

from buildings.layers import CATALOGUE
from buildings.privacy.queries import readable
from gis.codes import Language
from gis.frames import layer_frame
from gis.provenance import Source
from maps.layers import DRESSES
from maps.render.compose import Box, compose
from maps.render.drawn import draw
from maps.render.gallery import RenderedMap

NOWHERE: Box = (9.30236, 45.46123, 9.34564, 45.51503)
"""What an empty database shows: the box round the municipality of the register's default."""

_EXTENT_FROM = ("omi_zones", "district", "municipalities")


def render(
    connection: Connection,
    rendered: RenderedMap,
    on_date: dt.date,
    language: Language = "it",
    notes: Mapping[str, str] | None = None,
) -> str:
    """The page of a rendered map as of a day, as self-contained HTML.

    Layers that the connection's reader may not read are left out.
    """
    shown = readable(connection, [CATALOGUE[name] for name in rendered.layers])
    frames = {layer.id: layer_frame(connection, layer, on_date) for layer in shown}
    drawn = [
        draw(CATALOGUE[name], DRESSES[name], frame, rendered.choice, language)
        for name, frame in frames.items()
    ]
    extent = next(
        (frames[name] for name in _EXTENT_FROM if name in frames and len(frames[name])), None
    )
    used = {source for frame in frames.values() for source in frame["source_id"].dropna()}
    titles = connection.scalars(
        select(Source.title).where(Source.id.in_(used)).order_by(Source.title)
    ).all()
    west, south, east, north = NOWHERE if extent is None else map(float, extent.total_bounds)
    return compose(
        rendered,
        drawn,
        bounds=(west, south, east, north),
        on_date=on_date,
        sources=titles,
        language=language,
        notes=notes,
    )
