"""The state of a unit and the work about it as JSON, with codes instead of words."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Literal

from api.dossier import Scope
from api.facts import Dated, Fact, Read
from buildings.cases.states import CaseState, CaseType, Office
from buildings.condominiums.states import MeterService, MillesimalKind
from buildings.interventions.states import FundingSource, InterventionState, WorksCategory
from buildings.issues.states import IssueState, IssueType, Severity
from buildings.occupations.states import EpisodeState, LegalRoute, ReportChannel, ReportState
from buildings.status.states import EncumbranceKind, ReportedOccupancy, SaleMode, SaleState


class Value(Dated):
    """One value of one dimension or service, for as long as it held.

    `is_believed` marks the value that holds on the day by the most reliable source; another source
    may hold another. A crowding counts `persons`, a verified title names its act.
    """

    what: str
    value: str
    is_believed: bool
    persons: int | None = None
    act_reference: str | None = None


class Encumbrance(Dated):
    """Something that weighs on the ownership."""

    kind: EncumbranceKind
    reference: str


class SaleStep(Dated):
    """A state that a judicial sale went through."""

    state: SaleState


class Attempt(Fact):
    """An auction of a sale, published by the day; its outcome None where not known."""

    sale_on: dt.date
    attempt_no: int | None
    base_price_eur: Decimal | None
    outcome: SaleState | None


class Sale(Fact):
    """A judicial sale, its steps and auctions newest first; amounts in euro."""

    id: uuid.UUID
    court: str
    rge_number: int
    rge_year: int
    lot: str | None
    base_price_eur: Decimal | None
    min_offer_eur: Decimal | None
    attempt_no: int | None
    sale_on: dt.date | None
    custodian: str | None
    expert_value_eur: Decimal | None
    min_raise_eur: Decimal | None
    deposit_eur: Decimal | None
    sale_mode: SaleMode | None
    delegate: str | None
    occupancy_in_report: ReportedOccupancy | None
    balance_days: int | None
    pvp_url: str | None
    states: list[SaleStep]
    attempts: list[Attempt]


class Issue(Fact):
    """A condominium issue and its state on the day."""

    id: uuid.UUID
    issue_type: IssueType
    severity: Severity
    title_it: str
    title_en: str
    reported_on: dt.date
    due_on: dt.date | None
    amount_eur: Decimal | None
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
    legal_route: LegalRoute | None
    is_open: bool
    states: list[EpisodeStep]
    reports: list[Report]


class Fund(Fact):
    """A fund of an intervention as one source tells it, in euro."""

    funding_source: FundingSource
    amount_eur: Decimal | None


class InterventionRead(Fact):
    """An intervention, its state on the day and its funds, which may contradict each other."""

    id: uuid.UUID
    name_it: str
    name_en: str
    works_category: WorksCategory
    units_refurbished: int | None
    state: InterventionState
    is_district_wide: bool
    funds: list[Fund]


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


class TaskRead(Read):
    """Something that somebody must do about the unit or what it is part of (`scope`).

    `what` is the type of the case or issue, None for an auction.
    """

    kind: Literal["case", "issue", "sale"]
    what: str | None
    state: str
    office: Office | None
    due_on: dt.date | None
    is_overdue: bool
    scope: Scope
