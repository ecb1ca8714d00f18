"""PostGIS for an ordinary user of a Debian or Ubuntu: packages downloaded and unpacked, no root.

PostgreSQL finds its own files relative to its program, so the unpacked tree works where it lies;
its libraries and PROJ's data are named by environment variables.
"""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from gis.cluster.apt import REFRESHING, no_postgis, postgis_package
from gis.cluster.disk import require_free
from gis.cluster.logged import output_of, run_logged
from gis.codes import Text
from gis.report import Report

NEED_MIB = 900
SYSTEM_PACKAGES = {"libc6", "libc-bin", "libgcc-s1", "base-files", "dpkg", "bash", "coreutils"}
"""Packages that every Debian has and that must stay the machine's own."""

WOULD_INSTALL = re.compile(r"^Inst (\S+) ", re.MULTILINE)
DOWNLOADING = Text(it="Scarico PostgreSQL e PostGIS", en="Downloading PostgreSQL and PostGIS")
UNPACKING = Text(it="Estraggo PostgreSQL e PostGIS", en="Unpacking PostgreSQL and PostGIS")


def can_unpack() -> bool:
    """Whether this machine has the tools to download and unpack Debian packages."""
    return all(shutil.which(name) for name in ("apt-get", "apt-cache", "dpkg"))


def unpacked_programs(home: Path) -> list[tuple[Path, Mapping[str, str]]]:
    """The program folders that `unpack` left under `home`, with their environment."""
    root = home / "pg"
    folders = sorted(root.glob("usr/lib/postgresql/*/bin"))
    return [(folder, _environment(root)) for folder in folders]


def unpack(home: Path, major: int | None, report: Report) -> None:
    """Download PostgreSQL, PostGIS and what they need, and unpack them under `home`/pg.

    Raises `UnavailableError` where the packages are not on offer or do not arrive.
    """
    require_free(home, NEED_MIB)
    making = home / "pg.new"
    shutil.rmtree(making, ignore_errors=True)
    debs = making / "debs"
    debs.mkdir(parents=True)
    log = home / "log" / "unpack.log"
    with report.step(DOWNLOADING):
        package, options = _choose(home, major, log)
        command = ["apt-get", *options, "download", *_closure(package, options)]
        run_logged(command, log, DOWNLOADING, cwd=debs)
    with report.step(UNPACKING):
        for deb in sorted(debs.glob("*.deb")):
            run_logged(["dpkg", "-x", deb, making], log, UNPACKING)
        _link_control_files(making)
        shutil.rmtree(debs)
        shutil.rmtree(home / "apt", ignore_errors=True)
        shutil.rmtree(home / "pg", ignore_errors=True)
        making.replace(home / "pg")


def _choose(home: Path, major: int | None, log: Path) -> tuple[tuple[str, int], tuple[str, ...]]:
    """The package to unpack and apt's options, with package lists of our own if need be."""
    cache = home / "apt"
    (cache / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    options: tuple[str, ...] = ("-o", "Debug::NoLocking=1", "-o", f"Dir::Cache={cache}")
    package = postgis_package(major, options)
    if package is None:
        lists = cache / "lists"
        (lists / "partial").mkdir(parents=True, exist_ok=True)
        options = (*options, "-o", f"Dir::State::Lists={lists}")
        run_logged(["apt-get", *options, "update"], log, REFRESHING)
        package = postgis_package(major, options)
    if package is None:
        raise no_postgis()
    return package, options


def _closure(package: tuple[str, int], options: tuple[str, ...]) -> list[str]:
    """The packages to download: the server and its client always, and what is not installed."""
    name, major = package
    simulated = output_of(["apt-get", *options, "-s", "--no-install-recommends", "install", name])
    needed = {word.partition(":")[0] for word in WOULD_INSTALL.findall(simulated)}
    always = {f"postgresql-{major}", f"postgresql-client-{major}", name}
    return sorted((needed - SYSTEM_PACKAGES) | always)


def _link_control_files(root: Path) -> None:
    """Give PostGIS's control files their plain names, as Debian's alternatives system would."""
    for versioned in root.glob("usr/share/postgresql/*/extension/*-3.control"):
        plain = versioned.with_name(f"{versioned.name.removesuffix('-3.control')}.control")
        plain.symlink_to(versioned.name)


def _environment(root: Path) -> dict[str, str]:
    """Where the unpacked programs find their libraries and PROJ its data."""
    patterns = (
        "usr/lib/*-linux-*/lib*.so.*",
        "usr/lib/*-linux-*/*/lib*.so.*",
        "lib/*-linux-*/lib*.so.*",
    )
    libraries = {file.parent for pattern in patterns for file in root.glob(pattern)}
    folders = [str(folder) for folder in sorted(libraries)]
    if os.environ.get("LD_LIBRARY_PATH"):
        folders.append(os.environ["LD_LIBRARY_PATH"])
    environment = {"LD_LIBRARY_PATH": os.pathsep.join(folders)} if folders else {}
    proj = root / "usr" / "share" / "proj"
    if proj.is_dir():
        environment |= {"PROJ_LIB": str(proj), "PROJ_DATA": str(proj)}
    return environment
