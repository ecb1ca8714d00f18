"""Cadastral references are read from one cell or from four."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.identity.cadastral import Reference, read_category, read_reference

WHOLE = Reference(sheet="900", parcel="12", subunits=("34",))


@pytest.mark.parametrize(
    "cells",
    [
        (None, "0900", "00012", "0034", None),
        (" ", "900", "12", "34", None),
        (None, "Foglio 900", "mapp. 12", "sub. 34", None),
        (None, "900/12/34", None, None, None),
        (None, None, None, None, "Fg. 900 mapp. 12 sub. 34"),
        (None, None, None, None, "F.900 P.12 S.34"),
        (None, None, None, None, "G686/-/900/12/34"),
    ],
)
def test_the_same_unit_in_every_spelling(cells: tuple[str | None, ...]) -> None:
    assert read_reference(*cells) == WHOLE
    assert WHOLE.is_whole


def test_joined_units_are_all_kept() -> None:
    assert read_reference("A", "900", "12/2", "34-35") == Reference(
        "A", "900", "12/2", ("34", "35")
    )


def test_what_is_missing_stays_missing() -> None:
    assert not read_reference(None, "900", "12", None).is_whole
    assert read_reference(None, None, None, None, "A-12") == Reference()


@pytest.mark.parametrize(
    ("written", "category"),
    [("A02", "A/2"), ("A/2", "A/2"), ("a.3", "A/3"), ("C6", "C/6"), ("A00", None), ("box", None)],
)
def test_a_category_in_any_spelling(written: str, category: str | None) -> None:
    assert read_category(written) == category


@given(*[st.one_of(st.none(), st.text(max_size=20))] * 5)
def test_any_cells_read_as_something(
    section: str | None, sheet: str | None, parcel: str | None, sub: str | None, other: str | None
) -> None:
    assert isinstance(read_reference(section, sheet, parcel, sub, other), Reference)
