"""The page of interventions on a day, with the municipality's public projects beside them."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import OnDate, SessionDep, SettingsDep
from api.pages.templates import render
from buildings.interventions import queries as interventions
from buildings.projects import queries as projects
from buildings.registry import queries as registry

router = APIRouter(include_in_schema=False)


@router.get("/interventions")
def works(
    request: Request, session: SessionDep, settings: SettingsDep, on_date: OnDate
) -> Response:
    """Every intervention on a day, and every public project that the register has."""
    found = interventions.every(session, on_date)
    told = projects.of_municipality(session, settings.municipality)
    sources = {fact.source_id for project in told for fact in project}
    for each in found:
        sources |= {each.intervention.source_id, *(fund.source_id for fund in each.funds)}
    return render(
        request,
        "works.html",
        list=found,
        projects=told,
        sources=registry.sources(session, sources),
        on_date=on_date,
    )
