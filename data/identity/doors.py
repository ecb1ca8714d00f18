"""Civic, staircase, floor and door, wherever in a row they were written."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data.identity.floors import read_floors
from data.identity.streets import KINDS, read_street

ALPHABET = "ABCDEFGHILMNOPQRSTUVZ"
"""The Italian alphabet, by which staircases are counted."""

_FLOOR_WORDS = (
    r"terra|terreno|rialzato|ammezzato|mezzanino|seminterrato|interrato|primo|secondo|terzo"
    r"|quarto|quinto|sesto|settimo|ottavo|nono|decimo"
)
_STAIRCASE = re.compile(
    r"\b(?:scala|scal|sc)\b[.:\s]*(?:n\.?\s*)?(?P<a>[a-z]\d?|\d{1,2})\b(?!\s*°)"
    r"|\bsc(?P<b>[a-z]|\d{1,2})\b"
)
_DOOR = re.compile(
    r"\b(?:interno|inter|int|app|appart|appartamento|appto|apt|alloggio|porta|ui)\b"
    r"[.:\s]*(?:n[.°\s]+)?(?P<a>\d{1,4}(?:\s?/\s?[a-z]\b|[a-z]\b|\s?bis\b)?|[a-z]\d{1,3}\b)"
    r"|\b(?:int|app|i)\.?(?P<b>\d{1,4}[a-z]?)\b"
)
_FLOOR = re.compile(
    rf"\b(?:piano|pian|pno|p)\b[.:\s]*(?P<a>{_FLOOR_WORDS}|s\d|[rtsm]\b|-?\d{{1,2}}\b|[iv]{{1,4}}\b)"
    rf"|(?<!\d)(?P<b>\d{{1,2}})\s?°?\s?(?:piano|p\b\.?)(?![.:\s]*(?:\d|[st]\b|{_FLOOR_WORDS}))"
    rf"|(?P<c>{_FLOOR_WORDS})\s+piano"
    r"|\b(?P<d>p\.?\s?[tr])\b\.?|\bp(?P<e>\d{1,2})\b|(?P<f>\d{1,2})°"
)
_CIVIC_WORD = re.compile(r"\b(?:civico|civ|numero|num|nr|n)\b[.°:\s]*(?=\d)|\bn°\s*")
_CIVIC = re.compile(
    r"(?P<number>\d{1,4})(?:\s?[/\s-]?\s?(?P<suffix>bis|ter|quater|[a-z]\d?)\b)?"
    r"(?:\s?[/\s-]\s?(?P<rest>\d{1,4}[a-z]?))?"
)
_RANGE = re.compile(r"(\d{1,4})[a-z]?\s?(?:-|/|÷)\s?(\d{1,4})[a-z]?")
_WIDEST_RANGE = 12
_KIND_ALONE = {(), *((kind,) for shorts in KINDS.values() for kind in shorts.split())}
_NOTHING = frozenset(
    {"", "-", "/", ".", "0", "snc", "s.n.c.", "sn", "nd", "n.d.", "nc", "n.c.", "?"}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a building; what is not said is None or empty, doors are numbers without zeros."""

    numbers: tuple[int, ...] = ()
    is_range: bool = False
    suffix: str | None = None
    staircase: str | None = None
    floors: tuple[Decimal, ...] = ()
    doors: tuple[int, ...] = ()
    door_suffix: str | None = None

    @property
    def staircase_rank(self) -> int | None:
        """Which staircase it is, counted from 1: by number, or by letter of the alphabet."""
        code = self.staircase or ""
        if code.isdigit():
            return int(code)
        return ALPHABET.index(code) + 1 if len(code) == 1 and code in ALPHABET else None


def fold(raw: str | None) -> str:
    """Lower case, no accents, single blanks; the degree sign stays."""
    text = (raw or "").casefold().replace("º", "°").replace("ª", "°")
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.replace("\N{EN DASH}", "-").split())


def read_spot(
    street: str | None,
    number: str | None,
    staircase: str | None,
    floor: str | None,
    door: str | None,
) -> tuple[str | None, Spot]:
    """The street without what stands behind it, and the spot; a cell's own value comes first."""
    told = Spot()
    rests = []
    for cell in (street, number, staircase, door):
        rest, told = _take_keyworded(fold(cell), told)
        rests.append(rest.strip(" .,;-'"))
    street_rest, number_rest, staircase_rest, door_rest = rests
    has_door_word = _DOOR.search(fold(door)) is not None
    own = _own_staircase(staircase_rest)
    own |= {} if has_door_word else _own_door(door_rest)
    own |= _own_floor(fold(floor), told)
    told = replace(told, **{key: value for key, value in own.items() if value})
    told = _rest_of_door(door_rest, told)
    name, told = _split_street(street_rest, told)
    return name, _own_civic(number_rest, told)


def _rest_of_door(text: str, told: Spot) -> Spot:
    """What stands beside the door in its cell: `3, B, primo`, `6 0002`, `14 A` behind its word."""
    words = re.split(r"[,;\s]+", re.sub(r"^n(?:r|um)?[.°\s]+(?=\d)", "", text))
    if not told.doors and len(words) > 1:
        told = replace(told, **_own_door(words[0]))
        words = words[1:]
    if not told.doors or (len(words) == 1 and _own_door(words[0]).get("doors") == told.doors):
        return told
    for word in words:
        if not told.staircase and re.fullmatch(r"[a-z]|\d", word):
            told = replace(told, staircase=_code(word))
        elif not told.floors and re.fullmatch(rf"000\d|{_FLOOR_WORDS}", word):
            told = replace(told, floors=read_floors(word))
    return told


def _take_keyworded(text: str, told: Spot) -> tuple[str, Spot]:
    """The parts that a word announces (`sc. L p. 3 int. 12`), and the text without them."""
    found = {}
    for key, pattern in (("door", _DOOR), ("staircase", _STAIRCASE), ("floor", _FLOOR)):
        if hit := pattern.search(text):
            found[key] = next(group for group in hit.groups() if group)
            text = f"{text[: hit.start()]} {text[hit.end() :]}"
    if "staircase" in found and not told.staircase:
        told = replace(told, staircase=_code(found["staircase"]))
    if "floor" in found and not told.floors:
        told = replace(told, floors=read_floors(found["floor"]))
    if "door" in found and not told.doors:
        told = replace(told, **_own_door(found["door"]))
    return " ".join(text.split()).strip(" ,;-"), told


def _own_staircase(text: str) -> dict[str, Any]:
    """The cell of the staircase: a code, with the door behind it where they share the cell."""
    if text in _NOTHING or text.startswith("unic"):
        return {}
    if hit := re.fullmatch(r"([a-z]\d?|\d{1,2})", text):
        return {"staircase": _code(hit[1])}
    if hit := re.fullmatch(r"([a-z])\s?[/\-. ]?\s?(\d{1,4}[a-z]?)", text):
        return {"staircase": _code(hit[1])} | _own_door(hit[2])
    if hit := re.search(r"\b([a-z])\b", text):
        return {"staircase": _code(hit[1])}
    return {}


def _own_door(text: str) -> dict[str, Any]:
    """The cell of the door: `12`, `012`, `12A`, `12/A`, `L12`, `12-13`."""
    text = re.sub(r"^n(?:r|um)?[.°\s]+(?=\d)", "", text)
    if text in _NOTHING:
        return {}
    if hit := re.fullmatch(r"0*(\d{1,4})(?:\s?/?\s?([a-z]|bis))?", text):
        return {"doors": (int(hit[1]),), "door_suffix": _code(hit[2]) if hit[2] else None}
    if hit := re.fullmatch(r"0*(\d{1,4})\s?[-+]\s?0*(\d{1,4})", text):
        return {"doors": (int(hit[1]), int(hit[2]))}
    if hit := re.fullmatch(r"([a-z])\s?[/\-. ]?\s?0*(\d{1,4})([a-z])?", text):
        door = {"doors": (int(hit[2]),), "door_suffix": _code(hit[3]) if hit[3] else None}
        return {"staircase": _code(hit[1]), **door}
    return {}


def _own_floor(text: str, told: Spot) -> dict[str, Any]:
    if text in _NOTHING - {"0"}:
        return {}
    rest = text
    if told.doors or (hit := _DOOR.search(text)) is None:
        own: dict[str, Any] = {}
    else:
        own = _own_door(next(group for group in hit.groups() if group))
        if not re.fullmatch(r"int\.?\s?\d*", text):
            rest = f"{text[: hit.start()]} {text[hit.end() :]}"
    return own | {"floors": read_floors(rest)}


def _split_street(text: str, told: Spot) -> tuple[str | None, Spot]:
    """`via cimarosa 901/b l 12` into the name and what stands behind it."""
    text = re.sub(r"(?<=[a-z]{3})(?=\d)", " ", _CIVIC_WORD.sub(" ", text))
    text = re.sub(r"\b(?:20096|pioltello|mi|milano)\b", " ", text)
    text = re.sub(r"\(\s*\)", " ", text).strip(" ,;-")
    for hit in re.finditer(r"(?<!\w)\d{1,4}", text):
        before, behind = text[: hit.start()].strip(" ,;-"), text[hit.end() :].strip(" ,;-")
        if not told.floors and (word := re.match(rf"(?:{_FLOOR_WORDS})\b", behind)):
            told, behind = replace(told, floors=read_floors(word[0])), behind[word.end() :].strip()
        if read_street(before).words[:1] not in _KIND_ALONE and not re.match("[a-z]{4}", behind):
            return before, _own_civic(text[hit.start() :], told)
    return text or None, told


def _own_civic(text: str, told: Spot) -> Spot:
    """The cell of the civic; only what is not known yet is filled in."""
    text = _CIVIC_WORD.sub("", text).replace(",", " ").strip(" ;-")
    if told.numbers or text in _NOTHING:
        return told
    if (span := _RANGE.fullmatch(text)) and 0 < int(span[2]) - int(span[1]) <= _WIDEST_RANGE:
        first, last = int(span[1]), int(span[2])
        step = 2 if (last - first) % 2 == 0 else 1
        return replace(told, numbers=tuple(range(first, last + 1, step)), is_range=True)
    hit = _CIVIC.match(text)
    if not hit:
        return told
    told = replace(told, numbers=(int(hit["number"]),))
    suffix, rest = hit["suffix"], hit["rest"]
    if suffix and rest:
        if not told.staircase and len(suffix) == 1:
            told, suffix = replace(told, staircase=_code(suffix)), None
        if not told.doors:
            told = replace(told, **_own_door(rest))
    elif rest:
        suffix = rest
    return replace(told, suffix=_code(suffix)) if suffix else told


def _code(text: str) -> str:
    return text.strip(" ./").upper().lstrip("0") or "0"
