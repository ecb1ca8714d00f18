"""What tells that a written line names somebody: where people are asked to name nobody."""

import re

_IDENTITY = re.compile(
    r"\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]\b"
    r"|[^\s@]+@[^\s@]+\.[a-z]{2,}",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\+?\d[\d ./-]{7,}\d")


def identifies(written: str) -> bool:
    """Whether there is a tax code or an address of mail in it."""
    return _IDENTITY.search(written) is not None


def points_at(written: str) -> bool:
    """Whether there is a tax code, an address of mail or a telephone number in it."""
    return identifies(written) or _TELEPHONE.search(written) is not None
