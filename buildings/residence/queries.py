"""The one way to read the municipal registers about a unit: for a stated purpose, on a day."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, select
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
from gis.columns import Provenance
from gis.dates import today

Held = TypeVar("Held", UnitResidents, UnitWasteCharge, UnitNotice, UnitCustody)


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


def facts_for(
    session: Session, unit_id: uuid.UUID, purpose: JoinPurpose, on_date: dt.date | None = None
) -> UnitFacts:
    """The registers' facts about a unit that may be joined for `purpose`, on a day (today)."""
    day = on_date or today()
    leases = (
        _allowed(UnitLease, purpose)
        .where(UnitLease.unit_id == unit_id, UnitLease.checked_on <= day)
        .order_by(UnitLease.checked_on.desc(), UnitLease.id.desc())
    )
    return UnitFacts(
        purpose,
        residents=_held(session, UnitResidents, unit_id, purpose, day),
        charges=_held(session, UnitWasteCharge, unit_id, purpose, day),
        leases=list(session.scalars(leases)),
        notices=_held(session, UnitNotice, unit_id, purpose, day),
        custodies=_held(session, UnitCustody, unit_id, purpose, day),
    )


def persons_of(
    session: Session,
    unit_id: uuid.UUID,
    on_date: dt.date,
    purpose: JoinPurpose = JoinPurpose.SUITABILITY,
) -> Persons:
    """How many persons are registered in a unit on a day, and how many notices speak of.

    The doors of a divided unit add up, and so do the notices that hold on the day; a notice
    without a number adds nothing. The two figures are never added to each other.
    """
    residents = _held(session, UnitResidents, unit_id, purpose, on_date)
    notices = _held(session, UnitNotice, unit_id, purpose, on_date)
    within = [PERSONS_WITHIN[notice.persons_band] for notice in notices if notice.persons_band]
    told = [notice for notice in notices if notice.persons_band]
    registered = sum(each.persons_count for each in residents)
    tops = [most for _, most in within if most is not None]
    noticed = (sum(least for least, _ in within), sum(tops) if len(tops) == len(within) else None)
    return Persons(
        registered=_counted(residents, registered, registered),
        noticed=_counted(told, *noticed),
    )


def _counted(
    rows: Sequence[UnitResidents] | Sequence[UnitNotice], least: int, most: int | None
) -> PersonsCounted | None:
    if not rows:
        return None
    source_ids = tuple(sorted({row.source_id for row in rows}))
    return PersonsCounted(least, most, source_ids, min(row.as_of for row in rows))


def _held(
    session: Session, table: type[Held], unit_id: uuid.UUID, purpose: JoinPurpose, day: dt.date
) -> list[Held]:
    query = (
        _allowed(table, purpose)
        .where(table.unit_id == unit_id, table.valid_from <= day, table.valid_to > day)
        .order_by(table.valid_from.desc(), table.id.desc())
    )
    return list(session.scalars(query))


Read = TypeVar("Read", UnitResidents, UnitWasteCharge, UnitLease, UnitNotice, UnitCustody)


def _allowed(table: type[Read], purpose: JoinPurpose) -> Select[Read]:
    """The rows of a register whose source may be joined for a purpose."""
    return select(table).join(
        SourcePurpose,
        (SourcePurpose.source_id == table.source_id) & (SourcePurpose.purpose == purpose),
    )
