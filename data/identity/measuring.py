"""Precision and recall of the resolution on the labelled set, with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from sqlalchemy import Connection

from data.identity.labelled import Half, Labelled, ask, labelled
from data.identity.labelling import KINDS
from data.identity.reading import PACKAGE
from data.identity.resolving import resolve
from data.identity.weights import Weights
from gis.sqlfiles import statement

Z_95 = 1.959963984540054
"""Quantile of the normal distribution for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion with its Wilson interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The proportion; 1 of nothing."""
        return self.hits / self.total if self.total else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """The score interval of E. B. Wilson, Journal of the ASA 22 (1927), p. 209, at 95 %."""
        n, p = self.total, self.value
        if not n:
            return 0.0, 1.0
        spread = Z_95 * sqrt(p * (1 - p) / n + Z_95**2 / (4 * n**2))
        middle = p + Z_95**2 / (2 * n)
        scale = 1 + Z_95**2 / n
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True, slots=True)
class Answer:
    """A labelled row and what the resolution made of it; `given` is the unit it took."""

    row: Labelled
    state: str
    score: float | None
    reasons: tuple[str, ...]
    given: str | None

    @property
    def is_taken(self) -> bool:
        """Whether it was tied to a unit unasked."""
        return self.given is not None

    @property
    def is_right(self) -> bool:
        """Whether it was tied to its true unit."""
        return self.given == self.row.truth


@dataclass(frozen=True, slots=True)
class Measure:
    """The answers to one kind of row, or to all.

    Precision: right among those tied to a unit unasked. Recall: those among all rows that have
    a true unit.
    """

    name: str
    answers: tuple[Answer, ...]

    @property
    def precision(self) -> Share:
        """How often a unit taken unasked is the true one."""
        taken = [answer for answer in self.answers if answer.is_taken]
        return Share(sum(answer.is_right for answer in taken), len(taken))

    @property
    def recall(self) -> Share:
        """How many rows with a true unit were tied to it unasked."""
        known = [answer for answer in self.answers if answer.row.has_unit]
        return Share(sum(answer.is_right for answer in known), len(known))


def measure(connection: Connection, half: Half, by: Weights | None = None) -> list[Measure]:
    """Resolve one half against the reference district: a measure of each kind, then of all.

    The connection's transaction is left to the caller, who rolls it back.
    """
    rows = labelled(half)
    ask(connection, rows)
    resolve(connection, by=by)
    return measures(answers(connection, rows))


def answers(connection: Connection, rows: Sequence[Labelled]) -> list[Answer]:
    """What the register now says of each row."""
    by_id = {row.id: row for row in rows}
    return [
        Answer(by_id[key], state, score, tuple(reasons), value)
        for key, state, score, reasons, value in connection.execute(statement(PACKAGE, "answers"))
        if key in by_id
    ]


def measures(given: Sequence[Answer]) -> list[Measure]:
    """The answers by kind, and together."""
    each = [Measure(kind, tuple(a for a in given if a.row.kind == kind)) for kind in KINDS]
    return [*each, Measure("all", tuple(given))]
