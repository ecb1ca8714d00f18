"""Debian's and Ubuntu's package manager: what it offers, and installing as root."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gis.cluster.logged import output_of, run_logged
from gis.codes import Text
from gis.errors import UnavailableError

LEAST_MAJOR = 15
CREATECLUSTER = Path("/etc/postgresql-common/createcluster.d")
REFRESHING = Text(it="Aggiorno l'elenco dei pacchetti", en="Refreshing the package lists")
POSTGIS_PACKAGE = re.compile(r"^(postgresql-(\d+)-postgis-3) ", re.MULTILINE)
COMMAND = ("apt-get", "-y", "-o", "DPkg::Lock::Timeout=300")
ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive"}


def postgis_package(major: int | None, options: tuple[str, ...] = ()) -> tuple[str, int] | None:
    """The newest PostGIS package on offer and its PostgreSQL, of version `major` when given."""
    pattern = r"^postgresql-[0-9]+-postgis-3$"
    listed = output_of(["apt-cache", *options, "search", "--names-only", pattern])
    offered = [(int(number), name) for name, number in POSTGIS_PACKAGE.findall(listed)]
    wanted = [
        (number, name)
        for number, name in offered
        if number >= LEAST_MAJOR and number == (major or number)
    ]
    newest = max(wanted, default=None)
    return (newest[1], newest[0]) if newest else None


def no_postgis() -> UnavailableError:
    """The error where the distribution offers none that is new enough."""
    return UnavailableError(
        Text(
            it="Questa distribuzione non offre PostGIS per PostgreSQL 15 o successivo.",
            en="This distribution offers no PostGIS for PostgreSQL 15 or later.",
        )
    )


def install_packages(packages: list[str], log: Path, what: Text) -> None:
    """Install as root, with fresh package lists where the stored ones fail."""
    command = [*COMMAND, "install", "--no-install-recommends", *packages]
    try:
        run_logged(command, log, what, env=ENVIRONMENT)
    except UnavailableError:
        refresh(log)
        run_logged(command, log, what, env=ENVIRONMENT)


def refresh(log: Path) -> None:
    """Fetch the package lists as root."""
    run_logged([*COMMAND, "update"], log, REFRESHING, env=ENVIRONMENT)


def install_postgis(major: int | None, log: Path, what: Text) -> None:
    """Install the server and PostGIS as root; raises `UnavailableError` where not on offer."""
    package = postgis_package(major)
    if package is None:
        refresh(log)
        package = postgis_package(major)
    if package is None:
        raise no_postgis()
    name, number = package
    with no_main_cluster():
        install_packages([f"postgresql-{number}", name], log, what)


@contextmanager
def no_main_cluster() -> Iterator[None]:
    """Keep Debian's scripts from making and starting a cluster `main`, for the block only."""
    setting = CREATECLUSTER / "satellite.conf"
    CREATECLUSTER.mkdir(parents=True, exist_ok=True)
    setting.write_text("create_main_cluster = false\n", encoding="utf-8")
    try:
        yield
    finally:
        setting.unlink()
