"""How a declared layer looks: its symbols, what a click tells, where it starts to show."""

from dataclasses import dataclass

from gis.layers import Layer
from maps.shapes import Shape
from maps.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A filled polygon; `dashes` (in line widths) break its outline.

    `is_hatched` fills with stripes of the theme's colour, so that what lies below still shows.
    `where` draws only features whose attribute has that value.
    """

    theme: Theme
    opacity: float = 0.3
    outline: str | None = None
    outline_px: float = 1
    dashes: tuple[float, ...] = ()
    is_hatched: bool = False
    where: tuple[str, bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solid:
    """A polygon raised by the attribute `height_field` (metres)."""

    theme: Theme
    height_field: str = "height_m"
    default_height_m: float = 9
    opacity: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A shape at a point, or inside each part of a polygon.

    `beside_px` moves it right and down on the screen, so that layers about the same thing do
    not cover each other. `full_zoom` is the scale from which it has its full size. `where`
    draws only features whose attribute has that value.
    """

    theme: Theme
    shape: Shape
    size_px: float = 18
    beside_px: tuple[float, float] = (0, 0)
    full_zoom: float = 17.5
    where: tuple[str, bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The text of an attribute beside its feature; `to_zoom` hides it from that scale on."""

    field: str
    colour: str = "#33312e"
    size_px: float = 12
    from_zoom: float = 15
    to_zoom: float = 24
    is_bold: bool = False


Symbol = Area | Solid | Point | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """The look of one layer.

    `told` names the attributes that a click tells, in order. `link` is the address of the
    thing's own page with attribute names in braces. `depth` orders the layers of a map, low
    first. `from_zoom` hides the layer on smaller scales than that. `tile_zoom` is the largest
    zoom of tiles that are asked for: 14 (0.4 m a step) where a layer is coarse or sparse, so that
    a first view needs a quarter of the requests, 16 (0.1 m) elsewhere.
    """

    layer: str
    symbols: tuple[Symbol, ...]
    told: tuple[str, ...] = ()
    link: str | None = None
    depth: int = 50
    from_zoom: float = 0
    tile_zoom: int = 16
    is_on: bool = False
    is_base: bool = False


Dressed = tuple[Layer, Dress]
"""A declared layer and its look."""
