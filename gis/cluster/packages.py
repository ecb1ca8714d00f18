"""PostGIS by the package manager that this user may run."""

import os
import shutil
from pathlib import Path

from gis.cluster.apt import install_postgis
from gis.cluster.logged import run_logged
from gis.codes import Text
from gis.report import Report

INSTALLING = Text(it="Installo PostgreSQL e PostGIS", en="Installing PostgreSQL and PostGIS")
DNF_PACKAGES = ("postgresql-server", "postgresql-contrib", "postgis")


def manager() -> str | None:
    """The package manager that this user may run: apt-get or dnf as root, brew as anyone else."""
    names = ("apt-get", "dnf") if os.geteuid() == 0 else ("brew",)
    return next((name for name in names if shutil.which(name)), None)


def advice() -> str:
    """The command by which an administrator installs what we need."""
    if shutil.which("apt-get"):
        return "apt-get install postgresql-postgis"
    if shutil.which("dnf"):
        return f"dnf install {' '.join(DNF_PACKAGES)}"
    return "brew install postgis" if shutil.which("brew") else "PostgreSQL >= 15, PostGIS >= 3.3"


def install(name: str, major: int | None, log: Path, report: Report) -> None:
    """Install PostgreSQL and PostGIS by `name`; raises `UnavailableError` with the log's tail."""
    with report.step(INSTALLING):
        if name == "apt-get":
            install_postgis(major, log, INSTALLING)
        elif name == "dnf":
            run_logged(["dnf", "install", "-y", *DNF_PACKAGES], log, INSTALLING)
        else:
            run_logged(["brew", "install", "postgis"], log, INSTALLING)
