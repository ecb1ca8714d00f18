"""A transition table as a type: total over its states, checked when made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from gis.codes import Coded

S = TypeVar("S", bound=Coded)


@dataclass(frozen=True, slots=True)
class Workflow(Generic[S]):
    """The legal steps between the states of one kind of thing.

    `steps` names every state once; a state with no step is final. Raises ValueError when a
    state is missing or a state cannot be reached from `initial`.
    """

    initial: S
    steps: Mapping[S, frozenset[S]]

    def __post_init__(self) -> None:
        """Refuse a table that is not total or leaves a state out of reach."""
        states = set(type(self.initial))
        if states != set(self.steps):
            missing = ", ".join(sorted(states ^ set(self.steps)))
            raise ValueError(f"transition table is not total: {missing}")
        reached, frontier = {self.initial}, {self.initial}
        while frontier:
            frontier = {after for state in frontier for after in self.steps[state]} - reached
            reached |= frontier
        if reached != states:
            raise ValueError(f"states out of reach: {', '.join(sorted(states - reached))}")

    def allows(self, before: S, after: S) -> bool:
        """Whether a thing may step from `before` to `after`."""
        return after in self.steps[before]

    def is_final(self, state: S) -> bool:
        """Whether nothing may follow `state`."""
        return not self.steps[state]
