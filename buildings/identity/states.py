"""States of a naming, the ways in which it was matched, and the reasons for it."""

from gis.codes import Coded


class ReferenceState(Coded):
    """How far a naming is tied to a unit."""

    WAITING = "waiting", "da abbinare", "waiting"
    MATCHED = "matched", "abbinata", "matched"
    REVIEW = "review", "da decidere", "to be decided"
    UNMATCHED = "unmatched", "senza unità", "without a unit"
    DISMISSED = "dismissed", "non è del registro", "not of the register"


class MatchMethod(Coded):
    """What tied a naming to its unit."""

    IDENTIFIER = "identifier", "identificativo", "identifier"
    BRIDGE = "bridge", "tabella ponte", "bridge table"
    SCORE = "score", "punteggio", "score"
    DECISION = "decision", "decisione", "decision"
