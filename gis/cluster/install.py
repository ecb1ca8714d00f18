"""The PostgreSQL to use: the one found, or the one that can be brought to this machine."""

import os
from pathlib import Path

from gis.cluster.binaries import Binaries, Search, machine_search
from gis.cluster.packages import advice, install, manager
from gis.cluster.unpack import can_unpack, unpack, unpacked_programs
from gis.codes import Text
from gis.errors import UnavailableError
from gis.report import Report
from gis.settings import ROOT

CHECKOUT_HOME = ROOT / ".satellite"
"""Looked through for other homes too: the tests make many."""


def search(home: Path) -> Search:
    """All places of this machine and, for an ordinary user, what was unpacked for this checkout."""
    if os.geteuid() == 0:
        return machine_search()
    homes = dict.fromkeys((home.resolve(), CHECKOUT_HOME))
    return machine_search([found for each in homes for found in unpacked_programs(each)])


def found_or_installed(home: Path, major: int | None, report: Report) -> Binaries:
    """PostgreSQL with PostGIS, installed if need be; of version `major` where data exist.

    Raises `UnavailableError` saying what was found, what it lacks and what to do.
    """
    binaries = search(home).usable(major)
    if binaries:
        return binaries
    found = _described(search(home))
    try:
        _bring(home, major, report)
    except UnavailableError as error:
        raise _refusal(major, found, error.text) from error
    binaries = search(home).usable(major)
    if binaries is None:
        raise _refusal(major, _described(search(home)), Text(it="", en=""))
    return binaries


def _bring(home: Path, major: int | None, report: Report) -> None:
    name = manager()
    if name:
        install(name, major, home / "log" / "install.log", report)
    elif os.geteuid() != 0 and can_unpack():
        unpack(home, major, report)
    else:
        raise UnavailableError(
            Text(
                it="Nessun gestore di pacchetti utilizzabile da questo utente.",
                en="No package manager that this user may run.",
            )
        )


def _described(searched: Search) -> Text:
    """What was found and why it does not do, a line each."""
    lines_it, lines_en = [], []
    for binaries in searched.installed():
        missing = ", ".join(binaries.missing())
        where = f"PostgreSQL {binaries.major} ({binaries.folder})"
        lines_it.append(f"\n  {where}" + (f": manca {missing}" if missing else ""))
        lines_en.append(f"\n  {where}" + (f": lacks {missing}" if missing else ""))
    return Text(it="".join(lines_it) or " nulla.", en="".join(lines_en) or " nothing.")


def _refusal(major: int | None, found: Text, reason: Text) -> UnavailableError:
    wanted = f"PostgreSQL {major}" if major else "PostgreSQL >= 15"
    return UnavailableError(
        Text(
            it=(
                f"Serve {wanted} con PostGIS >= 3.3. Trovato:{found.it}\n{reason.it}\n"
                f"Installarlo (per esempio: {advice()}) oppure indicare un altro PostGIS in "
                "SATELLITE_DATABASE_URL."
            ),
            en=(
                f"{wanted} with PostGIS >= 3.3 is needed. Found:{found.en}\n{reason.en}\n"
                f"Install it (for example: {advice()}) or name another PostGIS in "
                "SATELLITE_DATABASE_URL."
            ),
        )
    )
