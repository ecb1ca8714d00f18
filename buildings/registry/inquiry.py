"""What a person typed into the search box, read as a place or as a cadastral reference.

Nothing here asks the database and nothing raises: any text reads as something, at worst as words.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
"""Characters of a text that are read; the rest is dropped."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MONTHS = (
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
)
STREET_KINDS = _words(
    "via v viale vle vl piazza piazzale piazzetta pza pzza pz corso cso c largo lgo l vicolo vic"
    " strada str street square"
)
_NAME_KINDS = _words(
    "condominio condomini cond condo condominium supercondominio edificio palazzo palazzina"
    " torre torri building tower"
)
SMALL_WORDS = _words("del della dello dei degli delle di da dal dalla d al alla la il lo")
_ORDINALS = {
    "primo": "1",
    "secondo": "2",
    "terzo": "3",
    "quarto": "4",
    "quinto": "5",
    "sesto": "6",
    "settimo": "7",
    "ottavo": "8",
    "nono": "9",
    "decimo": "10",
}
_FLOOR_WORDS = {
    "terra": "T",
    "terreno": "T",
    "rialzato": "R",
    "ammezzato": "M",
    "mezzanino": "M",
    "seminterrato": "S1",
    "interrato": "S1",
    "ground": "T",
} | _ORDINALS

_ABBREVIATIONS = (
    (re.compile(r"\bp\.\s?zz?a\b"), "piazza"),
    (re.compile(r"\bp\.\s?l\.?l[ae]\b"), "particella"),
    (re.compile(r"\bc\.\s?so\b"), "corso"),
    (re.compile(r"\bv\.\s?le\b"), "viale"),
    (re.compile(r"\bl\.\s?go\b"), "largo"),
    (re.compile(r"\bp\.?\s?t\b\.?"), "piano t"),
    (re.compile(r"(\d)\s*[°ºª]"), r"\1esimo "),
)

_KEYWORDS = (
    r"scala|scal|sc|staircase|stair|interno|inter|int|door|flat|apartment|appartamento|app|apt"
    r"|piano|floor|civico|civ|numero|num|nr"
)
_STAIRCASE = re.compile(
    rf"(?<!\bdella )(?<!\balla )\b(?:scala|scal|sc|staircase|stair)"
    rf"(?:\s+(?!(?:{_KEYWORDS})\b)([a-z0-9]{{1,3}})|\s*(\d{{1,2}}[a-z]?))\b"
)
_FLOOR = re.compile(
    rf"\b(?:piano|pian|floor|p)\s+({'|'.join(_FLOOR_WORDS)}|s?\d{{1,2}}|[trm])\b|\bp(\d{{1,2}})\b"
)
_ORDINAL_FLOOR = re.compile(
    rf"\b(?:(\d{{1,2}})\s?(?:esimo|st|nd|rd|th)|({'|'.join(_FLOOR_WORDS)}))\s+(?:piano|floor)\b"
)
_DOOR = re.compile(
    rf"\b(?:interno|inter|int|i|door|flat|apartment|appartamento|app|apt)"
    rf"(?:\s+(?!(?:{_KEYWORDS})\b)(\d{{1,4}}[a-z]?|[a-z]\d{{0,3}})|\s*(\d{{1,4}}[a-z]?))\b"
)
_NUMBER = re.compile(
    rf"\b(?:(?:civico|civ|numero|num|nr|no|n)\s*)?(\d{{1,4}})"
    rf"(?:\s*/\s*([a-z0-9]{{1,4}})|\s?(bis|ter|quater)|([a-z]))?(?!\w)(?!\s*(?:{_MONTHS})\b)"
)

_NUMBER_FIRST = re.compile(rf"^(\d{{1,4}})\s+(?!(?:{_MONTHS})\b)([a-z].*)$")

_FULL_REFERENCE = re.compile(
    r"^([a-z]\d{3})/([a-z0-9]{1,3}|-|_)?/0*(\d{1,4})/([0-9a-z]{1,10})(?:/0*(\d{1,4}))?$"
)
_TRIPLE = re.compile(r"^(\d{1,4})\s?[/\-,. ]\s?(\d{1,10})(?:\s?[/\-,. ]\s?(\d{1,4}))?$")
_WORDED_REFERENCE = re.compile(
    r"^(?:foglio|fogl|fgl|fg|f|sheet)\s*(\d{1,4})"
    r"(?:\s*(?:particella|part|plla|ptc|p|mappale|mapp|map|m|numero|num|n|parcel)\s*"
    r"([0-9a-z]{1,10}?)(?:(?:\s*(?:subalterno|subunit|sub|s)\s*|\s+)(\d{1,4}))?)?$"
)


@dataclass(frozen=True, slots=True)
class CadastralInquiry:
    """A cadastral reference without padding zeros; what was not given is None."""

    sheet: str
    parcel: str | None = None
    subunit: str | None = None
    municipality_code: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceInquiry:
    """A street or the name of a condominium, with what was said about the door.

    `words` is the name without its kind; `whole` is all that was typed, folded. Codes are upper
    case. A lone letter behind the number is read as the staircase.
    """

    whole: str
    words: str
    number: int | None = None
    suffix: str | None = None
    staircase: str | None = None
    floor: str | None = None
    door: str | None = None

    @property
    def names_a_flat(self) -> bool:
        """Whether it says more than a street number."""
        return self.staircase is not None or self.floor is not None or self.door is not None


Inquiry = CadastralInquiry | PlaceInquiry


def read(text: str) -> Inquiry:
    """What `text` asks for: a cadastral reference where it has the form of one, else a place."""
    folded = fold(text)
    return _cadastral(folded) or _place(folded)


def fold(text: str) -> str:
    """Lower case without accents or control characters, abbreviations of streets written out."""
    lower = text[:LONGEST].casefold()
    for pattern, written_out in _ABBREVIATIONS:
        lower = pattern.sub(written_out, lower)
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", lower)
        if not unicodedata.combining(letter)
    )
    ascii_only = plain.encode("ascii", "replace").decode("ascii")
    return " ".join(re.sub(r"[^a-z0-9/\-,._ ]", " ", ascii_only).split())


def _cadastral(folded: str) -> CadastralInquiry | None:
    full = _FULL_REFERENCE.match(folded)
    if full:
        municipality, section, sheet, parcel, subunit = full.groups()
        return CadastralInquiry(
            sheet=sheet,
            parcel=_unpadded(parcel),
            subunit=subunit,
            municipality_code=municipality.upper(),
            section=None if section in (None, "-", "_") else section.upper(),
        )
    spaced = " ".join(re.sub(r"[.,:\-/]", " ", folded).split())
    found = _TRIPLE.match(folded) or _WORDED_REFERENCE.match(spaced)
    if not found:
        return None
    sheet, parcel, subunit = found.groups()
    return CadastralInquiry(
        sheet=_unpadded(sheet),
        parcel=_unpadded(parcel) if parcel else None,
        subunit=_unpadded(subunit) if subunit else None,
    )


def _unpadded(number: str) -> str:
    """Upper case without leading zeros."""
    return number.lstrip("0").upper() or "0"


def _place(folded: str) -> PlaceInquiry:
    rest = " ".join(re.sub(r"[.,\-_]", " ", folded).split())
    whole = rest
    staircase, rest = _take(_STAIRCASE, _NUMBER_FIRST.sub(r"\2 \1", rest))
    floor, rest = _take(_FLOOR, rest)
    if floor is None:
        floor, rest = _take(_ORDINAL_FLOOR, rest)
    door, rest = _take(_DOOR, rest)
    number = _house_number(rest)
    before, after = (rest[: number.start()], rest[number.end() :]) if number else (rest, "")
    staircase, door = _bare_codes(after, staircase, door)
    return PlaceInquiry(
        whole=_without_kind(whole),
        words=_without_kind(before),
        number=int(number[1]) if number else None,
        suffix=_upper(number[2] or number[3] or number[4]) if number else None,
        staircase=_upper(staircase),
        floor=_FLOOR_WORDS.get(floor, floor.upper()) if floor else None,
        door=_unpadded(door) if door else None,
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    """The first value that `pattern` captures, and the text without the whole match."""
    found = pattern.search(text)
    if not found:
        return None, text
    value = next(group for group in found.groups() if group is not None)
    return value, " ".join((text[: found.start()] + " " + text[found.end() :]).split())


def _house_number(text: str) -> re.Match[str] | None:
    """The first number behind a word that is neither a street's kind nor an article.

    So the 25 of `via 25 aprile 3` stays in the name.
    """
    for found in _NUMBER.finditer(text):
        words = set(re.findall(r"[a-z]+", text[: found.start()]))
        if words - STREET_KINDS - SMALL_WORDS:
            return found
    return None


def _bare_codes(
    after: str, staircase: str | None, door: str | None
) -> tuple[str | None, str | None]:
    """Staircase and door from what follows the number without a keyword, as in `1 L 12`."""
    for code in after.split():
        if staircase is None and re.fullmatch(r"[a-z]", code):
            staircase = code
        elif staircase is not None and door is None and re.fullmatch(r"\d{1,4}[a-z]?", code):
            door = code
    return staircase, door


def _without_kind(text: str) -> str:
    """The name without `via`, `condominio` and the like in front; a lone `torre` is a name."""
    words = re.sub(r"/", " ", text).split()
    while words and (words[0] in STREET_KINDS or (words[0] in _NAME_KINDS and len(words) > 1)):
        words = words[1:]
    return " ".join(words)


def _upper(code: str | None) -> str | None:
    return code.upper() if code else None
