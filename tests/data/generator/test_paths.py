"""Histories are legal walks whose spans follow each other without a gap."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.cases.states import CASE_WORKFLOW, CaseState
from data.generator.dice import dice, pick
from data.generator.misfortune.paths import began, spans, walk

LAST = dt.date(2026, 10, 1)


@st.composite
def legal_paths(draw: st.DrawFn) -> list[CaseState]:
    path = [CASE_WORKFLOW.initial]
    for _ in range(draw(st.integers(0, 8))):
        following = sorted(CASE_WORKFLOW.steps[path[-1]])
        if not following:
            break
        path.append(draw(st.sampled_from(following)))
    return path


@given(legal_paths(), st.integers(0, 1000))
def test_a_walk_takes_every_step_and_ends_on_the_day_asked(
    path: list[CaseState], seed: int
) -> None:
    made = walk(CASE_WORKFLOW, path, last_on=LAST, gap_days=(1, 9), stream=dice(seed))

    assert [span.value for span in made] == path
    assert made[-1].since == LAST
    assert made[-1].until is None
    assert all(before.until == after.since for before, after in pairwise(made))
    assert all(span.until is None or span.since < span.until for span in made)
    assert began(made, path[0]) == made[0].since


def test_an_illegal_step_is_refused() -> None:
    with pytest.raises(ValueError, match="no step from draft to closed"):
        walk(
            CASE_WORKFLOW,
            [CaseState.DRAFT, CaseState.CLOSED],
            last_on=LAST,
            gap_days=(1, 2),
            stream=dice(1),
        )


def test_a_history_begins_at_the_beginning() -> None:
    with pytest.raises(ValueError, match="begins with draft"):
        walk(CASE_WORKFLOW, [CaseState.CLOSED], last_on=LAST, gap_days=(1, 2), stream=dice(1))


def test_equal_neighbours_become_one_span() -> None:
    first, second, third = (LAST + dt.timedelta(days=day) for day in (0, 5, 9))
    made = spans(
        [(first, CaseState.DRAFT), (second, CaseState.DRAFT), (third, CaseState.SUBMITTED)]
    )

    assert [(span.value, span.since, span.until) for span in made] == [
        (CaseState.DRAFT, first, third),
        (CaseState.SUBMITTED, third, None),
    ]


def test_dice_depend_on_the_key_and_not_on_the_order() -> None:
    assert dice(1, "a", 2).random() == dice(1, "a", 2).random()
    assert dice(1, "a", 2).random() != dice(1, "a", 3).random()
    assert dice(1, "a", 2).random() != dice(2, "a", 2).random()
    assert pick(dice(1), {"never": 0, "always": 1}) == "always"
