"""The page of discrepancies: what sources tell differently, side by side, and the decision."""

import uuid
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import FactsWritingDep, SessionDep, requiring
from api.discrepancies import WantedDep
from api.identity import ThingId
from api.pages.templates import NOT_STORED, render
from buildings.condominiums.models import Condominium
from buildings.discrepancies import queries, service
from buildings.discrepancies.models import Discrepancy
from buildings.discrepancies.queries import MOST_LISTED, Wanted
from buildings.discrepancies.states import Decision, DiscrepancyKind, DiscrepancyState
from buildings.privacy.states import DataClass
from buildings.registry import queries as registry
from gis.dates import today

LONGEST_NAME = 120
LONGEST_NOTE = 2000

router = APIRouter(include_in_schema=False, dependencies=[requiring(DataClass.P3)])


@router.get("/discrepancies")
def discrepancies(request: Request, session: SessionDep, wanted: WantedDep) -> Response:
    """What sources tell differently, with both values and a form to decide each."""
    found = queries.listed(session, wanted)
    source_ids = {each.first_source_id for each in found} | {
        each.second_source_id for each in found
    }
    day = today()
    places = registry.units(session, [each.unit_id for each in found if each.unit_id], day)
    bodies = registry.buildings(session, [each.building_id for each in found if each.building_id])
    return render(
        request,
        "discrepancies.html",
        headers=NOT_STORED,
        found=found,
        wanted=wanted,
        kinds=DiscrepancyKind,
        states=DiscrepancyState,
        decisions=[each for each in Decision if each is not Decision.AGREED],
        counts=queries.counts(session),
        most=MOST_LISTED,
        units={place.id: place for place in places},
        buildings={body.id: body for body in bodies},
        condominiums=_condominiums(session, found),
        events=queries.events(session, [each.id for each in found]),
        said=queries.said,
        about=queries.about,
        sources=registry.sources(session, source_ids),
        here=_address(wanted),
        on_date=day,
    )


@router.post("/discrepancies/{discrepancy_id}/decision")
def decide(
    discrepancy_id: ThingId,
    session: FactsWritingDep,
    decision: Annotated[Decision, Form()],
    decided_by: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
) -> Response:
    """Close a discrepancy by a decision, and back to the list of those like it."""
    closed = service.decide(session, discrepancy_id, decision, decided_by, note)
    return RedirectResponse(
        _address(Wanted(kind=closed.kind)), HTTPStatus.SEE_OTHER, headers=NOT_STORED
    )


def _condominiums(session: SessionDep, found: list[Discrepancy]) -> dict[uuid.UUID, str]:
    ids = {each.condominium_id for each in found if each.condominium_id}
    rows = session.query(Condominium.id, Condominium.name).where(Condominium.id.in_(ids))
    return {row.id: row.name for row in rows}


def _address(wanted: Wanted) -> str:
    """The address of a list."""
    asked = {
        "state": wanted.state.value if wanted.state else None,
        "kind": wanted.kind.value if wanted.kind else None,
        "unit": wanted.unit_id,
        "condominium": wanted.condominium_id,
    }
    return f"/discrepancies?{urlencode({key: value for key, value in asked.items() if value})}"
