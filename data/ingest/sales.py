"""Auction notices into the register: the sale, its attempts, and its states along the machine."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from buildings.status.models import EnforcementSale, EnforcementSaleState, SaleAttempt
from buildings.status.sale_course import Course, NewsDoubt, SaleNews, Step, onward
from buildings.status.states import SaleState
from data.ingest.staging import PACKAGE
from data.sources.auctions import LEAST_SHARE
from gis.sqlfiles import statement

_OF_THE_SALE = (
    "custodian", "expert_value_eur", "min_raise_eur", "deposit_eur", "sale_mode", "delegate",
    "occupancy_in_report", "balance_days", "pvp_url",
)  # fmt: skip
_OF_THE_AUCTION = ("base_price_eur", "min_offer_eur", "attempt_no")
_AMOUNTS = frozenset(
    {"base_price_eur", "min_offer_eur", "min_raise_eur", "deposit_eur", "expert_value_eur"}
)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Notice:
    """One staged notice with its values as the tables hold them."""

    seq: int
    reference_id: Any
    unit_id: Any
    facts: Mapping[str, Any]

    def value(self, name: str) -> Any:  # noqa: ANN401 - whatever the column holds
        """A value of the notice; amounts in cents."""
        raw = self.facts.get(name)
        if raw is not None and name in _AMOUNTS:
            return Decimal(str(raw)).quantize(_CENT)
        return raw

    def day(self, name: str) -> dt.date | None:
        """A day of the notice."""
        raw = self.facts.get(name)
        return dt.date.fromisoformat(raw) if raw else None

    @property
    def starts_at(self) -> dt.time | None:
        """The time of the auction."""
        raw = self.facts.get("starts_at")
        return dt.time.fromisoformat(raw) if raw else None

    @property
    def outcome(self) -> SaleState | None:
        """How the auction ended, if the notice says so."""
        raw = self.facts.get("outcome")
        return next((state for state in SaleState if state.value == raw), None)


def load_sales(connection: Connection, values: Mapping[str, Any]) -> None:
    """Write the staged notices and give each its outcome."""
    rows = [_Notice(*row) for row in connection.execute(statement(PACKAGE, "staged_sales"))]
    provenance = {
        "source_id": values["source"],
        "as_of": values["as_of"],
        "reliability": values["reliability"],
    }
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        telling = _Telling(session, provenance)
        marks = [{"seq": row.seq, **telling.of(row)} for row in rows]
        session.commit()
    if marks:
        connection.execute(statement(PACKAGE, "mark_row"), marks)


@dataclass(frozen=True, slots=True)
class _Telling:
    """The writing of one notice; `provenance` is that of the file."""

    session: Session
    provenance: Mapping[str, Any]

    def of(self, notice: _Notice) -> dict[str, Any]:
        """Write a notice; what is to be told about its row."""
        sale = self._known(notice)
        history = self._history(sale)
        course = onward(history, self._news(notice))
        if course.doubt in {NewsDoubt.FORBIDDEN, NewsDoubt.AHEAD}:
            return _mark("refused", f"sale_{course.doubt}", "esito", _step_back(history, notice))
        is_new = sale is None
        if sale is None:
            sale = self._made(notice)
        has_moved = self._move(sale, course)
        has_changed = self._change(sale, notice)
        base_rose = self._attempt(sale, notice)
        self.session.flush()
        outcome = "unchanged"
        if is_new:
            outcome = "loaded"
        elif has_moved or has_changed or base_rose is not None:
            outcome = "updated"
        if base_rose:
            return _mark(outcome, "base_rose", "prezzo_base", base_rose)
        if course.doubt is NewsDoubt.PAST:
            return _mark(outcome, "sale_past", "esito", _step_back(history, notice))
        return _mark(outcome)

    def _known(self, notice: _Notice) -> EnforcementSale | None:
        return self.session.scalars(
            select(EnforcementSale)
            .where(
                EnforcementSale.court == notice.facts["court"],
                EnforcementSale.rge_number == notice.facts["rge_number"],
                EnforcementSale.rge_year == notice.facts["rge_year"],
                EnforcementSale.lot.is_not_distinct_from(notice.facts["lot"]),
                ~EnforcementSale.is_synthetic,
            )
            .order_by(EnforcementSale.fid)
        ).first()

    def _history(self, sale: EnforcementSale | None) -> list[Step]:
        if sale is None:
            return []
        query = (
            select(EnforcementSaleState.state, EnforcementSaleState.valid_from)
            .where(EnforcementSaleState.sale_id == sale.id)
            .order_by(EnforcementSaleState.valid_from)
        )
        return [(state, since) for state, since in self.session.execute(query)]

    def _news(self, notice: _Notice) -> SaleNews:
        return SaleNews(
            known_on=self.provenance["as_of"],
            sale_on=notice.day("sale_on"),
            published_on=notice.day("published_on"),
            outcome=notice.outcome,
        )

    def _made(self, notice: _Notice) -> EnforcementSale:
        facts = notice.facts
        sale = EnforcementSale(
            reference_id=notice.reference_id,
            unit_id=notice.unit_id,
            court=facts["court"],
            rge_number=facts["rge_number"],
            rge_year=facts["rge_year"],
            lot=facts["lot"],
            **self.provenance,
        )
        self.session.add(sale)
        self.session.flush()
        return sale

    def _move(self, sale: EnforcementSale, course: Course) -> bool:
        for state, day in course.steps:
            open_row = self.session.scalars(
                select(EnforcementSaleState)
                .where(EnforcementSaleState.sale_id == sale.id)
                .order_by(EnforcementSaleState.valid_from.desc())
            ).first()
            if open_row is not None:
                open_row.valid_to = day
                self.session.flush()
            self.session.add(
                EnforcementSaleState(
                    sale_id=sale.id, state=state, valid_from=day, **self.provenance
                )
            )
            self.session.flush()
        return bool(course.steps)

    def _change(self, sale: EnforcementSale, notice: _Notice) -> bool:
        """Values of the newest auction head the sale; what a notice leaves out stays."""
        if sale.as_of > self.provenance["as_of"]:
            return False
        told = {name: notice.value(name) for name in _OF_THE_SALE}
        sale_on = notice.day("sale_on")
        if sale.sale_on is None or (sale_on is not None and sale_on >= sale.sale_on):
            told |= {"sale_on": sale_on}
            told |= {name: notice.value(name) for name in _OF_THE_AUCTION}
        changed = {
            name: value
            for name, value in told.items()
            if value is not None and getattr(sale, name) != value
        }
        for name, value in changed.items():
            setattr(sale, name, value)
        _drop_stale_offer(sale)
        if changed:
            sale.as_of = self.provenance["as_of"]
        return bool(changed)

    def _attempt(self, sale: EnforcementSale, notice: _Notice) -> str | None:
        """None when nothing was written, else the base of the attempt before if it was lower."""
        sale_on = notice.day("sale_on")
        if sale_on is None:
            return None
        attempts = self.session.scalars(
            select(SaleAttempt).where(SaleAttempt.sale_id == sale.id).order_by(SaleAttempt.sale_on)
        ).all()
        attempt = next((each for each in attempts if each.sale_on == sale_on), None)
        is_new = attempt is None
        if attempt is not None and attempt.as_of > self.provenance["as_of"]:
            return None
        if attempt is None:
            attempt = SaleAttempt(sale_id=sale.id, sale_on=sale_on, **self.provenance)
            self.session.add(attempt)
        told = {name: notice.value(name) for name in _OF_THE_AUCTION} | {
            "published_on": notice.day("published_on"),
            "starts_at": notice.starts_at,
            "outcome": notice.outcome,
        }
        changed = {
            name: value
            for name, value in told.items()
            if value is not None and getattr(attempt, name) != value
        }
        for name, value in changed.items():
            setattr(attempt, name, value)
        _drop_stale_offer(attempt)
        if not (is_new or changed):
            return None
        attempt.as_of = self.provenance["as_of"]
        before = [
            each.base_price_eur
            for each in attempts
            if each.sale_on < sale_on and each.base_price_eur is not None
        ]
        base = attempt.base_price_eur
        return str(before[-1]) if before and base is not None and base > before[-1] else ""


def _drop_stale_offer(row: EnforcementSale | SaleAttempt) -> None:
    """A least offer that belonged to a lower base goes with it."""
    base, offer = row.base_price_eur, row.min_offer_eur
    if base is not None and offer is not None and offer < LEAST_SHARE * base:
        row.min_offer_eur = None


def _mark(
    outcome: str, reason: str | None = None, column: str = "", detail: str = ""
) -> dict[str, Any]:
    return {"outcome": outcome, "reason": reason, "column": column, "detail": detail}


def _step_back(history: list[Step], notice: _Notice) -> str:
    """What the register knows and what the notice says, for the reason."""
    told = notice.outcome or SaleState.PUBLISHED
    if not history:
        return _both(told)
    state, since = history[-1]
    return f"{_both(state)} {since} → {_both(told)}"


def _both(state: SaleState) -> str:
    return f"{state.label.it} / {state.label.en}"
