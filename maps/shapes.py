"""Shapes of point symbols: one list of corners for web maps, rendered maps and legends."""

from math import cos, pi, sin
from typing import Literal

Shape = Literal["circle", "square", "diamond", "triangle", "hexagon", "house"]
Corners = tuple[tuple[float, float], ...]

INK_DARK = "#1b1b1b"
EVEN_LUMINANCE = 0.1791
"""Where black and white are equally easy to read: (l + 0.05)^2 = 1.05 * 0.05."""


def _regular(corners: int, turn: float = 0.0) -> Corners:
    """A regular polygon on the unit circle; `turn` in radians, y grows downwards."""
    angles = [turn - pi / 2 + 2 * pi * step / corners for step in range(corners)]
    return tuple((round(cos(angle), 3), round(sin(angle), 3)) for angle in angles)


SHAPES: dict[Shape, Corners] = {
    "circle": _regular(24),
    "square": ((-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -0.95), (1, 0.8), (-1, 0.8)),
    "hexagon": _regular(6, pi / 6),
    "house": (
        (0, -1), (0.95, -0.1), (0.72, -0.1), (0.72, 0.9),
        (-0.72, 0.9), (-0.72, -0.1), (-0.95, -0.1),
    ),
}  # fmt: skip
"""Corners of each shape in a square from -1 to 1, y downwards."""


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on `colour` (#rrggbb): 4.5 to 1 or better."""
    return "#ffffff" if luminance(colour) < EVEN_LUMINANCE else "#000000"


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb as WCAG 2 defines it, 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """One sRGB channel, 0 to 1, made linear."""
    knee = 0.04045
    return channel / 12.92 if channel <= knee else ((channel + 0.055) / 1.055) ** 2.4


def svg(shape: Shape, colour: str, mark: str = "", *, size_px: int = 20) -> str:
    """The symbol as inline SVG; `mark` is one of ours (a theme's), never foreign text."""
    half = size_px / 2
    scale = half - 1.5
    points = " ".join(f"{half + x * scale:.1f},{half + y * scale:.1f}" for x, y in SHAPES[shape])
    text = (
        f'<text x="{half:g}" y="{half:g}" dy=".36em" text-anchor="middle" '
        f'font-family="Noto Sans, sans-serif" font-weight="700" font-size="{size_px * 0.5:g}" '
        f'fill="{ink_on(colour)}">{mark}</text>'
        if mark
        else ""
    )
    return (
        f'<svg width="{size_px}" height="{size_px}" viewBox="0 0 {size_px} {size_px}" '
        f'aria-hidden="true" focusable="false"><polygon points="{points}" fill="{colour}" '
        f'stroke="{INK_DARK}" stroke-width="1"/>{text}</svg>'
    )
