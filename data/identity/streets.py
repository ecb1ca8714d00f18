"""A street's name as people write it, brought to a kind and a row of words."""

import re
from dataclasses import dataclass

from data.sources.streetnames import street_key

KINDS = {
    "via": "via v",
    "viale": "viale vle vl",
    "piazza": "piazza pza pzza pz",
    "piazzale": "piazzale pzle ple",
    "piazzetta": "piazzetta pzetta pta",
    "corso": "corso cso",
    "largo": "largo lgo",
    "vicolo": "vicolo vic vlo",
    "strada": "strada str strad",
    "galleria": "galleria gall",
    "cascina": "cascina casc cna",
    "contrada": "contrada cda",
}
"""Kinds of street with their short forms, written without dots and blanks."""

_KIND_OF = {short: kind for kind, shorts in KINDS.items() for short in shorts.split()}
_SMALL = frozenset(
    [
        "d",
        "de",
        "di",
        "del",
        "della",
        "dello",
        "dei",
        "degli",
        "delle",
        "da",
        "dal",
        "dalla",
        "al",
        "alla",
        "ai",
        "il",
        "la",
        "lo",
        "le",
        "e",
        "ed",
    ]
)
_SAINTS = frozenset(["s", "san", "sant", "santa", "santo", "sta", "sto", "ss"])
_MONTHS = frozenset(
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ]
)
_WORDED = {
    word: str(number)
    for number, words in enumerate(
        (
            "primo uno", "secondo due", "terzo tre", "quarto quattro", "quinto cinque",
            "sesto sei", "settimo sette", "ottavo otto", "nono nove", "decimo dieci",
            "undicesimo undici", "dodicesimo dodici", "tredicesimo tredici",
            "quattordicesimo quattordici", "quindicesimo quindici", "sedicesimo sedici",
            "diciassettesimo diciassette", "diciottesimo diciotto", "diciannovesimo diciannove",
            "ventesimo venti", "ventunesimo ventuno", "ventiduesimo ventidue",
            "ventitreesimo ventitre", "ventiquattresimo ventiquattro",
            "venticinquesimo venticinque",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl|l)(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class StreetName:
    """The kind (None where none was written) and the words that tell the street from others."""

    kind: str | None
    words: tuple[str, ...]

    @property
    def joined(self) -> str:
        """The words without blanks, for those who write one word as two."""
        return "".join(self.words)


def read_street(raw: str) -> StreetName:
    """`P.za XXV Aprile` is the piazza of the words 25 and aprile."""
    kind, rest = _split_kind(_spaced(raw))
    words = [_number_of(word, rest, place) for place, word in enumerate(rest)]
    kept = [
        "s" if word in _SAINTS and len(words) > 1 and place < len(words) - 1 else word
        for place, word in enumerate(words)
        if word not in _SMALL or place == len(words) - 1
    ]
    return StreetName(kind, tuple(kept))


def _spaced(raw: str) -> list[str]:
    """Lower-case words; dots inside a short form of a kind join it (`p.za`, `v.le`)."""
    joined = re.sub(
        r"\b([A-Za-z]{1,2})\.\s?(za|zza|le|zle|so|go|ta|co)\b", r"\1\2", raw, flags=re.IGNORECASE
    )
    return street_key(joined).split()


def _split_kind(words: list[str]) -> tuple[str | None, list[str]]:
    """The kind in front, or at the end behind a comma as lists by surname write it."""
    if len(words) > 1 and words[0] in _KIND_OF:
        return _KIND_OF[words[0]], words[1:]
    if len(words) > 1 and words[-1] in KINDS:
        return words[-1], words[:-1]
    return None, words


def _number_of(word: str, words: list[str], place: int) -> str:
    """A number in letters or Roman numerals as digits, where it can be no initial."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    is_last = place == len(words) - 1
    before_month = not is_last and words[place + 1] in _MONTHS
    if word in _WORDED and len(words) > 1 and (is_last or before_month):
        return _WORDED[word]
    if _ROMAN.fullmatch(word) and len(words) > 1 and (len(word) > 1 or before_month):
        return str(_roman(word))
    return word


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(
        -value if any(later > value for later in values[place + 1 :]) else value
        for place, value in enumerate(values)
    )
