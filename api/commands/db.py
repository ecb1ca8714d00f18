"""`satellite db`: schema, state, SQL shell, backup and restore of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from alembic.script import ScriptDirectory
from psycopg2.extensions import make_dsn, parse_dsn
from sqlalchemy import Engine, Row

from api.commands.forgetting import forget_again
from api.commands.opening import (
    MIGRATING,
    Database,
    migrated_engine,
    opened_database,
    read_settings,
)
from api.commands.stopping import run_in_front
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from data import migrate
from gis.cluster.archive import Manifest
from gis.cluster.backup import back_up, restore
from gis.cluster.clients import Clients
from gis.cluster.private import is_made, is_running
from gis.codes import Text
from gis.db import make_engine
from gis.errors import SchemaNewerError
from gis.sqlfiles import statement

app = typer.Typer(
    name="db", no_args_is_help=True, help="Il database: schema, stato, backup · The database"
)
File = Annotated[Path, typer.Argument(help="File di backup · Backup file", dir_okay=False)]


@app.command("migrate")
def migrate_schema() -> None:
    """Porta lo schema a quello del programma · Bring the schema to the program's."""
    report = terminal_report()
    with (
        opened_database(read_settings(), report) as database,
        migrated_engine(database, report) as engine,
    ):
        typer.echo(f"schema: {migrate.current(engine)}")


@app.command()
def status() -> None:
    """Dice quale database, quale versione, quale schema · Tell which database and schema."""
    settings = read_settings()
    if settings.database_url is None and not is_made(settings.home):
        typer.echo("database: non ancora creato, lo fa «satellite up» · not made yet")
        return
    is_up = settings.database_url is not None or is_running(settings.home)
    state = Text(it="acceso", en="running") if is_up else Text(it="era spento", en="was stopped")
    with opened_database(settings, terminal_report()) as database, _engine(database) as engine:
        revision = migrate.current(engine)
        facts = _facts(engine)
        typer.echo(f"database: {both(database.name)} ({both(state)})")
        typer.echo(f"server: PostgreSQL {facts.server}, PostGIS {facts.postgis}")
        typer.echo(f"schema: {revision or '-'} ({both(_schema(revision))})")
        typer.echo(f"size: {facts.bytes / 1e6:.1f} MB")


@app.command(context_settings={"ignore_unknown_options": True})
def psql(
    arguments: Annotated[
        list[str] | None, typer.Argument(help="Argomenti di psql · psql's arguments")
    ] = None,
    *,
    admin: Annotated[
        bool, typer.Option("--admin", help="Da amministratore · As the superuser")
    ] = False,
) -> None:
    """Apre psql sul database · Open psql on the database."""
    with opened_database(read_settings(), terminal_report()) as database:
        clients = _clients(database, admin=admin)
        command = clients.command("psql", arguments or [])
        status = run_in_front(command, clients.environment())
    raise typer.Exit(status)


@app.command()
def backup(file: File) -> None:
    """Salva database e ruoli in un file · Save the database and its roles to a file."""
    report = terminal_report()
    with opened_database(read_settings(), report) as database, _engine(database) as engine:
        revision = migrate.current(engine)
        back_up(_clients(database, admin=True), _facts(engine).role, revision, file, report)
    typer.echo(f"backup: {file} ({file.stat().st_size / 1e6:.1f} MB), schema: {revision}")


@app.command("restore")
def restore_backup(
    file: File,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Cancella ciò che c'è · Erase what is there")
    ] = False,
) -> None:
    """Ripristina un backup, tutto o niente · Restore a backup, all or nothing."""
    settings = read_settings()
    report = terminal_report()
    settings.home.mkdir(parents=True, exist_ok=True)
    with opened_database(settings, report) as database, _engine(database) as engine:
        manifest = restore(
            _clients(database, admin=True),
            _facts(engine).role,
            file,
            work=settings.home,
            check=_require_known,
            report=report,
            replace=force,
            keeps_owners=database.cluster is not None,
        )
        if manifest.revision is not None:
            with report.step(MIGRATING):
                migrate.upgrade(engine)
            forget_again(engine, settings, report)
    typer.echo(f"restore: {manifest.made_at}, schema: {manifest.revision}")


@contextmanager
def _engine(database: Database) -> Iterator[Engine]:
    """An engine on the database as it is, not migrated."""
    engine = make_engine(database.url)
    try:
        yield engine
    finally:
        engine.dispose()


def _facts(engine: Engine) -> Row[tuple[str, str, int, str]]:
    """Server and PostGIS version, size in bytes, and the role that the app connects as."""
    with engine.connect() as connection:
        return connection.execute(statement("api.commands", "status")).one()


def _schema(revision: str | None) -> Text:
    """What the database's revision is to this program."""
    if revision is None:
        return Text(it="nessuno schema: satellite db migrate", en="no schema yet")
    if revision == migrate.head():
        return Text(it="attuale", en="current")
    if _is_known(revision):
        return Text(it="da aggiornare: satellite db migrate", en="to be migrated")
    return Text(it="più nuovo del programma", en="newer than the program")


def _clients(database: Database, *, admin: bool) -> Clients:
    """Client programs on the app's database: as the private cluster's superuser, or as named."""
    if database.cluster is None:
        return Clients(database.url)
    if not admin:
        return Clients(database.url, database.cluster.binaries)
    name = parse_dsn(database.url)["dbname"]
    return Clients(make_dsn(database.cluster.admin_url, dbname=name), database.cluster.binaries)


def _is_known(revision: str) -> bool:
    """Whether this code has the migration `revision`."""
    script = ScriptDirectory.from_config(migrate.configuration())
    return revision in {each.revision for each in script.walk_revisions()}


def _require_known(manifest: Manifest) -> None:
    """Refuse a backup made by newer code, before anything is touched."""
    if manifest.revision is not None and not _is_known(manifest.revision):
        raise SchemaNewerError(
            Text(
                it=(
                    f"Il backup ha lo schema {manifest.revision}, più nuovo di questo programma: "
                    "aggiornare il programma."
                ),
                en=(
                    f"The backup has schema {manifest.revision}, newer than this program: "
                    "update the program."
                ),
            )
        )
