"""How news of an auction moves a sale on: along its state machine, over steps nobody told of.

A notice tells that a sale is published, or how an auction ended; the steps before it are implied.
News that is older than what is known moves nothing, and a step back is not taken but told.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from buildings.status.states import SALE_WORKFLOW, SaleState
from gis.codes import Coded

Step = tuple[SaleState, dt.date]

_BEFORE_NOTICE = frozenset(
    {
        SaleState.SEIZED,
        SaleState.DOCUMENTS_FILED,
        SaleState.EXPERT_APPOINTED,
        SaleState.EXPERT_REPORT,
        SaleState.SALE_ORDERED,
        SaleState.SUSPENDED,
    }
)
"""States after which a publication may follow by steps that no notice tells."""

_OF_AN_AUCTION = frozenset({SaleState.DESERTED, SaleState.AWARDED})
A_DAY = dt.timedelta(days=1)


class NewsDoubt(Coded):
    """Why news of a sale moves it no further."""

    PAST = "past", "notizia superata", "old news"
    FORBIDDEN = "forbidden", "passaggio non ammesso", "step that is not allowed"
    AHEAD = "ahead", "esito di un'asta futura", "outcome of an auction to come"


@dataclass(frozen=True, slots=True)
class SaleNews:
    """What a notice tells of a sale, `known_on` the day of the file that brings it."""

    known_on: dt.date
    sale_on: dt.date | None
    published_on: dt.date | None
    outcome: SaleState | None


@dataclass(frozen=True, slots=True)
class Course:
    """The states that follow, each with its first day, and a doubt about the news."""

    steps: list[Step] = field(default_factory=list)
    doubt: NewsDoubt | None = None


def onward(history: Sequence[Step], news: SaleNews) -> Course:
    """Where `news` takes a sale whose states so far are `history`, oldest first."""
    if news.outcome in _OF_AN_AUCTION and news.sale_on is not None and news.sale_on > news.known_on:
        return Course(doubt=NewsDoubt.AHEAD)
    if _is_past(history, news):
        return Course(doubt=NewsDoubt.PAST)
    told = _told(news)
    if _ends_there(history, told[-1]):
        return Course()
    known = list(history)
    steps: list[Step] = []
    for state, day in told:
        if (state, day) in known or (known and known[-1][0] is state):
            continue
        if known and day < known[-1][1]:
            if state is SaleState.PUBLISHED and news.outcome is not None:
                continue
            return Course(steps, NewsDoubt.PAST)
        if known and not is_onward(known[-1][0], state):
            return Course(doubt=NewsDoubt.FORBIDDEN)
        step = state, max(day, known[-1][1] + A_DAY) if known else day
        known.append(step)
        steps.append(step)
    return Course(steps)


def is_onward(before: SaleState, after: SaleState) -> bool:
    """Whether a sale may be told to be in `after` once it was in `before`."""
    if SALE_WORKFLOW.allows(before, after):
        return True
    if before in _BEFORE_NOTICE:
        return after is SaleState.PUBLISHED or after in _OF_AN_AUCTION
    return before is SaleState.DESERTED and after is SaleState.AWARDED


def _ends_there(history: Sequence[Step], last: Step) -> bool:
    """Whether the sale is already where the news leaves it, since then or later."""
    return bool(history) and history[-1][0] is last[0] and last[1] <= history[-1][1]


def _is_past(history: Sequence[Step], news: SaleNews) -> bool:
    """An auction whose end is known is told again as if it were to come."""
    if news.outcome is not None or news.sale_on is None or not history:
        return False
    state, since = history[-1]
    return (
        state is not SaleState.PUBLISHED and state not in _BEFORE_NOTICE and (since >= news.sale_on)
    )


def _told(news: SaleNews) -> list[Step]:
    """The states that the notice itself tells, oldest first."""
    steps: list[Step] = []
    if news.outcome is None or news.published_on is not None:
        steps.append((SaleState.PUBLISHED, news.published_on or news.known_on))
    if news.outcome is not None:
        is_dated = news.outcome in _OF_AN_AUCTION and news.sale_on is not None
        day = news.sale_on if is_dated and news.sale_on else news.known_on
        steps.append((news.outcome, max([day, *(first for _, first in steps)])))
    return steps
