"""One unit as JSON: what its card shows, with codes instead of words."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from api.deps import KnownAt, OnDate, SessionDep
from api.dossier import Dossier, dossier
from api.identity import ThingId
from buildings.cases.states import CaseState, CaseType, Office
from buildings.condominiums.states import MeterService, MillesimalKind
from buildings.interventions.states import InterventionState, WorksCategory
from buildings.issues.states import IssueState, IssueType, Severity
from buildings.occupations.states import EpisodeState, ReportChannel, ReportState
from buildings.registry.states import ConsistencyUnit, UseClass
from buildings.status.states import Badge, EncumbranceKind, SaleState
from gis.columns import Reliability

router = APIRouter(tags=["units"])


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Fact(_Read):
    """Where something comes from, as of when, and how far it may be trusted."""

    source_id: str
    as_of: dt.date
    reliability: Reliability
    is_synthetic: bool


class Dated(Fact):
    """A fact and the days from `valid_from` until, not including, `valid_to`."""

    valid_from: dt.date
    valid_to: dt.date | None


class Value(Dated):
    """One value of one dimension or service, for as long as it held."""

    what: str
    value: str


class Encumbrance(Dated):
    """Something that weighs on the ownership."""

    kind: EncumbranceKind
    reference: str


class SaleStep(Dated):
    """A state that a judicial sale went through."""

    state: SaleState


class Sale(Fact):
    """A judicial sale; amounts in euro."""

    id: uuid.UUID
    court: str
    rge_number: int
    rge_year: int
    lot: str | None
    base_price_eur: Decimal | None
    min_offer_eur: Decimal | None
    sale_on: dt.date | None
    states: list[SaleStep]


class Issue(Fact):
    """A condominium issue and its state on the day."""

    id: uuid.UUID
    issue_type: IssueType
    severity: Severity
    title_it: str
    title_en: str
    reported_on: dt.date
    due_on: dt.date | None
    state: IssueState
    reaches_unit: bool
    is_overdue: bool


class Case(Fact):
    """A housing case and its state on the day."""

    id: uuid.UUID
    case_type: CaseType
    office: Office
    protocol_no: str | None
    opened_on: dt.date
    due_on: dt.date | None
    state: CaseState
    reaches_unit: bool
    is_overdue: bool


class Report(Fact):
    """An occupation report and its state on the day."""

    id: uuid.UUID
    channel: ReportChannel
    received_on: dt.date
    state: ReportState


class EpisodeStep(Dated):
    """A state that an episode went through."""

    state: EpisodeState


class Episode(Fact):
    """An occupation episode, its states newest first, and the reports behind it."""

    id: uuid.UUID
    opened_on: dt.date
    recidivism_no: int
    is_open: bool
    states: list[EpisodeStep]
    reports: list[Report]


class InterventionRead(Fact):
    """An intervention and its state on the day."""

    id: uuid.UUID
    name_it: str
    name_en: str
    works_category: WorksCategory
    state: InterventionState
    is_district_wide: bool


class HomeRead(Fact):
    """A real home that is not the unit; its states are the best values of the sources."""

    id: uuid.UUID
    label: str
    usable_area_m2: Decimal | None
    unit_count: int
    states: list[Value]


class MeterRead(Dated):
    """A meter of the unit."""

    id: uuid.UUID
    service: MeterService
    serial: str


class ShareRead(Fact):
    """A share on 1000 in a table of the condominium."""

    table_id: uuid.UUID
    kind: MillesimalKind
    label: str
    share: Decimal
    is_approved: bool


class Unit(Fact):
    """One unit on a day. `reliability` of the unit itself is that of its place."""

    on_date: dt.date
    known_at: dt.datetime | None = None
    id: uuid.UUID
    building_id: uuid.UUID
    condominium_id: uuid.UUID | None
    condominium: str | None
    municipality_code: str
    street_name: str | None
    number_text: str | None
    staircase_code: str | None
    floor_code: str | None
    unit_number: str | None
    use_class: UseClass
    cadastral_reference: str | None
    cadastral_category: str | None
    cadastral_class: str | None
    consistency_value: Decimal | None
    consistency_unit: ConsistencyUnit | None
    cadastral_income_eur: Decimal | None
    rooms: Decimal | None
    cadastral_area_m2: int | None
    usable_area_m2: Decimal | None
    max_occupants: int | None
    max_occupants_is_provisional: bool | None
    lon: float
    lat: float
    badge: Badge
    offices: list[Office]
    next_due_on: dt.date | None
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
    open_discrepancies: int


@router.get("/api/units/{unit_id}")
def unit_json(
    unit_id: ThingId, session: SessionDep, on_date: OnDate, known_at: KnownAt, response: Response
) -> Unit:
    """Everything the register holds about a unit, as it stood on a day and was known then."""
    response.headers["Cache-Control"] = "no-store"
    read = payload(dossier(session, unit_id, on_date))
    return read.model_copy(update={"known_at": known_at})


def payload(read: Dossier) -> Unit:
    """A dossier in the shape of the API."""
    place, glance, capacity = read.place, read.glance, read.room.capacity
    whole = {name: getattr(place, name) for name in place.__slots__} | {
        "on_date": read.on_date,
        "badge": glance.badge,
        "offices": list(glance.offices),
        "next_due_on": glance.due_on,
        "max_occupants": capacity.persons if capacity else None,
        "max_occupants_is_provisional": capacity.is_provisional if capacity else None,
        "homes": [
            _with(
                home.dwelling,
                unit_count=home.unit_count,
                states=[_with(row, what=row.dimension.value) for row in home.rows()],
            )
            for home in read.homes
        ],
        "meters": read.meters,
        "shares": [
            _with(
                each.share,
                kind=each.table.kind,
                label=each.table.label,
                is_approved=each.table.is_approved,
            )
            for each in read.shares
        ],
        "open_discrepancies": len(read.discrepancies),
        "dimensions": [
            _with(row, what=track.what.value) for track in read.dimensions for row in track.rows
        ],
        "utilities": [
            _with(row, what=track.what.value, value=row.state.value)
            for track in read.utilities
            for row in track.rows
        ],
        "encumbrances": read.encumbrances,
        "sales": [_with(each.sale, states=each.states) for each in read.sales],
        "issues": [
            _with(
                each.issue,
                state=each.state.state,
                reaches_unit=each.issue.unit_id == place.id,
                is_overdue=each.is_overdue,
            )
            for each in read.issues
        ],
        "cases": [
            _with(
                each.case,
                state=each.state.state,
                reaches_unit=each.reaches_unit,
                is_overdue=each.is_overdue,
            )
            for each in read.cases
        ],
        "episodes": [
            _with(
                each.episode,
                is_open=each.is_open,
                states=each.states,
                reports=[_with(one.report, state=one.state.state) for one in each.reports],
            )
            for each in read.occupations.episodes
        ],
        "reports": [
            _with(one.report, state=one.state.state) for one in read.occupations.loose_reports
        ],
        "interventions": [
            _with(
                each.intervention,
                state=each.stage.state,
                is_district_wide=each.is_district_wide,
            )
            for each in read.interventions
        ],
    }
    return Unit.model_validate(whole)


def _with(row: object, **more: object) -> dict[str, Any]:
    """The columns of a row and what is told beside them."""
    return {key: value for key, value in vars(row).items() if not key.startswith("_")} | more
