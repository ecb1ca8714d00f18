"""`satellite discrepancies`: look for what sources tell differently, and say what was found."""

import typer

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from buildings.discrepancies.queries import counts
from buildings.discrepancies.service import find
from buildings.discrepancies.states import DiscrepancyKind
from gis.codes import Text
from gis.dates import today
from gis.db import make_session_factory

app = typer.Typer()

SEARCHING = Text(it="Confronto le fonti", en="Comparing the sources")
NOTHING_NEW = Text(it="nulla di nuovo", en="nothing new")
NONE_OPEN = Text(it="nessuna discordanza aperta", en="no open discrepancy")


@app.command()
def discrepancies() -> None:
    """Confronta le fonti e apre o chiude le discordanze · Compare sources, open and close."""
    report = terminal_report()
    with (
        opened_database(read_settings(), report) as database,
        migrated_engine(database, report) as engine,
    ):
        with report.step(SEARCHING), engine.begin() as connection:
            happened = find(connection, today())
        with make_session_factory(engine)() as session:
            still_open = counts(session)
    for event, times in happened.items():
        typer.echo(f"{times:>7}  {both(event.label)}")
    if not happened:
        typer.echo(both(NOTHING_NEW))
    for kind in DiscrepancyKind:
        if kind in still_open:
            typer.echo(f"{still_open[kind]:>7}  {both(kind.label)}")
    if not still_open:
        typer.echo(both(NONE_OPEN))
