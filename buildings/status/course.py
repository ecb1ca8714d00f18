"""Reads of one unit's state on a day: its dimensions and services, what weighs on it, its sales."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from buildings.status.models import (
    EnforcementSale,
    EnforcementSaleState,
    SaleAttempt,
    UnitEncumbrance,
    UnitStatus,
    UnitUtility,
)
from buildings.status.queries import Track, tracks
from buildings.status.states import Dimension, SaleState, UtilityService
from gis.together import ON_DATE, Together

_AWAITED = {SaleState.SALE_ORDERED, SaleState.PUBLISHED}
_UNIT: BindParameter[uuid.UUID] = bindparam("unit_id")

_READING = Together()
_DIMENSIONS = _READING.part(
    select(UnitStatus)
    .where(UnitStatus.unit_id == _UNIT, UnitStatus.valid_from <= ON_DATE)
    .order_by(UnitStatus.valid_from.desc(), UnitStatus.id)
)
_UTILITIES = _READING.part(
    select(UnitUtility)
    .where(UnitUtility.unit_id == _UNIT, UnitUtility.valid_from <= ON_DATE)
    .order_by(UnitUtility.valid_from.desc(), UnitUtility.id)
)
_ENCUMBRANCES = _READING.part(
    select(UnitEncumbrance)
    .where(UnitEncumbrance.unit_id == _UNIT, UnitEncumbrance.valid_from <= ON_DATE)
    .order_by(UnitEncumbrance.valid_to.desc(), UnitEncumbrance.valid_from, UnitEncumbrance.id)
)
_SALES = _READING.part(
    select(EnforcementSale, EnforcementSaleState)
    .join(EnforcementSaleState, EnforcementSaleState.sale_id == EnforcementSale.id)
    .where(EnforcementSale.unit_id == _UNIT, EnforcementSaleState.valid_from <= ON_DATE)
    .order_by(
        EnforcementSale.rge_year.desc(),
        EnforcementSale.fid,
        EnforcementSaleState.valid_from.desc(),
    )
)
_ATTEMPTS = _READING.part(
    select(SaleAttempt)
    .join(EnforcementSale, EnforcementSale.id == SaleAttempt.sale_id)
    .where(
        EnforcementSale.unit_id == _UNIT,
        func.coalesce(SaleAttempt.published_on, SaleAttempt.sale_on) <= ON_DATE,
    )
    .order_by(SaleAttempt.sale_on.desc())
)


@dataclass(frozen=True, slots=True)
class SaleOnDay:
    """A judicial sale, its states and the auctions published by a day, both newest first."""

    sale: EnforcementSale
    states: list[EnforcementSaleState] = field(default_factory=list)
    attempts: list[SaleAttempt] = field(default_factory=list)

    def is_awaited(self, on_date: dt.date) -> bool:
        """Whether the auction is still to come, as the badge counts it."""
        newest = self.states[0]
        holds = newest.valid_to is None or newest.valid_to > on_date
        is_to_come = self.sale.sale_on is not None and self.sale.sale_on >= on_date
        return holds and newest.state in _AWAITED and is_to_come


@dataclass(frozen=True, slots=True)
class StateOfUnit:
    """The state of a unit on a day and how it came to it; encumbrances that hold come first."""

    dimensions: list[Track[UnitStatus]]
    utilities: list[Track[UnitUtility]]
    encumbrances: list[UnitEncumbrance]
    sales: list[SaleOnDay]


def of_unit(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> StateOfUnit:
    """The state of a unit on a day, in one query."""
    found = _READING.read(session, unit_id=unit_id, on_date=on_date)
    sales: dict[uuid.UUID, SaleOnDay] = {}
    for sale, state in found[_SALES]:
        sales.setdefault(sale.id, SaleOnDay(sale)).states.append(state)
    for attempt in found[_ATTEMPTS]:
        if attempt.sale_id in sales:
            sales[attempt.sale_id].attempts.append(attempt)
    return StateOfUnit(
        dimensions=tracks(Dimension, found[_DIMENSIONS], on_date),
        utilities=tracks(UtilityService, found[_UTILITIES], on_date),
        encumbrances=found[_ENCUMBRANCES],
        sales=list(sales.values()),
    )
