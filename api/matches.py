"""Namings, their candidates and the decisions about them, as JSON."""

import datetime as dt
import uuid
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import FactsWritingDep, SessionDep, requiring
from api.identity import ThingId
from buildings.identity import queries, service
from buildings.identity.models import UnitCandidate, UnitReference
from buildings.identity.reasons import MatchReason
from buildings.identity.states import MatchMethod, ReferenceState
from buildings.privacy.states import DataClass
from data.identity.resolving import resolve

router = APIRouter(
    prefix="/api/identity", tags=["identity"], dependencies=[requiring(DataClass.P3)]
)


class Candidate(BaseModel):
    """A unit that a naming may mean."""

    model_config = ConfigDict(from_attributes=True)

    unit_id: uuid.UUID
    rank: int
    score: Decimal
    reasons: list[MatchReason]


class Naming(BaseModel):
    """How a sender names a unit, as it was written, and which unit that is."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    fid: int
    sender: str
    state: ReferenceState
    street_name: str | None
    number_text: str | None
    staircase_code: str | None
    floor_code: str | None
    unit_number: str | None
    cadastral_section: str | None
    sheet: str | None
    parcel_number: str | None
    subunit: str | None
    other_code: str | None
    cadastral_category: str | None
    area_m2: Decimal | None
    unit_id: uuid.UUID | None
    method: MatchMethod | None
    score: Decimal | None
    reasons: list[MatchReason]
    matched_at: dt.datetime | None
    candidates: list[Candidate] = []


class Choice(BaseModel):
    """A decision to take; no unit says that the naming is not of the register."""

    unit_id: uuid.UUID | None = None
    by: str = Field(description="Who decides", max_length=service.LONGEST_NAME)
    note: str | None = Field(default=None, max_length=service.LONGEST_NOTE)


class Undoing(BaseModel):
    """Who takes a decision back."""

    by: str = Field(max_length=service.LONGEST_NAME)


class Decision(BaseModel):
    """A decision taken."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    reference_id: uuid.UUID
    unit_id: uuid.UUID | None
    decided_at: dt.datetime
    decided_by: str
    note: str | None
    undone_at: dt.datetime | None
    undone_by: str | None


@router.get("/references")
def references(
    answer: Response,
    session: SessionDep,
    *,
    sender: str | None = None,
    state: ReferenceState = ReferenceState.REVIEW,
    after: Annotated[int, Query(ge=0, description="The fid to go on from")] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[Naming]:
    """Namings in a state with the units they may mean, first come first."""
    answer.headers["Cache-Control"] = "no-store"
    found = queries.queue(session, sender=sender, state=state, after=after, most=limit)
    candidates = queries.candidates(session, [naming.id for naming in found])
    return [_naming(naming, candidates[naming.id]) for naming in found]


@router.get("/references/{reference_id}")
def reference(answer: Response, reference_id: ThingId, session: SessionDep) -> Naming:
    """One naming."""
    answer.headers["Cache-Control"] = "no-store"
    naming = queries.reference(session, reference_id)
    return _naming(naming, queries.candidates(session, [naming.id])[naming.id])


@router.post(
    "/references/{reference_id}/decision",
    status_code=HTTPStatus.CREATED,
)
def decide(reference_id: ThingId, choice: Choice, session: FactsWritingDep) -> Decision:
    """Tie a naming to a unit, or say that it is not of the register."""
    if choice.unit_id is None:
        taken = service.dismiss(session, reference_id, by=choice.by, note=choice.note)
    else:
        taken = service.accept(
            session, reference_id, choice.unit_id, by=choice.by, note=choice.note
        )
    return Decision.model_validate(taken)


@router.post("/decisions/{decision_id}/undo")
def undo(decision_id: int, undoing: Undoing, session: FactsWritingDep) -> Naming:
    """Take a decision back; the answer is the naming as the resolution now sees it."""
    naming = service.undo(session, decision_id, by=undoing.by)
    resolve(session.connection())
    session.refresh(naming)
    return _naming(naming, queries.candidates(session, [naming.id])[naming.id])


def _naming(naming: UnitReference, candidates: list[UnitCandidate]) -> Naming:
    read = Naming.model_validate(naming)
    return read.model_copy(
        update={"candidates": [Candidate.model_validate(each) for each in candidates]}
    )
