"""`satellite bench`: how fast and how large the system is, on the district and at scale."""

from importlib import import_module
from types import ModuleType
from typing import Annotated

import typer
from rich.console import Console

from api.commands.chromium import ensure_chromium
from api.terminal.choice import terminal_report
from gis.codes import Text
from gis.errors import UnavailableError
from gis.settings import get_settings

app = typer.Typer(name="bench", invoke_without_command=True)


@app.callback()
def bench(
    context: typer.Context,
    *,
    cold: Annotated[
        bool, typer.Option(help="Anche un clone nuovo, da zero (minuti) · Also a fresh clone")
    ] = True,
) -> None:
    """Misura avvio, schede, tessere, mappa e memoria · Measure start, cards, tiles, map, memory."""
    if context.invoked_subcommand is not None:
        return
    measuring = _measures("api.bench.measuring")
    chromium = ensure_chromium(get_settings().home, terminal_report())
    Console().print(measuring.measure(cold=cold, chromium=chromium))


@app.command()
def scale(
    *,
    units: Annotated[
        int, typer.Option(min=1, help="Unità del comune più grande · Units of the largest town")
    ] = 1_000_000,
    addresses: Annotated[
        int, typer.Option(min=1, help="Civici da importare · Street numbers to import")
    ] = 1_000_000,
) -> None:
    """Misura da diecimila unità in su (mezz'ora) · Measure from ten thousand units up."""
    measured = _measures("api.bench.scale").measure(
        get_settings().home, units, addresses, terminal_report()
    )
    Console().print(measured)


@app.command()
def access(
    *,
    units: Annotated[
        int, typer.Option(min=1, help="Unità del comune · Units of the town")
    ] = 100_000,
) -> None:
    """Misura che cosa costano le regole di accesso · Measure what the row policies cost."""
    measured = _measures("api.bench.policies").measure_town(
        get_settings().home, units, terminal_report()
    )
    Console().print(measured)


@app.command()
def identity(
    *,
    half: Annotated[
        str, typer.Option(help="Metà dell'insieme: held o tune · Half of the set")
    ] = "held",
    rows: Annotated[
        int, typer.Option(min=0, help="Righe per la velocità (0: no) · Rows for the pace")
    ] = 0,
    units: Annotated[
        int, typer.Option(min=1, help="Unità del comune per la velocità · Units of the town")
    ] = 50_000,
) -> None:
    """Misura quanto l'abbinamento delle righe alle unità è giusto · Measure the resolution."""
    if half not in {"held", "tune"}:
        raise typer.BadParameter("held, tune")
    found = _measures("api.bench.resolution").measured(
        get_settings().home, half, rows, units, terminal_report()
    )
    Console().print(found)


def _measures(name: str) -> ModuleType:
    """A module of measures, which need the development libraries of a clone."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UnavailableError(
            Text(
                it=f"Manca {error.name}: le misure si fanno da un clone, con ./satellite bench.",
                en=f"{error.name} is missing: measure from a clone, with ./satellite bench.",
            )
        ) from error
