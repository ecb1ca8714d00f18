"""CUP and CIG: the published vectors, and what one wrong figure does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.projects.codes import CigKind, kind_of_cig, sound_cup

FACTOR, STANDARD, SMART = 211, 4091, 251


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("918052266A", CigKind.STANDARD),
        ("918052266B", None),
        ("0000000000", None),
        ("918052266", None),
        ("918052266a", None),
        ("A0123456B9", CigKind.SINGLE),
        ("V0123456B9", None),
        ("W0123456B9", None),
        ("Z000000000", CigKind.SMART),
        ("", None),
        ("\u066918052266A", None),
    ],
)
def test_a_cig_is_known_by_its_form_and_checksum(text: str, kind: CigKind | None) -> None:
    assert kind_of_cig(text) is kind


@given(st.integers(1, 9_999_999), st.integers(1, 4090))
def test_one_wrong_checksum_of_a_standard_cig_is_found(number: int, error: int) -> None:
    right = number * FACTOR % STANDARD
    assert kind_of_cig(f"{number:07d}{right:03X}") is CigKind.STANDARD
    assert kind_of_cig(f"{number:07d}{(right + error) % STANDARD:03X}") is None


@given(st.sampled_from("XYZ"), st.integers(0, 16**7 - 1), st.integers(1, 250))
def test_one_wrong_checksum_of_a_smart_cig_is_found(letter: str, number: int, error: int) -> None:
    right = number * FACTOR % SMART
    assert kind_of_cig(f"{letter}{right:02X}{number:07X}") is CigKind.SMART
    assert kind_of_cig(f"{letter}{(right + error) % SMART:02X}{number:07X}") is None


@pytest.mark.parametrize(
    ("text", "cup"),
    [
        ("C11G06000000001", "C11G06000000001"),
        (" e62c22000010006 ", "E62C22000010006"),
        ("C11G0600000000", None),
        ("C11G060000000012", None),
        ("1C1G06000000001", None),
        ("***************", None),
        ("", None),
    ],
)
def test_a_cup_is_known_by_its_form(text: str, cup: str | None) -> None:
    assert sound_cup(text) == cup


@given(st.text(max_size=20))
def test_no_text_breaks_the_codes(text: str) -> None:
    cup = sound_cup(text)
    assert cup is None or len(cup) == 15
    assert kind_of_cig(text) in {None, *CigKind}
