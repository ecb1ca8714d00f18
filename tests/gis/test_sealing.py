import os
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.sealing import digest, seal, unseal

FACTS = st.dictionaries(
    st.sampled_from(["surname", "given_name", "tax_code"]), st.none() | st.text(max_size=300)
)
KEY = os.urandom(32)
SUBJECT = uuid.UUID("11111111-2222-3333-4444-555555555555")


@given(facts=FACTS)
def test_what_is_sealed_comes_out_as_it_went_in(facts: dict[str, str | None]) -> None:
    assert unseal(KEY, SUBJECT, seal(KEY, SUBJECT, facts)) == facts


def test_the_seal_tells_neither_the_name_nor_its_length() -> None:
    short = seal(KEY, SUBJECT, {"surname": "Re"})
    long = seal(KEY, SUBJECT, {"surname": "Quattropani-Montesanto della Valle"})
    assert len(short) == len(long)
    assert b"Quattropani" not in long
    assert seal(KEY, SUBJECT, {"surname": "Re"}) != short


@pytest.mark.parametrize(
    ("key", "subject"), [(os.urandom(32), SUBJECT), (KEY, uuid.uuid4())], ids=["key", "subject"]
)
def test_another_key_or_subject_opens_nothing(key: bytes, subject: uuid.UUID) -> None:
    assert unseal(key, subject, seal(KEY, SUBJECT, {"surname": "Re"})) is None


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(300)])
def test_noise_opens_nothing(sealed: bytes) -> None:
    assert unseal(KEY, SUBJECT, sealed) is None


def test_one_changed_byte_opens_nothing() -> None:
    sealed = bytearray(seal(KEY, SUBJECT, {"surname": "Re"}))
    sealed[20] ^= 1
    assert unseal(KEY, SUBJECT, bytes(sealed)) is None


def test_values_that_run_together_have_different_digests() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"]) != digest(["abc", None])
    assert digest([None]) != digest(["-"])
    assert digest(["1:a"]) != digest(["a"])
