"""Legends come from the dress, in both languages, drawn as the map draws."""

from xml.etree import ElementTree as ET

import pytest

from buildings.layers import CATALOGUE
from buildings.status.states import Badge
from maps.layers import DRESSES
from maps.layers.building_status import CHOICES
from maps.legend import choices, legend
from maps.palette import SHARES
from maps.themes import MISSING


@pytest.mark.parametrize("layer", CATALOGUE)
def test_every_layer_has_a_legend_that_draws_and_speaks(layer: str) -> None:
    lines = legend(CATALOGUE[layer], DRESSES[layer])

    assert lines
    for line in lines:
        drawn = ET.fromstring(line.swatch_svg)  # noqa: S314 - our own drawing
        assert drawn.get("aria-hidden") == "true"
        assert line.swatch.colour in line.swatch_svg
        assert line.label.it
        assert line.label.en


def test_flats_are_told_badge_by_badge() -> None:
    lines = legend(CATALOGUE["unit_status"], DRESSES["unit_status"])

    assert [line.label for line in lines] == [badge.label for badge in Badge]
    assert lines[0].as_json("en")["label"] == "Uninhabitable or unfit"


def test_buildings_offer_choices_with_the_same_steps() -> None:
    dress = DRESSES["building_status"]

    assert choices(dress) == CHOICES
    for choice in CHOICES:
        lines = legend(CATALOGUE["building_status"], dress, choice.id)
        assert [line.swatch.colour for line in lines] == [*SHARES, MISSING]


def test_a_layer_with_one_look_offers_no_choice_and_is_named_by_its_title() -> None:
    (line,) = legend(CATALOGUE["parcels"], DRESSES["parcels"])

    assert choices(DRESSES["parcels"]) == ()
    assert line.label == CATALOGUE["parcels"].title
