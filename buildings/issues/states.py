"""Kinds, severities and states of condominium issues (domain section 2)."""

from gis.codes import Coded
from gis.workflow import Workflow


class IssueType(Coded):
    """What is wrong."""

    ARREARS = "arrears_condominium", "Morosità e debiti", "Arrears and debts"
    UTILITY_CUT = "utility_cut", "Distacco di utenza", "Utility cut"
    LIFT = "lift_out_of_service", "Ascensore fermo", "Lift out of service"
    FIRE_SAFETY = "fire_safety", "Sicurezza antincendio", "Fire safety"
    STRUCTURAL = "structural_safety", "Parti pericolanti", "Structural safety"
    UNHEALTHY = "hygiene_unhealthy", "Parti antigieniche", "Unhealthy parts"
    UNINHABITABLE = "hygiene_uninhabitable", "Inabitabilità", "Uninhabitable"
    ASBESTOS = "asbestos", "Amianto", "Asbestos"
    WASTE = "waste_bulky", "Rifiuti ingombranti", "Bulky waste"
    VANDALISM = "vandalism", "Vandalismo", "Vandalism"
    LIGHTING = "lighting", "Illuminazione", "Lighting"
    NO_ADMINISTRATOR = (
        "governance_no_administrator", "Amministratore mancante", "No administrator",
    )  # fmt: skip
    NO_STATEMENT = "governance_no_statement", "Rendiconto mancante", "No statement"
    TAMPERING = "electrical_tampering", "Manomissione di impianti", "Tampered installations"
    BACKLOG = "maintenance_backlog", "Manutenzione arretrata", "Maintenance backlog"
    INSURANCE = "insurance_lapsed", "Assicurazione scaduta", "Insurance lapsed"


class Severity(Coded):
    """How soon someone must act."""

    CRITICAL = "critical", "critica (24 ore)", "critical (24 hours)"
    HIGH = "high", "alta (7 giorni)", "high (7 days)"
    MEDIUM = "medium", "media (30 giorni)", "medium (30 days)"
    LOW = "low", "bassa (90 giorni)", "low (90 days)"


class IssueState(Coded):
    """Where an issue stands."""

    REPORTED = "reported", "segnalata", "reported"
    ACKNOWLEDGED = "acknowledged", "presa in carico", "acknowledged"
    ASSESSED = "assessed", "valutata", "assessed"
    IN_PROGRESS = "in_progress", "in lavorazione", "in progress"
    AWAITING = "awaiting_third_party", "in attesa di terzi", "awaiting a third party"
    RESOLVED = "resolved", "risolta", "resolved"
    VERIFIED = "verified", "verificata", "verified"
    CLOSED = "closed", "chiusa", "closed"
    REJECTED = "rejected", "respinta", "rejected"
    DUPLICATE = "duplicate", "doppione", "duplicate"
    REOPENED = "reopened", "riaperta", "reopened"


_S = IssueState
ISSUE_WORKFLOW = Workflow(
    initial=_S.REPORTED,
    steps={
        _S.REPORTED: frozenset({_S.ACKNOWLEDGED, _S.REJECTED, _S.DUPLICATE}),
        _S.ACKNOWLEDGED: frozenset({_S.ASSESSED, _S.REJECTED, _S.DUPLICATE}),
        _S.ASSESSED: frozenset({_S.IN_PROGRESS, _S.AWAITING}),
        _S.IN_PROGRESS: frozenset({_S.AWAITING, _S.RESOLVED}),
        _S.AWAITING: frozenset({_S.IN_PROGRESS, _S.RESOLVED}),
        _S.RESOLVED: frozenset({_S.VERIFIED, _S.REOPENED}),
        _S.VERIFIED: frozenset({_S.CLOSED, _S.REOPENED}),
        _S.CLOSED: frozenset({_S.REOPENED}),
        _S.REJECTED: frozenset({_S.REOPENED}),
        _S.DUPLICATE: frozenset(),
        _S.REOPENED: frozenset({_S.ASSESSED}),
    },
)

OPEN_STATES = frozenset(_S) - {_S.VERIFIED, _S.CLOSED, _S.REJECTED, _S.DUPLICATE, _S.RESOLVED}
"""States in which someone still has to act."""
