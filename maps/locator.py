"""A small drawing of where a building stands, as SVG: no WebGL, no JavaScript, no network."""

from collections.abc import Sequence
from html import escape

from buildings.registry.queries import Footprint
from gis.codes import Language, Text
from maps.palette import BLUE, INK, PAPER

ASPECT = 1.4
"""Width of the window over its height."""

NEIGHBOUR = "#d8d3c9"
EDGE = "#6d675e"
SCALES_M = (10, 20, 50, 100, 200, 500)

TITLE = Text(it="Dove si trova l'edificio", en="Where the building stands")
DESCRIPTION = Text(
    it="L'edificio è in blu tra i {count} vicini; il nord è in alto; la barra è di {scale} metri.",
    en="The building is blue among {count} neighbours; north is up; the bar is {scale} metres.",
)


def locator_svg(footprints: Sequence[Footprint], language: Language = "it") -> str:
    """The footprints with the subject in blue, street numbers, north and a scale bar.

    Empty where no footprint is the subject.
    """
    subject = next((each for each in footprints if each.is_subject), None)
    if subject is None:
        return ""
    half = subject.half_m
    scale = max(each for each in SCALES_M if each <= max(0.6 * half, SCALES_M[0]))
    words = DESCRIPTION.format(count=len(footprints) - 1, scale=scale)
    west, north = -ASPECT * half, -half
    return (
        f'<svg class="locator" viewBox="{west:g} {north:g} {2 * ASPECT * half:g} {2 * half:g}" '
        'role="img" aria-labelledby="locator-title locator-words" font-family="sans-serif">'
        f'<title id="locator-title">{escape(TITLE.in_(language))}</title>'
        f'<desc id="locator-words">{escape(words.in_(language))}</desc>'
        f'<rect x="{west:g}" y="{north:g}" width="100%" height="100%" fill="{PAPER}"/>'
        + "".join(_body(each, half) for each in footprints)
        + "".join(_number(each, half) for each in footprints)
        + _north(half)
        + _scale(half, scale)
        + "</svg>"
    )


def _body(footprint: Footprint, half: float) -> str:
    fill, width = (BLUE, half / 60) if footprint.is_subject else (NEIGHBOUR, half / 150)
    return f'<path d="{footprint.path}" fill="{fill}" stroke="{EDGE}" stroke-width="{width:.2f}"/>'


def _number(footprint: Footprint, half: float) -> str:
    """The street number in the middle of a footprint, if that lies inside the window."""
    is_inside = (
        abs(footprint.label_x) < 0.95 * ASPECT * half and abs(footprint.label_y) < 0.9 * half
    )
    if not footprint.number_text or not is_inside:
        return ""
    ink = "#fff" if footprint.is_subject else INK
    return (
        f'<text x="{footprint.label_x:.1f}" y="{footprint.label_y:.1f}" dy=".35em" fill="{ink}" '
        f'text-anchor="middle" font-size="{half / 11:.1f}">{escape(footprint.number_text)}</text>'
    )


def _north(half: float) -> str:
    """An arrow with an N in the upper right corner."""
    x, y, size = (ASPECT - 0.13) * half, -0.83 * half, half / 11
    return (
        f'<rect x="{x - size:.1f}" y="{y - 1.3 * size:.1f}" width="{2 * size:.1f}" '
        f'height="{3.5 * size:.1f}" rx="{size / 4:.1f}" fill="{PAPER}" fill-opacity="0.85"/>'
        f'<path d="M{x:.1f} {y - size:.1f}l{0.6 * size:.1f} {1.7 * size:.1f}'
        f'l{-0.6 * size:.1f} {-0.4 * size:.1f}l{-0.6 * size:.1f} {0.4 * size:.1f}z" '
        f'fill="{INK}"/>'
        f'<text x="{x:.1f}" y="{y + 1.9 * size:.1f}" text-anchor="middle" font-weight="bold" '
        f'font-size="{1.1 * size:.1f}" fill="{INK}">N</text>'
    )


def _scale(half: float, length_m: int) -> str:
    """A bar of `length_m` metres in the lower left corner."""
    x, y, tall = (0.08 - ASPECT) * half, 0.9 * half, half / 40
    end = f"m0 {-tall:.1f}v{2 * tall:.1f}"
    bar = f"M{x:.1f} {y:.1f}{end}m0 {-tall:.1f}h{length_m}{end}"
    return (
        f'<rect x="{x - 2 * tall:.1f}" y="{y - 6 * tall:.1f}" width="{length_m + 4 * tall:.1f}" '
        f'height="{8 * tall:.1f}" rx="{tall:.1f}" fill="{PAPER}" fill-opacity="0.85"/>'
        f'<path d="{bar}" fill="none" stroke="{INK}" stroke-width="{half / 90:.2f}"/>'
        f'<text x="{x + length_m / 2:.1f}" y="{y - 2 * tall:.1f}" text-anchor="middle" '
        f'font-size="{half / 12:.1f}" fill="{INK}">{length_m} m</text>'
    )
