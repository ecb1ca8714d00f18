"""The national cadastral reference, apart and together again."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.cadastral import CadastralReference, parse_reference
from data.sources.rows import RowRefusedError

REFERENCES = st.builds(
    CadastralReference,
    municipality=st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True),
    section=st.none() | st.sampled_from("ABDZ"),
    sheet=st.integers(0, 9999).map(str),
    annex=st.sampled_from("0AZ1"),
    development=st.sampled_from("0BZ1"),
    number=st.from_regex(r"[0-9A-Z]{1,10}(/[0-9]{1,4})?", fullmatch=True),
)


@given(REFERENCES)
def test_a_reference_survives_its_spelling(reference: CadastralReference) -> None:
    assert parse_reference("ref", reference.written) == reference
    assert parse_reference("ref", f"IT.AGE.PLA.{reference.written}") == reference


def test_the_register_keeps_it_without_padding() -> None:
    reference = parse_reference("ref", "Z999_000100.12/2")
    assert reference.register_value == "Z999/-/1/12/2"
    assert parse_reference("ref", "H501D076700.10").section == "D"


def test_roads_and_water_are_no_parcels() -> None:
    assert parse_reference("ref", "Z999_000100.STRADA001").is_road_or_water
    assert parse_reference("ref", "Z999_000100.ACQUA").is_road_or_water
    assert not parse_reference("ref", "Z999_000100.STRADE1").is_road_or_water


@pytest.mark.parametrize("raw", ["", "G686_0999A0.", "G6860012.5", "g686_001200.5", "G686_0012A0"])
def test_what_is_no_reference_is_refused(raw: str) -> None:
    with pytest.raises(RowRefusedError, match="no cadastral reference"):
        parse_reference("ref", raw)


@given(st.text(max_size=20))
def test_no_text_breaks_the_parser(raw: str) -> None:
    found: CadastralReference | None = None
    with suppress(RowRefusedError):
        found = parse_reference("ref", raw)
    assert found is None or found.written in raw
