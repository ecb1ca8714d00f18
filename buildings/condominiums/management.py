"""Reads of how a condominium is run: who administers it, its years, its shares, its meters."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from buildings.condominiums.models import (
    Administrator,
    AdministratorMandate,
    Meter,
    MillesimalShare,
    MillesimalTable,
)
from buildings.condominiums.states import MillesimalKind
from gis.columns import OpenEnd, Reliability, code_type
from gis.sqlfiles import statement
from gis.together import Together, held

PACKAGE = "buildings.condominiums"

_METERS_ON_DATE = select(Meter).where(held(Meter)).order_by(Meter.service, Meter.serial)
_COMMON_METERS = _METERS_ON_DATE.where(Meter.condominium_id == bindparam("condominium_id"))

_OF_UNIT = Together()
_METERS = _OF_UNIT.part(_METERS_ON_DATE.where(Meter.unit_id == bindparam("unit_id")))
_SHARES = _OF_UNIT.part(
    select(MillesimalTable, MillesimalShare)
    .join(MillesimalShare, MillesimalShare.table_id == MillesimalTable.id)
    .where(MillesimalShare.unit_id == bindparam("unit_id"), held(MillesimalTable))
    .order_by(MillesimalTable.kind, MillesimalTable.label)
)


@dataclass(frozen=True, slots=True)
class MandateOnDay:
    """A mandate with who holds it, and whether it runs on the day asked for."""

    mandate: AdministratorMandate
    administrator: Administrator
    is_running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A financial year that ended; amounts in euro.

    `recovery_due_on` is None where the assembly dispensed the administrator.
    """

    id: uuid.UUID
    opened_on: dt.date | None
    closed_on: dt.date
    approved_on: dt.date | None
    contributions_due_eur: Decimal | None
    contributions_unpaid_eur: Decimal | None
    is_recovery_dispensed: bool
    recovery_due_on: dt.date | None
    source_id: str
    as_of: dt.date
    reliability: Reliability
    is_synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesTable:
    """A table of shares in force: what it sums to, and whether that is 1000 within half a share."""

    id: uuid.UUID
    kind: MillesimalKind
    label: str
    is_approved: bool
    approved_on: dt.date | None
    valid_from: dt.date
    valid_to: dt.date | None
    total: Decimal
    unit_count: int
    is_whole: bool
    source_id: str
    as_of: dt.date
    reliability: Reliability
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Management:
    """How a condominium is run on a day, newest first."""

    mandates: list[MandateOnDay]
    years: list[Year]
    tables: list[SharesTable]
    meters: list[Meter]

    @property
    def source_ids(self) -> set[str]:
        """The sources that all this names."""
        found = {each.mandate.source_id for each in self.mandates}
        found |= {each.source_id for each in self.years}
        found |= {each.source_id for each in self.tables}
        return found | {each.source_id for each in self.meters}


@dataclass(frozen=True, slots=True)
class ShareOfUnit:
    """The share of a unit in a table in force."""

    table: MillesimalTable
    share: MillesimalShare


def management(session: Session, condominium_id: uuid.UUID, on_date: dt.date) -> Management:
    """How a condominium is run on a day."""
    values = {"condominium_id": str(condominium_id), "on_date": on_date}
    years = session.execute(
        statement(PACKAGE, "statements").columns(reliability=code_type(Reliability)), values
    )
    tables = session.execute(
        statement(PACKAGE, "tables").columns(
            kind=code_type(MillesimalKind), reliability=code_type(Reliability), valid_to=OpenEnd
        ),
        values,
    )
    return Management(
        mandates=_mandates(session, condominium_id, on_date),
        years=[Year(**row) for row in years.mappings()],
        tables=[SharesTable(**row) for row in tables.mappings()],
        meters=list(session.scalars(_COMMON_METERS, values)),
    )


def shares_and_meters(
    session: Session, unit_id: uuid.UUID, on_date: dt.date
) -> tuple[list[ShareOfUnit], list[Meter]]:
    """The shares of a unit in the tables in force on a day, and its meters, in one query."""
    found = _OF_UNIT.read(session, unit_id=unit_id, on_date=on_date)
    return [ShareOfUnit(table, share) for table, share in found[_SHARES]], found[_METERS]


def _mandates(session: Session, condominium_id: uuid.UUID, on_date: dt.date) -> list[MandateOnDay]:
    query = (
        select(AdministratorMandate, Administrator)
        .join(Administrator, Administrator.id == AdministratorMandate.administrator_id)
        .where(
            AdministratorMandate.condominium_id == condominium_id,
            AdministratorMandate.valid_from <= on_date,
        )
        .order_by(AdministratorMandate.valid_from.desc())
    )
    return [
        MandateOnDay(mandate, administrator, mandate.valid_to is None or mandate.valid_to > on_date)
        for mandate, administrator in session.execute(query)
    ]
