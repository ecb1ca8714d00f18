"""`satellite user`: accounts added, listed, closed; a password typed here or set by a link."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.listening import shown
from api.terminal.choice import terminal_report
from buildings.accounts import administering
from buildings.accounts.administering import NewAccount
from buildings.privacy.states import Role
from gis.dates import today
from gis.settings import Settings

app = typer.Typer(name="user", no_args_is_help=True, help="Chi può accedere · Who may sign in")

Email = Annotated[str, typer.Argument(help="Indirizzo di posta · E-mail address")]
_DAY = "%Y-%m-%d"


@app.command()
def add(
    email: Email,
    *,
    role: Annotated[Role, typer.Option(help="Il ruolo · The role")],
    name: Annotated[str, typer.Option(help="Nome e cognome · Whole name")] = "",
    organisation: Annotated[
        str | None, typer.Option(help="L'ente o lo studio · The office or body")
    ] = None,
    expires: Annotated[
        dt.datetime | None, typer.Option(formats=[_DAY], help="Ultimo giorno · Last day")
    ] = None,
    password: Annotated[
        bool, typer.Option("--password", help="Chiede la password · Ask for the password")
    ] = False,
) -> None:
    """Aggiunge un utente; stampa il collegamento per la password · Add an account, print a link."""
    last_day = expires.date() if expires else None
    typed = _typed() if password else None
    with writing() as (session, settings):
        new = NewAccount(email, role, name, organisation, last_day)
        account_id = administering.add_account(session, new, today())
        if typed is None:
            said = _address(settings, administering.give_link(session, account_id))
        else:
            administering.give_password(session, account_id, typed)
            said = f"{email}: {role.label.it} · {role.label.en}"
    typer.echo(said)
    if typed is None:
        typer.echo("vale una volta, per 24 ore · good once, for 24 hours", err=True)


@app.command()
def link(email: Email) -> None:
    """Stampa un altro collegamento per la password · Print another link to set a password."""
    with writing() as (session, settings):
        found = administering.find_account(session, email)
        said = _address(settings, administering.give_link(session, found["id"]))
    typer.echo(said)


@app.command("list")
def list_accounts() -> None:
    """Elenca gli utenti · List the accounts."""
    with writing() as (session, _):
        for each in administering.every_account(session):
            state = "aperto · open" if each["is_open"] else "chiuso · closed"
            if each["is_open"] and each["awaits_confirmation"]:
                state = "da confermare · to be confirmed"
            until = each["expires_on"] or "-"
            body = each["organisation"] or "-"
            typer.echo(f"{each['email']}; {each['role'].value}; {body}; {until}; {state}")


@app.command()
def disable(email: Email) -> None:
    """Chiude un utente con le sue sessioni e i suoi token · Close an account and all it has."""
    _switch(email, is_disabled=True)


@app.command()
def enable(email: Email) -> None:
    """Riapre un utente chiuso · Open a closed account again."""
    _switch(email, is_disabled=False)


@app.command()
def confirm(email: Email) -> None:
    """Conferma un utente dove manca una seconda persona · Confirm an account, alone."""
    with writing() as (session, _):
        found = administering.find_account(session, email)
        administering.confirm_alone(session, found["id"])
    typer.echo(f"{email}: confermato · confirmed")


@app.command("reset-second-factor")
def reset_second_factor(email: Email) -> None:
    """Toglie il secondo fattore di chi l'ha perso · Take a lost second factor away."""
    with writing() as (session, _):
        found = administering.find_account(session, email)
        administering.reset_second_factor(session, found["id"])
    typer.echo(f"{email}: senza secondo fattore · without second factor")


@contextmanager
def writing() -> Iterator[tuple[Session, Settings]]:
    """A session of the register itself in one transaction on the migrated database."""
    settings, report = read_settings(), terminal_report()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
        Session(engine, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session, settings


def _switch(email: str, *, is_disabled: bool) -> None:
    with writing() as (session, _):
        found = administering.find_account(session, email)
        administering.disable_account(session, found["id"], is_disabled=is_disabled)
    typer.echo(f"{email}: {'chiuso · closed' if is_disabled else 'aperto · open'}")


def _typed() -> str:
    typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed


def _address(settings: Settings, secret: str) -> str:
    root = settings.public_url or shown(settings.host, settings.port)
    return f"{root.rstrip('/')}/access/password/{secret}"
