"""Why an actor reads of a unit beyond its status."""

from gis.codes import Coded


class PurposeKind(Coded):
    """How the purpose was stated."""

    CASE = "case", "pratica aperta", "case opened"
    TELEPHONE = "telephone", "nota telefonica", "telephone note"
    REVEAL = "reveal", "consultazione motivata", "reveal with a reason"
