"""`satellite bench`: how fast and how large the system is on the reference district."""

from importlib import import_module
from typing import Annotated

import typer
from rich.console import Console

from api.commands.chromium import ensure_chromium
from api.terminal.choice import terminal_report
from gis.codes import Text
from gis.errors import UnavailableError
from gis.settings import get_settings

app = typer.Typer()


@app.command()
def bench(
    *,
    cold: Annotated[
        bool, typer.Option(help="Anche un clone nuovo, da zero (minuti) · Also a fresh clone")
    ] = True,
) -> None:
    """Misura avvio, schede, tessere, mappa e memoria · Measure start, cards, tiles, map, memory."""
    try:
        measuring = import_module("api.bench.measuring")
    except ModuleNotFoundError as error:
        raise UnavailableError(
            Text(
                it=f"Manca {error.name}: le misure si fanno da un clone, con ./satellite bench.",
                en=f"{error.name} is missing: measure from a clone, with ./satellite bench.",
            )
        ) from error
    chromium = ensure_chromium(get_settings().home, terminal_report())
    Console().print(measuring.measure(cold=cold, chromium=chromium))
