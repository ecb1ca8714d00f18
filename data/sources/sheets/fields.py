"""What a source wants to find in a sheet: its fields and the words people use for them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from gis.codes import Text

FieldType = Literal["text", "amount", "date", "word"]
_NO_WORD = re.compile(r"[^A-Z0-9/%€]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a source; `synonyms` are headers that surely mean it, in any spelling.

    A personal field (a name, a tax code, free notes) never enters `raw`, refusals or notes.
    """

    name: str
    title: Text
    synonyms: tuple[str, ...] = ()
    type: FieldType = "text"
    is_required: bool = False
    is_personal: bool = False

    @property
    def headers(self) -> frozenset[str]:
        """The headers that surely mean the field, brought to one spelling."""
        return _headers(self)


@cache
def _headers(field: Field) -> frozenset[str]:
    words = (field.name, field.title.it, field.title.en, *field.synonyms)
    return frozenset(plain(word) for word in words)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """A header or a word without accents, case, punctuation and blanks at its ends."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_NO_WORD.sub(" ", bare.upper()).split())
