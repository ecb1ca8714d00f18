"""Floors in every spelling met in cadastral, condominium and municipal tables."""

import re
from decimal import Decimal

_WORDS = {
    "terra": 0, "terreno": 0, "terr": 0, "ground": 0, "t": 0, "pt": 0,
    "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4, "quinto": 5, "sesto": 6, "settimo": 7,
    "ottavo": 8, "nono": 9, "decimo": 10,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8,
    "seminterrato": -1, "sem": -1, "sm": -1, "interrato": -1, "int": -1, "sotterraneo": -1,
    "s": -1, "ps": -1, "cantinato": -1,
}  # fmt: skip
_RAISED = frozenset({"r", "pr", "rialzato", "rial", "rialz", "m", "am", "amm", "ammezzato",
                     "mezzanino"})  # fmt: skip
_BASEMENT = re.compile(r"(?:s|ps)(\d)|(\d)s")
_NUMBER = re.compile(r"p?(-?\d{1,4})(?:°|o|a|p|mo|do|zo|to|esimo)?")
_NOISE = re.compile(r"\b(?:piani|piano|pian|pno|p|al|floor|liv|livello)\b\.?|[\"']")
_DEEPEST, _HIGHEST = -9, 40
RAISED = Decimal("0.5")


def read_floors(raw: str) -> tuple[Decimal, ...]:
    """The storeys that a text names, ground 0, first basement -1, raised 0.5; empty for none.

    `T-1` and `1-2` name two; `S1T` too. What is unknown is dropped.
    """
    text = raw.casefold().replace("º", "°").replace("ª", "°").strip()
    text = re.sub(r"\b([prst])\.\s?([trs])\b\.?", r"\1\2", text)
    whole = _one(_NOISE.sub(" ", text).strip(" .:;,"))
    if whole is not None:
        return (whole,)
    parts = [part for part in re.split(r"[-/,;+\s]+|\be\b", _NOISE.sub(" ", text)) if part]
    found = [floor for part in parts for floor in _several(part.strip(".:"))]
    return tuple(dict.fromkeys(found))


def _several(part: str) -> list[Decimal]:
    """One token; `s1t` and `ts1` are two floors written together."""
    one = _one(part)
    if one is not None:
        return [one]
    if glued := re.fullmatch(r"(s\d)(t|\d)|(t)(s\d|\d)", part):
        return [floor for each in glued.groups() if each and (floor := _one(each)) is not None]
    return []


def _one(token: str) -> Decimal | None:
    if token in _RAISED:
        return RAISED
    if token in _WORDS:
        return Decimal(_WORDS[token])
    if basement := _BASEMENT.fullmatch(token):
        return -Decimal(basement[1] or basement[2])
    if number := _NUMBER.fullmatch(token):
        value = int(number[1])
        return Decimal(value) if _DEEPEST <= value <= _HIGHEST else None
    return None
