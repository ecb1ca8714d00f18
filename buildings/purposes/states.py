"""Why an actor reads of a unit beyond its status, for how long, and what keeps a part closed."""

import datetime as dt

from gis.codes import Coded


class PurposeKind(Coded):
    """How the purpose was stated."""

    CASE = "case", "pratica aperta", "case opened"
    TELEPHONE = "telephone", "nota telefonica", "telephone note"
    REVEAL = "reveal", "consultazione motivata", "reveal with a reason"


LONGEST = {
    PurposeKind.CASE: dt.timedelta(days=30),
    PurposeKind.TELEPHONE: dt.timedelta(hours=12),
    PurposeKind.REVEAL: dt.timedelta(hours=1),
}
"""How long a purpose holds at most.

A case as long as it is open, and 30 days at a time, the ordinary term of a proceeding (art. 2 L.
241/1990): who no longer works on it does not open it again. A telephone note 12 hours, an office's
longest day and a session's. A reveal, which nothing stands behind, one hour.
"""

SHORTEST_REASON, LONGEST_REASON = 10, 300
"""Characters of a written reason."""

ASSIGNED_LONGEST = dt.timedelta(days=3653)
"""Ten years: the last day of an assignment that has one."""

SHARE_LONGEST = dt.timedelta(days=365)
"""After a year somebody has to say again that a share is still needed."""

SHORTEST_BASIS, LONGEST_BASIS = 5, 300
"""Characters of a legal basis."""


class Ground(Coded):
    """Why persons of a unit are read, as the log has it: a stated purpose, or without one."""

    CASE = PurposeKind.CASE.value, "pratica aperta", "case opened"
    TELEPHONE = PurposeKind.TELEPHONE.value, "nota telefonica", "telephone note"
    REVEAL = PurposeKind.REVEAL.value, "consultazione motivata", "reveal with a reason"
    ASSIGNMENT = "assignment", "incarico", "assignment"
    SHARE = "share", "condivisione di un ufficio", "share of an office"
    BREAK_GLASS = "break_glass", "accesso d'emergenza", "emergency access"


class EntrustedKind(Coded):
    """What somebody is entrusted with."""

    CASE = "case", "pratica", "case"
    SALE = "sale", "procedura esecutiva", "judicial sale"
    UNIT = "unit", "unità", "unit"
    CONDOMINIUM = "condominium", "condominio", "condominium"


class Opening(Coded):
    """What would open a closed part of a unit to the reader."""

    PURPOSE = "purpose", "si aprono dichiarando lo scopo", "they open when a purpose is stated"
    ASSIGNMENT = (
        "assignment", "si aprono a chi ha la pratica in carico",
        "they open to whoever is entrusted with the case",
    )  # fmt: skip
    SHARE = "share", "si aprono se un ufficio li condivide", "they open when an office shares them"
    CONDOMINIUM = (
        "condominium", "si aprono a chi amministra il condominio",
        "they open to whoever runs the condominium",
    )  # fmt: skip
    OFFICE = (
        "office", "si vedono solo le pratiche del proprio ufficio",
        "only cases of one's own office are seen",
    )  # fmt: skip
    CONDITION = (
        "condition",
        "si vede solo la condizione edilizia",
        "only the state of repair is seen",
    )
    NOTHING = "nothing", "non visibili al ruolo", "not visible to the role"
