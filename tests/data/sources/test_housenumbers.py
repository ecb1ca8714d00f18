"""House numbers of via delle Prove: text with one spelling, never a float."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.housenumbers import HouseNumber, joined, parse_house_number, split_house_numbers


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12", HouseNumber("12", 12, None)),
        ("007", HouseNumber("7", 7, None)),
        ("782b", HouseNumber("782B", 782, "B")),
        ("12 b", HouseNumber("12B", 12, "B")),
        ("91/A", HouseNumber("91A", 91, "A")),
        ("18/2", HouseNumber("18/2", 18, "2")),
        ("12 bis", HouseNumber("12 BIS", 12, "BIS")),
        ("12E5", HouseNumber("12E5", 12, "E5")),
        ("1e400e", HouseNumber("1E400E", 1, "E400E")),
        ("14 BIS10", HouseNumber("14 BIS10", 14, "BIS10")),
        ("3-5", HouseNumber("3-5", 3, None)),
        ("3 \N{EN DASH} 5", HouseNumber("3-5", 3, None)),
        ("snc", HouseNumber("SNC", None, None)),
        ("s.n.c.", HouseNumber("SNC", None, None)),
        ("0", HouseNumber("0", 0, None)),
    ],
)
def test_one_number_has_one_spelling(raw: str, expected: HouseNumber) -> None:
    assert parse_house_number(raw) == expected


@pytest.mark.parametrize("raw", ["", "abc", "12/", "-5", "1.5", "12;", "٣", "123456"])
def test_what_is_no_number_is_told(raw: str) -> None:
    assert parse_house_number(raw) is None


def test_a_list_is_split_without_repeats() -> None:
    found = split_house_numbers("12b;12c, 12 B")
    assert found is not None
    assert [number.text for number in found] == ["12B", "12C"]
    assert split_house_numbers("12;forse") is None
    assert split_house_numbers(" ; ") is None


@given(st.integers(0, 99_999), st.from_regex(r"[A-Za-z]{1,4}[0-9]{0,2}", fullmatch=True))
def test_the_spelling_of_a_spelling_is_itself(number: int, suffix: str) -> None:
    once = joined(number, suffix)
    assert parse_house_number(once.text) == once


@given(st.integers(1, 99_999), st.integers(0, 9_999))
def test_a_digit_suffix_never_joins_the_number(number: int, suffix: int) -> None:
    found = joined(number, str(suffix))
    assert found.number == number
    assert parse_house_number(found.text) == found
    assert found.text != f"{number}{suffix}"


@given(st.text(max_size=12))
def test_no_text_breaks_the_parser(raw: str) -> None:
    found = parse_house_number(raw)
    assert found is None or parse_house_number(found.text) == found
