"""Layers as GeoDataFrames, for maps and exports; never imported by a web worker."""

import datetime as dt

import geopandas as gpd
from sqlalchemy import Connection, text

from gis.crs import LONLAT_SRID
from gis.layers import Layer


def layer_frame(connection: Connection, layer: Layer, on_date: dt.date) -> gpd.GeoDataFrame:
    """Every feature of `layer` on a day, in lon, lat (EPSG:4326), index `id`."""
    names = ", ".join(f"f.{field.name}" for field in layer.fields)
    frame: gpd.GeoDataFrame = gpd.read_postgis(
        text(  # type: ignore[call-overload] # the stubs admit only text as the query
            f"select f.id::text as id, {names}, st_transform(f.geom, {LONLAT_SRID}) as geom "  # noqa: S608 - declared names
            f"from {layer.function}(:on_date) f order by f.fid"
        ),
        connection,
        geom_col="geom",
        index_col="id",
        params={"on_date": on_date},
    )
    return frame
