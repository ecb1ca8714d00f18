"""`satellite checklist`: cases handed out to another office to be checked."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.commands.stopping import until_stopped
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from buildings.cases.states import CaseState
from buildings.checklists.states import CheckQuestion
from data.checklists import hand_out, wanted_cases, write_list
from gis.codes import Text

app = typer.Typer(name="checklist", no_args_is_help=True)

MADE = Text(
    it="lista {code}: {count} pratiche in {path}; le risposte rientrano con"
    " «satellite import checklist_answers FILE»",
    en="list {code}: {count} cases in {path}; the answers come back with"
    ' "satellite import checklist_answers FILE"',
)


@app.callback()
def checklist() -> None:
    """Liste di pratiche da verificare · Lists of cases to be checked."""


@app.command("export", no_args_is_help=True)
def export(
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="FILE.xlsx o FILE.csv · FILE.xlsx or FILE.csv")
    ],
    cases: Annotated[
        Path | None,
        typer.Option(help="File con protocolli, uno per riga · File of protocols, one a line"),
    ] = None,
    state: Annotated[
        CaseState | None, typer.Option(help="Tutte quelle in uno stato · All in one state")
    ] = None,
    question: Annotated[
        CheckQuestion, typer.Option(help="Che cosa si chiede · What is asked")
    ] = CheckQuestion.RESIDENTS,
) -> None:
    """Scrive la lista da verificare · Write the list to be checked."""
    if (cases is None) == (state is None):
        raise typer.BadParameter(
            "serve una delle due opzioni · one of the two is needed",
            param_hint="--cases / --state",
        )
    report = terminal_report()
    named = None if cases is None else wanted_cases(cases)
    with (
        until_stopped(),
        opened_database(read_settings(), report) as database,
        migrated_engine(database, report) as engine,
        engine.begin() as connection,
    ):
        handed = hand_out(connection, question, named=named, state=state)
        write_list(output, handed)
    typer.echo(both(MADE.format(code=handed.checklist_id, count=len(handed.lines), path=output)))
