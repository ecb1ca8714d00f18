"""Legends: the classes of a dress as drawn swatches with their words, from the dress itself."""

from dataclasses import dataclass
from typing import Any

from gis.codes import Language, Text
from gis.layers import Layer
from maps.dress import Area, Dress, Label, Point, Solid, Symbol
from maps.shapes import INK_DARK, svg
from maps.themes import Choice, Chosen, Swatch, swatches

SWATCH_PX = 22


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One drawn line: an SVG of ours and the words beside it."""

    swatch_svg: str
    label: Text
    swatch: Swatch

    def as_json(self, language: Language) -> dict[str, Any]:
        """The line for the map page's configuration."""
        return {"svg": self.swatch_svg, "label": self.label.in_(language)}


def legend(layer: Layer, dress: Dress, choice_id: str | None = None) -> tuple[LegendLine, ...]:
    """The lines of a layer; only its main symbol (the last one that has a theme) is told."""
    symbol = main_symbol(dress)
    if symbol is None:
        return ()
    return tuple(
        LegendLine(swatch_svg(symbol, one), one.label, one)
        for one in swatches(symbol.theme, layer.title, choice_id)
    )


def main_symbol(dress: Dress) -> Area | Solid | Point | None:
    """The symbol that a legend tells: the last one with a theme."""
    themed = [symbol for symbol in dress.symbols if not isinstance(symbol, Label)]
    return themed[-1] if themed else None


def choices(dress: Dress) -> tuple[Choice, ...]:
    """The themes among which the reader may choose, none for a dress with one look."""
    symbol = main_symbol(dress)
    return symbol.theme.choices if symbol and isinstance(symbol.theme, Chosen) else ()


def swatch_svg(symbol: Symbol, swatch: Swatch) -> str:
    """A swatch as the map draws it: a shape with its mark, an area, stripes, a raised block."""
    match symbol:
        case Point():
            return svg(symbol.shape, swatch.colour, swatch.mark, size_px=SWATCH_PX)
        case Area():
            return _area_svg(symbol, swatch.colour)
        case _:
            return _frame(
                f'<path d="M3 8 8 4h11l-5 4z" fill="{swatch.colour}"/>'
                f'<path d="M3 8h11v11H3z" fill="{swatch.colour}"/>'
                f'<path d="M14 8l5-4v11l-5 4z" fill="{swatch.colour}" opacity=".75"/>'
                f'<path d="M3 8 8 4h11v11l-5 4H3zM3 8h11m0 0 5-4m-5 4v11" fill="none" '
                f'stroke="{INK_DARK}" stroke-width=".8"/>'
            )


def _area_svg(symbol: Area, colour: str) -> str:
    """A small rectangle with the fill, stripes or dashes of an area."""
    stripes = "".join(
        f'<path d="M{at} 18 {at + 14} 4" stroke="{colour}" stroke-width="2.2"/>'
        for at in (-9, -4, 1, 6, 11)
    )
    width = symbol.outline_px
    dashes = " ".join(f"{dash * width:g}" for dash in symbol.dashes)
    box = 'x="2" y="4" width="18" height="14"'
    fill = "none" if symbol.is_hatched else colour
    clip = f'<svg {box} viewBox="2 4 18 14">{stripes}</svg>' if symbol.is_hatched else ""
    return _frame(
        f'{clip}<rect {box} fill="{fill}" fill-opacity="{max(symbol.opacity, 0.15)}" '
        f'stroke="{symbol.outline or INK_DARK}" stroke-width="{width:g}" '
        f'stroke-dasharray="{dashes}"/>'
    )


def _frame(inner: str) -> str:
    """An SVG of the size of a swatch, not read aloud: the words beside it are."""
    return (
        f'<svg width="{SWATCH_PX}" height="{SWATCH_PX}" viewBox="0 0 {SWATCH_PX} {SWATCH_PX}" '
        f'aria-hidden="true" focusable="false">{inner}</svg>'
    )
