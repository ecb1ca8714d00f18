"""Every declared layer is dressed with attributes it has, and every code has a colour."""

import re

import pytest

from buildings.layers import CATALOGUE
from buildings.occupations.states import EpisodeState
from buildings.status.states import Badge
from gis.codes import Text
from maps.dress import Area, Label, Point, Solid, Symbol
from maps.layers import DRESSES, dressed
from maps.palette import BADGE
from maps.themes import (
    MISSING,
    MISSING_LABEL,
    ByCode,
    ByShare,
    Choice,
    Chosen,
    CodeClass,
    Plain,
    Theme,
    percentage_of,
    swatch_of,
)

SHARE = ByShare(("vacant",), "known", ("#111111", "#222222", "#333333", "#444444", "#555555"))
TITLE = Text(it="Edifici", en="Buildings")


def attributes_of(symbol: Symbol) -> set[str]:
    match symbol:
        case Label():
            return {symbol.field}
        case Solid():
            return attributes_of_theme(symbol.theme) | {symbol.height_field}
        case Area() | Point():
            return attributes_of_theme(symbol.theme) | (
                {symbol.where[0]} if symbol.where else set()
            )


def attributes_of_theme(theme: Theme) -> set[str]:
    match theme:
        case Plain():
            return set()
        case ByCode():
            return {theme.field}
        case ByShare():
            return {*theme.parts, theme.whole}
        case Chosen():
            return set().union(*(attributes_of_theme(one.theme) for one in theme.choices))


def test_every_declared_layer_has_a_dress_and_every_dress_a_layer() -> None:
    assert set(DRESSES) == set(CATALOGUE)
    assert [layer.id for layer, _ in dressed()] == list(CATALOGUE)


@pytest.mark.parametrize("layer", CATALOGUE)
def test_a_dress_names_only_declared_attributes(layer: str) -> None:
    dress = DRESSES[layer]
    link = set(re.findall(r"\{(\w+)\}", dress.link or ""))
    named = set(dress.told).union(*map(attributes_of, dress.symbols)) | link - {"id"}

    assert named <= {field.name for field in CATALOGUE[layer].fields}
    assert dress.layer == layer


@pytest.mark.parametrize("layer", CATALOGUE)
def test_a_theme_by_code_uses_the_codes_that_its_attribute_has(layer: str) -> None:
    for symbol in DRESSES[layer].symbols:
        theme = getattr(symbol, "theme", None)
        if isinstance(theme, ByCode):
            field = CATALOGUE[layer].field(theme.field)
            assert field
            assert field.codes is theme.codes


def test_a_forgotten_code_is_refused() -> None:
    known = tuple(set(EpisodeState) - {EpisodeState.CLOSED})

    with pytest.raises(ValueError, match="CLOSED"):
        ByCode("state", EpisodeState, (CodeClass(known, "#123456"),))


def test_a_code_in_two_classes_is_refused() -> None:
    everything = CodeClass(tuple(Badge), "#123456")

    with pytest.raises(ValueError, match="twice"):
        ByCode("badge", Badge, (everything, CodeClass((Badge.VACANT,), "#654321")))


def test_badges_keep_the_order_in_which_the_first_match_wins() -> None:
    assert [one.members[0] for one in BADGE.classes] == list(Badge)


@pytest.mark.parametrize(
    ("counts", "label", "text"),
    [
        ({"vacant": 0, "known": 20}, "nessuna", "0%"),
        ({"vacant": 2, "known": 20}, "fino al 10%", "10%"),
        ({"vacant": 5, "known": 20}, "dal 10 al 25%", "25%"),
        ({"vacant": 10, "known": 20}, "dal 25 al 50%", "50%"),
        ({"vacant": 11, "known": 20}, "oltre il 50%", "55%"),
        ({"vacant": None, "known": 20}, "nessuna", "0%"),
        ({"vacant": float("nan"), "known": 20.0}, "nessuna", "0%"),
        ({"vacant": 3, "known": 0}, "dato mancante", "?"),
        ({"vacant": 3, "known": float("nan")}, "dato mancante", "?"),
        ({}, "dato mancante", "?"),
    ],
)
def test_a_share_falls_into_its_step(
    counts: dict[str, float | None], label: str, text: str
) -> None:
    assert swatch_of(SHARE, counts, TITLE).label.it == label
    assert percentage_of(SHARE, counts) == text


def test_a_value_outside_its_list_is_shown_as_missing() -> None:
    shown = swatch_of(BADGE, {"badge": "of_another_release"}, TITLE)

    assert (shown.colour, shown.label) == (MISSING, MISSING_LABEL)


def test_an_unknown_choice_shows_the_first() -> None:
    other = ByShare(("seized",), "known", SHARE.colours)
    chosen = Chosen((Choice("vacant", TITLE, SHARE), Choice("seized", TITLE, other)))
    counts = {"vacant": 20, "seized": 0, "known": 20}

    assert percentage_of(chosen, counts, "<script>") == "100%"
    assert percentage_of(chosen, counts, "seized") == "0%"
