"""What the generator tells of the invented condominiums, as rows of the register."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from buildings.cases.models import HousingCase, HousingCaseState
from buildings.condominiums.models import Condominium
from buildings.interventions.models import (
    Intervention,
    InterventionFunding,
    InterventionStage,
    InterventionTarget,
)
from buildings.issues.models import CondominiumIssue, CondominiumIssueState
from buildings.occupations.models import (
    OccupationEpisode,
    OccupationEpisodeRoute,
    OccupationEpisodeState,
    OccupationReport,
    OccupationReportState,
)
from buildings.registry.models import Building, Staircase, Unit
from buildings.status.models import (
    EnforcementSale,
    EnforcementSaleState,
    UnitEncumbrance,
    UnitStatus,
    UnitUtility,
)
from data.generator.misfortune.facts import Misfortune, Span, Works
from data.reference.managing import managing_rows
from data.reference.rows import Rows, identity, invented
from gis.codes import Coded
from gis.db import Base

COURT = "Tribunale (dato sintetico)"
CUSTODIAN = "Custode giudiziario (dato sintetico)"


def happening_rows(told: Misfortune, epoch: dt.date) -> Rows:
    """Every invented fact, marked synthetic, with the states that each thing went through."""
    rows = {
        **_unit_rows(told),
        **_sale_rows(told),
        **_occupation_rows(told),
        **_case_rows(told),
        **_issue_rows(told),
        **_works_rows(told.works),
        **managing_rows(told.management),
    }
    origin = invented(epoch)
    return {table: [row | origin for row in found] for table, found in rows.items()}


def _of(kind: type[Base], key: str | None) -> uuid.UUID | None:
    return identity(kind, key) if key else None


def _valid(span: Span[Coded]) -> dict[str, Any]:
    return {"valid_from": span.since, "valid_to": span.until}


def _states(
    column: str, kind: type[Base], things: Iterable[tuple[str, Sequence[Span[Coded]]]]
) -> list[dict[str, Any]]:
    return [
        {column: identity(kind, key), "state": span.value, **_valid(span)}
        for key, states in things
        for span in states
    ]


def _unit_rows(told: Misfortune) -> Rows:
    return {
        UnitStatus: [
            {
                "unit_id": identity(Unit, fact.flat),
                "dimension": fact.dimension,
                "value": fact.span.value,
                "persons": fact.persons,
                "act_reference": fact.act_reference,
                **_valid(fact.span),
            }
            for fact in told.statuses
        ],
        UnitUtility: [
            {
                "unit_id": identity(Unit, fact.flat),
                "service": fact.service,
                "state": fact.span.value,
                **_valid(fact.span),
            }
            for fact in told.supplies
        ],
        UnitEncumbrance: [
            {
                "unit_id": identity(Unit, fact.flat),
                "kind": fact.span.value,
                "reference": fact.reference,
                **_valid(fact.span),
            }
            for fact in told.encumbrances
        ],
    }


def _sale_rows(told: Misfortune) -> Rows:
    return {
        EnforcementSale: [
            {
                "id": identity(EnforcementSale, sale.key),
                "unit_id": identity(Unit, sale.flat),
                "court": COURT,
                "rge_number": sale.number,
                "rge_year": sale.year,
                "base_price_eur": sale.base_price_eur,
                "min_offer_eur": sale.min_offer_eur,
                "attempt_no": sale.attempt_no,
                "sale_on": sale.sale_on,
                "custodian": CUSTODIAN,
            }
            for sale in told.sales
        ],
        EnforcementSaleState: _states(
            "sale_id", EnforcementSale, ((sale.key, sale.states) for sale in told.sales)
        ),
    }


def _occupation_rows(told: Misfortune) -> Rows:
    return {
        OccupationEpisode: [
            {
                "id": identity(OccupationEpisode, episode.key),
                "unit_id": identity(Unit, episode.flat),
                "previous_episode_id": _of(OccupationEpisode, episode.previous),
                "recidivism_no": episode.recidivism_no,
                "opened_on": episode.states[0].since,
            }
            for episode in told.episodes
        ],
        OccupationEpisodeRoute: [
            {
                "episode_id": identity(OccupationEpisode, episode.key),
                "legal_route": episode.route,
            }
            for episode in told.episodes
            if episode.route
        ],
        OccupationEpisodeState: _states(
            "episode_id", OccupationEpisode, ((each.key, each.states) for each in told.episodes)
        ),
        OccupationReport: [
            {
                "id": identity(OccupationReport, report.key),
                "episode_id": _of(OccupationEpisode, report.episode),
                "unit_id": _of(Unit, report.flat),
                "staircase_id": _of(Staircase, report.stair),
                "building_id": _of(Building, report.house),
                "floor_code": report.floor_code,
                "channel": report.channel,
                "received_on": report.states[0].since,
            }
            for report in told.reports
        ],
        OccupationReportState: _states(
            "report_id", OccupationReport, ((each.key, each.states) for each in told.reports)
        ),
    }


def _case_rows(told: Misfortune) -> Rows:
    return {
        HousingCase: [
            {
                "id": identity(HousingCase, case.key),
                "case_type": case.case_type,
                "unit_id": _of(Unit, case.flat),
                "building_id": _of(Building, case.house),
                "protocol_no": case.protocol_no,
                "office": case.office,
                "opened_on": case.states[0].since,
                "due_on": case.due_on,
            }
            for case in told.cases
        ],
        HousingCaseState: _states(
            "case_id", HousingCase, ((case.key, case.states) for case in told.cases)
        ),
    }


def _issue_rows(told: Misfortune) -> Rows:
    return {
        CondominiumIssue: [
            {
                "id": identity(CondominiumIssue, issue.key),
                "condominium_id": identity(Condominium, issue.community),
                "building_id": _of(Building, issue.house),
                "unit_id": _of(Unit, issue.flat),
                "issue_type": issue.issue_type,
                "severity": issue.severity,
                "title_it": issue.title.it,
                "title_en": issue.title.en,
                "reported_on": issue.states[0].since,
                "due_on": issue.due_on,
                "amount_eur": issue.amount_eur,
            }
            for issue in told.issues
        ],
        CondominiumIssueState: _states(
            "issue_id", CondominiumIssue, ((issue.key, issue.states) for issue in told.issues)
        ),
    }


_TARGETS: dict[str, tuple[str, type[Base]]] = {
    "community": ("condominium_id", Condominium),
    "house": ("building_id", Building),
    "flat": ("unit_id", Unit),
}


def _works_rows(works: Sequence[Works]) -> Rows:
    nothing = dict.fromkeys(column for column, _ in _TARGETS.values())
    targets, funds = [], []
    for each in works:
        key = identity(Intervention, each.key)
        for word, target in each.targets:
            column, kind = _TARGETS[word]
            targets.append({"intervention_id": key, **nothing, column: identity(kind, target)})
        for fund, amount in each.funds:
            funds.append({"intervention_id": key, "funding_source": fund, "amount_eur": amount})
    return {
        Intervention: [
            {
                "id": identity(Intervention, each.key),
                "name_it": each.name.it,
                "name_en": each.name.en,
                "works_category": each.category,
                "permit_type": each.permit,
                "planned_start_on": each.planned_start_on,
                "planned_end_on": each.planned_end_on,
                "units_refurbished": each.units_refurbished,
            }
            for each in works
        ],
        InterventionStage: _states(
            "intervention_id", Intervention, ((each.key, each.states) for each in works)
        ),
        InterventionTarget: targets,
        InterventionFunding: funds,
    }
