"""Make a cluster's data directory: all of it or nothing."""

import json
import locale
import os
import secrets
import shutil
from pathlib import Path

from gis.cluster.account import Account
from gis.cluster.binaries import Binaries
from gis.cluster.disk import require_free
from gis.cluster.logged import run_logged
from gis.cluster.places import Place
from gis.codes import Text
from gis.errors import UnavailableError
from gis.report import Report

NEED_MIB = 300
BUILTIN_LOCALE_SINCE = 17
MAKING = Text(it="Creo il database privato", en="Making the private database")
ADMIN_ROLE = "postgres"
APP_ROLE = "satellite"


def made_major(place: Place) -> int | None:
    """The PostgreSQL version of the data, None where there are none yet."""
    try:
        return int((place.data / "PG_VERSION").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def make(place: Place, binaries: Binaries, report: Report, *, is_durable: bool) -> None:
    """Make the data and the passwords beside it, and move both into place at once.

    What an interrupted attempt left is removed first. To be called under the start lock.
    """
    for half_made in place.folder.glob("made.new-*"):
        shutil.rmtree(half_made)
    if place.made.exists():
        return
    require_free(place.folder, NEED_MIB)
    making = place.folder / f"made.new-{os.getpid()}"
    try:
        with report.step(MAKING):
            _fill(making, place, binaries, is_durable=is_durable)
            making.replace(place.made)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def read_passwords(place: Place) -> dict[str, str]:
    """The password of each role; raises `UnavailableError` where the file was taken away."""
    try:
        passwords: dict[str, str] = json.loads(place.passwords.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnavailableError(
            Text(
                it=f"Le password del database privato non si leggono: {error}.",
                en=f"The private database's passwords cannot be read: {error}.",
            )
        ) from error
    return passwords


def _fill(making: Path, place: Place, binaries: Binaries, *, is_durable: bool) -> None:
    """Make data and passwords in the folder `making`, owned by the server's account."""
    making.mkdir(mode=0o700)
    place.account.give(making)
    passwords = {role: secrets.token_urlsafe(24) for role in (ADMIN_ROLE, APP_ROLE)}
    _write_private(making / "passwords.json", json.dumps(passwords), place.account)
    _write_private(making / "initial", passwords[ADMIN_ROLE], place.account)
    command = [*_initdb(binaries, making), *([] if is_durable else ["--no-sync"])]
    log = place.folder / "initdb.log"
    run_logged(command, log, MAKING, cwd=making, env=binaries.environment, account=place.account)
    (making / "initial").unlink()


def _initdb(binaries: Binaries, making: Path) -> list[str | Path]:
    return [
        binaries.program("initdb"),
        "--pgdata",
        making / "data",
        "--username",
        ADMIN_ROLE,
        "--pwfile",
        making / "initial",
        "--encoding=UTF8",
        "--auth=scram-sha-256",
        "--no-instructions",
        *_locale_options(binaries.major),
    ]


def _locale_options(major: int) -> list[str]:
    """A UTF-8 locale that does not vary by machine: lower() must know accented letters."""
    if major >= BUILTIN_LOCALE_SINCE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8", "it_IT.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_CTYPE, before)
        return [f"--locale={name}"]
    return ["--locale=C"]


def _write_private(path: Path, content: str, account: Account) -> None:
    """Write a file that only its owner reads, and force it to the disk."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    account.give(path)
