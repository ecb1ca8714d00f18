"""Personal columns sealed for history: readable with the person's key, noise without it.

A row is `sealed` (AES-256-GCM over the personal columns as JSON) beside its clear columns; a
digest of those ties them together, so that plain SQL cannot change one without the other.
"""

import json
import os
import uuid
from collections.abc import Mapping, Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

_NONCE_BYTES = 12
_BLOCK = 256
"""Bytes to whose multiple a text is filled up, so that its length does not tell the name."""

Facts = Mapping[str, str | None]
"""Personal columns by name, as text; dates in ISO form."""


class Sealed:
    """A row whose personal columns history keeps only sealed.

    The digest can be guessed from a name, so history does not have it either.
    """

    sealed: Mapped[bytes] = mapped_column(LargeBinary, sort_order=70)
    sealed_digest: Mapped[bytes] = mapped_column(
        LargeBinary, sort_order=71, info={"personal": True}
    )


def seal(key: bytes, subject: uuid.UUID, facts: Facts) -> bytes:
    """The facts under the subject's key: a nonce of 12 bytes, the cipher text, its tag of 16."""
    plain = json.dumps(dict(facts), ensure_ascii=False, sort_keys=True).encode()
    filled = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, filled, subject.bytes)


def unseal(key: bytes, subject: uuid.UUID, sealed: bytes) -> dict[str, str | None] | None:
    """The facts; None where the key is another one than they were sealed with."""
    try:
        plain = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], subject.bytes)
    except (InvalidTag, ValueError):
        return None
    facts: dict[str, str | None] = json.loads(plain)
    return facts


def digest(values: Sequence[str | None]) -> bytes:
    """SHA-256 of the personal columns in the order of their table, as `digest_sql` reckons it."""
    return sha256("".join(map(_part, values)).encode()).digest()


def digest_sql(columns: Sequence[str]) -> str:
    """The CHECK that `sealed_digest` is the digest of `columns`, expressions of type text.

    A date goes in as its days since another: its text would depend on a setting.
    """
    parts = " || ".join(f"coalesce(length({column}) || ':' || {column}, '-')" for column in columns)
    return f"sealed_digest = sha256(convert_to({parts}, 'UTF8'))"


def _part(value: str | None) -> str:
    return "-" if value is None else f"{len(value)}:{value}"
