"""States of occupation reports and episodes (domain section 5), in neutral words."""

from gis.codes import Coded
from gis.workflow import Workflow


class ReportChannel(Coded):
    """How a report came in."""

    CITIZEN_FORM = "citizen_form", "modulo pubblico", "public form"
    ADMINISTRATOR = "administrator", "amministratore", "administrator"
    LOCAL_POLICE = "local_police", "polizia locale", "local police"
    SOCIAL_SERVICES = "social_services", "servizi sociali", "social services"
    HOUSING_OFFICE = "housing_office", "Ufficio Casa", "Housing office"
    CUSTODIAN = "custodian", "custode giudiziario", "judicial custodian"
    ANONYMOUS = "anonymous", "anonimo", "anonymous"


class ReportState(Coded):
    """Where a report stands."""

    RECEIVED = "received", "ricevuta", "received"
    TRIAGED = "triaged", "esaminata", "triaged"
    LINKED = "linked_to_episode", "collegata a un episodio", "linked to an episode"
    DUPLICATE = "duplicate", "doppione", "duplicate"
    NOT_RELEVANT = "not_relevant", "non pertinente", "not relevant"
    UNFOUNDED = "unfounded", "infondata", "unfounded"


REPORT_WORKFLOW = Workflow(
    initial=ReportState.RECEIVED,
    steps={
        ReportState.RECEIVED: frozenset({ReportState.TRIAGED}),
        ReportState.TRIAGED: frozenset(
            {
                ReportState.LINKED,
                ReportState.DUPLICATE,
                ReportState.NOT_RELEVANT,
                ReportState.UNFOUNDED,
            }
        ),
        ReportState.LINKED: frozenset(),
        ReportState.DUPLICATE: frozenset(),
        ReportState.NOT_RELEVANT: frozenset(),
        ReportState.UNFOUNDED: frozenset(),
    },
)


class EpisodeState(Coded):
    """Where an occupation episode stands."""

    REPORTED = "reported", "segnalata", "reported"
    UNDER_VERIFICATION = "under_verification", "in verifica", "being verified"
    TITLE_FOUND = "title_found", "titolo riscontrato", "title found"
    VACANT_FOUND = "vacant_found", "trovata vuota", "found vacant"
    EXPIRED_TITLE = "expired_title", "titolo scaduto", "expired title"
    CONFIRMED = (
        "confirmed_without_title", "accertata da un'autorità", "established by an authority",
    )  # fmt: skip
    COMPLAINT_FILED = "complaint_filed", "querela presentata", "complaint filed"
    REFERRED = "referred", "comunicata all'autorità giudiziaria", "referred to the prosecutor"
    ORDER_ISSUED = "order_issued", "provvedimento emesso", "order issued"
    REFERRED_TO_PREFECT = (
        "referred_to_prefect", "all'esame della Prefettura", "referred to the Prefect",
    )  # fmt: skip
    EMERGENCY_PLAN = "emergency_plan", "piano di emergenza", "emergency plan"
    OPERATION_PLANNED = "operation_planned", "rilascio programmato", "release planned"
    RELEASED = "released_voluntarily", "rilasciata spontaneamente", "released voluntarily"
    EVICTED = "evicted", "rilascio eseguito", "release executed"
    SECURED = "secured", "messa in sicurezza", "secured"
    HANDED_BACK = "handed_back", "riconsegnata", "handed back"
    MONITORING = "monitoring", "in monitoraggio", "being monitored"
    CLOSED = "closed", "chiusa", "closed"


_S = EpisodeState
EPISODE_WORKFLOW = Workflow(
    initial=_S.REPORTED,
    steps={
        _S.REPORTED: frozenset({_S.UNDER_VERIFICATION}),
        _S.UNDER_VERIFICATION: frozenset(
            {_S.TITLE_FOUND, _S.VACANT_FOUND, _S.EXPIRED_TITLE, _S.CONFIRMED}
        ),
        _S.TITLE_FOUND: frozenset(),
        _S.VACANT_FOUND: frozenset(),
        _S.EXPIRED_TITLE: frozenset(),
        _S.CONFIRMED: frozenset({_S.COMPLAINT_FILED, _S.REFERRED, _S.RELEASED}),
        _S.COMPLAINT_FILED: frozenset({_S.REFERRED, _S.ORDER_ISSUED, _S.RELEASED}),
        _S.REFERRED: frozenset({_S.ORDER_ISSUED, _S.RELEASED}),
        _S.ORDER_ISSUED: frozenset({_S.REFERRED_TO_PREFECT, _S.OPERATION_PLANNED, _S.RELEASED}),
        _S.REFERRED_TO_PREFECT: frozenset({_S.EMERGENCY_PLAN, _S.OPERATION_PLANNED, _S.RELEASED}),
        _S.EMERGENCY_PLAN: frozenset({_S.OPERATION_PLANNED, _S.RELEASED}),
        _S.OPERATION_PLANNED: frozenset({_S.RELEASED, _S.EVICTED}),
        _S.RELEASED: frozenset({_S.SECURED}),
        _S.EVICTED: frozenset({_S.SECURED}),
        _S.SECURED: frozenset({_S.HANDED_BACK}),
        _S.HANDED_BACK: frozenset({_S.MONITORING}),
        _S.MONITORING: frozenset({_S.CLOSED}),
        _S.CLOSED: frozenset(),
    },
)

UNVERIFIED_STATES = frozenset({_S.REPORTED, _S.UNDER_VERIFICATION})
"""Open, nobody has established anything."""

CONFIRMED_OPEN_STATES = frozenset(
    {
        _S.CONFIRMED,
        _S.COMPLAINT_FILED,
        _S.REFERRED,
        _S.ORDER_ISSUED,
        _S.REFERRED_TO_PREFECT,
        _S.EMERGENCY_PLAN,
        _S.OPERATION_PLANNED,
    }
)
"""Open, established by an authority, the unit not yet released."""


class LegalRoute(Coded):
    """By which way of the law an episode proceeds."""

    FLAGRANT = "flagrant_intervention", "intervento in flagranza", "flagrant intervention"
    ART_633 = "art_633", "art. 633 c.p.", "art. 633 c.p."
    ART_634BIS = "art_634bis_321bis", "art. 634-bis c.p. e 321-bis c.p.p.", "art. 634-bis, 321-bis"
    PREVENTIVE_SEIZURE = "preventive_seizure", "sequestro preventivo", "preventive seizure"
    CUSTODIAN_560 = (
        "enforcement_custodian_560", "custode, art. 560 c.p.c.", "custodian, art. 560 c.p.c.",
    )  # fmt: skip
    CIVIL_RELEASE = "civil_release_605_608", "rilascio civile", "civil release"
    PUBLIC_HOUSING = "public_housing_release", "rilascio di alloggio pubblico", "public housing"
    URGENT_ORDER = "urgent_order_54", "ordinanza art. 54 TUEL", "urgent order, art. 54 TUEL"
    PREFECT_PLAN = "prefect_plan_art11", "piano del Prefetto, art. 11", "Prefect's plan, art. 11"
    VOLUNTARY = "voluntary_exit", "uscita volontaria", "voluntary exit"
