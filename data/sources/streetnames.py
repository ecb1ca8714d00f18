"""Street names compared as people read them: case, accents, apostrophes and blanks aside."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("[`\u00b4\u2018\u2019\u02bc]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPELLINGS = 4096
"""Names that are kept with their key: a file names few streets, each many times."""


@lru_cache(_SPELLINGS)
def tidy(raw: str) -> str:
    """The name with single blanks and one kind of apostrophe, otherwise as written."""
    return " ".join(_APOSTROPHES.sub("'", raw).split())


@lru_cache(_SPELLINGS)
def street_key(raw: str) -> str:
    """What two spellings of one street share: `VIA  D`ANNUNZIO` and `via D'Annunzio`."""
    plain = unicodedata.normalize("NFKD", tidy(raw).casefold())
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()
