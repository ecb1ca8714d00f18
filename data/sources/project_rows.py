"""What a row of the open registers of public investment becomes, and the values they share."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from buildings.projects.codes import sound_cup
from buildings.projects.states import AmountKind, ProjectRegister
from data.sources.days import day_of
from data.sources.facts import Fact
from data.sources.figures import italian_decimal
from data.sources.rows import RowRefusedError
from gis.codes import Text

_PLACEHOLDER = re.compile(r"\*{2,}|DATO NON PRESENTE|NON PRESENTE|N\.?D\.?|-", re.IGNORECASE)
_ISTAT = re.compile(r"\d{6}")
_PLAIN_AMOUNT = re.compile(r"\d{1,13}(?:\.\d{1,2})?")
_REGION_FIGURES = 3
_FIRST_YEAR, _LAST_YEAR = 1950, 2100
SEVERAL = ":::"
"""What OpenCoesione writes between several values of one cell."""


@dataclass(frozen=True, slots=True)
class Story:
    """What one register says a project is; all of it may be missing."""

    title: str | None = None
    holder: str | None = None
    programme: str | None = None
    nature: str | None = None
    state_text: str | None = None
    state_on: dt.date | None = None
    decision_year: int | None = None
    start_on: dt.date | None = None
    end_on: dt.date | None = None

    def facts(self) -> dict[str, object]:
        """The columns that have a value, dates in ISO."""
        return {
            name: str(value) if isinstance(value, dt.date) else value
            for name in self.__slots__
            if (value := getattr(self, name)) is not None
        }


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One row about a project: its CUP, where it lies, what is told of it; amounts in euro."""

    register: ProjectRegister
    cup: str
    local_code: str = ""
    story: Story = field(default_factory=Story)
    amounts: Mapping[AmountKind, Decimal] = field(default_factory=dict)
    places: tuple[tuple[str, str | None], ...] = ()

    def fact(self) -> Fact:
        """The row for the staging table; one CUP may have a row for each of its places."""
        facts = {
            "register": self.register.value,
            "cup": self.cup,
            "local_code": self.local_code,
            "story": self.story.facts(),
            "amounts": {kind.value: amount for kind, amount in self.amounts.items()},
            "places": dict(self.places),
        }
        places = " ".join(code for code, _ in self.places)
        return Fact(
            "project", f"{self.register.value} {self.cup} {self.local_code} {places}", facts
        )

    @property
    def municipality(self) -> str | None:
        """The one municipality that it lies in; None where they are several."""
        return self.places[0][0] if len(self.places) == 1 else None


def cup_of(column: str, raw: str) -> str:
    """The CUP; raises RowRefusedError for what has not the form of one."""
    cup = sound_cup(raw)
    if cup is None:
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{raw}» non è un CUP: 15 caratteri come C11G06000000001.",
                en=f'"{raw}" is no CUP: 15 characters such as C11G06000000001.',
            ),
        )
    return cup


def text_of(raw: str) -> str | None:
    """The text without blanks around it; blanks and the registers' placeholders are None."""
    text = " ".join(raw.split())
    return None if not text or _PLACEHOLDER.fullmatch(text) else text


def amount_of(column: str, raw: str) -> Decimal | None:
    """Euro as `59966.0` or `1.234,56`; placeholders are None."""
    text = text_of(raw)
    if text is None:
        return None
    if _PLAIN_AMOUNT.fullmatch(text):
        return Decimal(text)
    amount = italian_decimal(column, text)
    if amount is not None and amount < 0:
        raise RowRefusedError(
            column, raw, Text(it="L'importo è negativo.", en="The amount is negative.")
        )
    return amount


def date_of(column: str, raw: str) -> dt.date | None:
    """A day, placeholders aside."""
    text = text_of(raw)
    return day_of(column, text) if text else None


def year_of(column: str, raw: str) -> int | None:
    """A year from 1950 to 2100, placeholders aside."""
    text = text_of(raw)
    if text is None:
        return None
    if not (text.isdecimal() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
        raise RowRefusedError(
            column, raw, Text(it=f"«{text}» non è un anno.", en=f'"{text}" is no year.')
        )
    return int(text)


def istat_of(column: str, raw: str) -> str:
    """The six figures of a municipality, also behind the region's three (`003015175`)."""
    text = raw.strip()
    code = text[_REGION_FIGURES:] if len(text) == len("003015175") else text
    if not (code.isascii() and _ISTAT.fullmatch(code)):
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{text}» non è un codice ISTAT di comune (6 cifre, come testo).",
                en=f'"{text}" is no ISTAT code of a municipality (6 figures, as text).',
            ),
        )
    return code
