"""The fingerprint that tells whether a file was seen before."""

import hashlib
from pathlib import Path


def sha256_of(path: Path) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
