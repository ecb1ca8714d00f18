"""Why one reads of a unit, who is entrusted with it and what is shared of it, as JSON."""

import datetime as dt
import uuid
from http import HTTPStatus

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import SessionDep
from api.facts import Read
from api.identity import ThingId
from buildings.privacy.states import DataClass, Role
from buildings.purposes import assigning, queries, service, sharing
from buildings.purposes.queries import UnitReading
from buildings.purposes.sharing import NewShare
from buildings.purposes.states import (
    LONGEST_BASIS,
    LONGEST_REASON,
    EntrustedKind,
    Opening,
    PurposeKind,
)

router = APIRouter(tags=["purposes"])


class Sent(BaseModel):
    """What is sent; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class ClosedPart(BaseModel):
    """A class of data of a unit that the reader does not see whole, and what would open it."""

    data_class: DataClass
    opening: Opening


class PurposeRead(Read):
    """Why the reader reads persons of a unit, from when until when at the latest."""

    id: uuid.UUID
    unit_id: uuid.UUID
    kind: PurposeKind
    case_id: uuid.UUID | None
    reason: str | None
    opened_at: dt.datetime
    expires_at: dt.datetime


class UnitPurpose(BaseModel):
    """What is closed to the reader, whether stating a purpose opens it, and the one stated."""

    may_state: bool
    closed: list[ClosedPart]
    purpose: PurposeRead | None


class NewPurpose(Sent):
    """A purpose: `case_id` with a case, `reason` with a reveal, neither with a telephone note."""

    kind: PurposeKind
    case_id: uuid.UUID | None = None
    reason: str | None = Field(default=None, max_length=2 * LONGEST_REASON)


class AssignmentRead(Read):
    """Somebody who is entrusted with something; `valid_to`, not included, None without end."""

    id: uuid.UUID
    kind: EntrustedKind
    subject_id: uuid.UUID
    name: str
    role: Role | None
    organisation: str | None
    valid_from: dt.date
    valid_to: dt.date | None
    given_by: str | None
    may_end: bool


class HolderRead(Read):
    """An account or a body that something can be entrusted to; condominiums if `of_whole`."""

    account_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    name: str
    role: Role | None
    organisation: str | None
    of_whole: bool


class NewAssignment(Sent):
    """What is entrusted to whom; `holder_id` is an account's or a body's, `last_day` included."""

    kind: EntrustedKind
    subject_id: uuid.UUID
    holder_id: uuid.UUID
    last_day: dt.date | None = None


class ShareRead(Read):
    """What an office lets a body read of a unit, on what basis, until which day, included."""

    id: uuid.UUID
    organisation: str
    classes: list[DataClass]
    legal_basis: str
    until: dt.date
    case_id: uuid.UUID | None
    given_by: str | None
    given_at: dt.datetime
    revoked_at: dt.datetime | None
    holds: bool
    may_revoke: bool


class ReceiverRead(Read):
    """A body and the classes that the reader may let it read of a unit."""

    organisation_id: uuid.UUID
    name: str
    classes: list[DataClass]


class ShareSent(Sent):
    """A share to be given; `until` is its last day."""

    organisation_id: uuid.UUID
    classes: list[DataClass] = Field(max_length=len(DataClass))
    legal_basis: str = Field(max_length=2 * LONGEST_BASIS)
    until: dt.date
    case_id: uuid.UUID | None = None


class Made(BaseModel):
    """What was made."""

    id: uuid.UUID


def closed_parts(reading: UnitReading) -> list[ClosedPart]:
    """The closed parts of a unit in the shape of the API."""
    return [
        ClosedPart(data_class=each, opening=opening) for each, opening in reading.closed.items()
    ]


@router.get("/api/units/{unit_id}/purpose")
def purpose_json(unit_id: ThingId, session: SessionDep, response: Response) -> UnitPurpose:
    """Which parts of a unit are closed to the reader, and the purpose stated for it."""
    response.headers["Cache-Control"] = "no-store"
    queries.require_seen(session, unit_id)
    reading = queries.begin_reading(session, unit_id)
    stated = reading.purpose
    return UnitPurpose(
        may_state=reading.may_state,
        closed=closed_parts(reading),
        purpose=PurposeRead.model_validate(stated) if stated else None,
    )


@router.post("/api/units/{unit_id}/purpose")
def state_purpose(unit_id: ThingId, session: SessionDep, sent: NewPurpose) -> PurposeRead:
    """State why one reads persons of a unit; the same purpose that stands is answered again."""
    stated = service.state(session, unit_id, sent.kind, case_id=sent.case_id, reason=sent.reason)
    return PurposeRead.model_validate(stated)


@router.get("/api/purposes")
def own_purposes(session: SessionDep, response: Response) -> list[PurposeRead]:
    """The purposes of one's own that hold now, the last one first."""
    response.headers["Cache-Control"] = "no-store"
    return [PurposeRead.model_validate(each) for each in queries.own_purposes(session)]


@router.delete("/api/purposes/{purpose_id}", status_code=HTTPStatus.NO_CONTENT)
def close_purpose(purpose_id: ThingId, session: SessionDep) -> None:
    """Close a purpose of one's own."""
    service.close(session, purpose_id)


@router.get("/api/units/{unit_id}/assignments")
def assignments_json(
    unit_id: ThingId, session: SessionDep, response: Response
) -> list[AssignmentRead]:
    """Who holds the unit, its cases and sales, or its condominium, as far as one may know."""
    response.headers["Cache-Control"] = "no-store"
    queries.require_seen(session, unit_id)
    found = queries.assignments_of(session, unit_id)
    return [AssignmentRead.model_validate(each) for each in found]


@router.get("/api/assignments/holders")
def holders_json(session: SessionDep, response: Response) -> list[HolderRead]:
    """To whom the reader may entrust something; nobody for who entrusts nothing."""
    response.headers["Cache-Control"] = "no-store"
    return [HolderRead.model_validate(each) for each in queries.holders(session)]


@router.post("/api/assignments", status_code=HTTPStatus.CREATED)
def entrust(session: SessionDep, sent: NewAssignment) -> Made:
    """Entrust a case, a sale, a unit or a condominium to an account or a body."""
    made = assigning.entrust(session, sent.kind, sent.subject_id, sent.holder_id, sent.last_day)
    return Made(id=made)


@router.delete("/api/assignments/{assignment_id}", status_code=HTTPStatus.NO_CONTENT)
def end_assignment(assignment_id: ThingId, session: SessionDep) -> None:
    """End an assignment now."""
    assigning.end(session, assignment_id)


@router.get("/api/units/{unit_id}/shares")
def shares_json(unit_id: ThingId, session: SessionDep, response: Response) -> list[ShareRead]:
    """What is shared of a unit, as far as one may know."""
    response.headers["Cache-Control"] = "no-store"
    queries.require_seen(session, unit_id)
    return [ShareRead.model_validate(each) for each in queries.shares_of(session, unit_id)]


@router.get("/api/units/{unit_id}/shares/receivers")
def receivers_json(unit_id: ThingId, session: SessionDep, response: Response) -> list[ReceiverRead]:
    """With whom the reader may share which classes of a unit."""
    response.headers["Cache-Control"] = "no-store"
    queries.require_seen(session, unit_id)
    found = queries.share_receivers(session, unit_id)
    return [ReceiverRead.model_validate(each) for each in found]


@router.post("/api/units/{unit_id}/shares", status_code=HTTPStatus.CREATED)
def share(unit_id: ThingId, session: SessionDep, sent: ShareSent) -> Made:
    """Let a body read some classes of a unit until a day."""
    new = NewShare(
        organisation_id=sent.organisation_id,
        classes=sent.classes,
        legal_basis=sent.legal_basis,
        until=sent.until,
        case_id=sent.case_id,
    )
    return Made(id=sharing.share(session, unit_id, new))


@router.delete("/api/shares/{share_id}", status_code=HTTPStatus.NO_CONTENT)
def revoke_share(share_id: ThingId, session: SessionDep) -> None:
    """Revoke a share now."""
    sharing.revoke(session, share_id)
