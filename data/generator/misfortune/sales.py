"""Seizures and judicial sales: how far each has come, at what price, and the next auction."""

import datetime as dt
from decimal import Decimal

from buildings.status.states import SALE_WORKFLOW, EncumbranceKind, SaleState
from data.generator.dice import pick
from data.generator.misfortune.facts import Encumbrance, Sale, Span
from data.generator.misfortune.lives import Teller
from data.generator.misfortune.paths import began, days, walk

FIRST_NUMBER = 90_001
"""Register numbers that no court reaches."""

_S = SaleState
_EARLY = (_S.SEIZED, _S.DOCUMENTS_FILED, _S.EXPERT_APPOINTED, _S.EXPERT_REPORT)
_ORDERED = (*_EARLY, _S.SALE_ORDERED)
_AGAIN = (_S.DESERTED, _S.PUBLISHED)
_PENDING: dict[tuple[SaleState, ...], float] = {
    _EARLY[:1]: 7,
    _EARLY[:2]: 7,
    _EARLY[:3]: 8,
    _EARLY: 10,
    (*_EARLY[:2], _S.SUSPENDED): 5,
    (*_ORDERED, _S.SUSPENDED): 4,
    _ORDERED: 24,
    (*_ORDERED, _S.PUBLISHED): 12,
    (*_ORDERED, _S.PUBLISHED, *_AGAIN): 9,
    (*_ORDERED, _S.PUBLISHED, *_AGAIN, *_AGAIN): 6,
    (*_ORDERED, _S.PUBLISHED, _S.DESERTED): 7,
    (*_ORDERED, _S.PUBLISHED, _S.AWARDED): 4,
    (*_ORDERED, _S.PUBLISHED, *_AGAIN, _S.AWARDED, _S.PRICE_PAID): 3,
}
PUBLISHED = (*_ORDERED, _S.PUBLISHED)
_DONE = (
    *_ORDERED, _S.PUBLISHED, *_AGAIN, _S.AWARDED, _S.PRICE_PAID, _S.TRANSFERRED, _S.RELEASED,
    _S.DELIVERED,
)  # fmt: skip
_NOTICE_DAYS = (8, 110)
_ORDER_DAYS = (70, 560)
"""Auctions that are ordered but not yet published reach eighteen months ahead of the epoch."""
_EUR_PER_M2 = (700, 1200)
_SELLING = {_S.PUBLISHED, _S.SALE_ORDERED}


def pending_sale(teller: Teller, path: tuple[SaleState, ...] | None = None) -> Sale:
    """A sale under way, at a stage drawn by chance unless `path` says it."""
    chosen = path or pick(teller.stream, _PENDING)
    return _sale(teller, chosen, teller.ago(4, 60))


def finished_sale(teller: Teller) -> Sale:
    """A sale that ended with the keys given to the buyer, at least half a year ago."""
    return _sale(teller, _DONE, teller.ago(180, 420))


def _sale(teller: Teller, path: tuple[SaleState, ...], last_on: dt.date) -> Sale:
    states = walk(SALE_WORKFLOW, path, last_on=last_on, gap_days=(40, 130), stream=teller.stream)
    is_priced = SaleState.SALE_ORDERED in path
    attempt = max(1, path.count(SaleState.PUBLISHED))
    base = _base_price(teller, attempt) if is_priced else None
    return Sale(
        key=f"{teller.flat.key}/sale",
        flat=teller.flat.key,
        number=FIRST_NUMBER + teller.number,
        year=states[0].since.year,
        base_price_eur=base,
        min_offer_eur=base * Decimal("0.75") if base else None,
        attempt_no=attempt if is_priced else None,
        sale_on=_sale_day(teller, states) if is_priced else None,
        states=states,
    )


def _base_price(teller: Teller, attempt: int) -> Decimal:
    """The expert's value, a quarter less at each new attempt, in whole hundreds of euro."""
    value = teller.flat.cadastral_area_m2 * teller.stream.randint(*_EUR_PER_M2)
    return Decimal(round(value * 0.75 ** (attempt - 1) / 400) * 400)


def _sale_day(teller: Teller, states: tuple[Span[SaleState], ...]) -> dt.date:
    """The day of the next auction, or of the last one held."""
    last = states[-1]
    if last.value in _SELLING:
        ahead = _NOTICE_DAYS if last.value is SaleState.PUBLISHED else _ORDER_DAYS
        return teller.epoch + days(teller.stream.randint(*ahead))
    held = [span.until for span in states if span.value is SaleState.PUBLISHED and span.until]
    return held[-1] if held else last.since + days(90)


def seizure(sale: Sale, kind: EncumbranceKind = EncumbranceKind.SEIZURE) -> Encumbrance:
    """The encumbrance that a sale rests on: it ends when the property is transferred."""
    since = sale.states[0].since
    until = began(sale.states, SaleState.TRANSFERRED)
    return Encumbrance(sale.flat, Span(kind, since, until), f"R.G.E. {sale.number}/{sale.year}")
