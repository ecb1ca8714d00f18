"""What the map page's scripts need to know, as JSON: layers, legends, words, addresses."""

import datetime as dt
from collections.abc import Iterable
from html import escape
from typing import Any

from gis.codes import Language
from gis.layers import Field, Layer
from maps.dress import Dress, Dressed
from maps.expressions import COLOUR_BY
from maps.legend import choices, legend
from maps.shapes import SHAPES
from maps.style import layer_styles, tile_address
from maps.words import CONTROL_WORDS, PAGE_WORDS

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def map_config(
    layers: Iterable[Dressed],
    *,
    bounds: Bounds,
    today: dt.date,
    credits_due: Iterable[str] = (),
    root: str = "",
    language: Language = "it",
) -> dict[str, Any]:
    """The configuration of the map page, for `<script type="application/json">`.

    `layers` come in the order in which people should see them; `today` is the date in
    Europe/Rome; `credits_due` are plain texts that sources ask to show on maps.
    """
    pairs = list(layers)
    return {
        "language": language,
        "style": f"{root}/map/style.json",
        "bounds": list(bounds),
        "today": today.isoformat(),
        "credits": [escape(credit) for credit in credits_due],
        "state": COLOUR_BY,
        "shapes": SHAPES,
        "layers": [_layer(layer, dress, root, language) for layer, dress in pairs],
        "choices": [
            {
                "id": choice.id,
                "layer": layer.id,
                "title": choice.title.in_(language),
                "legend": [line.as_json(language) for line in legend(layer, dress, choice.id)],
            }
            for layer, dress in pairs
            for choice in choices(dress)
        ],
        "urls": {
            "plan": f"{root}/buildings/{{id}}/plan",
            "search": f"{root}/api/search?q={{q}}",
            "units": f"{root}/units",
            "gallery": f"{root}/maps",
        },
        "words": {name: text.in_(language) for name, text in PAGE_WORDS.items()},
        "controls": {name: text.in_(language) for name, text in CONTROL_WORDS.items()},
    }


def _layer(layer: Layer, dress: Dress, root: str, language: Language) -> dict[str, Any]:
    """One layer as the panel lists it and as a click tells it."""
    other = "_en" if language == "it" else "_it"
    told = (layer.field(name) for name in dress.told if not name.endswith(other))
    return {
        "id": layer.id,
        "title": layer.title.in_(language),
        "description": layer.description.in_(language),
        "isOn": dress.is_on,
        "isBase": dress.is_base,
        "fromZoom": max(dress.from_zoom, layer.min_zoom),
        "tiles": tile_address(layer.id, root, None),
        "styleLayers": [one["id"] for one in layer_styles(layer, dress)],
        "legend": []
        if choices(dress)
        else [line.as_json(language) for line in legend(layer, dress)],
        "told": [_field(field, language) for field in told if field],
        "link": dress.link and f"{root}{dress.link}",
    }


def _field(field: Field, language: Language) -> dict[str, Any]:
    """One attribute with its title, its unit of measure and the words of its codes."""
    return {
        "name": field.name,
        "title": field.title.in_(language),
        "kind": field.kind,
        "unit": field.unit,
        "codes": {str(code): code.label.in_(language) for code in field.codes}
        if field.codes
        else None,
    }
