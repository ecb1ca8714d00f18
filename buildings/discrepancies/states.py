"""Kinds of discrepancy, their states and what may be decided."""

from gis.codes import Coded


class DiscrepancyKind(Coded):
    """What two sources disagree about; each is found by the SQL file of its name."""

    STATUS_VALUES_DIFFER = (
        "status_values_differ", "Stato diverso tra le fonti", "Sources give another state",
    )  # fmt: skip
    STATES_CONTRADICT = (
        "states_contradict", "Situazioni che si contraddicono", "States that contradict each other",
    )  # fmt: skip
    CADASTRE_UNKNOWN_TO_ADMINISTRATOR = (
        "cadastre_unknown_to_administrator", "Unità del catasto che l'amministratore non ha",
        "The cadastre has a unit that the administrator has not",
    )  # fmt: skip
    ADMINISTRATOR_UNKNOWN_TO_CADASTRE = (
        "administrator_unknown_to_cadastre", "Unità dell'amministratore che il catasto non ha",
        "The administrator has a unit that the cadastre has not",
    )  # fmt: skip
    OWNERS_DIFFER = "owners_differ", "Titolari diversi tra le fonti", "Sources name other owners"
    SHARES_NOT_WHOLE = (
        "shares_not_whole", "Quote di proprietà che non fanno l'intero",
        "Shares of ownership that do not make the whole",
    )  # fmt: skip
    RESIDENTS_IN_VACANT_UNIT = (
        "residents_in_vacant_unit", "Residenti in un'unità vuota", "Residents in a vacant unit",
    )  # fmt: skip
    PERSONS_DIFFER = (
        "persons_differ", "Numero di persone diverso tra anagrafe e TARI",
        "Registry office and waste charge count other persons",
    )  # fmt: skip
    AREA_BELOW_PLAN = (
        "area_below_plan", "Superficie dichiarata minore di quella della planimetria",
        "Declared area below that of the plan",
    )  # fmt: skip
    USABLE_AREA_TOO_LARGE = (
        "usable_area_too_large", "Superficie utile non minore di quella catastale",
        "Usable area not below the cadastral one",
    )  # fmt: skip
    MILLESIMAL_SUM_OFF = (
        "millesimal_sum_off", "Millesimi che non fanno 1000", "Shares that do not make 1000",
    )  # fmt: skip
    BUILDING_HEIGHT_DIFFERS = (
        "building_height_differs", "Altezza e piani dell'edificio non tornano",
        "Height and floors of the building do not fit",
    )  # fmt: skip
    ATTEMPT_BASE_HIGHER = (
        "attempt_base_higher", "Prezzo base più alto dell'esperimento precedente",
        "Base price above that of the attempt before",
    )  # fmt: skip


class DiscrepancyState(Coded):
    """Whether somebody must still look at it."""

    OPEN = "open", "aperta", "open"
    CLOSED = "closed", "chiusa", "closed"


class Decision(Coded):
    """How a discrepancy was closed."""

    FIRST = "first_is_right", "è giusto il primo valore", "the first value is right"
    SECOND = "second_is_right", "è giusto il secondo valore", "the second value is right"
    BOTH = "both_explained", "valgono entrambi, c'è una spiegazione", "both hold, explained"
    NEITHER = "neither_is_right", "nessuno dei due è giusto", "neither is right"
    AGREED = "sources_agree_now", "le fonti ora concordano", "the sources agree now"


class EventKind(Coded):
    """A step in the life of a discrepancy."""

    OPENED = "opened", "aperta", "opened"
    CHANGED = "changed", "valori cambiati", "values changed"
    DECIDED = "decided", "decisa", "decided"
    AGREED = "agreed", "le fonti concordano", "the sources agree"
    REOPENED = "reopened", "riaperta", "reopened"
