"""Floors in the spellings that a real municipality has."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.cadastral_census_floors import read_floors

SPELLINGS = {
    "T": ("T", "0"), "PT": ("T", "0"), "TERR": ("T", "0"),
    "S1": ("S1", "-1"), "1S": ("S1", "-1"), "INT": ("S1", "-1"), "S2": ("S2", "-2"),
    "SM": ("SM", "-0.5"), "SEM": ("SM", "-0.5"), "R": ("R", "0.5"),
    "1": ("1", "1"), "0001": ("1", "1"), "0002": ("2", "2"), "12": ("12", "12"),
    "T-1": ("T-1", "0"), "S1-T": ("S1-T", "0"), "T-S1": ("T-S1", "0"), "S1T": ("S1-T", "0"),
    "S1-1": ("S1-1", "1"), "1-2": ("1-2", "1"), "s1-t": ("S1-T", "0"), "S2-S1": ("S2-S1", "-1"),
}  # fmt: skip


@pytest.mark.parametrize("written", SPELLINGS)
def test_each_spelling_has_a_code_and_an_order(written: str) -> None:
    floors = read_floors(written)
    code, order = SPELLINGS[written]
    assert (floors.code, floors.order, floors.unknown) == (code, Decimal(order), ())


@pytest.mark.parametrize("written", ["I", "U", "QQ", "IN", "S12", "100"])
def test_what_no_rule_reads_is_told(written: str) -> None:
    assert read_floors(written).unknown == (written,)
    assert read_floors(written).code is None


@pytest.mark.parametrize("written", ["", " ", None, "0000", "0"])
def test_nothing_written_is_no_floor(written: str | None) -> None:
    assert read_floors(written) == read_floors()


def test_the_floors_of_several_fields_are_one_unit() -> None:
    assert read_floors("T", "0001", "").code == "T-1"
    assert read_floors("0000", "0000", "0000").code is None
    assert read_floors("T", "QQ").unknown == ("QQ",)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_text_is_read_or_told(fields: list[str]) -> None:
    floors = read_floors(*fields)
    assert (floors.code is None) == (floors.order is None)
    if floors.unknown:
        assert floors.code is None


@given(st.lists(st.sampled_from(["S2", "S1", "T", "1", "2", "9"]), min_size=1, unique=True))
def test_a_unit_is_entered_from_one_of_its_floors(codes: list[str]) -> None:
    orders = {"S2": -2, "S1": -1, "T": 0, "1": 1, "2": 2, "9": 9}
    floors = read_floors("-".join(codes))
    assert floors.code == "-".join(codes)
    assert floors.order in {Decimal(orders[code]) for code in codes}
