"""Code lists of the audit."""

from gis.codes import Coded
from gis.workflow import Workflow


class Verb(Coded):
    """What an account did."""

    READ = "read", "ha letto", "read"
    LIST = "list", "ha elencato", "listed"
    SEARCH = "search", "ha cercato", "searched"
    MAP = "map", "ha guardato sulla mappa", "looked at on the map"
    EXPORT = "export", "ha esportato", "exported"
    PRINT = "print", "ha stampato", "printed"
    REVEAL = "reveal", "ha scoperto i dati personali", "revealed personal data"
    REPORT = "report", "ha chiesto un rapporto", "asked for a report"
    CREATE = "create", "ha creato", "created"
    UPDATE = "update", "ha modificato", "changed"
    WRITE = "write", "ha scritto nel registro", "wrote to the register"
    TRANSITION = "transition", "ha cambiato stato", "changed the state"
    DECIDE = "decide", "ha deciso", "decided"
    SHARE = "share", "ha condiviso", "shared"
    REVOKE = "revoke", "ha revocato", "revoked"
    RELEASE = "release", "ha pubblicato", "released"
    SIGN_IN = "sign_in", "è entrato", "signed in"
    SIGN_IN_FAILED = "sign_in_failed", "ingresso non riuscito", "failed to sign in"
    SIGN_OUT = "sign_out", "è uscito", "signed out"
    BREAK_GLASS = "break_glass", "accesso d'emergenza", "emergency access"
    ERASE = "erase", "ha cancellato", "erased"


READS = (Verb.READ, Verb.LIST, Verb.SEARCH, Verb.MAP, Verb.EXPORT, Verb.PRINT, Verb.REVEAL)
"""The verbs by which data come before somebody's eyes."""


class RuleKind(Coded):
    """A number that the audit goes by; its values are dated rows, by role where they differ."""

    KEPT_MONTHS = (
        "kept_months", "Mesi di conservazione delle registrazioni",
        "Months for which entries are kept",
    )  # fmt: skip
    PERSON_RECORDS = (
        "person_records_hour", "Schede di persone in un'ora, oltre le quali si segnala",
        "Person records in an hour above which there is an alert",
    )  # fmt: skip
    OPENS = (
        "office_opens", "Ora di apertura degli uffici (ore decimali)",
        "Hour at which offices open (decimal)",
    )  # fmt: skip
    CLOSES = (
        "office_closes", "Ora di chiusura degli uffici (ore decimali)",
        "Hour at which offices close (decimal)",
    )  # fmt: skip
    SAMPLE_SIZE = (
        "sample_size", "Letture del campione mensile", "Reads in the monthly sample",
    )  # fmt: skip


class AlertKind(Coded):
    """What the auditor is alerted to."""

    PERSON_RECORDS = (
        "person_records", "Molte schede di persone in un'ora", "Many person records in an hour",
    )  # fmt: skip
    OWN_NAME = "own_name", "Ricerca del proprio nome", "Search for one's own name"
    OFF_HOURS = "off_hours", "Esportazione fuori orario", "Export out of hours"
    BREAK_GLASS = "break_glass", "Accesso d'emergenza", "Emergency access"


class AlertState(Coded):
    """How far an alert was looked at."""

    OPEN = "open", "aperta", "open"
    EXPLAINED = "explained", "spiegata", "explained"
    BREACH = "breach", "violazione accertata", "found to be a breach"


ALERT_WORKFLOW = Workflow(
    initial=AlertState.OPEN,
    steps={
        AlertState.OPEN: frozenset({AlertState.EXPLAINED, AlertState.BREACH}),
        AlertState.EXPLAINED: frozenset({AlertState.BREACH}),
        AlertState.BREACH: frozenset(),
    },
)
"""An explanation may turn out to be none; a breach stays one."""


class Finding(Coded):
    """What a reviewer says of a sampled read."""

    OK = "ok", "in regola", "in order"
    EXPLAIN = "explain", "da spiegare", "to be explained"


class Reviewer(Coded):
    """Who reviews the monthly sample: each read is looked at by both."""

    MANAGER = "housing_manager", "responsabile dell'ufficio", "office manager"
    AUDITOR = "auditor", "responsabile della protezione dei dati", "data protection officer"


class Fault(Coded):
    """What `verify` finds wrong with the chain."""

    ENTRIES = (
        "entries_differ", "registrazioni cambiate, tolte o aggiunte",
        "entries changed, removed or added",
    )  # fmt: skip
    SEAL = "seal_changed", "sigillo modificato", "seal altered"
    LINK = "link_broken", "sigillo che non segue il precedente", "seal that does not follow"
    STRAY = "stray_entries", "registrazioni fuori da ogni sigillo", "entries before every seal"
    ANCHOR_GONE = (
        "anchored_seal_gone", "sigillo ancorato che non c'è più", "anchored seal that is gone",
    )  # fmt: skip
    ANCHOR_DIFFERS = (
        "anchored_seal_differs", "sigillo diverso da quello ancorato: catena riscritta",
        "seal other than the anchored one: chain rewritten",
    )  # fmt: skip
    ANCHOR_FILE = (
        "anchor_unreadable", "riga delle ancore illeggibile", "unreadable line of anchors",
    )  # fmt: skip
