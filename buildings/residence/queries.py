"""The one way to read the municipal registers about a unit: for a stated purpose, on a day."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from buildings.residence.models import (
    SourcePurpose,
    UnitCustody,
    UnitLease,
    UnitNotice,
    UnitResidents,
    UnitWasteCharge,
)
from buildings.residence.states import PERSONS_WITHIN, JoinPurpose
from buildings.status.crowding import Rule
from buildings.thresholds import queries as thresholds
from gis.columns import Provenance
from gis.dates import today
from gis.together import ON_DATE, Part, Parts, Together, held

Fact = TypeVar("Fact", bound=Provenance)
Dated = TypeVar("Dated", UnitResidents, UnitWasteCharge, UnitNotice, UnitCustody)

_UNIT: BindParameter[uuid.UUID] = bindparam("unit_id")
_ASKED = select(SourcePurpose).where(
    SourcePurpose.purpose.in_(bindparam("purposes", expanding=True))
)
_ASKED_SOURCES = _ASKED.with_only_columns(SourcePurpose.source_id)


def _held(table: type[Dated]) -> Select[Dated]:
    return (
        select(table)
        .where(table.unit_id == _UNIT, held(table), table.source_id.in_(_ASKED_SOURCES))
        .order_by(table.valid_from.desc(), table.id.desc())
    )


_READING = Together()
_PURPOSES = _READING.part(_ASKED)
_THRESHOLDS = _READING.part(thresholds.IN_FORCE)
_RESIDENTS = _READING.part(_held(UnitResidents))
_CHARGES = _READING.part(_held(UnitWasteCharge))
_NOTICES = _READING.part(_held(UnitNotice))
_CUSTODIES = _READING.part(_held(UnitCustody))
_LEASES = _READING.part(
    select(UnitLease)
    .where(
        UnitLease.unit_id == _UNIT,
        UnitLease.checked_on <= ON_DATE,
        UnitLease.source_id.in_(_ASKED_SOURCES),
    )
    .order_by(UnitLease.checked_on.desc(), UnitLease.id.desc())
)


@dataclass(frozen=True, slots=True)
class PersonsCounted:
    """Persons by one kind of source: at least and at most (None: open), whose word, as of when."""

    least: int
    most: int | None
    source_ids: tuple[str, ...]
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Persons:
    """Persons of a unit: registered there, and, apart from them, spoken of by notices.

    None where no source says anything, which is not the same as nobody.
    """

    registered: PersonsCounted | None
    noticed: PersonsCounted | None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What the registers say about one unit on a day, as far as a purpose allows.

    Residents, charges, notices and custodies hold on the day; leases are every search until it,
    newest first.
    """

    purpose: JoinPurpose
    residents: list[UnitResidents]
    charges: list[UnitWasteCharge]
    leases: list[UnitLease]
    notices: list[UnitNotice]
    custodies: list[UnitCustody]

    def __iter__(self) -> Iterator[Provenance]:
        """Every fact, whatever its register."""
        yield from self.residents
        yield from self.charges
        yield from self.leases
        yield from self.notices
        yield from self.custodies

    @property
    def persons(self) -> Persons:
        """How many persons are registered, and how many notices speak of.

        The doors of a divided unit add up, and so do the notices; a notice without a number adds
        nothing. The two figures are never added to each other.
        """
        told = [notice for notice in self.notices if notice.persons_band]
        within = [PERSONS_WITHIN[notice.persons_band] for notice in told if notice.persons_band]
        registered = sum(each.persons_count for each in self.residents)
        tops = [most for _, most in within if most is not None]
        least, most = (
            sum(least for least, _ in within),
            sum(tops) if len(tops) == len(within) else None,
        )
        return Persons(
            registered=_counted(self.residents, registered, registered),
            noticed=_counted(told, least, most),
        )


@dataclass(frozen=True, slots=True)
class Registers:
    """The facts of one unit by purpose, and the rule of crowding by which they are judged."""

    facts: dict[JoinPurpose, UnitFacts]
    rule: Rule | None


def facts_for(
    session: Session, unit_id: uuid.UUID, purpose: JoinPurpose, on_date: dt.date | None = None
) -> UnitFacts:
    """The registers' facts about a unit that may be joined for `purpose`, on a day (today)."""
    return of_unit(session, unit_id, [purpose], on_date or today()).facts[purpose]


def of_unit(
    session: Session, unit_id: uuid.UUID, purposes: Sequence[JoinPurpose], on_date: dt.date
) -> Registers:
    """The facts about a unit on a day, for each purpose those of its sources; in one query."""
    found = _READING.read(session, unit_id=unit_id, on_date=on_date, purposes=purposes)
    facts = {
        purpose: _allowed(
            found,
            purpose,
            {row.source_id for row in found[_PURPOSES] if row.purpose is purpose},
        )
        for purpose in purposes
    }
    return Registers(facts, Rule.of(thresholds.values_of(found[_THRESHOLDS])))


def _allowed(found: Parts, purpose: JoinPurpose, source_ids: set[str]) -> UnitFacts:
    def told(part: Part[Fact]) -> list[Fact]:
        return [row for row in found[part] if row.source_id in source_ids]

    return UnitFacts(
        purpose,
        residents=told(_RESIDENTS),
        charges=told(_CHARGES),
        leases=told(_LEASES),
        notices=told(_NOTICES),
        custodies=told(_CUSTODIES),
    )


def _counted(
    rows: Sequence[UnitResidents] | Sequence[UnitNotice], least: int, most: int | None
) -> PersonsCounted | None:
    if not rows:
        return None
    source_ids = tuple(sorted({row.source_id for row in rows}))
    return PersonsCounted(least, most, source_ids, min(row.as_of for row in rows))
