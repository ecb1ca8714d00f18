"""Misspelt, shortened and half-typed names of streets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.registry.likeness import LEAST_ALIKE, likeness

CIMAROSA, CILEA = "via Domenico Cimarosa", "via Francesco Cilea"


@pytest.mark.parametrize(
    "typed",
    ["cimarosa", "cimaroza", "cimarossa", "domenico cimarosa", "cimar", "d cimarosa", "cimrosa"],
)
def test_a_street_is_meant_in_spite_of_its_spelling(typed: str) -> None:
    assert likeness(typed, CIMAROSA) >= LEAST_ALIKE
    assert likeness(typed, CILEA) < LEAST_ALIKE


@pytest.mark.parametrize("typed", ["cilia", "cile", "ciela", "francesco cilea"])
def test_a_short_name_bears_one_wrong_letter(typed: str) -> None:
    assert likeness(typed, CILEA) >= LEAST_ALIKE
    assert likeness(typed, CIMAROSA) < LEAST_ALIKE


def test_the_whole_name_finds_the_street_that_the_register_writes_short() -> None:
    assert likeness("domenico cimarosa", "Via Cimarosa") >= LEAST_ALIKE


def test_numbers_and_single_letters_are_the_same_or_others() -> None:
    assert likeness("25 aprile", "via 25 Aprile") == pytest.approx(1)
    assert likeness("sintetica ab", "via Sintetica AB") > likeness(
        "sintetica ab", "via Sintetica A"
    )


def test_accents_and_small_words_do_not_count() -> None:
    assert likeness("niccolo tommaseo", "Piazza Niccolò Tommaseo") == pytest.approx(1)
    assert likeness("pace", "viale della Pace") == pytest.approx(1)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_of_one(typed: str, name: str) -> None:
    assert 0 <= likeness(typed, name) <= 1
