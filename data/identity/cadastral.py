"""Cadastral references as rows write them: padded, joined in one cell, half of them missing."""

import re
from dataclasses import dataclass

_WORDS = re.compile(
    r"\b(?:foglio|fogl|fgl|fg|f|particella|partic|part|p\.?lla|p|mappale|mapp|map|mn|m|numero|num|n"
    r"|subalterno|subal|sub|s)\b[.:\s]*",
)
_WHOLE = re.compile(
    r"(?:[a-z]\d{3}\s?[/\-]\s?)?(?:[-_a-z]?\s?/\s?)?0*(\d{1,4})\s?[/\-. ,;]\s?0*(\d{1,5}|[a-z])"
    r"(?:\s?[/\-. ,;]\s?0*(\d{1,4}))?"
)
SLASHES = 2
"""Between sheet, parcel and subunit; with fewer a code is not taken for a reference."""

_CATEGORY = re.compile(r"([A-F])\s?[/.\-]?\s?0*(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a row says of the cadastre, without padding zeros; several subunits where listed."""

    section: str | None = None
    sheet: str | None = None
    parcel: str | None = None
    subunits: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it names one unit (or several joined ones)."""
        return bool(self.sheet and self.parcel and self.subunits)


def read_reference(
    section: str | None, sheet: str | None, parcel: str | None, subunit: str | None,
    other: str | None = None,
) -> Reference:  # fmt: skip
    """The reference of a row; one cell may hold all of it."""
    for cell in (sheet, parcel, subunit, other):
        if whole := _joined(cell, is_code=cell is other):
            return whole
    return Reference(
        section=_plain(section),
        sheet=_number(sheet),
        parcel=_number(parcel),
        subunits=tuple(
            dict.fromkeys(
                number
                for part in re.split(r"[-,;+/]| e ", _unworded(subunit))
                if (number := _number(part))
            )
        ),
    )


def _joined(cell: str | None, *, is_code: bool) -> Reference | None:
    """All parts in one cell: `900/12/34`, `Fg. 900 mapp. 12 sub. 34`."""
    lower = (cell or "").casefold()
    has_words = len(_WORDS.findall(lower)) > 1
    if is_code and not has_words and lower.count("/") < SLASHES:
        return None
    text = " ".join(_unworded(cell).split())
    hit = _WHOLE.fullmatch(text)
    if not hit or (not has_words and not hit[3]):
        return None
    return Reference(None, hit[1], hit[2].upper(), (hit[3],) if hit[3] else ())


def _unworded(cell: str | None) -> str:
    text = (cell or "").casefold().replace("n°", " ")
    return " ".join(_WORDS.sub(" ", text).split())


def _number(cell: str | None) -> str | None:
    text = _unworded(cell).replace(" ", "").strip(".,;:")
    return text.lstrip("0").upper() or None


def _plain(cell: str | None) -> str | None:
    text = (cell or "").strip(" -_").upper()
    return text if re.fullmatch(r"[A-Z0-9]{1,3}", text) else None


def read_category(cell: str | None) -> str | None:
    """`A02`, `A2`, `A.2` and `A/2` are `A/2`; None for anything else."""
    hit = _CATEGORY.fullmatch((cell or "").strip().upper())
    return f"{hit[1]}/{hit[2]}" if hit and hit[2] != "0" else None
