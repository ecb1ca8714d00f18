"""House numbers as text: lists, ranges, exponents, `snc`; never a float."""

import re
from dataclasses import dataclass
from functools import lru_cache

_SEPARATORS = re.compile(r"\s*[;,]\s*")
_ONE = re.compile(
    r"(?P<number>\d{1,5})"
    r"(?:(?:\s*/\s*|\s*-\s*(?=[A-Z])|\s+(?=[A-Z])|(?=[A-Z]))"
    r"(?P<suffix>[0-9A-Z]{1,6}(?:/[0-9A-Z]{1,4})?))?"
)
_RANGE = re.compile(r"(?P<first>(?P<number>\d{1,5})[A-Z]?)\s*-\s*(?P<last>\d{1,5}[A-Z]?)")
_WITHOUT_NUMBER = frozenset({"SNC", "S.N.C.", "SN", "S.N.", "SENZA NUMERO"})
WITHOUT_NUMBER = "SNC"


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A door number: `text` is its one spelling (`12B`, `18/2`, `14 BIS`, `3-5`, `SNC`).

    `number` is what it sorts by (the first of a range; None for `SNC`), `suffix` the rest.
    """

    text: str
    number: int | None
    suffix: str | None

    @property
    def is_range(self) -> bool:
        """Whether it stands for several doors."""
        return _RANGE.fullmatch(self.text) is not None


def split_house_numbers(raw: str) -> list[HouseNumber] | None:
    """Every number of a list such as `12b;12c`, without repeats; None if one is no number."""
    parts = [part for part in _SEPARATORS.split(raw.strip()) if part]
    numbers = [parse_house_number(part) for part in parts]
    if not numbers or any(number is None for number in numbers):
        return None
    return list(dict.fromkeys(number for number in numbers if number is not None))


@lru_cache(4096)
def parse_house_number(raw: str) -> HouseNumber | None:
    """One number or range in its one spelling, or None if it is neither."""
    text = " ".join(raw.upper().split())
    if text in _WITHOUT_NUMBER:
        return HouseNumber(WITHOUT_NUMBER, None, None)
    text = text.replace("\N{EN DASH}", "-")
    if not text.isascii():
        return None
    if span := _RANGE.fullmatch(text):
        return HouseNumber(f"{span['first']}-{span['last']}", int(span["number"]), None)
    found = _ONE.fullmatch(text)
    return joined(int(found["number"]), found["suffix"] or "") if found else None


@lru_cache(4096)
def joined(number: int, suffix: str) -> HouseNumber:
    """A number with its suffix: a letter directly, digits after `/`, a word after a blank."""
    suffix = suffix.strip().upper()
    if not suffix:
        return HouseNumber(str(number), number, None)
    if suffix[0].isdigit():
        return HouseNumber(f"{number}/{suffix}", number, suffix)
    separator = "" if len(suffix) == 1 or suffix[1] in "/0123456789" else " "
    return HouseNumber(f"{number}{separator}{suffix}", number, suffix)
