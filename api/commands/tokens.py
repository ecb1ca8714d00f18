"""`satellite token`: tokens of programs, each with one role and an end."""

import uuid
from typing import Annotated

import typer

from api.commands.user import writing
from buildings.accounts import administering
from buildings.accounts.terms import TOKEN_DAYS, TOKEN_MOST_DAYS
from buildings.privacy.states import Role

app = typer.Typer(
    name="token", no_args_is_help=True, help="Token dei programmi · Tokens of programs"
)


@app.command()
def issue(
    *,
    role: Annotated[Role, typer.Option(help="Il ruolo · The role")],
    days: Annotated[
        int, typer.Option(min=1, max=TOKEN_MOST_DAYS, help="Per quanti giorni · Days it holds")
    ] = TOKEN_DAYS,
    name: Annotated[
        str, typer.Option(help="Quale programma lo usa · Which program uses it")
    ] = "satellite token issue",
    organisation: Annotated[
        str | None, typer.Option(help="L'ente o lo studio · The office or body")
    ] = None,
) -> None:
    """Crea un token e lo stampa, solo ora · Make a token and print it, only now."""
    with writing() as (session, _):
        token, until = administering.issue_program_token(session, role, name, days, organisation)
    typer.echo(token)
    typer.echo(f"fino al {until:%Y-%m-%d} · until {until:%Y-%m-%d}", err=True)


@app.command("list")
def list_tokens() -> None:
    """Elenca i token, mai il loro testo · List the tokens, never their text."""
    with writing() as (session, _):
        for each in administering.every_token(session):
            revoked = "; revocato · revoked" if each["revoked_at"] else ""
            whose = each["email"] or each["organisation"] or "-"
            until = f"{each['expires_at']:%Y-%m-%d}"
            typer.echo(f"{each['id']}; {each['name']}; {each['role']}; {whose}; {until}{revoked}")


@app.command()
def revoke(
    token_id: Annotated[uuid.UUID, typer.Argument(help="Dall'elenco · From the list")],
) -> None:
    """Revoca un token · Make a token useless."""
    with writing() as (session, _):
        administering.revoke_program_token(session, token_id)
    typer.echo("revocato · revoked")
