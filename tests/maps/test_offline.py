"""A page in one file: nothing in it is fetched, and what would be is noticed."""

import folium
import pytest

from gis.errors import UnavailableError
from maps.offline import (
    Literal,
    OfflineMap,
    foreign_references,
    self_contained,
    vendored_font,
    vendored_script,
    vendored_style,
)

PAGE = "<html><head>{}</head><body>{}</body></html>"


def test_a_plain_folium_map_is_caught() -> None:
    page = folium.Map().get_root().render()
    found = foreign_references(page)

    assert any("leaflet" in one for one in found)
    assert any("jquery" in one for one in found)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<script src="https://cdn.example/x.js"></script>', ""),
        ('<script type="module" src="x.js"></script>', ""),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', ""),
        ("<style>@import 'x.css';</style>", ""),
        ("<style>a{background:url( 'https://x/y.png' )}</style>", ""),
        ("<style>@font-face{src:url(../fonts/y.woff2)}</style>", ""),
        ("", '<img src="x.png">'),
        ("", '<img srcset="x.png 2x">'),
        ("", '<p style="background:url(x.png)">a</p>'),
        ("", '<iframe src="https://x.example"></iframe>'),
        ("", '<object data="x.svg"></object>'),
    ],
)
def test_whatever_a_browser_would_fetch_is_found(head: str, body: str) -> None:
    assert len(foreign_references(PAGE.format(head, body))) == 1


def test_what_a_reader_may_follow_and_what_is_inside_is_left_alone() -> None:
    page = PAGE.format(
        "<style>a{background:url(data:image/png;base64,AAAA)}b{behavior:url(#default)}</style>",
        '<a href="https://www.comune.example.it">Comune</a><img src="data:image/png;base64,AAAA">',
    )

    assert foreign_references(page) == []


def test_a_map_with_a_tile_layer_or_an_icon_is_refused() -> None:
    drawn = OfflineMap(tiles=None)
    drawn.figure.header.add_child(Literal('<img src="https://x.example/y.png">'))

    with pytest.raises(ValueError, match=r"x\.example"):
        self_contained(drawn, language="it")


def test_text_that_looks_like_a_template_stays_text() -> None:
    drawn = OfflineMap(tiles=None)
    drawn.figure.html.add_child(Literal("<p>{{ 7 * 7 }} {% endraw %} {# note #}</p>"))

    page = self_contained(drawn, language="it")

    assert "<p>{{ 7 * 7 }} {% endraw %} {# note #}</p>" in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="it">')


def test_a_page_can_be_enlarged_on_a_phone() -> None:
    page = self_contained(OfflineMap(tiles=None), language="it")

    assert 'name="viewport"' in page
    assert "user-scalable" not in page
    assert "maximum-scale" not in page


def test_images_of_a_style_are_written_into_it() -> None:
    style = vendored_style("leaflet.css")

    assert foreign_references(PAGE.format(f"<style>{style}</style>", "")) == []
    assert style.count("url(data:image/png;base64,") == 3


def test_a_script_cannot_end_early_nor_ask_for_its_source_map() -> None:
    script = vendored_script("leaflet.js")

    assert "</script" not in script
    assert "sourceMappingURL" not in script
    assert vendored_font("fonts/titillium-web-400.woff2").startswith("data:font/woff2;base64,d09GM")


def test_a_library_that_is_not_installed_is_told_with_what_to_do() -> None:
    with pytest.raises(UnavailableError) as caught:
        vendored_script("jquery.js")

    assert "npm ci" in caught.value.in_("it")
