"""Roles, verbs, scopes and levels of the matrix (domain section 8), and the classes of data."""

from gis.codes import Coded


class Role(Coded):
    """Who reads: one a person, a program or the public."""

    PUBLIC = "public", "Pubblico", "Public"
    COUNCIL = "council", "Sindaco, consiglio, finanziatori", "Mayor, council, funders"
    HOUSING_OPERATOR = "housing_operator", "Ufficio Casa, operatore", "Housing office, operator"
    HOUSING_MANAGER = "housing_manager", "Ufficio Casa, responsabile", "Housing office, manager"
    SOCIAL_SERVICES = "social_services", "Servizi sociali", "Social services"
    MIGRANT_DESK = "migrant_desk", "Sportello stranieri", "Migrants' desk"
    REGISTRY_OFFICE = "registry_office", "Anagrafe", "Registry office"
    LOCAL_POLICE = "local_police", "Polizia locale", "Local police"
    PREFECTURE = "prefecture", "Prefettura", "Prefecture"
    PLANNER = "planner", "Ufficio tecnico e urbanistica", "Technical and planning office"
    RESEARCHER = "researcher", "Ricerca (Politecnico)", "Research (Politecnico)"
    CONDO_ADMIN = "condo_admin", "Amministratore di condominio", "Condominium administrator"
    COURT_CUSTODIAN = "court_custodian", "Tribunale, custode", "Court, custodian"
    MEDIATOR = "mediator", "Mediazione, scuola", "Mediator, school office"
    PARTNER_OPERATOR = "partner_operator", "Ente del terzo settore", "Third-sector operator"
    SYSTEM_ADMIN = "system_admin", "Amministratore di sistema", "System administrator"
    AUDITOR = "auditor", "Responsabile della protezione dati", "Data protection officer"


EXTERNAL_ROLES = frozenset(
    {
        Role.PREFECTURE,
        Role.RESEARCHER,
        Role.CONDO_ADMIN,
        Role.COURT_CUSTODIAN,
        Role.MEDIATOR,
        Role.PARTNER_OPERATOR,
    }
)
"""Roles of people outside the municipality: their accounts always expire."""


class DataClass(Coded):
    """What a table holds, from open to most sensitive, then what is no fact of the district."""

    P0 = "P0", "dati aperti", "open data"
    P1 = "P1", "edificio e condominio", "building and condominium"
    P2 = "P2", "unità: catasto e consistenza", "unit: cadastre and size"
    P3 = "P3", "unità: stato sensibile", "unit: sensitive status"
    P3_ARREARS = "P3_arrears", "morosità di unità e scale", "arrears of units and staircases"
    P4 = "P4", "persone e nuclei", "persons and households"
    P4_OWNERS = "P4_owners", "titolari di diritti", "holders of rights"
    P5 = "P5", "economia, sociale, salute", "economic, social, health"
    P6 = "P6", "occupazioni, giustizia, polizia", "occupations, justice, police"
    P6_STATE = "P6_state", "occupazioni: solo lo stato", "occupations: the state alone"
    CASES = "cases", "pratiche", "cases"
    REPORTS = "reports", "segnalazioni", "reports"
    RELEASED = "released", "dati pubblicati", "released figures"
    RELEASED_RESTRICTED = (
        "released_restricted", "dati pubblicati per alcuni", "figures released to some",
    )  # fmt: skip
    RESEARCH = "research", "estratti pseudonimizzati", "pseudonymised extracts"
    IMPORTS = "imports", "importazioni e consegne", "imports and deliveries"
    ACCOUNTS = "accounts", "utenti e accessi", "accounts and sign-ins"
    AUDIT = "audit", "registro degli accessi", "access log"


OF_PERSONS = frozenset({DataClass.P4, DataClass.P5, DataClass.P6})
"""Layers of these are kept by no cache, and every read of them is noted."""


class Verb(Coded):
    """What may be done with data of a class."""

    READ = "read", "leggere", "read"
    CREATE = "create", "inserire", "create"
    UPDATE = "update", "modificare", "update"
    TRANSITION = "transition", "far avanzare", "move on"
    DECIDE = "decide", "decidere", "decide"
    EXPORT = "export", "esportare", "export"


class Scope(Coded):
    """Of which rows of a class."""

    ALL = "all", "tutto", "all"
    OWN_CASE = (
        "own_case", "unità di pratiche assegnate o scopo aperto",
        "units of assigned cases or a stated purpose",
    )  # fmt: skip
    OWN_OFFICE = "own_office", "pratiche del proprio ufficio", "cases of one's own office"
    OWN_CONDOMINIUM = "own_condominium", "condomini amministrati", "condominiums administered"
    ASSIGNED = "assigned", "ciò che è affidato all'ente", "what the organisation is entrusted with"
    SHARED = "shared", "ciò che un ufficio condivide", "what an office shares"
    PUBLISHED = "published", "ciò che è pubblicato", "what is published"
    FOR_COUNCIL = "for_council", "ciò che è pubblicato per il consiglio", "published for council"
    FOR_PLANNING = "for_planning", "ciò che è pubblicato per gli uffici", "published for offices"
    FOR_PREFECTURE = (
        "for_prefecture", "ciò che è pubblicato per la Prefettura", "published for the prefecture",
    )  # fmt: skip
    FOR_RESEARCH = "for_research", "ciò che è pubblicato per la ricerca", "published for research"
    OWN_PROJECT = "own_project", "i propri progetti di ricerca", "one's own research projects"
    CONDITION = "condition", "solo la condizione edilizia", "the state of repair alone"


class Level(Coded):
    """How closely rows tell of somebody."""

    IDENTIFIED = "identified", "in chiaro", "identified"
    PSEUDONYMISED = "pseudonymised", "pseudonimizzati", "pseudonymised"
    AGGREGATED = "aggregated", "aggregati", "aggregated"
