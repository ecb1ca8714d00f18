"""How progress is shown: moving where a person looks on, in plain lines elsewhere."""

import os
import sys

from api.terminal.plain import PlainReport
from gis.report import Report


def terminal_report() -> Report:
    """The report for this process's standard error."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        from api.terminal.live import LiveReport  # noqa: PLC0415 - rich loads for people only

        return LiveReport()
    return PlainReport()
