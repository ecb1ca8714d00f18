"""The alphabet of a file is told by its bytes; letters encoded twice come back where they can."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.encoding import encoding_of, looks_like_mojibake, without_mojibake
from tests.data.sources.reading import written


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", "utf-8-sig"),
        ("unità".encode("utf-8-sig"), "utf-8-sig"),
        ("unità €".encode("cp1252"), "cp1252"),
        (b"unit\xe0 \x81", "latin-1"),
        (b"perch\xc3", "cp1252"),
    ],
)
def test_the_bytes_tell_the_alphabet(tmp_path: Path, content: bytes, encoding: str) -> None:
    assert encoding_of(written(tmp_path, "x.csv", content)) == encoding


def test_a_letter_cut_by_the_end_of_a_chunk_is_still_one_letter(tmp_path: Path) -> None:
    content = b"a" * ((1 << 20) - 1) + "à".encode()
    assert encoding_of(written(tmp_path, "x.csv", content)) == "utf-8-sig"


@given(st.text("àèéìòùÀÈÉ€ a", min_size=1))
def test_what_was_encoded_twice_comes_back(text: str) -> None:
    twice = text.encode().decode("latin-1")
    assert without_mojibake(twice) == text


@pytest.mark.parametrize("text", ["Ã\u0100", "perchÃ", "Â€x\u4e00"])
def test_what_cannot_be_undone_is_told(text: str) -> None:
    assert without_mojibake(text) is None
    assert looks_like_mojibake("UnitÃ\xa0")
    assert not looks_like_mojibake("Unità")
