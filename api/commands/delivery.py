"""`satellite delivery`: one-time links for administrators, agreements, codes, expired files."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from buildings.arrears.queries import codes
from buildings.arrears.service import Agreement, record_agreement
from buildings.arrears.states import DeliveryKind
from data.deliveries import links
from data.ingest.administrators import condominium_said
from gis.settings import Settings

app = typer.Typer(name="delivery", no_args_is_help=True)

_CONDOMINIUM = typer.Argument(help="Nome o identificativo · Name or id")
_DAY = "%Y-%m-%d"


@app.command()
def link(
    condominium: Annotated[str, _CONDOMINIUM],
    *,
    sender: Annotated[str, typer.Option(help="Lo studio che manda · The office that sends")],
    kind: Annotated[DeliveryKind, typer.Option()] = DeliveryKind.TOTALS,
    days: Annotated[int, typer.Option(min=1, max=links.MOST_DAYS)] = 14,
    by: Annotated[str, typer.Option(help="Chi lo crea · Who makes it")] = "satellite delivery",
    base_url: Annotated[
        str | None, typer.Option(help="Indirizzo pubblico del registro · Public address")
    ] = None,
) -> None:
    """Crea un collegamento monouso e lo mostra una volta · Make a one-time link, shown once."""
    with _writing() as (session, settings):
        found = condominium_said(session.connection(), condominium, None)
        made, token = links.make_link(
            session, condominium_id=found.id, kind=kind, sender=sender, days=days, by=by
        )
        root = (base_url or f"http://{settings.host}:{settings.port}").rstrip("/")
        until = made.expires_at.date()
        name = found.name
    typer.echo(f"{root}/consegna/{token}")
    typer.echo(f"{name}: {made.kind.label.it}, fino al {until} · until {until}", err=True)


@app.command()
def agreement(
    condominium: Annotated[str, _CONDOMINIUM],
    *,
    sender: Annotated[str, typer.Option(help="Lo studio che manda · The office that sends")],
    parties: Annotated[str, typer.Option(help="Le parti · The parties")],
    basis: Annotated[str, typer.Option(help="Base giuridica · Legal basis")],
    document: Annotated[str, typer.Option(help="Protocollo · Document reference")],
    since: Annotated[dt.datetime, typer.Option("--from", formats=[_DAY])],
    until: Annotated[dt.datetime, typer.Option("--to", formats=[_DAY], help="Escluso · Excluded")],
) -> None:
    """Registra un accordo per le tabelle per unità · Record an agreement for tables per unit."""
    with _writing() as (session, _):
        found = condominium_said(session.connection(), condominium, None)
        made = record_agreement(
            session,
            Agreement(
                condominium_id=found.id,
                sender=sender,
                parties=parties,
                legal_basis=basis,
                document_reference=document,
                valid_from=since.date(),
                valid_to=until.date(),
            ),
        )
        typer.echo(f"{made.id}  {found.name}: {since.date()} / {until.date()}")


@app.command("codes")
def list_codes(condominium: Annotated[str | None, _CONDOMINIUM] = None) -> None:
    """Elenca i codici da spiegare · List the codes that nobody explained yet."""
    with _writing() as (session, _):
        found = condominium and condominium_said(session.connection(), condominium, None)
        place = found.id if found else None
        for asked, name in codes(session, place, only_asked=True):
            typer.echo(f"{name}; {asked.sender}; {asked.code}")


@app.command()
def sweep() -> None:
    """Cancella i file dei collegamenti scaduti · Delete the files of expired links."""
    with _writing() as (session, settings):
        count = links.sweep(session, settings.home)
    typer.echo(f"{count} file cancellati · files deleted")


@contextmanager
def _writing() -> Iterator[tuple[Session, Settings]]:
    """A session in one transaction on the migrated database."""
    settings, report = read_settings(), terminal_report()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
        Session(engine, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session, settings
