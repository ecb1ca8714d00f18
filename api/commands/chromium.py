"""A Chromium for the browser tests: the machine's, or one installed for them."""

import os
import shutil
import sys
from pathlib import Path

from gis.cluster.apt import install_packages
from gis.cluster.logged import output_of, run_logged
from gis.codes import Text
from gis.errors import UnavailableError
from gis.report import Report

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALLING = Text(it="Installo Chromium", en="Installing Chromium")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as p\n"
    "with p() as it: print(it.chromium.executable_path)"
)


def find_chromium() -> str | None:
    """The program that `SATELLITE_CHROMIUM` names, the machine's, or Playwright's own."""
    named = os.environ.get("SATELLITE_CHROMIUM")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return named or found or _of_playwright()


def ensure_chromium(home: Path, report: Report) -> str:
    """A Chromium's path, installing it if need be; raises `UnavailableError` saying what to do."""
    found = find_chromium()
    if found:
        return found
    log = home / "log" / "chromium.log"
    with report.step(INSTALLING):
        try:
            if os.geteuid() == 0 and shutil.which("apt-get"):
                install_packages(["chromium"], log, INSTALLING)
            else:
                command = [sys.executable, "-m", "playwright", "install", "chromium"]
                run_logged(command, log, INSTALLING)
        except UnavailableError as error:
            raise _missing(error.text) from error
    found = find_chromium()
    if found is None:
        raise _missing(Text(it="", en=""))
    return found


def _of_playwright() -> str | None:
    """The browser that `playwright install` fetched, where it is there."""
    path = output_of([sys.executable, "-c", ASK_PLAYWRIGHT]).strip()
    return path if path and Path(path).exists() else None


def _missing(reason: Text) -> UnavailableError:
    return UnavailableError(
        Text(
            it=(
                f"I test del browser vogliono Chromium. {reason.it} Installarlo (per esempio: "
                "apt-get install chromium) o indicarlo in SATELLITE_CHROMIUM."
            ),
            en=(
                f"The browser tests need Chromium. {reason.en} Install it (for example: "
                "apt-get install chromium) or name it in SATELLITE_CHROMIUM."
            ),
        )
    )
