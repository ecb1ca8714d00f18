"""The queue of namings to decide: what a row says beside the units that it may mean."""

import uuid
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote, unquote, urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.deps import FactsWritingDep, SessionDep, SettingsDep, requiring
from api.identity import ThingId
from api.pages.templates import NOT_STORED, YEAR_S, render
from buildings.identity import queries, service
from buildings.identity.models import UnitReference
from buildings.identity.reasons import AGREEING, DOUBTFUL, MatchReason, reason_of
from buildings.identity.states import ReferenceState
from buildings.privacy.states import DataClass
from buildings.registry import queries as registry
from buildings.registry.queries import UnitPlace
from buildings.registry.search import find
from data.identity.resolving import resolve
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError
from gis.settings import Settings

router = APIRouter(include_in_schema=False, dependencies=[requiring(DataClass.P3)])

PAGE = 15
DECIDES = "decides"
"""The cookie that keeps who decides, so that it is written once a day."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that a naming may mean, with the reasons; `mark` is +, ~ or - of each."""

    place: UnitPlace
    score: Decimal
    reasons: list[tuple[str, MatchReason]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A naming with its choices and with what stopped the match."""

    naming: UnitReference
    choices: list[Choice]
    obstacles: list[MatchReason]


@router.get("/identity")
def queue(
    request: Request,
    session: SessionDep,
    sender: str | None = None,
    state: ReferenceState = ReferenceState.REVIEW,
    after: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """The namings in a state, first come first, those of one sender if asked."""
    sender = sender or None
    counts = queries.counts(session)
    found = queries.queue(session, sender=sender, state=state, after=after, most=PAGE + 1)
    shown = found[:PAGE]
    kept = {"state": state.value} | ({"sender": sender} if sender else {})
    following = urlencode({**kept, "after": shown[-1].fid}) if len(found) > PAGE else None
    return render(
        request,
        "identity.html",
        headers=NOT_STORED,
        asked=_asked(session, shown),
        counts=counts,
        named=_named(session, {each.sender for each in counts}),
        sender=sender,
        state=state,
        states=list(ReferenceState),
        back=urlencode(kept),
        following=following,
        decides=unquote(request.cookies.get(DECIDES, "")),
        is_open=state in queries.OPEN,
    )


@router.get("/identity/decisions")
def decisions(request: Request, session: SessionDep) -> Response:
    """The newest decisions, each of which can be undone."""
    taken = queries.decisions(session)
    places = registry.units(
        session, [decision.unit_id for decision, _ in taken if decision.unit_id], today()
    )
    return render(
        request,
        "identity_decisions.html",
        headers=NOT_STORED,
        taken=taken,
        named=_named(session, {naming.sender for _, naming in taken}),
        places={place.id: place for place in places},
        decides=unquote(request.cookies.get(DECIDES, "")),
    )


@router.post("/identity/{reference_id}/accept")
def accept(
    reference_id: ThingId,
    session: FactsWritingDep,
    settings: SettingsDep,
    *,
    by: Annotated[str, Form()] = "",
    unit_id: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Tie a naming to one of its candidates, or to the one unit that `other` finds."""
    chosen = _other_unit(session, settings, other) if not unit_id else _unit_id(unit_id)
    service.accept(session, reference_id, chosen, by=by, note=note)
    return _back(back, by)


@router.post("/identity/{reference_id}/dismiss")
def dismiss(
    reference_id: ThingId,
    session: FactsWritingDep,
    *,
    by: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Say that what a naming means is not of the register."""
    service.dismiss(session, reference_id, by=by, note=note)
    return _back(back, by)


@router.post("/identity/decisions/{decision_id}/undo")
def undo(decision_id: int, session: FactsWritingDep, by: Annotated[str, Form()] = "") -> Response:
    """Take a decision back; the naming goes through the resolution again at once."""
    service.undo(session, decision_id, by=by)
    resolve(session.connection())
    return _remembering(RedirectResponse("/identity/decisions", HTTPStatus.SEE_OTHER), by)


def _named(session: Session, senders: set[str]) -> dict[str, str]:
    """Senders as people call them: the title of the source, and who speaks through it."""
    parts = {sender: sender.partition(":") for sender in senders}
    titles = registry.sources(session, {source_id for source_id, _, _ in parts.values()})
    return {
        sender: ": ".join(
            filter(None, [titles[source_id].title if source_id in titles else source_id, who])
        )
        for sender, (source_id, _, who) in parts.items()
    }


def _asked(session: Session, namings: list[UnitReference]) -> list[Asked]:
    """The namings with their candidates' places and reasons."""
    found = queries.candidates(session, [naming.id for naming in namings])
    ids = [each.unit_id for choices in found.values() for each in choices]
    ids += [naming.unit_id for naming in namings if naming.unit_id]
    places = {
        place.id: place for place in registry.units(session, list(dict.fromkeys(ids)), today())
    }
    return [
        Asked(
            naming,
            [
                Choice(places[each.unit_id], each.score, _marked(each.reasons))
                for each in found[naming.id]
            ]
            or _taken(naming, places),
            [
                reason
                for reason in map(reason_of, naming.reasons)
                if not any(reason in each.reasons for each in found[naming.id])
            ]
            if naming.unit_id is None
            else [],
        )
        for naming in namings
    ]


def _taken(naming: UnitReference, places: dict[uuid.UUID, UnitPlace]) -> list[Choice]:
    """The unit that a naming has already."""
    if naming.unit_id is None:
        return []
    return [Choice(places[naming.unit_id], naming.score or Decimal(1), _marked(naming.reasons))]


def _marked(codes: list[str]) -> list[tuple[str, MatchReason]]:
    """Reasons with +, ~ or -, those against first."""
    reasons = [reason_of(code) for code in codes]
    marked = [(_mark(reason), reason) for reason in reasons]
    return sorted(marked, key=lambda each: "-~+".index(each[0]))


def _mark(reason: MatchReason) -> str:
    if reason in AGREEING or reason is MatchReason.DECIDED:
        return "+"
    return "~" if reason in DOUBTFUL else "-"


def _unit_id(written: str) -> uuid.UUID:
    try:
        return uuid.UUID(written)
    except ValueError:
        raise InputError(
            Text(
                it="L'unità scelta non è un identificativo del registro.",
                en="The unit chosen is no id of the register.",
            )
        ) from None


def _other_unit(session: Session, settings: Settings, written: str) -> uuid.UUID:
    """The one unit that a search finds; InputError when there is none or several."""
    code = settings.municipality
    found = (
        find(session, written, today(), municipality_code=code, most_flats=2) if written else None
    )
    if found is None or len(found.flats) != 1:
        raise InputError(
            Text(
                it="Scegliere una delle unità proposte, o scrivere i dati catastali o l'indirizzo "
                "con scala e interno di una sola unità.",
                en="Choose one of the units proposed, or write the cadastral reference or the "
                "address with staircase and door of a single unit.",
            )
        )
    return found.flats[0]


def _back(query: str, by: str) -> Response:
    """The queue as it was filtered; nothing but a query may come from the form."""
    safe = quote(query, safe="=&%+:._-")
    address = f"/identity?{safe}" if safe else "/identity"
    return _remembering(RedirectResponse(address, HTTPStatus.SEE_OTHER), by)


def _remembering(answer: Response, by: str) -> Response:
    answer.set_cookie(
        DECIDES,
        quote(by.strip()),
        max_age=YEAR_S,
        path="/identity",
        httponly=True,
        samesite="strict",
    )
    return answer
