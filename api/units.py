"""One unit as JSON: what its card shows, with codes instead of words."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Response

from api.deps import KnownAt, OnDate, SessionDep
from api.discrepancies import DiscrepancyRead
from api.dossier import Dossier, Task, dossier
from api.facts import Fact, SourceRead, with_more
from api.identity import ThingId
from api.noting import note_card
from api.purposes import ClosedPart, PurposeRead, closed_parts
from api.unit_facts import (
    Case,
    Encumbrance,
    Episode,
    HomeRead,
    InterventionRead,
    Issue,
    MeterRead,
    Report,
    Sale,
    ShareRead,
    TaskRead,
    Value,
)
from api.unit_registers import Arrears, Cadastre, Registers, RoomRead, told
from buildings.cases.states import Office
from buildings.registry.states import ConsistencyUnit, UseClass
from buildings.status.queries import Held, Track, value_of
from buildings.status.states import Badge

router = APIRouter(tags=["units"])


class Unit(Fact):
    """One unit on a day. `reliability` of the unit itself is that of its place.

    What belongs to a class that `closed` names is not in the lists, whatever the register holds.
    """

    on_date: dt.date
    known_at: dt.datetime | None = None
    id: uuid.UUID
    building_id: uuid.UUID
    condominium_id: uuid.UUID | None
    condominium: str | None
    super_condominium_id: uuid.UUID | None
    super_condominium: str | None
    building_ended_on: dt.date | None
    replaced_by_id: uuid.UUID | None
    floors_above_ground: int | None
    municipality_code: str
    street_name: str | None
    number_text: str | None
    staircase_code: str | None
    floor_code: str | None
    unit_number: str | None
    use_class: UseClass
    cadastral_reference: str | None
    cadastral_source_id: str | None
    cadastral_category: str | None
    cadastral_class: str | None
    consistency_value: Decimal | None
    consistency_unit: ConsistencyUnit | None
    cadastral_income_eur: Decimal | None
    rooms: Decimal | None
    cadastral_area_m2: int | None
    usable_area_m2: Decimal | None
    lon: float
    lat: float
    badge: Badge
    offices: list[Office]
    next_due_on: dt.date | None
    tasks: list[TaskRead]
    dimensions: list[Value]
    utilities: list[Value]
    encumbrances: list[Encumbrance]
    sales: list[Sale]
    issues: list[Issue]
    cases: list[Case]
    episodes: list[Episode]
    reports: list[Report]
    interventions: list[InterventionRead]
    homes: list[HomeRead]
    meters: list[MeterRead]
    shares: list[ShareRead]
    cadastre: Cadastre
    registers: Registers
    room: RoomRead
    arrears: list[Arrears]
    discrepancies: list[DiscrepancyRead]
    closed: list[ClosedPart]
    purpose: PurposeRead | None
    sources: list[SourceRead]


@router.get("/api/units/{unit_id}")
def unit_json(
    unit_id: ThingId, session: SessionDep, on_date: OnDate, known_at: KnownAt, response: Response
) -> Unit:
    """Everything the register holds about a unit, as it stood on a day and was known then."""
    response.headers["Cache-Control"] = "no-store"
    read = payload(dossier(session, unit_id, on_date))
    note_card(session, unit_id)
    return read.model_copy(update={"known_at": known_at})


def payload(read: Dossier) -> Unit:
    """A dossier in the shape of the API."""
    place, glance = read.place, read.glance
    whole = (
        {name: getattr(place, name) for name in place.__slots__}
        | {
            "on_date": read.on_date,
            "badge": glance.badge,
            "offices": list(glance.offices),
            "next_due_on": glance.due_on,
            "tasks": [_task(each) for each in read.tasks],
            "homes": [
                with_more(
                    home.dwelling,
                    unit_count=home.unit_count,
                    states=[
                        with_more(row, what=row.dimension.value, is_believed=True)
                        for row in home.rows()
                    ],
                )
                for home in read.homes
            ],
            "meters": read.meters,
            "shares": [
                with_more(
                    each.share,
                    kind=each.table.kind,
                    label=each.table.label,
                    is_approved=each.table.is_approved,
                )
                for each in read.shares
            ],
            "discrepancies": read.discrepancies,
            "closed": closed_parts(read.reading),
            "purpose": read.reading.purpose,
            "sources": list(read.sources.values()),
            "dimensions": [
                _value(row, track) for track in read.state.dimensions for row in track.rows
            ],
            "utilities": [
                _value(row, track) for track in read.state.utilities for row in track.rows
            ],
            "encumbrances": read.state.encumbrances,
            "sales": [
                with_more(each.sale, states=each.states, attempts=each.attempts)
                for each in read.state.sales
            ],
            "issues": [
                with_more(
                    each.issue,
                    state=each.state.state,
                    reaches_unit=each.issue.unit_id == place.id,
                    is_overdue=each.is_overdue,
                )
                for each in read.issues
            ],
            "cases": [
                with_more(
                    each.case,
                    state=each.state.state,
                    reaches_unit=each.reaches_unit,
                    is_overdue=each.is_overdue,
                )
                for each in read.cases
            ],
            "episodes": [
                with_more(
                    each.episode,
                    legal_route=each.route and each.route.legal_route,
                    is_open=each.is_open,
                    states=each.states,
                    reports=[with_more(one.report, state=one.state.state) for one in each.reports],
                )
                for each in read.occupations.episodes
            ],
            "reports": [
                with_more(one.report, state=one.state.state)
                for one in read.occupations.loose_reports
            ],
            "interventions": [
                with_more(
                    each.intervention,
                    state=each.stage.state,
                    is_district_wide=each.is_district_wide,
                    funds=each.funds,
                )
                for each in read.interventions
            ],
        }
        | told(read)
    )
    return Unit.model_validate(whole)


def _value(row: Held, track: Track[Held]) -> dict[str, Any]:
    return with_more(
        row, what=track.what.value, value=value_of(row).value, is_believed=row is track.now
    )


def _task(each: Task) -> dict[str, Any]:
    return {name: getattr(each, name) for name in each.__slots__} | {
        "what": each.what.value if each.what else None,
        "state": each.state.value,
    }
