"""The fingerprint that tells whether a file was seen before."""

import hashlib
from pathlib import Path


def sha256_of(path: Path, *others: Path) -> str:
    """SHA-256 in hexadecimal: of the bytes of one file, or of the digests of several."""
    if others:
        digests = "".join(sorted(sha256_of(each) for each in (path, *others)))
        return hashlib.sha256(digests.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
