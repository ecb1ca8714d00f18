"""The files of `data/satellite/`: their columns, and how each cell is read."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from buildings.interventions.states import (
    FundingSource,
    InterventionState,
    PermitType,
    WorksCategory,
)
from buildings.issues.states import IssueType, Severity
from gis.codes import Coded
from gis.columns import Reliability

Reader = Callable[[str], Any]
"""Reads a cell that is not empty; raises ValueError for one that it cannot read."""

_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")


def text(cell: str) -> str:
    """A text without blanks around it."""
    if cell != cell.strip():
        raise ValueError("blanks around the text")
    return cell


def tag(cell: str) -> str:
    """A short key: letters, digits and underscores."""
    if not _TAG.fullmatch(cell):
        raise ValueError("not a key")
    return cell


def integer(cell: str) -> int:
    """A whole number."""
    return int(cell)


def decimal(cell: str) -> Decimal:
    """A number with a decimal point."""
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite():
        raise ValueError("not a number")
    return number


def date(cell: str) -> dt.date:
    """A day as 2025-04-14."""
    return dt.date.fromisoformat(cell)


def member_of(codes: type[Coded]) -> Reader:
    """The reader of one code list's values."""
    members = {member.value: member for member in codes}

    def read(cell: str) -> Coded:
        if cell not in members:
            raise ValueError(f"not in {codes.__name__}")
        return members[cell]

    return read


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `to` names the sheet whose first column holds the key that it refers to."""

    name: str
    read: Reader = text
    required: bool = False
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its columns in their order, the first of them its key if `is_keyed`.

    At least one of `either` must be filled: a value, or the reason why there is none.
    """

    name: str
    columns: tuple[Column, ...]
    is_keyed: bool = False
    either: tuple[str, ...] = ()


def _must(name: str, read: Reader = text, to: str | None = None) -> Column:
    return Column(name, read, required=True, to=to)


def _code(name: str, codes: type[Coded], *, required: bool = True) -> Column:
    return Column(name, member_of(codes), required=required)


_PROVENANCE = (
    _must("source", tag, to="sources"),
    _must("as_of", date),
    _code("reliability", Reliability),
)
_KEY = _must("key", tag)
_TITLES = (_must("title_it"), _must("title_en"))
_CONDOMINIUM = Column("condominium", tag, to="condominiums")
_INTERVENTION = _must("intervention", tag, to="interventions")
_REASON = Column("missing_reason")

SHEETS = (
    Sheet(
        "sources",
        (
            _must("id", tag),
            _must("title"),
            _must("publisher"),
            Column("url"),
            Column("other_urls"),
            Column("published_on", date),
        ),
        is_keyed=True,
    ),
    Sheet(
        "municipalities",
        (_must("code"), _must("istat_code"), _must("name"), *_PROVENANCE),
        is_keyed=True,
    ),
    Sheet(
        "addresses",
        (
            _KEY,
            _must("street_name"),
            Column("house_number", integer),
            _must("what_it"),
            _must("what_en"),
            _REASON,
            *_PROVENANCE,
        ),
        is_keyed=True,
        either=("house_number", "missing_reason"),
    ),
    Sheet(
        "condominiums",
        (
            _KEY,
            _must("name"),
            Column("address", tag, to="addresses"),
            _REASON,
            _must("note_it"),
            _must("note_en"),
            *_PROVENANCE,
        ),
        is_keyed=True,
        either=("address", "missing_reason"),
    ),
    Sheet(
        "published_figures",
        (
            _CONDOMINIUM,
            _must("measure", tag),
            *_TITLES,
            Column("value", decimal),
            Column("value_max", decimal),
            _must("unit_of_count", tag),
            _REASON,
            Column("period_from", date),
            Column("period_to", date),
            *_PROVENANCE,
        ),
        either=("value", "missing_reason"),
    ),
    Sheet(
        "timeline",
        (
            _CONDOMINIUM,
            Column("place"),
            Column("happened_from", date),
            Column("happened_to", date),
            _must("date_text"),
            *_TITLES,
            *_PROVENANCE,
        ),
    ),
    Sheet(
        "interventions",
        (
            _KEY,
            _must("name_it"),
            _must("name_en"),
            _code("works_category", WorksCategory),
            _code("permit_type", PermitType, required=False),
            Column("planned_start_on", date),
            Column("planned_end_on", date),
            Column("units_refurbished", integer),
            _REASON,
            *_PROVENANCE,
        ),
        is_keyed=True,
        either=("planned_end_on", "missing_reason"),
    ),
    Sheet(
        "intervention_states",
        (
            _INTERVENTION,
            _code("state", InterventionState),
            _must("valid_from", date),
            Column("valid_to", date),
            *_PROVENANCE,
        ),
    ),
    Sheet("intervention_targets", (_INTERVENTION, _CONDOMINIUM, *_PROVENANCE)),
    Sheet(
        "intervention_fundings",
        (
            _INTERVENTION,
            _code("funding_source", FundingSource),
            Column("amount_eur", decimal),
            _REASON,
            *_PROVENANCE,
        ),
        either=("amount_eur", "missing_reason"),
    ),
    Sheet(
        "condominium_issues",
        (
            _KEY,
            _must("condominium", tag, to="condominiums"),
            _code("issue_type", IssueType),
            _code("severity", Severity),
            *_TITLES,
            _must("reported_on", date),
            _must("known_until", date),
            Column("amount_eur", decimal),
            _REASON,
            *_PROVENANCE,
        ),
        is_keyed=True,
        either=("amount_eur", "missing_reason"),
    ),
    Sheet("notes", (_must("topic", tag), _must("note_it"), _must("note_en"), *_PROVENANCE)),
)
"""Every file, each after those that it refers to."""
