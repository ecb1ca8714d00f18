"""Back a database up with its roles, and put it back: all of it or nothing."""

import datetime as dt
import re
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection, parse_dsn, quote_ident

from gis.cluster.archive import DUMP, FORMAT, ROLES, Manifest, pack, unpack
from gis.cluster.clients import Clients
from gis.codes import Text
from gis.errors import RuleError
from gis.report import Report
from gis.sqlfiles import read_sql

SAVING = Text(it="Salvo il database", en="Backing the database up")
RESTORING = Text(it="Ripristino il database", en="Restoring the database")
NAME = r'("(?:[^"]|"")+"|[^\s;"]+)'
ROLE_STATEMENT = re.compile(rf"^(?:CREATE|ALTER) ROLE {NAME}[ ;]")
GRANT_STATEMENT = re.compile(rf"^GRANT {NAME} TO {NAME}[ ;]")
EXTENSION_ENTRY = re.compile(r"^\d+; \d+ \d+ (?:EXTENSION -|COMMENT - EXTENSION) ")


def back_up(
    clients: Clients, owner: str, revision: str | None, target: Path, report: Report
) -> None:
    """Write the database of `clients` and its roles to `target`; the file appears when whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with report.step(SAVING), tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        clients.run("pg_dump", ["--format=custom", f"--file={folder / DUMP}"])
        clients.run(
            "pg_dumpall", ["--globals-only", "--no-role-passwords", f"--file={folder / ROLES}"]
        )
        with closing(psycopg2.connect(clients.url)) as database:
            manifest = Manifest(
                format=FORMAT,
                made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                server=database.server_version // 10000,
                revision=revision,
                owner=owner,
                roles=[name for (name,) in _rows(database, "needed_roles")],
            )
        pack(folder, manifest, target)


def restore(
    clients: Clients,
    owner: str,
    source: Path,
    *,
    work: Path,
    check: Callable[[Manifest], None],
    report: Report,
    replace: bool,
    keeps_owners: bool,
) -> Manifest:
    """Put the backup `source` into the database of `clients`, in one transaction.

    `check` may refuse the manifest; `work` is a folder with room for the dump as text. A database
    that holds anything is refused unless `replace`, which empties it first. `keeps_owners` takes
    the superuser of a private cluster; without it all becomes the connected role's.
    """
    with report.step(RESTORING), tempfile.TemporaryDirectory(dir=work) as name:
        folder = Path(name)
        manifest = unpack(source, folder)
        check(manifest)
        with closing(psycopg2.connect(clients.url)) as database:
            if not replace:
                _require_empty(database)
            existing = {name for (name,) in _rows(database, "existing_roles")}
            owners = [quote_ident(name, database) for name in (manifest.owner, owner)]
        needed = set(manifest.roles) - existing - (set() if keeps_owners else {manifest.owner})
        statements = _role_statements((folder / ROLES).read_text(encoding="utf-8"), needed)
        (folder / ROLES).write_text("\n".join(statements), encoding="utf-8")
        (folder / "wipe.sql").write_text(read_sql("gis.cluster", "wipe"), encoding="utf-8")
        _write_script(clients, folder, keeps_owners=keeps_owners)
        files = [*(["wipe.sql"] if replace else []), ROLES, "restore.sql"]
        scripts = [f"--file={folder / each}" for each in files]
        # Reassigning reaches beyond this database, which is why it takes a server of our own.
        if keeps_owners and manifest.owner != owner:
            scripts.append("--command=REASSIGN OWNED BY {} TO {}".format(*owners))
        # Terse: a row that fails is not shown, which may be a person's.
        strict = ["--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse", "--single-transaction"]
        clients.run("psql", ["--no-psqlrc", "--quiet", *strict, *scripts])
        return manifest


def _rows(database: connection, query: str) -> list[tuple[str]]:
    with database.cursor() as cursor:
        cursor.execute(read_sql("gis.cluster", query))
        return cursor.fetchall()


def _require_empty(database: connection) -> None:
    with database.cursor() as cursor:
        cursor.execute(read_sql("gis.cluster", "own_objects"))
        (count,) = cursor.fetchone() or (0,)
    if count:
        name = parse_dsn(database.dsn)["dbname"]
        raise RuleError(
            Text(
                it=(
                    f"Il database «{name}» non è vuoto: il ripristino lo cancellerebbe. "
                    "Farne prima un backup, poi aggiungere --force."
                ),
                en=(
                    f"The database “{name}” is not empty: restoring would erase it. "
                    "Back it up first, then add --force."
                ),
            )
        )


def _role_statements(script: str, new: set[str]) -> list[str]:
    """The statements of `script` that make the roles `new` and put them into their groups."""
    kept = []
    for line in script.splitlines():
        role = ROLE_STATEMENT.match(line)
        grant = GRANT_STATEMENT.match(line)
        if role and _plain(role[1]) in new:
            kept.append(line)
        elif grant and {_plain(grant[1]), _plain(grant[2])} & new:
            # Who granted it may not exist here: the one who restores does.
            kept.append(re.sub(rf" GRANTED BY {NAME};$", ";", line))
    return kept


def _plain(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def _write_script(clients: Clients, folder: Path, *, keeps_owners: bool) -> None:
    """Turn the dump into SQL without its extensions, which the database already has."""
    entries = folder / "entries"
    dump = folder / DUMP
    clients.convert(["--list", f"--file={entries}", dump])
    kept = [
        line
        for line in entries.read_text(encoding="utf-8").splitlines()
        if not EXTENSION_ENTRY.match(line)
        # The list of reference systems belongs to the extension, which only a superuser fills.
        and (keeps_owners or " TABLE DATA public spatial_ref_sys " not in line)
    ]
    entries.write_text("\n".join(kept), encoding="utf-8")
    owners = [] if keeps_owners else ["--no-owner"]
    clients.convert([*owners, f"--use-list={entries}", f"--file={folder / 'restore.sql'}", dump])
