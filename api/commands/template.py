"""`satellite template`: a clean workbook for the office to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from api.terminal.plain import both
from data.sources.office_templates import TEMPLATES, workbook_of
from gis.codes import Text

app = typer.Typer()

_WRITTEN = Text(it="scritto", en="written")


@app.command("template", no_args_is_help=True)
def write_template(
    name: Annotated[str, typer.Argument(help=" | ".join(TEMPLATES))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="FILE.xlsx", dir_okay=False)
    ] = None,
) -> None:
    """Modello vuoto da compilare · An empty template to fill in."""
    if name not in TEMPLATES:
        raise typer.BadParameter(f"{name}: {' | '.join(TEMPLATES)}", param_hint="NAME")
    path = output or Path(f"{name}.xlsx")
    if path.exists():
        raise typer.BadParameter(f"{path} esiste già · exists already", param_hint="-o")
    path.write_bytes(workbook_of(TEMPLATES[name]))
    typer.echo(f"{both(_WRITTEN)}: {path}")
