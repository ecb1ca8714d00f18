"""Kinds of data that have a clock, what starts it, and what happens when it has run."""

from gis.codes import Coded


class RetentionKind(Coded):
    """A kind of data that is kept for one time and for one reason."""

    SUPPORT_CASES = (
        "support_cases", "Pratiche SAP, SAT, emergenza e sostegno all'affitto",
        "SAP, SAT, emergency and rent support cases",
    )  # fmt: skip
    OTHER_CASES = "other_cases", "Altre pratiche abitative", "Other housing cases"
    SUITABILITY_CERTIFICATES = (
        "suitability_certificates", "Attestati di idoneità alloggiativa",
        "Housing suitability certificates",
    )  # fmt: skip
    REPORTS_UNFOUNDED = (
        "reports_unfounded", "Segnalazioni infondate, doppie o non pertinenti",
        "Reports that are unfounded, duplicate or not relevant",
    )  # fmt: skip
    EPISODES_UNCONFIRMED = (
        "episodes_unconfirmed", "Episodi chiusi senza accertamento",
        "Episodes that ended without being established",
    )  # fmt: skip
    EPISODES_WITH_ACT = (
        "episodes_with_act", "Episodi con atto di un'autorità",
        "Episodes with an act of an authority",
    )  # fmt: skip
    REPORTER_IDENTITY = (
        "reporter_identity", "Identità di chi segnala", "Identity of who reports",
    )  # fmt: skip
    INSPECTION_PHOTOS = "inspection_photos", "Foto di sopralluogo", "Inspection photos"
    UNIT_DOCUMENTS = (
        "unit_documents", "Altri documenti e foto", "Other documents and photos",
    )  # fmt: skip
    HOUSEHOLD_FACTS = (
        "household_facts", "Dati comunali e stati di un'unità, cessati",
        "Municipal data and states of a unit that ended",
    )  # fmt: skip
    ENFORCEMENT_SALES = "enforcement_sales", "Aste giudiziarie concluse", "Ended judicial sales"
    PAST_HOLDERS = (
        "past_holders", "Persone che non hanno più diritti", "Persons who hold no right any more",
    )  # fmt: skip
    PERSONS_ON_REQUEST = (
        "persons_on_request", "Persone cancellate su richiesta", "Persons erased on request",
    )  # fmt: skip
    READ_AUDIT = "read_audit", "Registro delle letture", "Log of reads"
    IMPORT_REFUSALS = (
        "import_refusals", "Righe rifiutate delle importazioni", "Refused rows of imports",
    )  # fmt: skip
    IMPORT_CHANGES = (
        "import_changes", "Anteprime delle importazioni", "Previews of imports",
    )  # fmt: skip
    DELIVERY_FILES = (
        "delivery_files", "File caricati e mai confermati", "Uploaded files never confirmed",
    )  # fmt: skip
    DELIVERY_ATTEMPTS = (
        "delivery_attempts", "Tentativi con collegamenti inesistenti",
        "Tries at links that do not exist",
    )  # fmt: skip
    ACCOUNTS = (
        "accounts", "Utenti, sessioni, tentativi d'accesso", "Accounts, sessions, sign-in attempts",
    )  # fmt: skip
    PHYSICAL = (
        "physical", "Catasto, edifici, condomini, interventi, cifre pubblicate",
        "Cadastre, buildings, condominiums, interventions, published figures",
    )  # fmt: skip
    CONFIGURATION = (
        "configuration", "Configurazione e registri del programma",
        "Configuration and the program's own records",
    )  # fmt: skip


class Anchor(Coded):
    """The day from which a clock runs."""

    CASE_ENDED = "case_ended", "chiusura della pratica", "the end of the case"
    REPORT_JUDGED = "report_judged", "esito della segnalazione", "the report's outcome"
    EPISODE_ENDED = "episode_ended", "chiusura dell'episodio", "the end of the episode"
    CERTIFICATE_EXPIRED = "certificate_expired", "scadenza dell'attestato", "the expiry"
    SUBJECT_CLOSED = (
        "subject_closed", "chiusura di ciò a cui appartiene", "the close of what it belongs to",
    )  # fmt: skip
    FACT_ENDED = "fact_ended", "cessazione del dato", "the end of the fact"
    SALE_ENDED = "sale_ended", "conclusione della procedura", "the end of the proceeding"
    LAST_RIGHT_ENDED = (
        "last_right_ended", "cessazione dell'ultimo diritto", "the end of the last right",
    )  # fmt: skip
    REQUEST = "request", "richiesta", "the request"
    WRITTEN = "written", "registrazione", "when it was written"
    RUN_FINISHED = "run_finished", "fine dell'importazione", "the end of the import"
    LINK_EXPIRED = "link_expired", "scadenza del collegamento", "the expiry of the link"
    ACCOUNT_CLOSED = (
        "account_closed", "chiusura dell'account", "the end of the account",
    )  # fmt: skip
    NONE = "none", "nessuna decorrenza", "no clock"


class RetentionAction(Coded):
    """What becomes of data whose time has run."""

    ERASE = "erase", "si cancella", "erased"
    ANONYMISE = "anonymise", "si rende anonimo", "anonymised"
    ARCHIVE = "archive_restricted", "archivio riservato", "restricted archive"
    BY_FEATURE = "by_feature", "a cura del registro stesso", "by its own log"
    KEEP = "keep", "si conserva", "kept"
    READMIT = "readmit", "riammissione", "readmission"


class ErasureGround(Coded):
    """Why something was erased."""

    CLOCK = "clock", "termine di conservazione", "retention period"
    REQUEST = "subject_request", "richiesta dell'interessato", "request of the data subject"
    ORDER = "authority_order", "ordine dell'autorità", "order of an authority"


class RunOutcome(Coded):
    """How a run of the retention job stands."""

    RUNNING = "running", "in corso", "running"
    DONE = "done", "conclusa", "done"
    INTERRUPTED = "interrupted", "interrotta", "interrupted"
