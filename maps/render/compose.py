"""One folium page from drawn layers: map, legend, title, date, sources and the notice."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import folium
from folium.map import CustomPane
from folium.utilities import JsCode
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gis.codes import Language, Text
from maps.dress import Area, Label, Point, Solid
from maps.legend import SWATCH_PX, choices, main_symbol, swatch_svg
from maps.offline import (
    Literal,
    OfflineMap,
    self_contained,
    vendored_font,
    vendored_script,
    vendored_style,
)
from maps.render.drawn import DrawnLayer
from maps.render.gallery import RenderedMap
from maps.shapes import INK_DARK
from maps.words import PAGE_WORDS, SYNTHETIC_NOTICE

_HERE = Path(__file__).resolve().parent
_TEMPLATES = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
_WORDS = {
    "legend": Text(it="Legenda", en="Legend"),
    "nothing": Text(it="niente da mostrare a questa data", en="nothing to show on this date"),
    "as_of": Text(it="Situazione al", en="As of"),
    "sources": Text(it="Fonti", en="Sources"),
    "no_source": Text(it="nessuna", en="none"),
}
_FONTS = (("400", "fonts/titillium-web-400.woff2"), ("700", "fonts/titillium-web-700.woff2"))
_SCRIPT_WORDS = ("zoomIn", "zoomOut", "close", "layers")
_FIT_MARGIN_PX = 24

Box = tuple[float, float, float, float]


def compose(
    rendered: RenderedMap,
    layers: Sequence[DrawnLayer],
    *,
    bounds: Box,
    on_date: dt.date,
    sources: Sequence[str],
    language: Language = "it",
    notes: Mapping[str, str] | None = None,
) -> str:
    """The page as self-contained HTML; `notes` say at its foot for whom it is and why.

    `layers` come in the order in which people should see them, `bounds` are west, south, east,
    north in degrees, `sources` the titles of the sources whose facts are drawn.
    """
    drawn = OfflineMap(tiles=None, zoom_snap=0.25, max_zoom=20, attribution_control=False)
    figure = drawn.figure
    figure.title = f"{rendered.title.in_(language)} - Satellite"
    figure.header.add_child(Literal(_head(layers, language)), name="satellite")
    notice = SYNTHETIC_NOTICE if any(one.has_synthetic for one in layers) else None
    furniture = _TEMPLATES.get_template("furniture.html").render(
        title=rendered.title.in_(language),
        description=rendered.description.in_(language),
        notice=notice.in_(language) if notice else "",
        legend=[_legend(one, rendered.choice, language) for one in layers if not one.dress.is_base],
        date=on_date.strftime("%d/%m/%Y" if language == "it" else "%Y-%m-%d"),
        sources=sources,
        notes=notes or {},
        words={name: text.in_(language) for name, text in _WORDS.items()},
    )
    figure.html.add_child(Literal(furniture), name="furniture")
    for one in sorted(layers, key=lambda layer: layer.dress.depth):
        _add(drawn, one, language)
    west, south, east, north = bounds
    drawn.fit_bounds([(south, west), (north, east)], padding=(_FIT_MARGIN_PX, _FIT_MARGIN_PX))
    folium.LayerControl(collapsed=True, position="topright").add_to(drawn)
    return self_contained(drawn, language=language)


def _head(layers: Sequence[DrawnLayer], language: Language) -> str:
    """Styles, fonts, Leaflet and what our script must know of each layer."""
    faces = "".join(
        f'@font-face{{font-family:"Titillium Web";font-weight:{weight};'
        f'src:url({vendored_font(name)}) format("woff2")}}'
        for weight, name in _FONTS
    )
    known = {one.layer.id: _known(one, language) for one in layers}
    words = {name: PAGE_WORDS[name].in_(language) for name in _SCRIPT_WORDS}
    own = (_HERE / "page.js").read_text(encoding="utf-8")
    return (
        f"<style>{vendored_style('leaflet.css')}</style>"
        f"<style>{faces}{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>"
        f"<script>{vendored_script('leaflet.js')}</script>"
        f"<script>{own}satellite.start({_script_json(known)}, {_script_json(words)});</script>"
    )


def _known(one: DrawnLayer, language: Language) -> dict[str, Any]:
    """What the page's script must know of a layer: looks, titles of attributes, labels or not."""
    symbol = main_symbol(one.dress)
    return {
        "title": one.layer.title.in_(language),
        "titles": one.titles,
        "told": [(row.values, row.label) for row in one.told],
        "labels": any(isinstance(part, Label | Solid) for part in one.dress.symbols),
        "looks": [
            {
                "svg": swatch_svg(symbol, look),
                "label": look.label.in_(language),
                "size": SWATCH_PX,
                "beside": symbol.beside_px if isinstance(symbol, Point) else (0, 0),
            }
            for look in one.looks
            if symbol
        ],
    }


def _add(drawn: folium.Map, one: DrawnLayer, language: Language) -> None:
    """Add a layer as one group of the layer control; areas keep their depth in an own pane."""
    key = one.layer.id
    group = folium.FeatureGroup(name=one.layer.title.in_(language), show=True)
    told = JsCode(f"satellite.told({json.dumps(key)})")
    if one.areas:
        pane = f"satellite-{key}"
        drawn.add_child(CustomPane(pane, z_index=400 + one.dress.depth, pointer_events=True))
        area = next(part for part in one.dress.symbols if isinstance(part, Area | Solid))
        folium.GeoJson(
            {"type": "FeatureCollection", "features": one.areas},
            style_function=lambda feature: _style(
                area, one.looks[feature["properties"]["look"]].colour
            ),
            on_each_feature=told,
            smooth_factor=0,
            pane=pane,
            interactive=bool(one.titles),
        ).add_to(group)
    if one.points:
        folium.GeoJson(
            {"type": "FeatureCollection", "features": one.points},
            on_each_feature=told,
            point_to_layer=JsCode(f"satellite.point({json.dumps(key)})"),
        ).add_to(group)
    group.add_to(drawn)


def _style(symbol: Area | Solid, colour: str) -> dict[str, Any]:
    """How Leaflet draws an area: seen from above, a solid is a filled outline."""
    if isinstance(symbol, Solid):
        return {"fillColor": colour, "fillOpacity": 0.95, "color": INK_DARK, "weight": 1}
    opacity = symbol.opacity * 0.6 if symbol.is_hatched else symbol.opacity
    return {
        "fillColor": colour,
        "fillOpacity": opacity,
        "color": symbol.outline or colour,
        "weight": symbol.outline_px,
        "dashArray": " ".join(f"{dash * symbol.outline_px:g}" for dash in symbol.dashes) or None,
    }


def _legend(one: DrawnLayer, choice_id: str | None, language: Language) -> dict[str, Any]:
    """The looks that occur in a layer, in the theme's order, with how many features have each."""
    symbol = main_symbol(one.dress)
    chosen = next((choice for choice in choices(one.dress) if choice.id == choice_id), None)
    title = chosen.title if chosen else one.layer.title
    return {
        "title": title.in_(language),
        "lines": [
            {
                "svg": swatch_svg(symbol, look),
                "label": look.label.in_(language),
                "count": one.counts[look],
            }
            for look in one.looks
            if symbol and one.counts[look]
        ],
    }


def _script_json(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
