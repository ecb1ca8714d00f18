"""Reads of arrears, debts, agreements and codes; amounts in euro, a debt positive."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from buildings.arrears.models import (
    ArrearsBandCount,
    ArrearsTotal,
    CondominiumBridge,
    DeliveryAgreement,
    SupplierDebt,
    UnitArrears,
)
from buildings.condominiums.models import Condominium
from buildings.status.states import ArrearsBand
from gis.columns import ValidTime
from gis.sqlfiles import statement
from gis.together import held

PACKAGE = "buildings.arrears"

_OF_UNIT = (
    select(UnitArrears)
    .where(UnitArrears.unit_id == bindparam("unit_id"), held(UnitArrears))
    .order_by(UnitArrears.financial_year.desc(), UnitArrears.as_of.desc())
)


@dataclass(frozen=True, slots=True)
class CondominiumMoney:
    """What administrators told about a condominium, as it held on a day."""

    totals: list[ArrearsTotal]
    bands: list[ArrearsBandCount]
    debts: list[SupplierDebt]

    @property
    def rows(self) -> list[ArrearsTotal | ArrearsBandCount | SupplierDebt]:
        """Every row, for its source."""
        return [*self.totals, *self.bands, *self.debts]


@dataclass(frozen=True, slots=True)
class AnnouncedSale:
    """An auction to come in a condominium, with what the notice itself makes public."""

    id: uuid.UUID
    court: str
    rge_number: int
    rge_year: int
    lot: str | None
    sale_on: dt.date
    base_price_eur: Decimal | None
    min_offer_eur: Decimal | None
    staircase_code: str | None
    floor_code: str | None
    is_synthetic: bool


def of_unit(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> list[UnitArrears]:
    """The positions of a unit on a day, newest financial year first. Class P3."""
    return list(session.scalars(_OF_UNIT, {"unit_id": unit_id, "on_date": on_date}))


def of_condominium(
    session: Session, condominium_id: uuid.UUID, on_date: dt.date
) -> CondominiumMoney:
    """Totals, bands and debts of a condominium on a day; the whole before its staircases."""
    totals = (
        select(ArrearsTotal)
        .where(ArrearsTotal.condominium_id == condominium_id, *_on(ArrearsTotal, on_date))
        .order_by(
            ArrearsTotal.financial_year.desc(),
            func.coalesce(ArrearsTotal.staircase_code, ""),
            ArrearsTotal.sender,
        )
    )
    bands = (
        select(ArrearsBandCount)
        .where(ArrearsBandCount.condominium_id == condominium_id, *_on(ArrearsBandCount, on_date))
        .order_by(func.coalesce(ArrearsBandCount.staircase_code, ""), ArrearsBandCount.sender)
    )
    debts = (
        select(SupplierDebt)
        .where(SupplierDebt.condominium_id == condominium_id, *_on(SupplierDebt, on_date))
        .order_by(SupplierDebt.amount_eur.desc())
    )
    order = list(ArrearsBand)
    return CondominiumMoney(
        list(session.scalars(totals)),
        sorted(session.scalars(bands), key=lambda e: (e.staircase_code or "", order.index(e.band))),
        list(session.scalars(debts)),
    )


def agreements(session: Session) -> list[tuple[DeliveryAgreement, str]]:
    """Every agreement with its condominium's name, the one that ends last first."""
    query = (
        select(DeliveryAgreement, Condominium.name)
        .join(Condominium, Condominium.id == DeliveryAgreement.condominium_id)
        .order_by(DeliveryAgreement.valid_to.desc(), Condominium.name)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def overlapping_agreement(
    session: Session, condominium_id: uuid.UUID, sender: str, since: dt.date, until: dt.date
) -> DeliveryAgreement | None:
    """An agreement of the same condominium and sender that holds at some time from `since`."""
    return session.scalars(
        select(DeliveryAgreement).where(
            DeliveryAgreement.condominium_id == condominium_id,
            DeliveryAgreement.sender == sender,
            DeliveryAgreement.valid_from < until,
            DeliveryAgreement.valid_to > since,
        )
    ).first()


def has_rows_from(session: Session, agreement_id: uuid.UUID, day: dt.date) -> bool:
    """Whether rows came in under an agreement on `day` or later."""
    rows = select(UnitArrears.id).where(
        UnitArrears.agreement_id == agreement_id, UnitArrears.loaded_on >= day
    )
    return bool(session.scalar(select(rows.exists())))


def codes(
    session: Session, condominium_id: uuid.UUID | None = None, *, only_asked: bool = False
) -> list[tuple[CondominiumBridge, str]]:
    """Codes of senders with their condominium's name, the unexplained ones first."""
    query = select(CondominiumBridge, Condominium.name).join(
        Condominium, Condominium.id == CondominiumBridge.condominium_id
    )
    if condominium_id is not None:
        query = query.where(CondominiumBridge.condominium_id == condominium_id)
    if only_asked:
        query = query.where(CondominiumBridge.answered_on.is_(None))
    ordered = query.order_by(
        CondominiumBridge.answered_on.isnot(None),
        Condominium.name,
        CondominiumBridge.sender,
        CondominiumBridge.code,
    )
    return [(row[0], row[1]) for row in session.execute(ordered)]


def closed_years(
    session: Session, condominium_id: uuid.UUID, on_date: dt.date
) -> list[tuple[dt.date, bool, bool]]:
    """Closes of financial years: the day, whether recovery is dispensed, whether it is assumed.

    Statements say the day; years that only an administrator's table tells are taken to close on
    31 December.
    """
    rows = session.execute(
        statement(PACKAGE, "closed_years"),
        {"condominium_id": condominium_id, "on_date": on_date},
    )
    return [(row.closed_on, row.is_dispensed, row.is_assumed) for row in rows]


def has_arrears(session: Session, condominium_id: uuid.UUID, on_date: dt.date) -> bool:
    """Whether anything unpaid is told of a condominium on a day."""
    unpaid = select(ArrearsTotal.id).where(
        ArrearsTotal.condominium_id == condominium_id,
        ArrearsTotal.unpaid_eur > 0,
        *_on(ArrearsTotal, on_date),
    )
    owed = select(UnitArrears.id).where(
        UnitArrears.condominium_id == condominium_id,
        UnitArrears.balance_eur > 0,
        *_on(UnitArrears, on_date),
    )
    return bool(session.scalar(select(unpaid.exists() | owed.exists())))


def announced_sales(
    session: Session, condominium_id: uuid.UUID, on_date: dt.date
) -> Sequence[AnnouncedSale]:
    """Auctions from `on_date` on of units of a condominium, soonest first."""
    rows = session.execute(
        statement(PACKAGE, "announced_sales"),
        {"condominium_id": condominium_id, "on_date": on_date},
    )
    return [AnnouncedSale(**row) for row in rows.mappings()]


def _on(table: type[ValidTime], day: dt.date) -> tuple[ColumnElement[bool], ...]:
    return table.valid_from <= day, table.valid_to > day
