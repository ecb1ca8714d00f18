"""Colours are told apart with every common colour blindness, and are never alone."""

from itertools import combinations, pairwise
from math import dist

import pytest

from buildings.layers import CATALOGUE
from maps.layers import DRESSES
from maps.legend import legend, main_symbol
from maps.palette import BADGE, SHARES
from maps.shapes import ink_on, luminance
from maps.themes import ByCode

SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of #rrggbb as that sight sees it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in SIGHTS[sight]]
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in mixed)
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_badges_look_alike(sight: str) -> None:
    distances = {
        (a.mark, b.mark): dist(seen(a.colour, sight), seen(b.colour, sight))
        for a, b in combinations(BADGE.classes, 2)
    }

    assert {pair: round(far) for pair, far in distances.items() if far < 18} == {}


def test_shares_grow_darker_step_by_step() -> None:
    steps = [luminance(colour) for colour in SHARES]

    assert all(light > dark * 1.4 for light, dark in pairwise(steps))


@pytest.mark.parametrize("layer", CATALOGUE)
def test_classes_of_a_layer_differ_in_more_than_colour(layer: str) -> None:
    symbol = main_symbol(DRESSES[layer])
    theme = symbol.theme if symbol else None
    if isinstance(theme, ByCode):
        marks = [one.mark for one in theme.classes]
        assert len(set(marks)) == len(marks)
        assert all(len(mark) == 1 for mark in marks)


@pytest.mark.parametrize("layer", CATALOGUE)
def test_marks_can_be_read_on_their_colour(layer: str) -> None:
    for line in legend(CATALOGUE[layer], DRESSES[layer]):
        light, dark = sorted(
            (luminance(line.swatch.colour), luminance(ink_on(line.swatch.colour))), reverse=True
        )
        assert (light + 0.05) / (dark + 0.05) >= 4.5
