"""Enforcement proceedings as people write them: `R.G.E. 123/2020`, `rge n. 123 del 2020`."""

import re
from dataclasses import dataclass

from data.sources.rows import RowRefusedError
from gis.codes import Text

_NUMBER = re.compile(
    r"(?:(?:proc(?:edura|\.)?|esec(?:uzione|\.)?|imm(?:obiliare|\.)?|r\.? ?g\.? ?(?:e\.?)?"
    r"(?: ?imm?\.?)?|n\.?|nr\.?|n°|es\.?) *)*"
    r"(?P<number>\d{1,5}) ?(?:/|-| del | dell'anno )? ?(?P<year>(?:19|20)\d{2})",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"^(?:tribunale(?: ordinario)?|trib\.?)\s*(?:civile\s*)?(?:di\s+)?", re.IGNORECASE
)
FIRST_YEAR, LAST_YEAR = 1950, 2100
_NO_LOT = frozenset({"", "-"})
_ONLY_LOT = frozenset({"UNICO", "LOTTO UNICO", "U"})


@dataclass(frozen=True, slots=True)
class Proceeding:
    """The number and year in the general register of enforcement (R.G.E.)."""

    number: int
    year: int

    def __str__(self) -> str:
        """As the register writes it: `R.G.E. 123/2020`."""
        return f"R.G.E. {self.number}/{self.year}"


def proceeding_of(column: str, raw: str) -> Proceeding:
    """The proceeding; raises RowRefusedError when number and year cannot be told."""
    found = _NUMBER.fullmatch(" ".join(raw.split()))
    if (
        found is None
        or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR
        or not int(found["number"])
    ):
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{raw}» non è un numero di procedura come R.G.E. 123/2020.",
                en=f'"{raw}" is no proceeding number such as R.G.E. 123/2020.',
            ),
        )
    return Proceeding(int(found["number"]), int(found["year"]))


def court_of(raw: str) -> str | None:
    """The court in one spelling: `TRIBUNALE DI MILANO` is `Tribunale di Milano`."""
    place = _COURT.sub("", " ".join(raw.split())).strip()
    return f"Tribunale di {place.title()}" if place else None


def lot_of(raw: str) -> str | None:
    """The lot in one spelling: `LOTTO UNICO` and `Unico` are `unico`, `Lotto 2` is `2`."""
    text = " ".join(raw.upper().split())
    if text in _NO_LOT:
        return None
    if text in _ONLY_LOT:
        return "unico"
    return text.removeprefix("LOTTO").removeprefix("N.").strip() or None
