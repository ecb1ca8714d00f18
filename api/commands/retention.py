"""`satellite retention`: what is due, what was erased, a person erased on request."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy import Engine

from api.commands.forgetting import outside_of
from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from buildings.audit.service import note
from buildings.audit.states import Verb
from buildings.retention.archive import opened
from buildings.retention.states import ErasureGround, RetentionAction, RetentionKind
from data.retention.backups import Expiry, expiring
from data.retention.files import refusal_files, sweep_uploads
from data.retention.logs import sweep_logs
from data.retention.persons import Gone, erase_on_request, find_persons, readmit
from data.retention.running import Found, find, run
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError
from gis.settings import Settings

app = typer.Typer(
    name="retention",
    no_args_is_help=True,
    help="Conservazione e cancellazione dei dati · Retention and erasure",
)
_AWAITED = Text(it="niente di questo genere per ora", en="nothing of this kind yet")
_KEPT = Text(it="si conserva", en="kept")
_BY_FEATURE = Text(it="a cura del suo registro", en="by its own log")
_NAMESAKE = Text(it="stesso nome, non cancellata: {person}", en="same name, not erased: {person}")
_PAPERS = Text(
    it="guardare i documenti di /documents/new?unit={unit}",
    en="look through the documents of /documents/new?unit={unit}",
)
_SHOWN = 20
"""Ids of a kind that a dry run lists without --ids."""


@app.command("run")
def run_now(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Elenca soltanto · Only list what is due")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option(help="A che giorno, AAAA-MM-GG · As of which day")
    ] = None,
    ids: Annotated[bool, typer.Option("--ids", help="Tutti gli identificativi · Every id")] = False,
) -> None:
    """Cancella ciò che è scaduto · Erase what has run its time."""
    settings, day = read_settings(), _day(as_of)
    with _engine(settings) as engine:
        if dry_run:
            for found in find(engine, day):
                _tell_found(found, every=ids)
        else:
            for done in run(engine, day, outside_of(settings)):
                if done.count:
                    typer.echo(f"{done.count:>7}  {both(done.rule.kind.label)}")
            uploads = sweep_uploads(engine, settings.home)
            typer.echo(f"{uploads:>7}  {both(RetentionKind.DELIVERY_FILES.label)}")
            logs = sweep_logs(engine, day)
            typer.echo(f"{logs.audit_entries:>7}  {both(RetentionKind.READ_AUDIT.label)}")
            typer.echo(f"{logs.sign_ins:>7}  {both(RetentionKind.ACCOUNTS.label)}")
        _files(engine, settings, day, is_dry=dry_run)
    _backups(settings, is_dry=dry_run)


@app.command("erase-person")
def erase_person(
    person_id: Annotated[
        uuid.UUID | None,
        typer.Argument(help="Identificativo; senza, si chiede il codice fiscale · Id, or asked"),
    ] = None,
    *,
    reference: Annotated[
        str, typer.Option(prompt="Protocollo della richiesta · Protocol number", help="Protocollo")
    ],
    by_order: Annotated[
        bool, typer.Option("--by-order", help="Per ordine di un'autorità · By an order")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Senza conferma · Do not ask")] = False,
) -> None:
    """Cancella una persona ovunque · Erase a person everywhere."""
    settings = read_settings()
    # Never an argument: the shell keeps those, and every user sees them in the list of processes.
    code = None if person_id else typer.prompt("Codice fiscale · Tax code", hide_input=True)
    with _engine(settings) as engine:
        meant = find_persons(engine, person_id=person_id, tax_code=code)
        for each in meant.persons:
            typer.echo(f"person: {each}")
        for each in meant.namesakes:
            typer.echo(both(_NAMESAKE.format(person=each)))
        if not yes:
            typer.confirm("Cancellare? Non si torna indietro · Erase for good?", abort=True)
        gone = erase_on_request(
            engine,
            meant.persons,
            ground=ErasureGround.ORDER if by_order else ErasureGround.REQUEST,
            reference=reference,
            outside=outside_of(settings),
            home=settings.home,
        )
    _tell_gone(gone)


@app.command("readmit-person")
def readmit_person(
    person_id: Annotated[uuid.UUID, typer.Argument(help="Identificativo · Id")],
    *,
    legal_basis: Annotated[
        str, typer.Option(prompt="Base giuridica · Legal basis", help="Base giuridica · Basis")
    ],
) -> None:
    """Lascia riscrivere una persona cancellata · Let an erased person be written again."""
    settings = read_settings()
    with _engine(settings) as engine:
        readmit(engine, person_id, legal_basis, outside_of(settings))
    typer.echo(f"readmitted: {person_id}")


@app.command()
def archived(
    record_id: Annotated[uuid.UUID, typer.Argument(help="Identificativo · Id")],
) -> None:
    """Apre un fascicolo dell'archivio riservato · Open a record of the restricted archive."""
    settings = read_settings()
    with _engine(settings) as engine, engine.begin() as connection:
        rows = opened(connection, record_id, outside_of(settings).keys)
        note(connection, Verb.REVEAL, "archived_record", record_id, fields_class="P6")
        for row in rows:
            typer.echo(f"{'history.' if row['is_past'] else ''}{row['table']}: {row['row']}")


def _tell_found(found: Found, *, every: bool) -> None:
    rule, count = found.rule, len(found.things)
    label = both(rule.kind.label)
    if found.is_awaited:
        typer.echo(f"{'-':>7}  {label}: {both(_AWAITED)}")
    elif rule.action is RetentionAction.KEEP:
        typer.echo(f"{'-':>7}  {label}: {both(_KEPT)}")
    elif rule.action is RetentionAction.BY_FEATURE:
        typer.echo(f"{'-':>7}  {label}: {both(_BY_FEATURE)}")
    else:
        typer.echo(f"{count:>7}  {label}: {both(rule.action.label)}")
    for thing in found.things if every else found.things[:_SHOWN]:
        typer.echo(f"{'':>9}{thing.entity} {thing.entity_id} ({thing.since})")
    if count > _SHOWN and not every:
        typer.echo(f"{'':>9}... {count - _SHOWN} (--ids)")


def _tell_gone(gone: Gone) -> None:
    typer.echo(f"erased: {len(gone.persons)}")
    typer.echo(f"rows and files that named the person: {gone.swept_rows}, {gone.swept_files}")
    for unit in gone.papers:
        typer.echo(both(_PAPERS.format(unit=unit)))
    for each in gone.left:
        typer.echo(f"still named in: {each.where} ({each.count})")
    if gone.left:
        raise typer.Exit(1)


def _files(engine: Engine, settings: Settings, day: dt.date, *, is_dry: bool) -> None:
    rule = next(
        (
            each.rule
            for each in find(engine, day)
            if each.rule.kind is RetentionKind.IMPORT_REFUSALS
        ),
        None,
    )
    if rule is None or rule.period_months is None:
        return
    paths = refusal_files(engine, settings.home / "imports", day, rule.period_months)
    for path in paths:
        if not is_dry:
            path.unlink(missing_ok=True)
        typer.echo(f"{'':>9}{path.name}")


def _backups(settings: Settings, *, is_dry: bool) -> None:
    if settings.backups is None:
        return
    found: Expiry = expiring(settings.backups, settings.backup_days, dt.datetime.now(dt.UTC))
    for each in found.expired:
        if not is_dry:
            each.path.unlink(missing_ok=True)
        typer.echo(f"backup {each.path.name} ({each.made_at:%Y-%m-%d}): {settings.backup_days} d")
    if found.kept_newest:
        typer.echo(
            both(
                Text(
                    it=f"Il backup più recente è del {found.kept_newest.made_at:%d/%m/%Y}: farne "
                    "uno nuovo, poi questo scade.",
                    en=f"The newest backup is of {found.kept_newest.made_at:%Y-%m-%d}: make a new "
                    "one, then this expires.",
                )
            )
        )


def _day(written: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat(written) if written else today()
    except ValueError:
        raise InputError(
            Text(
                it=f"{written!r} non è un giorno: scriverlo come 2026-11-22.",
                en=f"{written!r} is not a day: write it like 2026-11-22.",
            )
        ) from None


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    report = terminal_report()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
    ):
        yield engine
