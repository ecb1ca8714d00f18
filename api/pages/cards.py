"""The cards of a unit, a building and a condominium, and the plan of a building."""

import datetime as dt
import uuid
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.deps import AS_KNOWN_AT, LanguageDep, OnDate, SessionDep, known_at_of
from api.dossier import dossier
from api.identity import ThingId
from api.noting import note_card
from api.pages.templates import NOT_STORED, day_query, is_fragment, render
from api.plan import plan
from api.reach import reach
from buildings.dwellings.queries import value_of as home_value
from buildings.privacy.states import DataClass
from buildings.purposes.states import (
    LONGEST_BASIS,
    LONGEST_REASON,
    SHARE_LONGEST,
    SHORTEST_BASIS,
    SHORTEST_REASON,
)
from buildings.registry import queries as registry
from buildings.registry.uses import use_words
from buildings.status.queries import value_of
from gis.codes import Language, Text
from maps.locator import locator_svg

TERMS = {
    "reason": (SHORTEST_REASON, LONGEST_REASON),
    "basis": (SHORTEST_BASIS, LONGEST_BASIS),
    "share": SHARE_LONGEST,
}
"""What forms of the card ask for: characters, days."""

router = APIRouter(include_in_schema=False)


@router.get("/units/{unit_id}", dependencies=[AS_KNOWN_AT])
def unit(
    request: Request, unit_id: ThingId, session: SessionDep, on_date: OnDate, language: LanguageDep
) -> Response:
    """Everything about one unit on a day; the first screen says state, who follows, what is due."""
    return unit_card(request, session, unit_id, on_date, language)


def unit_card(
    request: Request,
    session: Session,
    unit_id: uuid.UUID,
    on_date: dt.date,
    language: Language,
    *,
    problem: Text | None = None,
) -> Response:
    """The card of a unit; with a `problem`, what was wrong with a form that it sent."""
    read = dossier(session, unit_id, on_date)
    note_card(session, unit_id)
    around = registry.surroundings(session, read.place.building_id, on_date)
    return render(
        request,
        "unit.html",
        status=HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK,
        headers=NOT_STORED,
        problem=problem,
        read=read,
        reach=reach(session, read),
        terms=TERMS,
        unit_class=DataClass.P2,
        on_date=on_date,
        value_of=value_of,
        home_value=home_value,
        locator=locator_svg(around, language),
    )


@router.get("/buildings/{building_id}", dependencies=[AS_KNOWN_AT])
def building(
    request: Request,
    building_id: ThingId,
    session: SessionDep,
    on_date: OnDate,
    language: LanguageDep,
) -> Response:
    """A building with its stacked plan."""
    found = registry.building(session, building_id)
    around = registry.surroundings(session, building_id, on_date)
    uses = registry.uses_of(session, building_id, on_date)
    return render(
        request,
        "building.html",
        headers=NOT_STORED,
        building=found,
        plan=plan(session, building_id, on_date),
        uses=uses,
        use_words=use_words,
        sources=registry.sources(session, {found.source_id, *(each.source_id for each in uses)}),
        locator=locator_svg(around, language),
        is_fragment=False,
        on_date=on_date,
    )


@router.get("/buildings/{building_id}/plan", dependencies=[AS_KNOWN_AT])
def building_plan(
    request: Request, building_id: ThingId, session: SessionDep, on_date: OnDate
) -> Response:
    """The stacked plan: the part that the map shows, or the page for who comes by a link."""
    found = registry.building(session, building_id)
    if not is_fragment(request):
        return _to_page(request, f"/buildings/{building_id}", on_date)
    return render(
        request,
        "plan.html",
        headers=NOT_STORED,
        building=found,
        plan=plan(session, building_id, on_date),
        is_fragment=True,
        on_date=on_date,
    )


def _to_page(request: Request, address: str, on_date: dt.date) -> Response:
    kept = day_query(on_date, known_at_of(request))
    return RedirectResponse(f"{address}{kept}", status_code=303)
