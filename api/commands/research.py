"""`satellite research`: projects with an agreement, their people, extracts and end."""

import datetime as dt
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from buildings.disclosure.models import ResearchProject
from buildings.releases import service as releases
from buildings.releases.quarters import Quarter
from buildings.research import queries, service
from buildings.research.service import SERVED
from gis.codes import Text
from gis.dates import today
from gis.db import make_session_factory
from gis.keys import KeyStore

app = typer.Typer(
    name="research", no_args_is_help=True, help="Progetti di ricerca · Research projects"
)

_DAY = "%Y-%m-%d"
ProjectArgument = Annotated[
    str, typer.Argument(metavar="PROGETTO", help="Numero o titolo · Number or title")
]

BEGUN = Text(it="progetto {number} iniziato", en="project {number} begun")
ADMITTED = Text(it="{email} ne fa parte", en="{email} takes part")
MADE = Text(it="estratto del {quarter}: {count} unità", en="extract of {quarter}: {count} flats")
ENDED = Text(
    it="«{title}» è finito: record cancellati, chiave distrutta",
    en="“{title}” has ended: records deleted, key destroyed",
)
NONE = Text(it="nessun progetto", en="no project")
RUNS = Text(it="fino al {until}", en="until {until}")
OVER = Text(it="finito", en="ended")


@app.command("list")
def list_projects() -> None:
    """Elenca i progetti e i loro estratti · List the projects and their extracts."""
    with _opened() as (session, _):
        projects = queries.all_projects(session)
        given: dict[int, list[str]] = {}
        for _extract, project, release in queries.extracts(session):
            given.setdefault(project.fid, []).append(release.quarter)
        for each in projects:
            is_over = each.ended_at is not None or each.until < today()
            until = both(OVER if is_over else RUNS.format(until=each.until))
            quarters = ", ".join(given.get(each.fid, ())) or "-"
            typer.echo(f"{each.fid}  {each.title}  {each.organisation}  {until}  {quarters}")
        if not projects:
            typer.echo(both(NONE))


@app.command()
def begin(
    title: Annotated[str, typer.Argument(metavar="TITOLO", help="Titolo · Title")],
    *,
    organisation: Annotated[str, typer.Option(help="Ente · Body")],
    agreement: Annotated[str, typer.Option(help="Convenzione · Agreement")],
    agreed_on: Annotated[dt.datetime, typer.Option(formats=[_DAY], help="Firmata il · Signed on")],
    until: Annotated[dt.datetime, typer.Option(formats=[_DAY], help="Fine · End")],
    fields: Annotated[
        list[str], typer.Option("--field", help=f"Un campo · A field: {', '.join(SERVED)}")
    ],
) -> None:
    """Inizia un progetto con una chiave propria · Begin a project with a key of its own."""
    with _opened() as (session, keys):
        project = service.begin(
            session,
            keys,
            ResearchProject(
                title=title,
                organisation=organisation,
                agreement=agreement,
                agreed_on=agreed_on.date(),
                until=until.date(),
                fields=fields,
            ),
        )
        typer.echo(both(BEGUN.format(number=project.fid)))


@app.command()
def admit(
    project: ProjectArgument,
    email: Annotated[str, typer.Argument(help="Utente con ruolo researcher · Researcher")],
) -> None:
    """Fa partecipare un utente della ricerca · Let a researcher's account take part."""
    with _opened() as (session, _):
        service.admit(session, queries.project_named(session, project), email, today())
    typer.echo(both(ADMITTED.format(email=email)))


@app.command()
def extract(
    project: ProjectArgument,
    quarter: Annotated[str, typer.Argument(metavar="AAAA-Qn", help="2026-Q3")],
) -> None:
    """Fa l'estratto di un trimestre pubblicato · Make the extract of a published quarter."""
    asked = Quarter.of(quarter)
    with _opened() as (session, keys):
        made = service.deliver(
            session,
            keys,
            queries.project_named(session, project),
            releases.of_quarter(session, asked),
            made_by=getpass.getuser(),
            today=today(),
        )
        typer.echo(both(MADE.format(quarter=asked, count=made.record_count)))


@app.command()
def end(project: ProjectArgument) -> None:
    """Finisce un progetto e distrugge la sua chiave · End a project and destroy its key."""
    with _opened() as (session, keys):
        found = queries.project_named(session, project)
        service.end(session, keys, found)
        typer.echo(both(ENDED.format(title=found.title)))


@contextmanager
def _opened() -> Iterator[tuple[Session, KeyStore]]:
    """A session on the register, committed at the end, with the keys outside the database."""
    report = terminal_report()
    settings = read_settings()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
        make_session_factory(engine)() as session,
        session.begin(),
    ):
        yield session, KeyStore(settings.keys_folder)
