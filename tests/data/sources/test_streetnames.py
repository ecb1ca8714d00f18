"""Spellings of one street share a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.streetnames import street_key, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VIA  D`ANNUNZIO", "via D\u2019Annunzio"),
        ("Vicolo dell'Unità", "VICOLO DELL'UNITA'"),
        ("Via delle Prove ", "via delle prove"),
    ],
)
def test_spellings_of_one_street_share_a_key(one: str, other: str) -> None:
    assert street_key(one) == street_key(other)


def test_different_streets_have_different_keys() -> None:
    assert street_key("via Prova") != street_key("viale Prova")


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_itself(raw: str) -> None:
    assert street_key(street_key(raw)) == street_key(raw)
    assert tidy(tidy(raw)) == tidy(raw)
