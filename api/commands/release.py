"""`satellite release`: quarterly figures made, audited, published, withdrawn; the office's own."""

import csv
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from buildings.releases import queries, service
from buildings.releases.quarters import Quarter
from buildings.releases.service import Audited, Draft
from buildings.releases.states import Audience, Indicator
from gis.codes import Text
from gis.dates import today
from gis.db import make_session_factory
from gis.keys import KeyStore

app = typer.Typer(
    name="release", no_args_is_help=True, help="Dati pubblicati ogni trimestre · Released figures"
)

QuarterArgument = Annotated[
    str, typer.Argument(metavar="AAAA-Qn", help="Trimestre, come 2026-Q3 · Quarter, like 2026-Q3")
]

WORKING = Text(
    it="Cerco che cosa si può ricavare dalle cifre",
    en="Looking for what can be worked out from the figures",
)
KEPT = Text(it="bozza {quarter} salvata", en="draft {quarter} saved")
TRIED = Text(it="prova: nulla è stato salvato", en="dry run: nothing was saved")
NONE = Text(it="nessun rilascio", en="no release")
SAFE = Text(
    it="{quarter}: {count} celle protette in tutti i rilasci, nessuna si ricava",
    en="{quarter}: {count} protected cells in all releases, none can be known",
)
CHANGED = Text(
    it="{quarter}: le cifre non sono più quelle con cui è stato fatto",
    en="{quarter}: the figures are no longer those it was made with",
)
KNOWN = Text(it="si ricava: {cell}, tra {low} e {high}", en="known: {cell}, between {low}, {high}")
UNREAD = Text(
    it="{quarter}, {table}: il passato del registro è cambiato, non verificabile",
    en="{quarter}, {table}: the register's past has changed, cannot be audited",
)
WRITTEN = Text(it="{count} celle in {path}", en="{count} cells in {path}")
PUBLISHED = Text(it="{quarter} pubblicato", en="{quarter} published")
WITHDRAWN = Text(it="{quarter} ritirato", en="{quarter} withdrawn")


@app.command("list")
def list_releases() -> None:
    """Elenca i rilasci · List the releases."""
    with _opened(commits=False) as (session, _):
        found = queries.all_releases(session)
        for each in found:
            typer.echo(f"{each.quarter}  {both(each.state.label)}  {each.digest[:12]}")
        if not found:
            typer.echo(both(NONE))


@app.command()
def make(
    quarter: QuarterArgument,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Mostra che cosa si tace e perché · Show only")
    ] = False,
) -> None:
    """Fa la bozza di un trimestre concluso · Make the draft of a quarter that has ended."""
    asked = Quarter.of(quarter)
    with _opened(commits=not dry_run) as (session, key):
        draft = service.make(session, asked, made_by=getpass.getuser(), key=key, today=today())
        _tell(draft, in_full=dry_run)
        typer.echo(both(TRIED if dry_run else KEPT.format(quarter=asked)))


@app.command()
def audit(quarter: QuarterArgument) -> None:
    """Verifica che cosa si può ricavare · Audit what can be worked out."""
    asked = Quarter.of(quarter)
    with _opened(commits=False) as (session, key):
        found = service.audit(session, service.of_quarter(session, asked), key=key)
    _tell_audit(asked, found)
    if not found.is_safe:
        raise typer.Exit(1)


@app.command()
def publish(quarter: QuarterArgument) -> None:
    """Pubblica una bozza che passa la verifica · Publish a draft that passes the audit."""
    asked = Quarter.of(quarter)
    with _opened(commits=True) as (session, key):
        release = service.of_quarter(session, asked)
        found = service.publish(session, release, by=getpass.getuser(), key=key)
    _tell_audit(asked, found)
    typer.echo(both(PUBLISHED.format(quarter=asked)))


@app.command()
def withdraw(
    quarter: QuarterArgument,
    *,
    because: Annotated[str, typer.Option(help="Motivo · Reason")],
) -> None:
    """Ritira un rilascio dai livelli · Withdraw a release from the layers."""
    asked = Quarter.of(quarter)
    with _opened(commits=True) as (session, _):
        service.withdraw(session, service.of_quarter(session, asked), because=because)
    typer.echo(both(WITHDRAWN.format(quarter=asked)))


@app.command("csv")
def write_csv(
    quarter: QuarterArgument,
    *,
    audience: Annotated[
        Audience, typer.Option("--for", help="Per chi · For whom")
    ] = Audience.PUBLIC,
    output: Annotated[Path, typer.Option("--output", "-o", help="FILE.csv")],
) -> None:
    """Scrive le tabelle pubblicate di un trimestre · Write the published tables of a quarter."""
    asked = Quarter.of(quarter)
    with _opened(commits=False) as (session, _):
        release = service.of_quarter(session, asked)
        lines = list(queries.lines(session, release, audience))
    with output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(queries.COLUMNS)
        table.writerows(lines)
    typer.echo(both(WRITTEN.format(count=len(lines), path=output)))


@contextmanager
def _opened(*, commits: bool) -> Iterator[tuple[Session, bytes]]:
    """A session on the register with the key of the rounding, kept or thrown away at the end."""
    report = terminal_report()
    settings = read_settings()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
        make_session_factory(engine)() as session,
        report.step(WORKING),
        session.begin() as transaction,
    ):
        yield session, service.rounding_key(KeyStore(settings.keys_folder))
        if not commits:
            transaction.rollback()


def _tell(draft: Draft, *, in_full: bool) -> None:
    """A line a table; in full, a line for each figure held back, with the rule and no count."""
    for indicator in Indicator:
        told, held = draft.counts(indicator)
        why = ", ".join(f"{count} {both(reason.label)}" for reason, count in held.items())
        typer.echo(f"{told:>6}  {both(indicator.label)}{f'; {why}' if why else ''}")
        if in_full:
            _tell_held(draft, indicator)


def _tell_held(draft: Draft, indicator: Indicator) -> None:
    for cell, reason in draft.tables[indicator]:
        if reason is not None:
            level, place, category = cell.key
            where = f"{both(level.label)} {draft.names[place]}"
            typer.echo(f"        {where}, {category}: {both(reason.label)}")


def _tell_audit(quarter: Quarter, found: Audited) -> None:
    if not found.is_whole:
        typer.echo(both(CHANGED.format(quarter=quarter)))
    for release, indicator in found.unread:
        typer.echo(both(UNREAD.format(quarter=release.quarter, table=indicator)))
    exposed = [each for listed in found.exposures.values() for each in listed]
    for each in exposed:
        low, high = each.known
        typer.echo(both(KNOWN.format(cell=each.cell.name, low=f"{low:g}", high=f"{high:g}")))
    if found.is_safe:
        typer.echo(both(SAFE.format(quarter=quarter, count=found.guarded)))
