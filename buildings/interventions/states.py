"""Categories, titles, funds and states of interventions (domain section 6)."""

from gis.codes import Coded
from gis.workflow import Workflow


class WorksCategory(Coded):
    """Art. 3 c.1 DPR 380/2001, and what is not building."""

    ORDINARY = "ordinary_maintenance", "Manutenzione ordinaria", "Ordinary maintenance"
    EXTRAORDINARY = (
        "extraordinary_maintenance", "Manutenzione straordinaria", "Extraordinary maintenance",
    )  # fmt: skip
    CONSERVATION = "conservation", "Restauro e risanamento", "Conservation"
    RENOVATION = "building_renovation", "Ristrutturazione edilizia", "Building renovation"
    NEW = "new_construction", "Nuova costruzione", "New construction"
    URBAN = "urban_restructuring", "Ristrutturazione urbanistica", "Urban restructuring"
    NON_BUILDING = "non_building", "Azione non edilizia", "Not building works"


class PermitType(Coded):
    """The building title."""

    NONE = "none", "nessuno", "none"
    FREE_WORKS = "free_works", "edilizia libera", "free works"
    CILA = "cila", "CILA", "CILA"
    CILAS = "cilas", "CILAS (Superbonus)", "CILAS (Superbonus)"
    SCIA = "scia", "SCIA", "SCIA"
    SCIA_ALTERNATIVE = "scia_alternative", "SCIA alternativa", "alternative SCIA"
    PDC = "pdc", "permesso di costruire", "building permit"
    PUBLIC_PROJECT = (
        "public_project_approval", "approvazione di opera pubblica", "public works approval",
    )  # fmt: skip
    URGENT_ORDER = "urgent_order", "ordinanza urgente", "urgent order"


class FundingSource(Coded):
    """Where the money comes from."""

    BANDO_PERIFERIE = "bando_periferie", "Bando Periferie", "Bando Periferie"
    PNRR_PINQUA = "pnrr_pinqua", "PNRR PINQuA", "PNRR PINQuA"
    PNRR_OTHER = "pnrr_other", "PNRR, altro", "PNRR, other"
    FAMI = "fami", "FAMI", "FAMI"
    SUPERBONUS = "superbonus", "Superbonus 110%", "Superbonus 110%"
    OTHER_TAX_BONUS = "other_tax_bonus", "altro bonus fiscale", "other tax bonus"
    CONDOMINIUM = "condominium_budget", "bilancio condominiale", "condominium budget"
    MUNICIPAL = "municipal_budget", "bilancio comunale", "municipal budget"
    REGIONAL = "regional", "Regione", "regional"
    PRIVATE_BANK = "private_bank", "banca privata", "private bank"
    EU_OTHER = "eu_other", "altri fondi UE", "other EU funds"


class InterventionState(Coded):
    """Where an intervention stands."""

    IDEA = "idea", "idea", "idea"
    PROGRAMMED = "programmed", "programmato", "programmed"
    DESIGNED = "designed", "progettato", "designed"
    AUTHORISED = "authorised", "autorizzato", "authorised"
    TENDERING = "tendering", "in gara", "tendering"
    AWARDED = "awarded", "affidato", "awarded"
    WORKS_STARTED = "works_started", "in corso", "under way"
    SUSPENDED = "suspended", "sospeso", "suspended"
    WORKS_COMPLETED = "works_completed", "ultimato", "completed"
    TESTED = "tested", "collaudato", "tested"
    ACCOUNTED = "accounted", "rendicontato", "accounted"
    CLOSED = "closed", "chiuso", "closed"
    CANCELLED = "cancelled", "annullato", "cancelled"


_S = InterventionState
INTERVENTION_WORKFLOW = Workflow(
    initial=_S.IDEA,
    steps={
        _S.IDEA: frozenset({_S.PROGRAMMED, _S.CANCELLED}),
        _S.PROGRAMMED: frozenset({_S.DESIGNED, _S.CANCELLED}),
        _S.DESIGNED: frozenset({_S.AUTHORISED, _S.CANCELLED}),
        _S.AUTHORISED: frozenset({_S.TENDERING, _S.AWARDED, _S.CANCELLED}),
        _S.TENDERING: frozenset({_S.AWARDED, _S.CANCELLED}),
        _S.AWARDED: frozenset({_S.WORKS_STARTED, _S.CANCELLED}),
        _S.WORKS_STARTED: frozenset({_S.SUSPENDED, _S.WORKS_COMPLETED}),
        _S.SUSPENDED: frozenset({_S.WORKS_STARTED, _S.CANCELLED}),
        _S.WORKS_COMPLETED: frozenset({_S.TESTED}),
        _S.TESTED: frozenset({_S.ACCOUNTED}),
        _S.ACCOUNTED: frozenset({_S.CLOSED}),
        _S.CLOSED: frozenset(),
        _S.CANCELLED: frozenset(),
    },
)
