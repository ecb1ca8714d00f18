"""Passwords: what is taken, what is refused, and that nobody's takes as long as somebody's."""

import time
from contextlib import suppress

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from buildings.accounts import passwords
from buildings.accounts.passwords import PasswordRefusedError, require_strength

GOOD = "quattro gatti al mercato"


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weak parameters, so that many hashes take no time."""
    monkeypatch.setattr(
        passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    )


def test_it_is_kept_as_argon2id_with_the_parameters_of_rfc_9106() -> None:
    kept = passwords.hashed(GOOD)

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert GOOD not in kept
    assert passwords.check(kept, GOOD) == passwords.Checked(is_right=True)
    assert not passwords.check(kept, GOOD + " ").is_right


def test_a_hash_of_earlier_parameters_is_renewed_when_the_password_is_right() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)

    renewed = passwords.check(old, GOOD).renewed
    assert renewed is not None
    assert passwords.check(renewed, GOOD) == passwords.Checked(is_right=True)
    assert passwords.check(old, "un'altra cosa del tutto").renewed is None


@pytest.mark.usefixtures("light")
def test_what_is_kept_may_be_no_hash_at_all() -> None:
    assert not passwords.check("", GOOD).is_right
    assert not passwords.check("$argon2id$nonsense", GOOD).is_right


def test_nobodys_password_takes_as_long_as_somebodys() -> None:
    kept = passwords.hashed(GOOD)

    def took(hash_kept: str | None) -> float:
        begun = time.perf_counter()
        assert not passwords.check(hash_kept, "una password sbagliata").is_right
        return time.perf_counter() - begun

    took(None)
    pairs = [(took(None), took(kept)) for _ in range(7)]
    nobodys, somebodys = (min(times) for times in zip(*pairs, strict=True))
    assert 0.4 < nobodys / somebodys < 2.5


@pytest.mark.parametrize(
    "weak",
    ["", "corta", "undici.car1", "x" * 201, "aaaaaaaaaaaaaaaa", "abababababababab",
     "anna.bianchi1", "Anna Bianchi 12", "ANNABIANCHI2026", "annabianchi@comune.example"],
)  # fmt: skip
def test_weak_passwords_are_refused(weak: str) -> None:
    with pytest.raises(PasswordRefusedError):
        require_strength(weak, "anna.bianchi@comune.example", "Anna Bianchi")


@pytest.mark.parametrize("good", [GOOD, "Tr3nta-due.lupi", "bianchi corre dietro alle nuvole"])
def test_others_are_taken(good: str) -> None:
    require_strength(good, "anna.bianchi@comune.example", "Anna Bianchi")


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_taken_or_refused_with_a_sentence(text: str, email: str, name: str) -> None:
    with suppress(PasswordRefusedError):
        require_strength(text, email, name)
        assert 12 <= len(text) <= 200
