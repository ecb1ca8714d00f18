"""The MapLibre style: valid, complete, of our own server, coloured as the legend says."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from buildings.layers import CATALOGUE
from maps.dress import Solid
from maps.expressions import COLOUR_BY, colour, mark, percentage
from maps.layers import DRESSES, dressed
from maps.legend import main_symbol
from maps.style import Basemap, build_style
from maps.themes import ByCode, ByShare, Chosen, percentage_of, swatch_of
from tests.maps.node import run

ROOT = "https://gis.example.org"


def style(**changes: Any) -> dict[str, Any]:
    return build_style(dressed(), root=ROOT, **changes)


@pytest.mark.parametrize(
    "basemap", [None, Basemap("https://tiles.example.org/{z}/{x}/{y}.png", "Foto <b>2026</b>")]
)
def test_maplibres_own_validator_finds_nothing_wrong(basemap: Basemap | None) -> None:
    made = style(basemap=basemap, as_of=dt.date(2024, 2, 29))

    assert json.loads(run("tests/maps/check_style.mjs", given=made)) == []


def test_the_validator_would_find_a_fault() -> None:
    made = style()
    made["layers"][1]["paint"]["fill-opacity"] = "half"

    assert json.loads(run("tests/maps/check_style.mjs", given=made)) != []


def test_every_declared_layer_is_drawn_from_its_own_tiles() -> None:
    made = style(as_of=dt.date(2025, 1, 31))

    assert set(made["sources"]) == set(CATALOGUE)
    assert {one["source"] for one in made["layers"] if "source" in one} == set(CATALOGUE)
    assert made["sources"]["parcels"]["tiles"] == [
        f"{ROOT}/ogc/collections/parcels/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}?datetime=2025-01-31"
    ]
    assert all(
        one["source-layer"] == one["source"] and one["id"].startswith(f"{one['source']}.")
        for one in made["layers"]
        if "source" in one
    )


def test_no_layer_asks_for_tiles_before_they_exist() -> None:
    for one in style()["layers"]:
        if "source" in one:
            assert one["minzoom"] >= CATALOGUE[one["source"]].min_zoom


def test_tiles_exist_on_every_scale_on_which_a_layer_is_asked_for() -> None:
    for layer, source in style()["sources"].items():
        assert source["minzoom"] == CATALOGUE[layer].min_zoom
        assert source["minzoom"] <= source["maxzoom"] <= 16


def test_nothing_is_asked_of_another_server() -> None:
    assert set(re.findall(r"https?://[^/\"]+", json.dumps(style()))) == {ROOT}
    assert not re.findall(r"https?://", json.dumps(build_style(dressed(), root="")))


def test_symbols_and_texts_stand_above_every_raised_building() -> None:
    kinds = [one["type"] for one in style()["layers"]]

    assert kinds.index("symbol") > len(kinds) - 1 - kinds[::-1].index("fill-extrusion")


def test_a_base_map_takes_the_place_of_the_municipality() -> None:
    made = style(basemap=Basemap("https://tiles.example.org/{z}/{x}/{y}.png", "© Regione"))

    assert made["layers"][1] == {"id": "basemap", "type": "raster", "source": "basemap"}
    assert made["sources"]["basemap"]["attribution"] == "© Regione"
    assert "municipalities" not in made["sources"]


def test_the_state_names_the_first_choice() -> None:
    solid = main_symbol(DRESSES["building_status"])

    assert isinstance(solid, Solid)
    assert isinstance(solid.theme, Chosen)
    assert style()["state"] == {COLOUR_BY: {"default": solid.theme.choices[0].id}}


def test_the_map_colours_and_marks_as_the_legend_says() -> None:
    """Every code, every step of a share at its edges, and missing values, under every choice."""
    asked, expected = [], []
    for layer, dress in dressed():
        symbol = main_symbol(dress)
        assert symbol
        theme = symbol.theme
        options = theme.choices if isinstance(theme, Chosen) else [None]
        for choice in options:
            name = choice.id if choice else None
            features = samples(choice.theme if choice else theme)
            shown = [swatch_of(theme, one, layer.title, name) for one in features]
            same = {"state": {COLOUR_BY: name}, "features": features}
            asked += [
                {"expression": colour(theme), "type": "color", **same},
                {"expression": mark(theme), "type": "string", **same},
                {"expression": percentage(theme), "type": "string", **same},
            ]
            expected += [
                [one.colour for one in shown],
                [one.mark or ("?" if isinstance(theme, ByCode) else "") for one in shown],
                [percentage_of(theme, one, name) or "" for one in features],
            ]

    assert json.loads(run("tests/maps/evaluate.mjs", given=asked)) == expected


def samples(theme: object) -> Sequence[Mapping[str, object]]:
    match theme:
        case ByCode():
            return [{theme.field: str(code)} for code in theme.codes] + [{theme.field: "other"}, {}]
        case ByShare():
            counts = [0, 1, 10, 11, 25, 26, 50, 51, 100]
            first, *others = theme.parts
            rest = dict.fromkeys(others, 0)
            known = [{first: count, theme.whole: 100, **rest} for count in counts]
            return [*known, {theme.whole: 7}, {first: 3, theme.whole: 0}, {first: 3}, {}]
        case _:
            return [{}]
