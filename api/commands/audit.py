"""`satellite audit`: seal and prove the log of reads and writes, tell who read what about whom."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from api.commands.audit_report import report as tell_report
from api.commands.opening import migrated_engine, opened_database, read_settings
from api.keeping import anchor_daily, seal_once
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from buildings.audit.sampling import draw
from buildings.audit.service import expire as expire_entries
from buildings.audit.verifying import MOST_TOLD, Proof
from buildings.audit.verifying import verify as verify_chain
from gis.codes import Text
from gis.settings import Settings

app = typer.Typer(
    name="audit", no_args_is_help=True, help="Chi ha letto e scritto che cosa · Who read and wrote"
)

SEALED = Text(
    it="sigillo {id}: {entries} registrazioni, {total} in tutto",
    en="seal {id}: {entries} entries, {total} in all",
)
NOTHING = Text(it="niente da sigillare", en="nothing to seal")
ANCHORED = Text(it="ancora scritta in {file}", en="anchor written to {file}")
HOLDS = Text(it="la catena è intatta", en="the chain is whole")
BROKEN = Text(it="la catena NON è intatta", en="the chain is NOT whole")
PROVEN = Text(
    it="{seals} sigilli, {entries} registrazioni, {anchors} ancore",
    en="{seals} seals, {entries} entries, {anchors} anchors",
)
EXPIRED = Text(
    it="{seals} sigilli senza più registrazioni: il loro termine è passato",
    en="{seals} seals without their entries: their term is over",
)
NO_ANCHOR = Text(
    it="nessuna ancora in {folder}: una catena riscritta per intero non si noterebbe",
    en="no anchor in {folder}: a chain rewritten as a whole would not be noticed",
)
TAIL = Text(
    it="non ancora sigillate: {count}, la più vecchia da {age}",
    en="not sealed yet: {count}, the oldest for {age}",
)
NO_TAIL = Text(it="tutto è sigillato", en="everything is sealed")
MORE = Text(it="e altri {count}", en="and {count} more")
REMOVED = Text(
    it="{count} registrazioni tolte, fino al sigillo {seal}",
    en="{count} entries removed, through seal {seal}",
)
DRAWN = Text(it="{count} letture di {month} da verificare", en="{count} reads of {month} to review")
NOTHING_EXPIRED = Text(it="nessuna registrazione è scaduta", en="no entry's term is over")


@app.command()
def seal() -> None:
    """Sigilla ciò che è deciso, una volta al giorno lo àncora · Seal, and anchor once a day."""
    with _opened() as (engine, settings):
        made = seal_once(engine)
        file = anchor_daily(engine, settings.anchors_folder)
    if made is None:
        typer.echo(both(NOTHING))
    else:
        typer.echo(
            both(SEALED.format(id=made.id, entries=made.entry_count, total=made.total_count))
        )
    if file is not None:
        typer.echo(both(ANCHORED.format(file=file)))


@app.command()
def verify() -> None:
    """Prova che nulla è stato cambiato; stato 1 se non è così · Prove that nothing was changed."""
    with _opened() as (engine, settings):
        folder = settings.anchors_folder
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            proof = verify_chain(connection, folder)
    for line in _told(proof):
        typer.echo(both(line))
    if not proof.anchor_count:
        typer.echo(both(NO_ANCHOR.format(folder=folder)))
    if not proof.holds:
        raise typer.Exit(1)


@app.command()
def expire() -> None:
    """Toglie le registrazioni scadute, a sigilli interi · Remove entries whose term is over."""
    with _opened() as (engine, _), engine.begin() as connection:
        gone = expire_entries(connection)
    if gone.entry_count:
        typer.echo(both(REMOVED.format(count=gone.entry_count, seal=gone.seal_id)))
    else:
        typer.echo(both(NOTHING_EXPIRED))


@app.command()
def report(
    about: Annotated[
        list[str] | None,
        typer.Argument(
            help="Persona, alloggi o utente (id o e-mail); vuoto: chiede il codice fiscale"
            " · Person, flats or account (id or e-mail); none: asks for the tax code"
        ),
    ] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="FILE.csv", dir_okay=False)
    ] = None,
) -> None:
    """Dice chi ha letto che cosa di una persona · Tell who read what about a person."""
    with _opened() as (engine, _):
        tell_report(engine, about or [], output)


@app.command()
def sample(
    month: Annotated[dt.datetime, typer.Argument(formats=["%Y-%m"], help="2026-11")],
) -> None:
    """Estrae il campione mensile di letture · Draw the monthly sample of reads."""
    with _opened() as (engine, _), engine.begin() as connection:
        count = draw(connection, month.date())
    typer.echo(both(DRAWN.format(count=count, month=f"{month:%Y-%m}")))


def _told(proof: Proof) -> Iterator[Text]:
    """What a proof says, the verdict first."""
    yield HOLDS if proof.holds else BROKEN
    for found in proof.faults:
        label = found.fault.label
        yield Text(it=f"  {found.where}: {label.it}", en=f"{label.en}")
    if proof.fault_count > MOST_TOLD:
        yield MORE.format(count=proof.fault_count - MOST_TOLD)
    yield PROVEN.format(
        seals=proof.seal_count, entries=proof.entry_count, anchors=proof.anchor_count
    )
    if proof.expired_seals:
        yield EXPIRED.format(seals=proof.expired_seals)
    age = dt.timedelta(seconds=int(proof.tail_age.total_seconds()))
    yield TAIL.format(count=proof.tail_count, age=age) if proof.tail_count else NO_TAIL


@contextmanager
def _opened() -> Iterator[tuple[Engine, Settings]]:
    settings, report = read_settings(), terminal_report()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
    ):
        yield engine, settings
