"""What the title rows of an administrator's table say: day, financial year, the condominium."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from data.sources.rows import Asked, FileRefusedError
from data.sources.sheets.asking import AskedBackError, Question, command
from data.sources.sheets.table import SheetTable
from gis.codes import Text
from gis.dates import today

_DAY = r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})"
_PERIOD = re.compile(_DAY + r"\s*(?:-|\u2013|/|al|a)\s*" + _DAY, re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:al|alla data del|aggiornat[oa] al)\s*:?\s*" + _DAY, re.IGNORECASE)
_YEARS = re.compile(r"\b(20\d{2})\s*[/-]\s*(20\d{2})\b")
_YEAR = re.compile(
    r"\b(?:esercizio|gestione|anno|consuntivo|preventivo|rendiconto|riparto)\D{0,20}(20\d{2})\b",
    re.IGNORECASE,
)
_TAX_CODE = re.compile(r"(?<!\d)(\d{11})(?!\d)")
_ARREARS = re.compile(r"morosit|insolut|debit", re.IGNORECASE)
_YEARS_BACK = 12


@dataclass(frozen=True, slots=True)
class Titles:
    """What a table says of itself; `year` is the one in which the financial year closes."""

    as_of: dt.date | None = None
    closed_on: dt.date | None = None
    year: int | None = None
    tax_code: str | None = None
    tells_arrears: bool = False


def titles_of(table: SheetTable, asked: Asked) -> Titles:
    """The titles above the header and the header itself; what was said for this file wins."""
    above = [
        text
        for row in table.sheet.rows
        if row.number <= table.header.last_row
        for text in row.texts
    ]
    found = titles_in(above)
    if "as_of" in asked.said:
        found = replace(found, as_of=_said_day(asked.said["as_of"]))
    if "year" in asked.said:
        found = replace(found, year=_said_year(asked.said["year"]), closed_on=None)
    return found


def titles_in(texts: Iterable[str]) -> Titles:
    """What these texts say, the first that says it."""
    whole = " \n ".join(texts)
    period = _PERIOD.search(whole)
    closed_on = _day(*period.groups()[3:]) if period else None
    days = [day for found in _AS_OF.finditer(whole) if (day := _day(*found.groups()))]
    as_of = max((day for day in days if day <= today()), default=None)
    years, year = _YEARS.search(whole), _YEAR.search(whole)
    told = (
        closed_on.year if closed_on
        else int(years.group(2)) if years
        else int(year.group(1)) if year
        else as_of.year if as_of
        else None
    )  # fmt: skip
    code = _TAX_CODE.search(whole)
    return Titles(
        as_of=as_of or closed_on,
        closed_on=closed_on,
        year=told,
        tax_code=code.group(1) if code else None,
        tells_arrears=bool(_ARREARS.search(whole)),
    )


def year_of(path: Path, source: str, asked: Asked, titles: Titles) -> int:
    """The financial year; AskedBackError where neither the file nor the person says it."""
    if titles.year is not None:
        return titles.year
    year = today().year
    question = Question(
        "year",
        Text(it="quale esercizio (anno di chiusura)?", en="which financial year (of its close)?"),
        tuple(str(year - back) for back in range(_YEARS_BACK)),
    )
    raise AskedBackError(
        Text(
            it=f"Il file non dice di quale esercizio parla: {question.text.it}",
            en=f"The file does not say which financial year it tells: {question.text.en}",
        ),
        command(path, source, asked, answers={"year": question.choices[0]}),
    )


def _said_year(text: str) -> int:
    if not re.fullmatch(r"(19|20)\d{2}", text.strip()):
        raise FileRefusedError(
            Text(it=f"year={text}: atteso un anno come 2025.",
                 en=f"year={text}: a year such as 2025 is expected.")
        )  # fmt: skip
    return int(text)


def _said_day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or day > today():
        raise FileRefusedError(
            Text(it=f"as_of={text}: atteso un giorno non futuro, come 2025-12-31.",
                 en=f"as_of={text}: a day such as 2025-12-31, not in the future, is expected.")
        )  # fmt: skip
    return day


def _day(day: str, month: str, year: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
