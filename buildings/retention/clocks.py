"""Which rows each clock finds, and what belongs to a thing that goes with it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from buildings.cases.states import ENDED_STATES, CaseType
from buildings.issues.states import OPEN_STATES, IssueState
from buildings.occupations.states import EpisodeState, ReportState
from buildings.retention.states import Anchor, RetentionAction, RetentionKind
from buildings.status.states import SaleState

_K, _A = RetentionKind, Anchor
_ERASES = frozenset({RetentionAction.ERASE})

SUPPORT = frozenset(
    {
        CaseType.SAP,
        CaseType.SAT,
        CaseType.EMERGENCY,
        CaseType.RENT_SUPPORT,
        CaseType.INNOCENT_ARREARS,
    }
)
"""Cases by which somebody asked for a home or for money."""


EPISODE_ENDED = frozenset(
    {
        EpisodeState.TITLE_FOUND,
        EpisodeState.VACANT_FOUND,
        EpisodeState.EXPIRED_TITLE,
        EpisodeState.CLOSED,
    }
)
"""States after which nothing more happens in an episode."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of `table` that belong to a thing: those whose `column` is its id."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Clock:
    """How the rows of a kind are found: a `due` query with its parameters, from an anchor.

    `actions` are those that a rule may order. A kind without a query holds nothing that the job
    could erase: it is kept, or its own feature erases it, or the register does not have it yet,
    which `is_awaited` says.
    """

    anchor: Anchor
    due: str | None = None
    parameters: Mapping[str, list[str]] = field(default_factory=dict)
    actions: frozenset[RetentionAction] = frozenset()
    is_awaited: bool = False


CLOCKS: dict[RetentionKind, Clock] = {
    _K.SUPPORT_CASES: Clock(
        _A.CASE_ENDED, "due_cases", {"types": sorted(SUPPORT), "states": sorted(ENDED_STATES)},
        _ERASES,
    ),
    _K.OTHER_CASES: Clock(
        _A.CASE_ENDED, "due_cases",
        {"types": sorted(set(CaseType) - SUPPORT), "states": sorted(ENDED_STATES)}, _ERASES,
    ),
    _K.SUITABILITY_CERTIFICATES: Clock(_A.CERTIFICATE_EXPIRED, is_awaited=True),
    _K.REPORTS_UNFOUNDED: Clock(
        _A.REPORT_JUDGED, "due_reports",
        {"states": [ReportState.UNFOUNDED, ReportState.DUPLICATE, ReportState.NOT_RELEVANT]},
        _ERASES,
    ),
    _K.EPISODES_UNCONFIRMED: Clock(
        _A.EPISODE_ENDED, "due_episodes",
        {"states": [EpisodeState.TITLE_FOUND, EpisodeState.VACANT_FOUND,
                    EpisodeState.EXPIRED_TITLE]},
        _ERASES,
    ),
    _K.EPISODES_WITH_ACT: Clock(
        _A.EPISODE_ENDED, "due_episodes", {"states": [EpisodeState.CLOSED]},
        _ERASES | {RetentionAction.ARCHIVE},
    ),
    _K.REPORTER_IDENTITY: Clock(_A.REPORT_JUDGED, is_awaited=True),
    _K.INSPECTION_PHOTOS: Clock(
        _A.SUBJECT_CLOSED, "due_photos",
        {"cases": sorted(ENDED_STATES), "issues": sorted(set(IssueState) - OPEN_STATES),
         "episodes": sorted(EPISODE_ENDED)},
        _ERASES,
    ),
    _K.UNIT_DOCUMENTS: Clock(_A.WRITTEN, "due_documents", actions=_ERASES),
    _K.HOUSEHOLD_FACTS: Clock(_A.FACT_ENDED, "due_facts", actions=_ERASES),
    _K.ENFORCEMENT_SALES: Clock(
        _A.SALE_ENDED, "due_sales",
        {"states": [SaleState.DELIVERED, SaleState.EXTINGUISHED, SaleState.UNWORKABLE]}, _ERASES,
    ),
    _K.PAST_HOLDERS: Clock(
        _A.LAST_RIGHT_ENDED, "due_holders", actions=frozenset({RetentionAction.ANONYMISE})
    ),
    _K.PERSONS_ON_REQUEST: Clock(_A.REQUEST),
    _K.READ_AUDIT: Clock(_A.WRITTEN),
    _K.IMPORT_REFUSALS: Clock(_A.RUN_FINISHED, "due_refusals", actions=_ERASES),
    _K.IMPORT_CHANGES: Clock(_A.RUN_FINISHED, "due_changes", actions=_ERASES),
    _K.DELIVERY_FILES: Clock(_A.LINK_EXPIRED),
    _K.DELIVERY_ATTEMPTS: Clock(_A.WRITTEN),
    _K.ACCOUNTS: Clock(_A.ACCOUNT_CLOSED),
    _K.PHYSICAL: Clock(_A.NONE),
    _K.CONFIGURATION: Clock(_A.NONE),
}  # fmt: skip
"""One clock for every kind."""

BELONGINGS: dict[str, tuple[Part, ...]] = {
    "housing_case": (
        Part("assignment", "case_id"),
        Part("stated_purpose", "case_id"),
        Part("data_share", "case_id"),
        Part("case_document", "case_id"),
        Part("checklist_answer", "case_id"),
        Part("checklist_item", "case_id"),
        Part("housing_case_state", "case_id"),
        Part("housing_case", "id"),
    ),
    "occupation_report": (
        Part("occupation_report_state", "report_id"),
        Part("occupation_report", "id"),
    ),
    "occupation_episode": (
        Part("episode_document", "episode_id"),
        Part("occupation_episode_route", "episode_id"),
        Part("occupation_episode_state", "episode_id"),
        Part("occupation_episode", "id"),
    ),
    "enforcement_sale": (
        Part("assignment", "sale_id"),
        Part("sale_attempt", "sale_id"),
        Part("enforcement_sale_state", "sale_id"),
        Part("enforcement_sale", "id"),
    ),
    **{
        table: (Part(table, "id"),)
        for table in (
            "unit_residents", "unit_waste_charge", "unit_notice", "unit_custody", "unit_lease",
            "unit_utility", "unit_encumbrance", "unit_status", "unit_arrears",
            "unit_document", "case_document", "issue_document", "episode_document",
        )
    },
}  # fmt: skip
"""What each thing consists of, in the order of its deletion; the last part is the thing itself."""

COMPANIONS: dict[str, tuple[Part, ...]] = {
    "occupation_episode": (Part("occupation_report", "episode_id"),),
}
"""Things of their own that are erased, or archived, before the thing they belong to."""

HANGING: dict[RetentionKind, Part] = {
    _K.IMPORT_REFUSALS: Part("import_refusal", "run_id"),
    _K.IMPORT_CHANGES: Part("import_change", "run_id"),
}
"""Kinds of which only these rows go; the thing that they hang on stays."""

RESTORABLE = frozenset(BELONGINGS) | {"person"}
"""Things that the list outside the database names, so that a restored backup forgets them too."""


@cache
def kinds_of_tables() -> dict[str, frozenset[RetentionKind]]:
    """Under which kinds the rows of each table fall, as `tables.csv` declares it."""
    kinds = {member.value: member for member in RetentionKind}
    found: dict[str, set[RetentionKind]] = {}
    text = files(__package__).joinpath("tables.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["table"], set()).add(kinds[row["kind"]])
    return {table: frozenset(each) for table, each in found.items()}
