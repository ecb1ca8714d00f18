"""Code lists of the municipal registers: bands, outcomes, and what facts may be joined for."""

from gis.codes import Coded


class JoinPurpose(Coded):
    """What the facts of a register may be joined to a unit for; nothing else is allowed."""

    SUITABILITY = (
        "suitability_certificate", "attestazione di idoneità alloggiativa",
        "suitability certificate",
    )  # fmt: skip
    CASE = "case_verification", "verifica di una pratica", "verification of a case"
    STATISTICS = "aggregated_statistics", "statistiche aggregate", "aggregated statistics"


class MinorsBand(Coded):
    """How many minors live there, as a band."""

    NONE = "none", "nessun minore", "no minors"
    ONE_TWO = "from_1_to_2", "1-2 minori", "1-2 minors"
    THREE_UP = "from_3", "3 o più minori", "3 or more minors"


class PersonsBand(Coded):
    """How many persons a notice speaks of, as a band."""

    ONE = "one", "1 persona", "1 person"
    TWO = "two", "2 persone", "2 persons"
    THREE_FOUR = "from_3_to_4", "3-4 persone", "3-4 persons"
    FIVE_SIX = "from_5_to_6", "5-6 persone", "5-6 persons"
    SEVEN_UP = "from_7", "7 o più persone", "7 or more persons"


PERSONS_WITHIN: dict[PersonsBand, tuple[int, int | None]] = {
    PersonsBand.ONE: (1, 1),
    PersonsBand.TWO: (2, 2),
    PersonsBand.THREE_FOUR: (3, 4),
    PersonsBand.FIVE_SIX: (5, 6),
    PersonsBand.SEVEN_UP: (7, None),
}
"""The least and the most persons of each band; None where it is open above."""


class LeaseOutcome(Coded):
    """What a search for a registered lease gave; the parties are never kept."""

    FOUND = "found", "contratto registrato trovato", "registered lease found"
    ENDED = "ended", "contratto trovato, cessato", "lease found, ended"
    NOT_FOUND = "not_found", "nessun contratto trovato", "no lease found"


class NoticeKind(Coded):
    """The notice that was handed in (domain section 3.5)."""

    TRANSFER = "building_transfer", "cessione di fabbricato", "building transfer"
    HOSPITALITY = "hospitality", "dichiarazione di ospitalità", "hospitality declaration"


class LockState(Coded):
    """The lock of a seized unit, as its custodian tells it."""

    UNKNOWN = "unknown", "non nota", "unknown"
    UNCHANGED = "unchanged", "non sostituita", "not replaced"
    LOCK_CHANGED = "lock_changed", "sostituita", "replaced"
    SEALS = "judicial_seals", "sigilli giudiziari", "judicial seals"
    STEEL_PLATE = "steel_plate", "lastratura", "steel plate"
    BROKEN = "broken", "forzata", "forced"
