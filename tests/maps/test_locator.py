"""The small drawing of where a building stands."""

import dataclasses

from lxml import etree

from buildings.registry.queries import Footprint
from maps.locator import locator_svg
from maps.palette import BLUE

SUBJECT = Footprint(
    is_subject=True,
    half_m=60,
    path="M -10 6 L 10 6 L 10 -6 L -10 -6 Z",
    number_text="901",
    label_x=0,
    label_y=0,
)
NEIGHBOUR = dataclasses.replace(
    SUBJECT, is_subject=False, path="M 30 0 L 40 0 L 40 9 Z", number_text='7"<', label_x=35
)


def test_the_building_alone_is_blue_and_the_drawing_says_what_it_shows() -> None:
    drawn = etree.fromstring(locator_svg([NEIGHBOUR, SUBJECT], "it"))
    fills = [each.get("fill") for each in drawn.iter("path") if each.get("stroke-width")]
    texts = [each.text for each in drawn.iter("text")]

    assert drawn.get("viewBox") == "-84 -60 168 120"
    assert drawn.get("role") == "img"
    assert fills.count(BLUE) == 1
    assert texts == ['7"<', "901", "N", "20 m"]
    assert "tra i 1 vicini" in str(drawn.findtext("desc"))
    assert "20 metri" in str(drawn.findtext("desc"))


def test_the_bar_is_as_long_as_it_says() -> None:
    wide = dataclasses.replace(SUBJECT, half_m=250)
    drawn = locator_svg([wide], "en")

    assert "h100m" in drawn
    assert ">100 m<" in drawn
    assert "100 metres" in drawn


def test_a_number_outside_the_window_is_not_written() -> None:
    far = dataclasses.replace(NEIGHBOUR, label_x=200)

    assert "7" not in "".join(etree.fromstring(locator_svg([far, SUBJECT])).itertext("text"))


def test_without_the_building_there_is_no_drawing() -> None:
    assert locator_svg([]) == ""
    assert locator_svg([NEIGHBOUR]) == ""


def test_the_drawing_has_neither_script_nor_style_attribute() -> None:
    drawn = locator_svg([NEIGHBOUR, SUBJECT])

    assert "<script" not in drawn
    assert "style=" not in drawn
