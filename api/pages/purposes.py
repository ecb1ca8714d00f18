"""Forms of a unit's card: state and close a purpose, entrust, share, and take it back."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import LanguageDep, SessionDep
from api.identity import ThingId
from api.pages.cards import unit_card
from api.pages.templates import NOT_STORED
from buildings.privacy.states import DataClass
from buildings.purposes import assigning, service, sharing
from buildings.purposes.sharing import NewShare
from buildings.purposes.states import EntrustedKind, PurposeKind
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError, NotFoundError, RuleError

LONGEST_SENT = 1000
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CardForm:
    """One form of a card: done, it leads back to the card; refused, the card tells why."""

    request: Request
    session: SessionDep
    language: LanguageDep

    def answer(self, unit_id: uuid.UUID, do: Callable[[], object]) -> Response:
        """Do what the form asks and answer."""
        try:
            do()
        except NotFoundError:
            raise
        except (InputError, RuleError) as error:
            return unit_card(
                self.request, self.session, unit_id, today(), self.language, problem=error.text
            )
        return RedirectResponse(f"/units/{unit_id}", HTTPStatus.SEE_OTHER, headers=NOT_STORED)


CardDep = Annotated[CardForm, Depends(scope="function")]
Sent = Annotated[str, Form(max_length=LONGEST_SENT)]


@router.post("/units/{unit_id}/purpose")
def state(
    card: CardDep,
    unit_id: ThingId,
    *,
    kind: Annotated[PurposeKind, Form()],
    case: Sent = "",
    reason: Sent = "",
) -> Response:
    """State why persons of a unit are read."""
    return card.answer(
        unit_id,
        lambda: service.state(
            card.session, unit_id, kind, case_id=_id(case), reason=reason or None
        ),
    )


@router.post("/units/{unit_id}/purpose/close")
def close(card: CardDep, unit_id: ThingId, *, purpose: Sent) -> Response:
    """Close a purpose; one that has ended meanwhile is closed too."""

    def do() -> None:
        try:
            service.close(card.session, _id(purpose) or uuid.UUID(int=0))
        except NotFoundError:
            return

    return card.answer(unit_id, do)


@router.post("/units/{unit_id}/assignments")
def entrust(
    card: CardDep, unit_id: ThingId, *, subject: Sent = "", holder: Sent = "", last: Sent = ""
) -> Response:
    """Entrust a case or a sale of the unit, or the unit, to somebody."""

    def do() -> None:
        kind, _, identity = subject.partition(":")
        what, who = _id(identity), _id(holder)
        if kind not in set(EntrustedKind) or what is None or who is None:
            raise InputError(
                Text(
                    it="Scegliere che cosa si affida e a chi.",
                    en="Choose what is entrusted and to whom.",
                )
            )
        assigning.entrust(card.session, EntrustedKind.of(kind), what, who, _day(last))

    return card.answer(unit_id, do)


@router.post("/units/{unit_id}/assignments/{assignment_id}/end")
def end(card: CardDep, unit_id: ThingId, assignment_id: ThingId) -> Response:
    """End an assignment."""
    return card.answer(unit_id, lambda: assigning.end(card.session, assignment_id))


@router.post("/units/{unit_id}/shares")
def share(
    card: CardDep,
    unit_id: ThingId,
    *,
    organisation: Sent = "",
    classes: Annotated[list[DataClass] | None, Form()] = None,
    basis: Sent = "",
    until: Sent = "",
) -> Response:
    """Let a body read some classes of the unit."""

    def do() -> None:
        body, last = _id(organisation), _day(until)
        if body is None or last is None:
            raise InputError(
                Text(
                    it="Indicare con chi si condivide e fino a quando.",
                    en="Say with whom it is shared and until when.",
                )
            )
        new = NewShare(organisation_id=body, classes=classes or (), legal_basis=basis, until=last)
        sharing.share(card.session, unit_id, new)

    return card.answer(unit_id, do)


@router.post("/units/{unit_id}/shares/{share_id}/revoke")
def revoke(card: CardDep, unit_id: ThingId, share_id: ThingId) -> Response:
    """Revoke a share."""
    return card.answer(unit_id, lambda: sharing.revoke(card.session, share_id))


def _id(written: str) -> uuid.UUID | None:
    """An identity, None for nothing; raises InputError for anything else."""
    if not written:
        return None
    try:
        return uuid.UUID(written)
    except ValueError:
        raise InputError(
            Text(it="Un identificativo è scritto male.", en="An id is misspelt.")
        ) from None


def _day(written: str) -> dt.date | None:
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise InputError(Text(it="La data non è un giorno.", en="The date is not a day.")) from None
