"""News moves a sale on along its state machine, in any order of files, and never back."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from buildings.status.sale_course import NewsDoubt, SaleNews, Step, is_onward, onward
from buildings.status.states import SALE_WORKFLOW, SaleState

DAY = dt.date(2026, 1, 1)
days = st.integers(0, 700).map(lambda count: DAY + dt.timedelta(days=count))
outcomes = st.sampled_from(
    [None, SaleState.DESERTED, SaleState.AWARDED, SaleState.SUSPENDED, SaleState.EXTINGUISHED]
)
news = st.builds(
    SaleNews,
    known_on=days,
    sale_on=st.none() | days,
    published_on=st.none() | days,
    outcome=outcomes,
)


def told(*items: SaleNews) -> list[Step]:
    """The states after all the news."""
    history: list[Step] = []
    for item in items:
        history += onward(history, item).steps
    return history


@given(st.lists(news, max_size=8))
def test_whatever_comes_the_story_only_goes_forward(items: list[SaleNews]) -> None:
    history = told(*items)
    for (before, since), (after, day) in itertools.pairwise(history):
        assert since < day
        assert before is not after
        assert is_onward(before, after)


@given(st.lists(news, max_size=6))
def test_the_same_news_again_changes_nothing(items: list[SaleNews]) -> None:
    history = told(*items)
    if items:
        assert onward(history, items[-1]).steps == []


@given(st.sampled_from(list(SaleState)), st.sampled_from(list(SaleState)))
def test_nothing_follows_a_final_state(before: SaleState, after: SaleState) -> None:
    if SALE_WORKFLOW.is_final(before):
        assert not is_onward(before, after)
    if SALE_WORKFLOW.allows(before, after):
        assert is_onward(before, after)


def test_a_seized_unit_may_appear_in_a_notice_at_once() -> None:
    history = [(SaleState.SEIZED, DAY)]
    item = SaleNews(dt.date(2026, 6, 1), dt.date(2026, 9, 1), dt.date(2026, 5, 1), None)
    assert onward(history, item).steps == [(SaleState.PUBLISHED, dt.date(2026, 5, 1))]


def test_a_transferred_sale_is_not_published_again() -> None:
    history = [(SaleState.PRICE_PAID, DAY), (SaleState.TRANSFERRED, dt.date(2026, 3, 1))]
    item = SaleNews(dt.date(2026, 6, 1), dt.date(2026, 9, 1), dt.date(2026, 5, 1), None)
    assert onward(history, item).doubt is NewsDoubt.FORBIDDEN


def test_the_outcome_of_an_auction_to_come_is_not_believed() -> None:
    item = SaleNews(dt.date(2026, 6, 1), dt.date(2026, 9, 1), None, SaleState.AWARDED)
    assert onward([], item).doubt is NewsDoubt.AHEAD
