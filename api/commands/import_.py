"""`satellite import`: files of the declared sources into the register, each in one transaction."""

import re
from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.commands.stopping import until_stopped
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from data.ingest.importing import Order, import_file
from data.ingest.outcome import ImportResult
from data.sources.catalogue import AUTO, SOURCES, require_source
from gis.codes import Text

app = typer.Typer()

_CODE = re.compile(r"[A-Za-z][0-9]{3}")
SOURCE_HELP = f"{AUTO}, {', '.join(source.id for source in SOURCES)}"
STOPPED = 130
"""Exit status of a command that was told to stop."""

_REFUSALS = Text(it="rifiuti", en="refusals")
_NOTES = Text(it="note", en="notes")
_DRY_RUN = Text(it="prova: niente è stato scritto", en="dry run: nothing was written")


@app.command("import", no_args_is_help=True)
def import_files(
    source: Annotated[str, typer.Argument(help=SOURCE_HELP)],
    files: Annotated[list[Path], typer.Argument(help="File da caricare · Files to load")],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Conta senza scrivere · Count without writing")
    ] = False,
    municipality: Annotated[
        str | None,
        typer.Option(help="Codice catastale di un altro comune · Another municipality's code"),
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="EPSG:…, se il file non lo dice · If the file does not say")
    ] = None,
) -> None:
    """Carica file di una fonte dichiarata · Load files of a declared source."""
    require_source(source)
    code = _checked(municipality)
    settings = read_settings()
    order = Order(
        source=source,
        code=code or settings.municipality,
        code_was_said=municipality is not None,
        crs=crs,
        is_dry_run=dry_run,
    )
    report = terminal_report()
    results: list[ImportResult] = []
    with (
        until_stopped(),
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
    ):
        for path in files:
            result = import_file(engine, settings.home / "imports", path, order, report)
            show(result, is_dry_run=dry_run)
            results.append(result)
    if len(results) < len(files):
        raise typer.Exit(STOPPED)
    raise typer.Exit(0 if all(result.is_clean for result in results) else 1)


def show(result: ImportResult, *, is_dry_run: bool) -> None:
    """What became of one file: a sentence if it was refused, the counts, where the reasons are."""
    typer.echo(f"{result.path.name}: {result.source or '?'}, {both(result.outcome.label)}")
    if result.message is not None:
        typer.echo(f"  {result.message.it}\n  {result.message.en}", err=True)
    counts = result.counts
    typer.echo(
        f"  letti {counts.read}, caricati {counts.loaded}, aggiornati {counts.updated},"
        f" invariati {counts.unchanged}, saltati {counts.skipped}, rifiutati {counts.refused}\n"
        f"  read {counts.read}, loaded {counts.loaded}, updated {counts.updated},"
        f" unchanged {counts.unchanged}, skipped {counts.skipped}, refused {counts.refused}"
    )
    for refusal in result.first_refusals:
        place = f"{refusal.number} {refusal.column} {refusal.value}"
        typer.echo(f"  - {' '.join(place.split())[:80]}: {both(refusal.reason)}", err=True)
    if result.refusals_path is not None:
        typer.echo(f"  {both(_REFUSALS)}: {result.refusals_path}")
    if result.notes_path is not None:
        typer.echo(f"  {both(_NOTES)}: {result.notes_path}")
    if is_dry_run:
        typer.echo(f"  {both(_DRY_RUN)}")


def _checked(code: str | None) -> str | None:
    if code is not None and not _CODE.fullmatch(code):
        raise typer.BadParameter(
            f"«{code}» non è un codice catastale come G686 · is no cadastral code such as G686",
            param_hint="--municipality",
        )
    return code.upper() if code else None
