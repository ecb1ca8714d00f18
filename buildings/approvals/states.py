"""Code lists of approvals."""

from gis.codes import Coded


class ApprovalKind(Coded):
    """What a second person is asked for."""

    EXPORT = "export", "file con dati di persone", "file with data of persons"
    BREAK_GLASS = "break_glass", "accesso d'emergenza", "emergency access"
    ACCOUNT = "account", "utente con poteri estesi", "account with wide powers"


class ApprovalOutcome(Coded):
    """What the second person said."""

    GRANTED = "granted", "concessa", "granted"
    REFUSED = "refused", "rifiutata", "refused"


class ApprovalState(Coded):
    """Where a request stands, as people see it."""

    OPEN = "open", "in attesa", "waiting"
    GRANTED = "granted", "concessa, da usare", "granted, to be used"
    REFUSED = "refused", "rifiutata", "refused"
    USED = "used", "usata", "used"
    EXPIRED = "expired", "scaduta", "expired"
