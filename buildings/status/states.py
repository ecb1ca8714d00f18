"""The dimensions of a unit and their values (domain section 3.1); none implies another."""

from gis.codes import Coded
from gis.workflow import Workflow


class OwnerClass(Coded):
    """Who owns the unit, as a class; persons are never here."""

    UNKNOWN = "unknown", "non noto", "unknown"
    PRIVATE_PERSON = "private_person", "persona fisica", "private person"
    HEIRS_UNDIVIDED = "heirs_undivided", "eredi indivisi", "undivided heirs"
    PRIVATE_COMPANY = "private_company", "società privata", "private company"
    BANK_OR_NPL_SPV = "bank_or_npl_spv", "banca o veicolo NPL", "bank or NPL vehicle"
    REOCO = "reoco_or_auction_buyer", "ReoCo o aggiudicatario", "ReoCo or auction buyer"
    SOCIAL_HOUSING = (
        "benefit_social_housing", "housing sociale (società benefit)", "benefit social housing",
    )  # fmt: skip
    MUNICIPALITY = "municipality", "Comune", "municipality"
    ALER = "aler_public", "ALER", "ALER (regional housing)"
    OTHER_PUBLIC = "other_public", "altro ente pubblico", "other public body"
    CONFISCATED = "confiscated_state", "Stato (confiscato)", "State (confiscated)"
    MIXED = "mixed", "mista", "mixed"


class Occupancy(Coded):
    """Whether someone is there, as observed."""

    UNKNOWN = "unknown", "non nota", "unknown"
    OCCUPIED = "occupied", "abitata", "occupied"
    VACANT = "vacant", "vuota", "vacant"
    INTERMITTENT = "intermittently_used", "uso saltuario", "intermittently used"


class OccupationTitle(Coded):
    """By which title who is there is there."""

    UNKNOWN = "unknown", "non noto", "unknown"
    NOT_APPLICABLE = "not_applicable", "nessuno (unità vuota)", "none (vacant unit)"
    OWNER_OCCUPIER = "owner_occupier", "proprietario residente", "owner-occupier"
    USUFRUCT = "usufruct_or_habitation", "usufrutto o abitazione", "usufruct or habitation"
    LEASE_4_4 = "lease_4_4", "locazione 4+4", "lease 4+4"
    LEASE_3_2 = "lease_3_2", "locazione 3+2", "lease 3+2"
    LEASE_TRANSITIONAL = "lease_transitional", "locazione transitoria", "transitional lease"
    LEASE_STUDENT = "lease_student", "locazione a studenti", "student lease"
    COMODATO_REGISTERED = "comodato_registered", "comodato registrato", "registered free loan"
    COMODATO_UNREGISTERED = (
        "comodato_unregistered", "comodato non registrato", "unregistered free loan",
    )  # fmt: skip
    SUBLEASE = "sublease", "sublocazione", "sublease"
    LEASE_UNREGISTERED = (
        "lease_unregistered_alleged", "locazione non registrata (riferita)",
        "unregistered lease (alleged)",
    )  # fmt: skip
    SAP = "sap_assignment", "assegnazione SAP", "SAP assignment"
    SAT = "sat_assignment", "assegnazione SAT", "SAT assignment"
    SOCIAL_LEASE = "social_housing_lease", "locazione sociale", "social housing lease"
    EMERGENCY = "emergency_placement", "collocazione d'emergenza", "emergency placement"
    DEBTOR = "debtor_in_possession", "debitore nel possesso", "debtor in possession"
    EXPIRED = "expired_title", "titolo scaduto", "expired title"
    NONE = "none_sine_titulo", "titolo non riscontrato", "no title found"


class TitleVerification(Coded):
    """How far the title was checked."""

    UNKNOWN = "unknown", "non nota", "unknown"
    DECLARED = "declared", "dichiarato", "declared"
    DOCUMENT_SEEN = "document_seen", "documento visto", "document seen"
    CROSS_CHECKED = "cross_checked", "verificato con altre fonti", "cross-checked"
    CONTESTED = "contested", "contestato", "contested"
    FOUND_ABSENT = "found_absent", "assenza accertata da un'autorità", "absence established"


class Condition(Coded):
    """The physical state."""

    UNKNOWN = "unknown", "non nota", "unknown"
    GOOD = "good", "buona", "good"
    FAIR = "fair", "discreta", "fair"
    POOR = "poor", "scadente", "poor"
    UNHEALTHY = "unhealthy", "antigienica", "unhealthy"
    UNINHABITABLE = "uninhabitable", "inabitabile", "uninhabitable"
    UNFIT = "unfit_for_use", "inagibile", "unfit for use"
    RUIN = "ruin_f2", "collabente (F/2)", "ruin (F/2)"
    UNDER_WORKS = "under_works", "in lavori", "under works"


class Securing(Coded):
    """How an empty unit is secured."""

    UNKNOWN = "unknown", "non nota", "unknown"
    NONE = "none", "nessuna", "none"
    LOCK_CHANGED = "lock_changed", "serratura cambiata", "lock changed"
    ALARMED = "alarmed", "allarme", "alarmed"
    STEEL_PLATE = "steel_plate", "lastratura", "steel plate"
    BRICKED_UP = "bricked_up", "muratura", "bricked up"
    JUDICIAL_SEALS = "judicial_seals", "sigilli giudiziari", "judicial seals"


class Crowding(Coded):
    """Persons against the most that the rule allows (domain section 3.4)."""

    UNKNOWN = "unknown", "non noto", "unknown"
    ADEQUATE = "adequate", "adeguato", "adequate"
    AT_LIMIT = "at_limit", "al limite", "at the limit"
    OVERCROWDED = "overcrowded", "sovraffollato", "overcrowded"
    SEVERE = "severely_overcrowded", "gravemente sovraffollato", "severely overcrowded"


class ArrearsBand(Coded):
    """How old the unpaid condominium contributions are."""

    UNKNOWN = "unknown", "non nota", "unknown"
    NONE = "none", "nessuna", "none"
    BELOW_1Y = "below_1y", "meno di 1 anno", "under 1 year"
    FROM_1Y_TO_2Y = "from_1y_to_2y", "1-2 anni", "1-2 years"
    ABOVE_2Y = "above_2y", "oltre 2 anni", "over 2 years"
    IN_ENFORCEMENT = "in_enforcement", "in esecuzione", "in enforcement"


class Dimension(Coded):
    """The single-valued dimensions kept in `unit_status`."""

    OWNER_CLASS = "owner_class", "Proprietà", "Ownership"
    OCCUPANCY = "occupancy", "Occupazione di fatto", "Occupancy"
    OCCUPATION_TITLE = "occupation_title", "Titolo di godimento", "Occupation title"
    TITLE_VERIFICATION = "title_verification", "Verifica del titolo", "Title verification"
    CONDITION = "condition", "Stato fisico", "Condition"
    SECURING = "securing", "Messa in sicurezza", "Securing"
    CROWDING = "crowding", "Affollamento", "Crowding"
    ARREARS_BAND = "arrears_band", "Morosità", "Arrears"


VALUES: dict[Dimension, type[Coded]] = {
    Dimension.OWNER_CLASS: OwnerClass,
    Dimension.OCCUPANCY: Occupancy,
    Dimension.OCCUPATION_TITLE: OccupationTitle,
    Dimension.TITLE_VERIFICATION: TitleVerification,
    Dimension.CONDITION: Condition,
    Dimension.SECURING: Securing,
    Dimension.CROWDING: Crowding,
    Dimension.ARREARS_BAND: ArrearsBand,
}
"""The code list of each dimension."""


class UtilityService(Coded):
    """A service that a unit is supplied with."""

    WATER = "water", "Acqua", "Water"
    GAS = "gas", "Gas", "Gas"
    HEATING = "heating", "Riscaldamento", "Heating"
    ELECTRICITY = "electricity", "Elettricità", "Electricity"


class UtilityState(Coded):
    """The state of one service at one unit."""

    UNKNOWN = "unknown", "non noto", "unknown"
    ACTIVE = "active", "attiva", "active"
    REDUCED = "reduced", "ridotta", "reduced"
    SUSPENDED = "suspended", "sospesa", "suspended"
    CUT = "cut", "distaccata", "cut"
    NEVER_CONNECTED = "never_connected", "mai allacciata", "never connected"
    IRREGULAR = (
        "irregular_connection_reported", "allaccio irregolare segnalato",
        "irregular connection reported",
    )  # fmt: skip


class EncumbranceKind(Coded):
    """What weighs on the ownership of a unit."""

    MORTGAGE = "mortgage", "ipoteca", "mortgage"
    SEIZURE = "seizure_pignoramento", "pignoramento", "seizure"
    PRECAUTIONARY = "precautionary_attachment", "sequestro conservativo", "attachment"
    CRIMINAL_SEIZURE = "criminal_seizure", "sequestro penale", "criminal seizure"
    LIQUIDATION = "judicial_liquidation", "liquidazione giudiziale", "judicial liquidation"
    OVER_INDEBTEDNESS = (
        "over_indebtedness_liquidation", "liquidazione del sovraindebitato",
        "over-indebtedness liquidation",
    )  # fmt: skip
    CONFISCATION_FIRST = (
        "confiscation_first_instance", "confisca di primo grado", "first-instance confiscation",
    )  # fmt: skip
    CONFISCATION_FINAL = "confiscation_final", "confisca definitiva", "final confiscation"
    EXPROPRIATION = "expropriation", "espropriazione", "expropriation"


class SaleState(Coded):
    """Where an enforcement sale stands (domain section 3.3)."""

    SEIZED = "seized", "pignorata", "seized"
    DOCUMENTS_FILED = "documents_filed", "documenti depositati", "documents filed"
    EXPERT_APPOINTED = "expert_appointed", "esperto nominato", "expert appointed"
    EXPERT_REPORT = "expert_report", "perizia depositata", "expert report filed"
    SALE_ORDERED = "sale_ordered", "vendita disposta", "sale ordered"
    PUBLISHED = "published", "avviso pubblicato", "published"
    DESERTED = "deserted", "asta deserta", "auction deserted"
    AWARDED = "awarded", "aggiudicata", "awarded"
    PRICE_PAID = "price_paid", "prezzo versato", "price paid"
    TRANSFERRED = "transferred", "decreto di trasferimento", "transferred"
    RELEASED = "released", "liberata", "released"
    DELIVERED = "delivered", "consegnata", "delivered"
    SUSPENDED = "suspended", "sospesa", "suspended"
    EXTINGUISHED = "extinguished", "estinta", "extinguished"
    UNWORKABLE = "unworkable_closed", "chiusa per infruttuosità", "closed as unworkable"


_SIDE = frozenset({SaleState.SUSPENDED, SaleState.EXTINGUISHED})

SALE_WORKFLOW = Workflow(
    initial=SaleState.SEIZED,
    steps={
        SaleState.SEIZED: frozenset({SaleState.DOCUMENTS_FILED}) | _SIDE,
        SaleState.DOCUMENTS_FILED: frozenset({SaleState.EXPERT_APPOINTED}) | _SIDE,
        SaleState.EXPERT_APPOINTED: frozenset({SaleState.EXPERT_REPORT}) | _SIDE,
        SaleState.EXPERT_REPORT: frozenset({SaleState.SALE_ORDERED}) | _SIDE,
        SaleState.SALE_ORDERED: frozenset({SaleState.PUBLISHED}) | _SIDE,
        SaleState.PUBLISHED: frozenset({SaleState.DESERTED, SaleState.AWARDED}) | _SIDE,
        SaleState.DESERTED: frozenset({SaleState.PUBLISHED, SaleState.UNWORKABLE}) | _SIDE,
        SaleState.AWARDED: frozenset({SaleState.PRICE_PAID, SaleState.PUBLISHED}),
        SaleState.PRICE_PAID: frozenset({SaleState.TRANSFERRED}),
        SaleState.TRANSFERRED: frozenset({SaleState.RELEASED}),
        SaleState.RELEASED: frozenset({SaleState.DELIVERED}),
        SaleState.DELIVERED: frozenset(),
        SaleState.SUSPENDED: frozenset(
            {SaleState.DOCUMENTS_FILED, SaleState.SALE_ORDERED, SaleState.EXTINGUISHED}
        ),
        SaleState.EXTINGUISHED: frozenset(),
        SaleState.UNWORKABLE: frozenset(),
    },
)


class SaleMode(Coded):
    """How the offers of an enforcement sale are made."""

    ON_SITE = "on_site", "analogica, davanti al delegato", "on paper, before the delegate"
    SYNCHRONOUS = "synchronous", "telematica sincrona", "online, synchronous"
    MIXED = "synchronous_mixed", "telematica sincrona mista", "online and on site, synchronous"
    ASYNCHRONOUS = "asynchronous", "telematica asincrona", "online, asynchronous"


class ReportedOccupancy(Coded):
    """Who holds the unit, as the court's expert or the notice says."""

    FREE = "free", "libero", "free"
    DEBTOR = "debtor", "occupato dal debitore", "held by the debtor"
    THIRD_WITH_TITLE = (
        "third_party_with_title", "occupato da terzi con titolo opponibile",
        "held by others with an opposable title",
    )  # fmt: skip
    THIRD_WITHOUT_TITLE = (
        "third_party_without_title", "occupato da terzi senza titolo opponibile",
        "held by others without an opposable title",
    )  # fmt: skip
    OCCUPIED = "occupied", "occupato, titolo non precisato", "held, title not stated"
    BEING_FREED = "being_freed", "occupato, in corso di liberazione", "held, being freed"


class Badge(Coded):
    """The state at a glance, first match wins, in this order (domain section 3.2)."""

    UNINHABITABLE = "uninhabitable", "Inabitabile o inagibile", "Uninhabitable or unfit"
    EPISODE_CONFIRMED = (
        "episode_confirmed", "Occupazione accertata", "Occupation established",
    )  # fmt: skip
    EPISODE_REPORTED = (
        "episode_reported", "Occupazione segnalata, in verifica",
        "Occupation reported, being verified",
    )  # fmt: skip
    AUCTION_SOON = "auction_soon", "Asta entro 60 giorni", "Auction within 60 days"
    SEIZED = "seized", "Pignorata o in liquidazione", "Seized or in liquidation"
    CONFISCATED = "confiscated", "Confiscata", "Confiscated"
    EVICTION = "eviction", "Sfratto in corso", "Eviction case open"
    SEVERELY_OVERCROWDED = (
        "severely_overcrowded", "Gravemente sovraffollata", "Severely overcrowded",
    )  # fmt: skip
    UTILITY_CUT = "utility_cut", "Utenza distaccata", "Utility cut"
    VACANT = "vacant", "Vuota", "Vacant"
    REGULAR = "regular", "Regolare", "Regular"
    PARTIAL = "partial", "Parziale: non tutto è visibile", "Partial: not all may be seen"
    UNKNOWN = "unknown", "Non nota", "Unknown"
