"""`satellite generate`: a synthetic municipality of any size, for work at scale."""

from typing import Annotated

import typer

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.commands.stopping import until_stopped
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from data.generator.estate import SEED
from data.reference.town import MUNICIPALITY, load_town
from gis.codes import Text

app = typer.Typer()

STOPPED = 130
"""Exit status of a command that was told to stop."""

MADE = Text(
    it="comune sintetico {code}: {units} unità, seme {seed}",
    en="synthetic municipality {code}: {units} units, seed {seed}",
)
STANDING = Text(it="c'era già", en="was there already")


@app.command()
def generate(
    *,
    units: Annotated[int, typer.Option(help="Quante unità · How many units")],
    seed: Annotated[int, typer.Option(help="Seme del generatore · The generator's seed")] = SEED,
) -> None:
    """Genera un comune sintetico nel database · Generate a synthetic municipality."""
    report = terminal_report()
    is_new: bool | None = None
    with (
        until_stopped(),
        opened_database(read_settings(), report) as database,
        migrated_engine(database, report) as engine,
    ):
        is_new = load_town(engine, report, units, seed)
    if is_new is None:
        raise typer.Exit(STOPPED)
    said = both(MADE.format(code=MUNICIPALITY, units=units, seed=seed))
    typer.echo(said if is_new else f"{said} ({both(STANDING)})")
