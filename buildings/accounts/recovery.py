"""Recovery codes: ten on paper, each opens once where the telephone with the codes is lost."""

import secrets
from hashlib import sha256

COUNT = 10
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No I, L, O, U, 0, 1: what is read from paper is typed as it was."""

_GROUPS, _IN_GROUP = 4, 4
_TOO_LONG = 60


def new_codes() -> list[str]:
    """Ten codes of 78 random bits each, to be shown once."""
    return [
        "-".join(
            "".join(secrets.choice(_ALPHABET) for _ in range(_IN_GROUP)) for _ in range(_GROUPS)
        )
        for _ in range(COUNT)
    ]


def digest(code: str) -> str | None:
    """The SHA-256 of a code however it was typed, None for what cannot be one.

    So many random bits need no slow hash.
    """
    if len(code) > _TOO_LONG:
        return None
    plain = "".join(char for char in code.upper() if char.isalnum())
    if len(plain) != _GROUPS * _IN_GROUP or not set(plain) <= set(_ALPHABET):
        return None
    return sha256(plain.encode()).hexdigest()
