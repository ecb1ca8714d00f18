"""Pages in one file: every script, style, font and image of a folium map is written into it."""

import base64
import mimetypes
import re
from functools import cache
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure
from lxml import html as lxml_html

from gis.codes import Text
from gis.errors import UnavailableError
from maps.vendor import vendor_file

_CSS_URL = re.compile(r"""url\(\s*(['"]?)(?!data:|#)([^'")]+)\1\s*\)""")
_CSS_FOREIGN = re.compile(r"""url\(\s*['"]?(?!data:|#)|@import\b""")
_SOURCE_MAP = re.compile(r"^\s*(//#|/\*#) sourceMappingURL=.*$", re.MULTILINE)
_NO_PINCHING = re.compile(r",\s*maximum-scale=1\.0,\s*user-scalable=no")
"""What folium forbids on phones and readers with weak eyes need (WCAG 1.4.4)."""

_FETCHED = {
    "src": ("script", "img", "iframe", "embed", "source", "audio", "video", "track", "input"),
    "href": ("link", "image", "use"),
    "data": ("object",),
    "srcset": ("img", "source"),
    "poster": ("video",),
    "background": ("body", "table", "td"),
}
"""Attributes that a browser follows by itself, with the elements on which it does."""


class Literal(Element):
    """Text that stands in the page as it is; branca would read it as a Jinja template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_kwargs: object) -> str:
        """The text."""
        return self._text


class OfflineMap(folium.Map):
    """A folium map that links to nothing: Leaflet is written into the page by `self_contained`.

    folium's other libraries (jQuery, Bootstrap, Awesome Markers and its fonts) serve only its
    own popups and icons, which are not used here: popups are our script, icons are SVG.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads it as a class attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads it as a class attribute

    @property
    def figure(self) -> Figure:
        """The page that the map is drawn in."""
        root = self.get_root()
        if not isinstance(root, Figure):
            raise TypeError("a map is drawn in a Figure")
        return root


def self_contained(drawn: OfflineMap, *, language: str) -> str:
    """The page of a map as HTML; raises `ValueError` if anything in it would be fetched."""
    page: str = drawn.figure.render().replace("<html>", f'<html lang="{language}">', 1)
    page = _NO_PINCHING.sub("", page)
    foreign = foreign_references(page)
    if foreign:
        raise ValueError(f"the page would fetch {foreign}")
    return page


@cache
def vendored_script(name: str) -> str:
    """The text of a vendored script, safe inside `<script>`."""
    text = _SOURCE_MAP.sub("", _vendored(name).read_text(encoding="utf-8"))
    return text.replace("</script", "<\\/script")


@cache
def vendored_style(name: str) -> str:
    """The text of a vendored style with its images and fonts as `data:` addresses."""
    path = _vendored(name)
    text = _SOURCE_MAP.sub("", path.read_text(encoding="utf-8"))
    return _CSS_URL.sub(lambda found: f"url({data_url(path.parent / found[2])})", text)


def vendored_font(name: str) -> str:
    """A vendored font as a `data:` address."""
    return data_url(_vendored(name))


@cache
def data_url(path: Path) -> str:
    """A file as a `data:` address."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    kind = "font/woff2" if path.suffix == ".woff2" else kind
    return f"data:{kind};base64,{content}"


def foreign_references(page: str) -> list[str]:
    """What a browser would fetch to show `page`: addresses in elements and in styles.

    Links that only a reader follows (`<a href>`) and `data:` addresses are not among them.
    """
    tree = lxml_html.document_fromstring(page)
    found = [
        f"<{tag} {attribute}={value[:80]}>"
        for attribute, tags in _FETCHED.items()
        for tag in tags
        for element in tree.iter(tag)
        if (value := element.get(attribute)) and not value.startswith(("data:", "#"))
    ]
    styles: list[Any] = [element.text or "" for element in tree.iter("style")]
    styles += [element.get("style") for element in tree.iter() if element.get("style")]
    for style in styles:
        found += [style[at.start() : at.start() + 80] for at in _CSS_FOREIGN.finditer(style)]
    return found


def _vendored(name: str) -> Path:
    """A file of the allow-list that is installed; says what to do when it is not."""
    path = vendor_file(name)
    if path is None or not path.is_file():
        raise UnavailableError(
            Text(
                it=f"Manca la libreria «{name}» del sito. Esegui ./satellite up, o `npm ci` in "
                "maps/web.",
                en=f"The front-end library “{name}” is missing. Run ./satellite up, or `npm ci` "
                "in maps/web.",
            )
        )
    return path
