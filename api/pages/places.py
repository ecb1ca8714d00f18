"""The pages of a condominium and of the district: what is published, issues, interventions."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import AS_KNOWN_AT, OnDate, SessionDep
from api.identity import ThingId
from api.pages.templates import NOT_STORED, render
from buildings.arrears import queries as arrears
from buildings.chronicle import queries as chronicle
from buildings.chronicle.models import TimelineEvent
from buildings.chronicle.queries import Measure
from buildings.condominiums import queries as condominiums
from buildings.condominiums.management import management
from buildings.discrepancies import queries as discrepancies
from buildings.discrepancies.queries import Wanted
from buildings.interventions import queries as interventions
from buildings.interventions.queries import InterventionOnDay
from buildings.issues import queries as issues
from buildings.issues.queries import IssueOnDay
from buildings.registry import queries as registry

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Story:
    """What is told about a condominium or the district."""

    figures: list[Measure]
    events: list[TimelineEvent]
    interventions: list[InterventionOnDay]
    issues: list[IssueOnDay]

    @property
    def source_ids(self) -> set[str]:
        """The sources that the page names."""
        found = {figure.source_id for measure in self.figures for figure in measure.figures}
        found |= {event.source_id for event in self.events}
        found |= {each.issue.source_id for each in self.issues}
        for each in self.interventions:
            found |= {each.intervention.source_id, *(fund.source_id for fund in each.funds)}
        return found


@router.get("/condominiums/{condominium_id}", dependencies=[AS_KNOWN_AT])
def condominium(
    request: Request, condominium_id: ThingId, session: SessionDep, on_date: OnDate
) -> Response:
    """A condominium: its buildings, published figures, issues, interventions and events."""
    found = condominiums.condominium(session, condominium_id, on_date)
    story = Story(
        figures=chronicle.figures_of_condominium(session, condominium_id),
        events=chronicle.events_of_condominium(session, condominium_id),
        interventions=interventions.of_condominium(session, condominium_id, on_date),
        issues=issues.of_condominium(session, condominium_id, on_date),
    )
    money = arrears.of_condominium(session, condominium_id, on_date)
    running = management(session, condominium_id, on_date)
    standing = registry.building_ids_of(session, condominium_id, on_date)
    return render(
        request,
        "condominium.html",
        headers=NOT_STORED,
        condominium=found,
        buildings=registry.buildings(session, standing),
        story=story,
        management=running,
        money=money,
        open_discrepancies=discrepancies.count(session, Wanted(condominium_id=condominium_id)),
        sources=registry.sources(
            session,
            {
                found.source_id,
                *story.source_ids,
                *running.source_ids,
                *(row.source_id for row in money.rows),
            },
        ),
        on_date=on_date,
    )


@router.get("/chronicle")
def district(request: Request, session: SessionDep, on_date: OnDate) -> Response:
    """What is published about the district: figures side by side, events, interventions."""
    story = Story(
        figures=chronicle.figures_of_district(session),
        events=chronicle.events(session),
        interventions=interventions.of_district(session, on_date),
        issues=[],
    )
    return render(
        request,
        "chronicle.html",
        condominiums=condominiums.every(session, on_date),
        story=story,
        sources=registry.sources(session, story.source_ids),
        on_date=on_date,
    )
