"""Forms of a unit's card: state and close a purpose, entrust, share, and take it back."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.deps import LanguageDep, SessionDep, reader_of
from api.identity import ThingId
from api.pages.cards import unit_card
from api.pages.templates import NOT_STORED, render
from buildings.privacy.states import DataClass
from buildings.purposes import assigning, queries, service, sharing
from buildings.purposes.queries import Entrusted, Share
from buildings.purposes.sharing import NewShare
from buildings.purposes.states import EntrustedKind, PurposeKind
from buildings.registry import queries as registry
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError, NotFoundError, RuleError, SignInError

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


@router.get("/purposes")
def purposes(request: Request, session: SessionDep) -> Response:
    """The units whose persons one has open, with a button to close each."""
    reader = reader_of(request)
    if reader is None or reader.actor is None:
        raise SignInError(
            Text(
                it="Per vedere i propri scopi aperti serve entrare con il proprio account.",
                en="To see your open purposes you need to sign in.",
            )
        )
    found, day = queries.own_purposes(session), today()
    places = registry.units(session, [each.unit_id for each in found], day)
    return render(
        request,
        "purposes.html",
        headers=NOT_STORED,
        purposes=found,
        places={place.id: place for place in places},
        on_date=day,
    )


@router.post("/purposes/{purpose_id}/close")
def close_listed(session: SessionDep, purpose_id: ThingId) -> Response:
    """Close one of the list; one that has ended meanwhile is closed too."""
    _close(session, purpose_id)
    return RedirectResponse("/purposes", HTTPStatus.SEE_OTHER, headers=NOT_STORED)


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
    return card.answer(unit_id, lambda: _close(card.session, _id(purpose) or uuid.UUID(int=0)))


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

    def do() -> None:
        _require_listed(queries.assignments_of(card.session, unit_id), assignment_id)
        assigning.end(card.session, assignment_id)

    return card.answer(unit_id, do)


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

    def do() -> None:
        _require_listed(queries.shares_of(card.session, unit_id), share_id)
        sharing.revoke(card.session, share_id)

    return card.answer(unit_id, do)


def _require_listed(shown: Iterable[Entrusted | Share], wanted: uuid.UUID) -> None:
    """Raise NotFoundError for what is not of the card's own unit."""
    if wanted not in {each.id for each in shown}:
        raise NotFoundError(
            Text(
                it="Questa scheda non ha nulla con questo identificativo.",
                en="This card has nothing with this id.",
            )
        )


def _close(session: Session, purpose_id: uuid.UUID) -> None:
    try:
        service.close(session, purpose_id)
    except NotFoundError:
        return


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
