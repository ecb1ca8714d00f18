"""What a list asks about each of its cases, and what may be answered."""

from gis.codes import Coded


class CheckQuestion(Coded):
    """The question that a list asks, and whose register answers it."""

    RESIDENTS = (
        "registered_residents", "Quante persone risultano residenti?",
        "How many persons are registered there?",
    )  # fmt: skip
    LEASE = (
        "registered_lease", "Risulta un contratto di locazione registrato?",
        "Is there a registered lease?",
    )  # fmt: skip
    WASTE_CHARGE = (
        "waste_charge", "Risulta una posizione TARI attiva?", "Is there an open waste charge?",
    )  # fmt: skip
    OCCUPANCY = "occupancy", "L'alloggio risulta abitato?", "Is the flat lived in?"


class CheckOutcome(Coded):
    """An answer; what nobody could find out is an answer too."""

    YES = "yes", "sì", "yes"
    NO = "no", "no", "no"
    NOT_ESTABLISHED = "not_established", "non accertato", "not established"
