"""Types and states of housing cases (domain section 4), and the offices that follow them."""

from gis.codes import Coded
from gis.workflow import Workflow


class CaseType(Coded):
    """What the case is about."""

    SAP = "sap_application", "Domanda SAP", "SAP application"
    SAT = "sat_placement", "Servizio abitativo transitorio", "SAT placement"
    EMERGENCY = "housing_emergency", "Emergenza abitativa", "Housing emergency"
    RENT_SUPPORT = "rent_support", "Sostegno all'affitto", "Rent support"
    INNOCENT_ARREARS = "fmi_innocent_arrears", "Morosità incolpevole", "Innocent arrears fund"
    EVICTION = "eviction_tracking", "Sfratto seguito", "Eviction tracking"
    SUITABILITY = "housing_suitability", "Idoneità alloggiativa", "Housing suitability"
    RESIDENCE_CHECK = "residence_check", "Verifica di residenza", "Residence check"
    RESIDENCE_DEROGATION = "residence_derogation", "Deroga di residenza", "Residence derogation"
    CONDOMINIUM_MEDIATION = (
        "condominium_mediation", "Mediazione condominiale", "Condominium mediation",
    )  # fmt: skip
    LINGUISTIC_MEDIATION = (
        "linguistic_mediation", "Mediazione linguistica", "Linguistic mediation",
    )  # fmt: skip
    LANDLORD_GUARANTEE = "landlord_guarantee", "Garanzia al locatore", "Landlord guarantee"
    ISEE_CHECK = "isee_check", "Verifica ISEE", "ISEE check"
    HOSPITALITY = "hospitality_notice", "Dichiarazione di ospitalità", "Hospitality notice"
    TRANSFER = "building_transfer_notice", "Cessione di fabbricato", "Building transfer notice"


class CaseState(Coded):
    """The common skeleton of states (domain section 4.1)."""

    DRAFT = "draft", "bozza", "draft"
    SUBMITTED = "submitted", "presentata", "submitted"
    REGISTERED = "registered", "protocollata", "registered"
    UNDER_REVIEW = "under_review", "in istruttoria", "under review"
    INTEGRATION = "integration_requested", "integrazione richiesta", "integration requested"
    PROPOSED = "decision_proposed", "proposta di decisione", "decision proposed"
    DECIDED = "decided", "decisa", "decided"
    NOTIFIED = "notified", "notificata", "notified"
    EXECUTED = "executed", "eseguita", "executed"
    CLOSED = "closed", "chiusa", "closed"
    WITHDRAWN = "withdrawn", "ritirata", "withdrawn"
    EXPIRED = "expired", "scaduta", "expired"
    INADMISSIBLE = "archived_inadmissible", "archiviata, irricevibile", "archived as inadmissible"
    SUSPENDED = "suspended", "sospesa", "suspended"
    APPEALED = "appealed", "impugnata", "appealed"
    REOPENED = "reopened", "riaperta", "reopened"


_S = CaseState
_OUT = frozenset({_S.WITHDRAWN, _S.EXPIRED})
CASE_WORKFLOW = Workflow(
    initial=_S.DRAFT,
    steps={
        _S.DRAFT: frozenset({_S.SUBMITTED, _S.WITHDRAWN}),
        _S.SUBMITTED: frozenset({_S.REGISTERED, _S.INADMISSIBLE}) | _OUT,
        _S.REGISTERED: frozenset({_S.UNDER_REVIEW, _S.INADMISSIBLE}) | _OUT,
        _S.UNDER_REVIEW: frozenset({_S.INTEGRATION, _S.PROPOSED, _S.SUSPENDED}) | _OUT,
        _S.INTEGRATION: frozenset({_S.UNDER_REVIEW}) | _OUT,
        _S.PROPOSED: frozenset({_S.DECIDED, _S.UNDER_REVIEW}),
        _S.DECIDED: frozenset({_S.NOTIFIED}),
        _S.NOTIFIED: frozenset({_S.EXECUTED, _S.APPEALED, _S.CLOSED}),
        _S.EXECUTED: frozenset({_S.CLOSED, _S.APPEALED}),
        _S.CLOSED: frozenset({_S.REOPENED}),
        _S.WITHDRAWN: frozenset({_S.REOPENED}),
        _S.EXPIRED: frozenset({_S.REOPENED}),
        _S.INADMISSIBLE: frozenset({_S.REOPENED}),
        _S.SUSPENDED: frozenset({_S.UNDER_REVIEW}) | _OUT,
        _S.APPEALED: frozenset({_S.UNDER_REVIEW, _S.EXECUTED, _S.CLOSED}),
        _S.REOPENED: frozenset({_S.UNDER_REVIEW}),
    },
)

ENDED_STATES = frozenset({_S.CLOSED, _S.WITHDRAWN, _S.EXPIRED, _S.INADMISSIBLE})
"""States in which nobody has to act."""


class Office(Coded):
    """Who follows a case."""

    HOUSING_OFFICE = "housing_office", "Ufficio Casa", "Housing office"
    SOCIAL_SERVICES = "social_services", "Servizi sociali", "Social services"
    REGISTRY_OFFICE = "registry_office", "Anagrafe", "Registry office"
    TECHNICAL_OFFICE = "technical_office", "Ufficio tecnico", "Technical office"
    LOCAL_POLICE = "local_police", "Polizia locale", "Local police"
    MEDIATORS = "mediators", "Mediatori", "Mediators"
    MAYOR = "mayor", "Sindaco", "Mayor"
