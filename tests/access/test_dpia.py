"""The data protection officer's page says what the register is, and names tests that exist."""

import re

import pytest

from buildings.privacy.matrix import classes
from data.access.dpia import ABOUT_PEOPLE, PAGE, PARTS, filled
from gis.settings import ROOT

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_printed_from_the_register() -> None:
    assert filled(TEXT) == TEXT


@pytest.mark.parametrize("part", PARTS)
def test_every_part_stands_on_the_page_once(part: str) -> None:
    assert TEXT.count(f"<!-- {part}: printed -->") == 1
    assert TEXT.count(f"<!-- end of {part} -->") == 1


def test_every_table_about_people_is_told() -> None:
    told = {each.table for each in classes().values() if each.data_class in ABOUT_PEOPLE}

    assert not [name for name in told if f"`{name}`" not in TEXT]


def test_what_is_said_to_prove_a_measure_is_there() -> None:
    named = re.findall(r"`((?:tests|docs|buildings|data|api)/[\w/.]+)`", TEXT)

    assert len(named) > 20
    assert not [path for path in named if not (ROOT / path).exists()]
