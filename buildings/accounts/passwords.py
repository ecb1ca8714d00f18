"""Passwords: kept as argon2id, checked in the same time whether an account exists or not."""

import threading
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from gis.codes import Text
from gis.errors import InputError

SHORTEST = 12
"""Characters: length does more than signs (NIST SP 800-63B), and AgID's minimum is exceeded."""

LONGEST = 200
"""Beyond this nobody types; a body of megabytes would only cost time."""

LEAST_KINDS = 4
"""Different characters that a password has at least: `aaaaaaaaaaaa` is no password."""

_AT_ONCE = threading.BoundedSemaphore(4)
"""Each check takes 64 MiB: a flood of sign-ins must not take the machine's memory."""

_HASHER = PasswordHasher()
"""RFC 9106's second recommended option, the library's own default: 64 MiB, 3 passes, 4 lanes."""


class PasswordRefusedError(InputError):
    """A new password that is too weak to be taken."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a password was right, and its hash anew where the parameters have changed since."""

    is_right: bool
    renewed: str | None = None


def hashed(password: str) -> str:
    """The argon2id hash of a password, in the PHC form that names its parameters and salt."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def check(kept: str | None, password: str) -> Checked:
    """Compare a password with the kept hash; without one, take the same time and say no."""
    tried = password[:LONGEST]
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobodys(_HASHER), tried)
        except (Argon2Error, InvalidHashError):
            return Checked(is_right=False)
    if kept is None:
        return Checked(is_right=False)
    return Checked(
        is_right=True, renewed=hashed(tried) if _HASHER.check_needs_rehash(kept) else None
    )


def require_strength(password: str, *own: str) -> None:
    """Refuse a new password that is short, monotonous, or made of the account's `own` words.

    Raises PasswordRefusedError.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefusedError(
            Text(
                it=f"La password deve avere da {SHORTEST} a {LONGEST} caratteri.",
                en=f"The password must have {SHORTEST} to {LONGEST} characters.",
            )
        )
    if len(set(password)) < LEAST_KINDS:
        raise PasswordRefusedError(
            Text(
                it="La password ripete sempre gli stessi caratteri: usare più parole.",
                en="The password repeats the same characters: use several words.",
            )
        )
    plain = _letters(password)
    for word in {part for text in own for part in _words_of(text)}:
        if word in plain and len(plain) - len(word) < SHORTEST // 2:
            raise PasswordRefusedError(
                Text(
                    it="La password è fatta del nome o dell'indirizzo dell'utente: sceglierne "
                    "un'altra.",
                    en="The password is made of the account's name or address: choose another.",
                )
            )


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    """A hash of nobody's password, with the parameters of the others."""
    return hasher.hash("nobody has this password")


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _words_of(text: str) -> set[str]:
    """A name or an address, whole and before the `@`, as it might be typed into a password."""
    whole = {_letters(text), _letters(text.partition("@")[0])}
    return {word for word in whole if len(word) > LEAST_KINDS}
