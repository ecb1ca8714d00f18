"""Which files of the npm packages are served, under which name; nothing else of them is."""

from pathlib import Path
from types import MappingProxyType

WEB = Path(__file__).resolve().parent / "web"
STATIC = WEB / "static"
NODE_MODULES = WEB / "node_modules"

_NOTO = "@fontsource/noto-sans/files/noto-sans-{subset}-{weight}-normal.woff2"
_TITILLIUM = "bootstrap-italia/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-{}.woff2"
_MONO = "bootstrap-italia/dist/fonts/Roboto_Mono/roboto-mono-v13-latin-ext_latin-{}.woff2"

VENDOR = MappingProxyType(
    {
        "maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
        "maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
        "maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
        "htmx.min.js": "htmx.org/dist/htmx.min.js",
        "bootstrap-italia.min.css": "bootstrap-italia/dist/css/bootstrap-italia.min.css",
        "bootstrap-italia.bundle.min.js": "bootstrap-italia/dist/js/bootstrap-italia.bundle.min.js",
        "sprites.svg": "bootstrap-italia/dist/svg/sprites.svg",
        "leaflet.js": "leaflet/dist/leaflet.js",
        "leaflet.css": "leaflet/dist/leaflet.css",
        "fonts/noto-sans-latin-400.woff2": _NOTO.format(subset="latin", weight=400),
        "fonts/noto-sans-latin-ext-400.woff2": _NOTO.format(subset="latin-ext", weight=400),
        "fonts/noto-sans-latin-700.woff2": _NOTO.format(subset="latin", weight=700),
        "fonts/noto-sans-latin-ext-700.woff2": _NOTO.format(subset="latin-ext", weight=700),
        "fonts/titillium-web-400.woff2": _TITILLIUM.format("regular"),
        "fonts/titillium-web-600.woff2": _TITILLIUM.format("600"),
        "fonts/titillium-web-700.woff2": _TITILLIUM.format("700"),
        "fonts/roboto-mono-400.woff2": _MONO.format("regular"),
    }
)
"""Name under `/vendor/` and path inside `node_modules`."""

_LATIN = ["U+0000-00FF", "U+0131", "U+0152-0153", "U+2000-206F", "U+20AC", "U+2122", "U+2212"]
_LATIN_EXT = ["U+0100-0130", "U+0132-0151", "U+0154-024F", "U+1E00-1EFF"]

FONT_FILES = {
    f"Noto Sans {name}": [
        (f"fonts/noto-sans-latin-{weight}.woff2", _LATIN),
        (f"fonts/noto-sans-latin-ext-{weight}.woff2", _LATIN_EXT),
    ]
    for name, weight in (("Regular", 400), ("Bold", 700))
}
"""Font files of the map's labels by font name, with the characters that each holds."""


def vendor_file(name: str) -> Path | None:
    """The file served as `/vendor/<name>`, None for a name that is not in the list."""
    path = VENDOR.get(name)
    return NODE_MODULES / path if path else None
