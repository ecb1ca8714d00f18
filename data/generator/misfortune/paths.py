"""Histories: legal walks through a workflow, dated backwards from their last step."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random
from typing import TypeVar

from data.generator.misfortune.facts import Span
from gis.codes import Coded
from gis.workflow import Workflow

S = TypeVar("S", bound=Coded)


def days(count: float) -> dt.timedelta:
    """A number of whole days."""
    return dt.timedelta(days=round(count))


def walk(
    workflow: Workflow[S],
    path: Sequence[S],
    *,
    last_on: dt.date,
    gap_days: tuple[int, int],
    stream: Random,
) -> tuple[Span[S], ...]:
    """The spans of `path`, whose last state begins on `last_on` and still holds.

    Each earlier state lasts between `gap_days`. Raises ValueError for a path that the workflow
    forbids.
    """
    if path[0] != workflow.initial:
        raise ValueError(f"a history begins with {workflow.initial}, not {path[0]}")
    for before, after in pairwise(path):
        if not workflow.allows(before, after):
            raise ValueError(f"no step from {before} to {after}")
    starts = [last_on]
    for _ in path[1:]:
        starts.append(starts[-1] - days(stream.randint(*gap_days)))
    starts.reverse()
    return spans(zip(starts, path, strict=True))


def spans(changes: Iterable[tuple[dt.date, S]]) -> tuple[Span[S], ...]:
    """Values by the day they begin, in order, as spans; equal neighbours become one."""
    kept: list[tuple[dt.date, S]] = []
    for since, value in changes:
        if not kept or kept[-1][1] != value:
            kept.append((since, value))
    ends = [since for since, _ in kept[1:]]
    return tuple(
        Span(value, since, until) for (since, value), until in zip(kept, [*ends, None], strict=True)
    )


def began(states: Sequence[Span[S]], state: S) -> dt.date | None:
    """The day on which a history first reached `state`, None if it never did."""
    return next((span.since for span in states if span.value == state), None)
