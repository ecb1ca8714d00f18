"""Facts with their time, about things named by the keys of `data.generator.structure`."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from buildings.cases.states import CaseState, CaseType, Office
from buildings.interventions.states import (
    FundingSource,
    InterventionState,
    PermitType,
    WorksCategory,
)
from buildings.issues.states import IssueState, IssueType, Severity
from buildings.occupations.states import EpisodeState, LegalRoute, ReportChannel, ReportState
from buildings.status.states import (
    Dimension,
    EncumbranceKind,
    SaleState,
    UtilityService,
    UtilityState,
)
from data.generator.misfortune.running import Management
from gis.codes import Coded, Text

S_co = TypeVar("S_co", bound=Coded, covariant=True)
Target = Literal["community", "house", "flat"]


@dataclass(frozen=True, slots=True)
class Span(Generic[S_co]):
    """A value from a day until, not including, another (None: it still holds)."""

    value: S_co
    since: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """One dimension of one flat, with the persons counted or the act that established it."""

    flat: str
    dimension: Dimension
    span: Span[Coded]
    persons: int | None = None
    act_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """One service at one flat."""

    flat: str
    service: UtilityService
    span: Span[UtilityState]


@dataclass(frozen=True, slots=True)
class Encumbrance:
    """One encumbrance on one flat, with the number of its proceeding if it has one."""

    flat: str
    span: Span[EncumbranceKind]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Sale:
    """A judicial sale; amounts in euro."""

    key: str
    flat: str
    number: int
    year: int
    base_price_eur: Decimal | None
    min_offer_eur: Decimal | None
    attempt_no: int | None
    sale_on: dt.date | None
    states: tuple[Span[SaleState], ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """An occupation episode; `previous` is the key of the one before at the same flat."""

    key: str
    flat: str
    previous: str | None
    recidivism_no: int
    route: LegalRoute | None
    states: tuple[Span[EpisodeState], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A signal; it names a flat, or only a staircase and a floor, or only a building."""

    key: str
    episode: str | None
    flat: str | None
    stair: str | None
    house: str | None
    floor_code: str | None
    channel: ReportChannel
    states: tuple[Span[ReportState], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A housing case about a flat or a building."""

    key: str
    case_type: CaseType
    flat: str | None
    house: str | None
    protocol_no: str | None
    office: Office
    due_on: dt.date | None
    states: tuple[Span[CaseState], ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A condominium issue; `house` and `flat` say where in the condominium, if one knows."""

    key: str
    community: str
    house: str | None
    flat: str | None
    issue_type: IssueType
    severity: Severity
    title: Text
    due_on: dt.date
    amount_eur: Decimal | None
    states: tuple[Span[IssueState], ...]


@dataclass(frozen=True, slots=True)
class Works:
    """An intervention with what it reaches and who pays; amounts in euro."""

    key: str
    name: Text
    category: WorksCategory
    permit: PermitType | None
    planned_start_on: dt.date
    planned_end_on: dt.date
    units_refurbished: int | None
    targets: tuple[tuple[Target, str], ...]
    funds: tuple[tuple[FundingSource, Decimal], ...]
    states: tuple[Span[InterventionState], ...]


@dataclass(frozen=True, slots=True)
class Misfortune:
    """Everything that happens on an estate, each list in a fixed order."""

    statuses: tuple[Status, ...]
    supplies: tuple[Supply, ...]
    encumbrances: tuple[Encumbrance, ...]
    sales: tuple[Sale, ...]
    episodes: tuple[Episode, ...]
    reports: tuple[Report, ...]
    cases: tuple[Case, ...]
    issues: tuple[Issue, ...]
    works: tuple[Works, ...]
    management: Management
