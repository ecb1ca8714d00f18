"""Code lists of the import log."""

from gis.codes import Coded


class ImportOutcome(Coded):
    """How a run ended."""

    RUNNING = "running", "in corso", "running"
    DONE = "done", "completata", "done"
    DONE_WITH_REFUSALS = "done_with_refusals", "completata con rifiuti", "done with refusals"
    REFUSED = "refused", "file rifiutato", "file refused"
    FAILED = "failed", "non riuscita", "failed"
    INTERRUPTED = "interrupted", "interrotta", "interrupted"
