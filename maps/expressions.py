"""Themes as MapLibre expressions; what they give for a feature equals `themes.swatch_of`."""

from collections.abc import Callable
from typing import Any

from maps.shapes import ink_on
from maps.themes import MISSING, SHARE_BREAKS, ByCode, ByShare, Chosen, CodeClass, Plain, Theme

Expression = str | float | list[Any]

COLOUR_BY = "colour_by"
"""Name of the style's state that says which choice of a `Chosen` theme shows."""


def colour(theme: Theme) -> Expression:
    """The colour of a feature."""
    match theme:
        case Plain():
            return theme.colour
        case ByCode():
            return _match(theme, lambda one: one.colour, MISSING)
        case ByShare():
            return _share(theme)
        case Chosen():
            return _chosen(theme, colour)


def mark(theme: Theme) -> Expression:
    """The mark of a feature's class, empty where the class has none."""
    match theme:
        case ByCode():
            return _match(theme, lambda one: one.mark, "?")
        case Chosen():
            return _chosen(theme, mark)
        case _:
            return ""


def ink(theme: Theme) -> Expression:
    """Black or white, to be read on the feature's colour."""
    match theme:
        case ByCode():
            return _match(theme, lambda one: ink_on(one.colour), ink_on(MISSING))
        case Plain():
            return ink_on(theme.colour)
        case _:
            return ink_on(MISSING)


def has_marks(theme: Theme) -> bool:
    """Whether any class of the theme carries a mark."""
    return isinstance(theme, ByCode) and any(one.mark for one in theme.classes)


def _match(theme: ByCode, give: Callable[[CodeClass], str], otherwise: str) -> Expression:
    """What `give` tells of the class that a feature's code falls into."""
    pairs: list[Any] = []
    for one in theme.classes:
        pairs += [[str(member) for member in one.members], give(one)]
    return ["match", ["get", theme.field], *pairs, otherwise]


def percentage(theme: Theme) -> Expression:
    """The share in whole percent as text, `?` where it is not known; empty for other themes."""
    match theme:
        case ByShare():
            number = ["round", ["*", 100, _quotient(theme)]]
            return ["case", _is_unknown(theme), "?", ["concat", ["to-string", number], "%"]]
        case Chosen():
            return _chosen(theme, percentage)
        case _:
            return ""


def _share(theme: ByShare) -> Expression:
    """The colour of a share."""
    lowest, *higher = theme.colours
    pairs: list[Any] = []
    quotient = _quotient(theme)
    for limit, shown in reversed(list(zip(SHARE_BREAKS, higher, strict=True))):
        pairs += [[">", quotient, limit], shown]
    return ["case", _is_unknown(theme), MISSING, *pairs, lowest]


def _is_unknown(theme: ByShare) -> list[Any]:
    """Whether the whole of a share is missing or zero."""
    return ["==", ["to-number", ["get", theme.whole]], 0]


def _quotient(theme: ByShare) -> list[Any]:
    """The parts over the whole; a missing part counts as zero."""
    parts = [["to-number", ["get", part]] for part in theme.parts]
    return ["/", ["+", *parts], ["to-number", ["get", theme.whole]]]


def _chosen(theme: Chosen, give: Callable[[Theme], Expression]) -> Expression:
    """`give` of the choice that the style's state names."""
    first, *others = theme.choices
    pairs: list[Any] = []
    for choice in others:
        pairs += [choice.id, give(choice.theme)]
    if not pairs:
        return give(first.theme)
    return ["match", ["global-state", COLOUR_BY], *pairs, give(first.theme)]
