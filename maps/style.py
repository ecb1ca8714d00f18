"""The MapLibre style of the web map, built from the declared layers and their dresses."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gis.codes import Language
from gis.layers import Layer
from maps.dress import Area, Dress, Dressed, Label, Point, Solid
from maps.expressions import COLOUR_BY, colour, has_marks, ink, mark, percentage
from maps.palette import INK, PAPER
from maps.themes import ByCode, Chosen
from maps.vendor import FONT_FILES

JsonObject = dict[str, Any]

ICON_PX = 24
"""Size of the images that the page draws for shapes, at icon-size 1."""

MARKS_FROM_ZOOM = 16
"""Below this zoom symbols are too small for the marks on them to be read."""

SELECTED = "#00a0e0"
HALO = "#ffffff"


@dataclass(frozen=True, slots=True)
class Basemap:
    """A raster base map: an XYZ address with {z}, {x}, {y}, and the credit it asks for."""

    url: str
    attribution: str = ""


def tile_address(layer_id: str, root: str, as_of: dt.date | None) -> str:
    """Address of a layer's vector tiles with {z}, {y}, {x}; `root` is the server's own."""
    when = f"?datetime={as_of.isoformat()}" if as_of else ""
    return f"{root}/ogc/collections/{layer_id}/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}{when}"


def build_style(
    layers: Iterable[Dressed],
    *,
    root: str,
    as_of: dt.date | None = None,
    basemap: Basemap | None = None,
    language: Language = "it",
) -> JsonObject:
    """The whole style; `root` is like `https://host`, or empty for a page of the same server.

    Areas and solids are drawn first, by depth, then every symbol and text, so that no raised
    building hides one.
    """
    sources: JsonObject = {}
    drawn: list[JsonObject] = [
        {"id": "background", "type": "background", "paint": {"background-color": PAPER}}
    ]
    if basemap:
        sources["basemap"] = {
            "type": "raster", "tiles": [basemap.url], "tileSize": 256,
            "attribution": basemap.attribution,
        }  # fmt: skip
    choices: str | None = None
    for layer, dress in sorted(layers, key=lambda pair: pair[1].depth):
        if basemap and dress.is_base:
            continue
        sources[layer.id] = {
            "type": "vector",
            "tiles": [tile_address(layer.id, root, as_of)],
            "minzoom": layer.min_zoom,
            "maxzoom": max(dress.tile_zoom, layer.min_zoom),
            "promoteId": {layer.id: "id"},
        }
        drawn += layer_styles(layer, dress)
        choices = choices or _first_choice(dress)
    drawn.sort(key=lambda one: bool(one["type"] == "symbol"))
    if basemap:
        drawn.insert(1, {"id": "basemap", "type": "raster", "source": "basemap"})
    return {
        "version": 8,
        "name": "Satellite" if language == "en" else "Quartiere Satellite",
        "state": {COLOUR_BY: {"default": choices or ""}},
        "light": {"anchor": "viewport", "intensity": 0.18, "color": "#ffffff"},
        "font-faces": {
            name: [
                {"url": f"{root}/vendor/{file}", "unicode-range": ranges} for file, ranges in files
            ]
            for name, files in FONT_FILES.items()
        },
        "sources": sources,
        "layers": drawn,
    }


def layer_styles(layer: Layer, dress: Dress) -> list[JsonObject]:
    """The style layers of one dress, lowest first, each with its common keys."""
    drawn: list[JsonObject] = []
    for symbol in dress.symbols:
        match symbol:
            case Area():
                drawn += _area(symbol)
            case Solid():
                drawn += _solid(symbol)
            case Point():
                drawn.append(_point(symbol))
            case Label():
                drawn.append(_label(symbol, beside=layer.geometry == "Point"))
    for number, one in enumerate(drawn):
        one["id"] = f"{layer.id}.{number}.{one['type']}"
        one["source"] = one["source-layer"] = layer.id
        one["minzoom"] = max(dress.from_zoom, layer.min_zoom, one.get("minzoom", 0))
        layout = one.setdefault("layout", {})
        layout["visibility"] = "visible" if dress.is_on else "none"
    return drawn


def _first_choice(dress: Dress) -> str | None:
    """Id of the choice that shows first, for a dress that offers several."""
    themes = (getattr(symbol, "theme", None) for symbol in dress.symbols)
    return next((theme.choices[0].id for theme in themes if isinstance(theme, Chosen)), None)


def _area(symbol: Area) -> list[JsonObject]:
    """A fill, or stripes, and the outline over it."""
    paint: JsonObject = {"fill-opacity": symbol.opacity}
    if symbol.is_hatched:
        paint["fill-pattern"] = ["concat", "hatch:", colour(symbol.theme)]
    else:
        paint["fill-color"] = colour(symbol.theme)
    drawn: list[JsonObject] = [{"type": "fill", "paint": paint}]
    if symbol.outline:
        line: JsonObject = {"line-color": symbol.outline, "line-width": symbol.outline_px}
        if symbol.dashes:
            line["line-dasharray"] = list(symbol.dashes)
        drawn.append({"type": "line", "paint": line, "layout": {"line-join": "round"}})
    if symbol.where:
        for one in drawn:
            one["filter"] = _where(symbol.where)
    return drawn


def _where(condition: tuple[str, bool]) -> list[Any]:
    """A filter on a yes-or-no attribute; a missing one counts as no."""
    field, wanted = condition
    return ["==", ["to-boolean", ["get", field]], wanted]


def _solid(symbol: Solid) -> list[JsonObject]:
    """The raised polygon, and its share in figures on the roof."""
    height = ["to-number", ["coalesce", ["get", symbol.height_field], symbol.default_height_m]]
    chosen = ["boolean", ["feature-state", "selected"], False]
    return [
        {
            "type": "fill-extrusion",
            "paint": {
                "fill-extrusion-color": ["case", chosen, SELECTED, colour(symbol.theme)],
                "fill-extrusion-height": height,
                "fill-extrusion-opacity": symbol.opacity,
                "fill-extrusion-vertical-gradient": True,
            },
        },
        {
            "type": "symbol",
            "minzoom": 15.5,
            "layout": {
                "text-field": percentage(symbol.theme),
                "text-font": ["Noto Sans Bold"],
                "text-size": 12,
                "symbol-height-offset": height,
            },
            "paint": {"text-color": INK, "text-halo-color": HALO, "text-halo-width": 1.6},
        },
    ]


def _point(symbol: Point) -> JsonObject:
    """A shape in the theme's colour with the class's mark on it; the first class lies on top."""
    layout: JsonObject = {
        "icon-image": ["concat", f"{symbol.shape}:", colour(symbol.theme)],
        "icon-size": _growing(symbol.size_px / ICON_PX, symbol.full_zoom),
        "icon-allow-overlap": True,
        "icon-ignore-placement": True,
    }
    paint: JsonObject = {"icon-translate": list(symbol.beside_px)}
    if isinstance(symbol.theme, ByCode):
        layout["symbol-sort-key"] = _rank(symbol.theme)
    if has_marks(symbol.theme):
        layout |= {
            "text-field": mark(symbol.theme),
            "text-font": ["Noto Sans Bold"],
            "text-size": _growing(round(symbol.size_px * 0.55, 1), symbol.full_zoom),
            "text-allow-overlap": True,
            "text-ignore-placement": True,
            "text-offset": [0, 0.15 if symbol.shape in {"triangle", "house"} else 0],
        }
        paint |= {
            "text-color": ink(symbol.theme),
            "text-translate": list(symbol.beside_px),
            "text-opacity": ["step", ["zoom"], 0, MARKS_FROM_ZOOM, 1],
        }
    drawn: JsonObject = {"type": "symbol", "layout": layout, "paint": paint}
    if symbol.where:
        drawn["filter"] = _where(symbol.where)
    return drawn


def _growing(full: float, full_zoom: float) -> list[Any]:
    """A size that is half at two and a half zooms before `full_zoom`, and full from there on."""
    return ["interpolate", ["linear"], ["zoom"], full_zoom - 2.5, full / 2, full_zoom, full]


def _rank(theme: ByCode) -> list[Any]:
    """The place of a feature's class from the last (0) to the first."""
    pairs: list[Any] = []
    for place, one in enumerate(reversed(theme.classes)):
        pairs += [[str(member) for member in one.members], place]
    return ["match", ["get", theme.field], *pairs, 0]


def _label(symbol: Label, *, beside: bool) -> JsonObject:
    """The text of an attribute with a light halo, beside a point or inside a polygon."""
    anchors = ["left", "right", "top", "bottom"]
    return {
        "type": "symbol",
        "minzoom": symbol.from_zoom,
        "maxzoom": symbol.to_zoom,
        "layout": {
            "text-field": ["to-string", ["get", symbol.field]],
            "text-font": ["Noto Sans Bold" if symbol.is_bold else "Noto Sans Regular"],
            "text-size": symbol.size_px,
            "text-variable-anchor": anchors if beside else ["center", *anchors],
            "text-radial-offset": 0.7,
        },
        "paint": {
            "text-color": symbol.colour, "text-halo-color": HALO, "text-halo-width": 1.5,
        },
    }  # fmt: skip
