"""Requests to a second person as JSON, and what they ask in words."""

import datetime as dt
import uuid
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from api.deps import SessionDep
from api.persons import require_person
from buildings.approvals import queries, service
from buildings.approvals.queries import ApprovalRequest
from buildings.approvals.states import ApprovalKind, ApprovalOutcome, ApprovalState
from buildings.layers import CATALOGUE
from buildings.privacy.states import DataClass, Role
from gis.codes import Coded, Text

router = APIRouter(tags=["approvals"])

NO_PROGRAM = Text(
    it="La parola di una seconda persona non la dà un programma: accedere con il browser.",
    en="A program does not give a second person's word: sign in by browser.",
)

ASKED: dict[str, tuple[Text, type[Coded] | None]] = {
    "layer": (Text(it="Dati", en="Data"), None),
    "class": (Text(it="Classe", en="Class"), DataClass),
    "form": (Text(it="Formato", en="Form"), None),
    "equals": (Text(it="Limitato a", en="Only"), None),
    "day": (Text(it="Alla data", en="As of"), None),
    "role": (Text(it="Ruolo", en="Role"), Role),
    "minutes": (Text(it="Minuti", en="Minutes"), None),
    "unit": (Text(it="Unità", en="Unit"), None),
}
"""The codes of a request that people need to read, with their titles."""


class ApprovalRead(BaseModel):
    """One request as its reader may know it."""

    id: uuid.UUID
    kind: ApprovalKind
    asked: dict[str, object]
    reason: str
    asked_by_name: str
    asked_by_role: Role
    asked_at: dt.datetime
    decided_by_name: str | None
    decided_at: dt.datetime | None
    outcome: ApprovalOutcome | None
    expires_at: dt.datetime
    used_at: dt.datetime | None
    state: ApprovalState
    is_own: bool
    awaits_me: bool


def in_person(request: Request, session: SessionDep) -> None:
    """Raise SignInError or ForbiddenError where no person asks in person: a token is a program."""
    del session
    require_person(request, NO_PROGRAM)


IN_PERSON = [Depends(in_person, scope="function")]


@router.get("/api/approvals", dependencies=IN_PERSON)
def approvals_json(session: SessionDep, response: Response) -> list[ApprovalRead]:
    """What waits for the reader's word, then what they asked or decided lately."""
    response.headers["Cache-Control"] = "no-store"
    now = dt.datetime.now(dt.UTC)
    return [_read(each, now) for each in queries.listed(session)]


@router.post("/api/approvals/{approval_id}", status_code=204, dependencies=IN_PERSON)
def decide_json(
    approval_id: uuid.UUID,
    session: SessionDep,
    outcome: Annotated[ApprovalOutcome, Body(embed=True)],
) -> None:
    """Grant or refuse somebody else's request."""
    service.decide(session, approval_id, outcome)


def asked_in_words(each: ApprovalRequest) -> list[tuple[Text, Text]]:
    """What is asked, as titles and values; what has no title is for programs."""
    return [
        (title, _value(name, each.asked[name], codes))
        for name, (title, codes) in ASKED.items()
        if name in each.asked
    ]


def _value(name: str, asked: object, codes: type[Coded] | None) -> Text:
    if isinstance(asked, dict):
        asked = ", ".join(f"{field} = {only}" for field, only in asked.items())
    value = str(asked)
    if name == "layer" and value in CATALOGUE:
        return CATALOGUE[value].title
    try:
        return codes.of(value).label if codes else Text(it=value, en=value)
    except KeyError:
        return Text(it=value, en=value)


def _read(each: ApprovalRequest, now: dt.datetime) -> ApprovalRead:
    known = {name: getattr(each, name) for name in ApprovalRead.model_fields if name != "state"}
    return ApprovalRead(**known, state=each.state(now))
