"""A frame turned into what a rendered map embeds: GeoJSON with a look and told values."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from gis.codes import Language
from gis.layers import Field, Layer
from maps.dress import Area, Dress, Label, Point, Solid
from maps.legend import main_symbol
from maps.themes import Swatch, percentage_of, swatch_of, swatches
from maps.values import in_words

DECIMALS = 6
"""Digits of a degree in the file: 11 cm."""

WIDEST_LABEL_ZOOM = 15
"""Labels that the web map shows only on larger scales than this are left out of a page."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one feature says: its values in the order of the titles, and the text on it."""

    values: tuple[str | None, ...]
    label: str | None


@dataclass(frozen=True, slots=True)
class DrawnLayer:
    """One layer of a rendered map: features, their looks, and how many fall into each look.

    Features hold only numbers: the look's and the row's in `told`. folium renders its own output
    as a Jinja template once more, so no text of the register may pass through it.
    """

    layer: Layer
    dress: Dress
    areas: list[dict[str, Any]]
    points: list[dict[str, Any]]
    looks: tuple[Swatch, ...]
    counts: Counter[Swatch]
    titles: tuple[str, ...]
    told: list[Told]
    has_synthetic: bool


def draw(
    layer: Layer,
    dress: Dress,
    frame: gpd.GeoDataFrame,
    choice: str | None = None,
    language: Language = "it",
) -> DrawnLayer:
    """The features of `frame` (EPSG:4326, index `id`); those without geometry are left out.

    Values become plain text here, in words of `language`; the page sets them as text too.
    """
    frame = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    fields = _told_fields(layer, dress, language)
    symbol = main_symbol(dress)
    looks = list(swatches(symbol.theme, layer.title, choice)) if symbol else []
    counts: Counter[Swatch] = Counter()
    areas: list[dict[str, Any]] = []
    points: list[dict[str, Any]] = []
    told: list[Told] = []
    rows = frame.drop(columns=frame.geometry.name).to_dict("records")
    for identity, geometry, row in zip(frame.index, frame.geometry, rows, strict=True):
        if symbol is None or not _is_wanted(symbol, row):
            continue
        look = swatch_of(symbol.theme, row, layer.title, choice)
        counts[look] += 1
        if look not in looks:
            looks.append(look)
        properties = {"look": looks.index(look), "row": len(told)}
        told.append(
            Told(
                tuple(in_words(field, row.get(field.name), language) for field in fields),
                _label(dress, row, choice),
            )
        )
        if geometry.geom_type != "Point":
            areas.append(_feature(str(identity), geometry, properties))
        if isinstance(symbol, Point):
            inside = [part.representative_point() for part in shapely.get_parts(geometry)]
            points += [
                _feature(f"{identity}.{number}", point, properties)
                for number, point in enumerate(inside)
            ]
    return DrawnLayer(
        layer, dress, areas, points, tuple(looks), counts,
        tuple(field.title.in_(language) for field in fields),
        told,
        bool(frame["is_synthetic"].fillna(value=True).any()) if len(frame) else False,
    )  # fmt: skip


def _told_fields(layer: Layer, dress: Dress, language: Language) -> list[Field]:
    """The attributes that a popup tells, without those written in the other language."""
    other = "_en" if language == "it" else "_it"
    fields = (layer.field(name) for name in dress.told if not name.endswith(other))
    return [field for field in fields if field]


def _is_wanted(symbol: Area | Solid | Point, row: Mapping[Any, Any]) -> bool:
    """Whether the symbol's condition, if it has one, holds."""
    where = getattr(symbol, "where", None)
    return where is None or bool(row.get(where[0])) == where[1]


def _label(dress: Dress, row: Mapping[Any, Any], choice: str | None) -> str | None:
    """The text that always stands on the feature: a share, or a name."""
    for symbol in dress.symbols:
        if isinstance(symbol, Solid):
            return percentage_of(symbol.theme, row, choice)
        if isinstance(symbol, Label) and symbol.from_zoom <= WIDEST_LABEL_ZOOM:
            value = row.get(symbol.field)
            return None if value is None else str(value)
    return None


def _feature(identity: str, geometry: BaseGeometry, properties: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON feature with coordinates cut to `DECIMALS`."""
    rounded = shapely.set_precision(geometry, 10**-DECIMALS)
    shape = shapely.geometry.mapping(geometry if rounded.is_empty else rounded)
    return {"type": "Feature", "id": identity, "geometry": shape, "properties": properties}
