"""The project's environment `.venv`, exactly as the lock file says."""

import sys
from pathlib import Path

from api.setup.tools import Tools
from gis.cluster.logged import run_logged
from gis.codes import Text
from gis.report import Report

SYNCING = Text(it="Installo le librerie Python", en="Installing the Python libraries")


def sync(root: Path, tools: Tools, report: Report) -> None:
    """Bring `.venv` to the lock file, with this Python; uv fetches no Python of its own.

    The machine's certificates count: offices sit behind proxies that sign with their own.
    """
    environment = {
        **tools.environment(),
        "UV_PROJECT_ENVIRONMENT": str(root / ".venv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
        "UV_SYSTEM_CERTS": "1",
    }
    options = ["--locked", "--compile-bytecode", "--python", sys.executable]
    with report.step(SYNCING):
        run_logged(
            [tools.uv, "sync", *options], tools.log("sync"), SYNCING, cwd=root, env=environment
        )
