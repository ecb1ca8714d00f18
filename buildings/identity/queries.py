"""Reads of namings: the queue of those to decide, their candidates, the decisions taken."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from buildings.identity.models import ReferenceDecision, UnitCandidate, UnitReference
from buildings.identity.states import ReferenceState
from gis.codes import Text
from gis.errors import NotFoundError

OPEN = (ReferenceState.REVIEW, ReferenceState.UNMATCHED, ReferenceState.WAITING)
"""States in which a naming wants a decision."""


@dataclass(frozen=True, slots=True)
class SenderCount:
    """How many namings of one sender are in one state."""

    sender: str
    state: ReferenceState
    count: int


def queue(
    session: Session,
    *,
    sender: str | None = None,
    state: ReferenceState = ReferenceState.REVIEW,
    after: int = 0,
    most: int = 20,
) -> list[UnitReference]:
    """Namings in a state, in the order in which they came; `after` is the `fid` to go on from."""
    query = (
        select(UnitReference)
        .where(UnitReference.state == state, UnitReference.fid > after)
        .order_by(UnitReference.fid)
        .limit(most)
    )
    return list(session.scalars(_of_sender(query, sender)))


def _of_sender(query: Select[UnitReference], sender: str | None) -> Select[UnitReference]:
    return query.where(UnitReference.sender == sender) if sender else query


def counts(session: Session) -> list[SenderCount]:
    """Namings by sender and state, for the filters of the queue."""
    query = (
        select(UnitReference.sender, UnitReference.state, func.count())
        .group_by(UnitReference.sender, UnitReference.state)
        .order_by(UnitReference.sender, UnitReference.state)
    )
    return [SenderCount(*row) for row in session.execute(query)]


def reference(session: Session, reference_id: uuid.UUID, *, lock: bool = False) -> UnitReference:
    """One naming, its row locked if asked; NotFoundError where there is none."""
    found = session.get(UnitReference, reference_id, with_for_update=lock, populate_existing=lock)
    if found is None:
        raise NotFoundError(
            Text(
                it=f"Nel registro non c'è nessuna denominazione {reference_id}: "
                "tornare alla coda degli abbinamenti.",
                en=f"The register has no naming {reference_id}: go back to the queue of matches.",
            )
        )
    return found


def candidates(
    session: Session, reference_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[UnitCandidate]]:
    """The units that each naming may mean, best first."""
    query = (
        select(UnitCandidate)
        .where(UnitCandidate.reference_id.in_(reference_ids))
        .order_by(UnitCandidate.reference_id, UnitCandidate.rank)
    )
    found: dict[uuid.UUID, list[UnitCandidate]] = {each: [] for each in reference_ids}
    for candidate in session.scalars(query):
        found[candidate.reference_id].append(candidate)
    return found


def standing_decision(session: Session, reference_id: uuid.UUID) -> ReferenceDecision | None:
    """What a person decided about a naming, unless that was undone."""
    query = select(ReferenceDecision).where(
        ReferenceDecision.reference_id == reference_id, ReferenceDecision.undone_at.is_(None)
    )
    return session.scalar(query)


def decisions(
    session: Session, *, most: int = 100
) -> list[tuple[ReferenceDecision, UnitReference]]:
    """The newest decisions with their namings, undone ones among them."""
    query = (
        select(ReferenceDecision, UnitReference)
        .join(UnitReference, UnitReference.id == ReferenceDecision.reference_id)
        .order_by(ReferenceDecision.id.desc())
        .limit(most)
    )
    return [(decision, naming) for decision, naming in session.execute(query)]
