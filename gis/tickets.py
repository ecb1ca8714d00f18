"""Keys of the server itself, and short notes sealed with one: what a cookie carries for minutes.

Its holder can neither read nor change a note, and a note for one purpose serves no other.
"""

import base64
import hmac
import json
import uuid
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from gis.keys import KeyStore

_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "keys.satellite.invalid")


@cache
def server_key(folder: Path, purpose: str) -> bytes:
    """The server's own key for one purpose, made at first use; 32 bytes."""
    subject = uuid.uuid5(_OURS, purpose)
    return KeyStore(folder).ensure([subject])[subject]


def keyed_digest(folder: Path, purpose: str, text: str) -> str:
    """A digest that only this server can compute: equal texts are seen to be equal, no more."""
    return hmac.new(server_key(folder, purpose), text.encode(), sha256).hexdigest()


def seal_note(folder: Path, purpose: str, facts: Mapping[str, str]) -> str:
    """The facts in a sealed note with the moment of its making, in characters for a cookie."""
    return _box(folder, purpose).encrypt(json.dumps(dict(facts)).encode()).decode()


def open_note(folder: Path, purpose: str, note: str, *, seconds: int) -> dict[str, str] | None:
    """The facts of a note no older than `seconds`; None for any other text."""
    try:
        plain = _box(folder, purpose).decrypt(note.encode(), ttl=seconds)
    except (InvalidToken, ValueError):
        return None
    facts: dict[str, str] = json.loads(plain)
    return facts


def _box(folder: Path, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(server_key(folder, purpose)))
