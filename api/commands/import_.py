"""`satellite import`: files of the declared sources into the register, each in one transaction."""

import re
from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.commands.stopping import until_stopped
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from data.ingest.importing import Order
from data.ingest.outcome import Change, Changes, ImportResult
from data.ingest.unpacking import Passed, import_delivery
from data.sources.cadastral_census import in_order
from data.sources.catalogue import AUTO, SOURCES, require_source
from gis.codes import Text

app = typer.Typer()

_CODE = re.compile(r"[A-Za-z][0-9]{3}")
SOURCE_HELP = f"{AUTO}, {', '.join(source.id for source in SOURCES)}"
STOPPED = 130
"""Exit status of a command that was told to stop."""

_REFUSALS = Text(it="rifiuti", en="refusals")
_ENDED = Text(
    it="finiti perché il file non li contiene più", en="ended because the file has them no longer"
)
_PASSED = Text(it="lasciato da parte", en="left alone")
_NOTES = Text(it="note", en="notes")
_NOT_ENDED = Text(it="non finito", en="not ended")
_WOULD_CHANGE = Text(it="cambierebbe", en="would change")
_NO_CHANGE = Text(it="niente cambierebbe nel registro", en="nothing in the register would change")
_MORE = Text(it="e altre {count} righe del registro", en="and {count} more rows of the register")
_DRY_RUN = Text(it="prova: niente è stato scritto", en="dry run: nothing was written")


@app.command("import", no_args_is_help=True)
def import_files(
    source: Annotated[str, typer.Argument(help=SOURCE_HELP)],
    files: Annotated[
        list[Path], typer.Argument(help="File, cartelle o archivi · Files, folders or archives")
    ],
    *,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Dice che cosa cambierebbe e non scrive · Tell what would change, write nothing",
        ),
    ] = False,
    municipality: Annotated[
        str | None,
        typer.Option(help="Codice catastale di un altro comune · Another municipality's code"),
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="EPSG:…, se il file non lo dice · If the file does not say")
    ] = None,
    accept_shrink: Annotated[
        bool,
        typer.Option(
            "--accept-shrink",
            help="Il file è intero anche se ha perso più di un terzo · The file is whole though it"
            " lost more than a third",
        ),
    ] = False,
    sender: Annotated[
        str | None, typer.Option(help="Chi manda il foglio · Who sends the spreadsheet")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help="Il foglio da leggere · The sheet to read")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="Colonna=campo, o Colonna=- · Column=field, or Column=-"),
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option("--answer", help="domanda=risposta · question=answer"),
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
        accepts_shrink=accept_shrink,
        sender=sender,
        sheet=sheet,
        columns=_pairs(columns, "--map"),
        answers=_pairs(answers, "--answer"),
    )
    report = terminal_report()
    results: list[ImportResult] = []
    done = 0
    with (
        until_stopped(),
        opened_database(settings, report) as database,
        migrated_engine(database, report) as engine,
    ):
        for path in in_order(files):
            for found in import_delivery(engine, settings.home / "imports", path, order, report):
                if isinstance(found, Passed):
                    typer.echo(f"{found.name}: {both(_PASSED)}: {both(found.reason)}")
                    continue
                show(found, is_dry_run=dry_run)
                results.append(found)
            done += 1
    if done < len(files):
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
    if counts.ended:
        typer.echo(f"  {both(_ENDED)}: {counts.ended}")
    if result.held_back is not None:
        typer.echo(f"  {both(_NOT_ENDED)}: {result.held_back.it}\n    {result.held_back.en}")
    for refusal in result.first_refusals:
        place = f"{refusal.number} {refusal.column} {refusal.value}"
        typer.echo(f"  - {' '.join(place.split())[:80]}: {both(refusal.reason)}", err=True)
    if result.refusals_path is not None:
        typer.echo(f"  {both(_REFUSALS)}: {result.refusals_path}")
    if result.notes_path is not None:
        typer.echo(f"  {both(_NOTES)}: {result.notes_path}")
    if is_dry_run:
        if result.changes is not None:
            _show_changes(result.changes)
        typer.echo(f"  {both(_DRY_RUN)}")


def _show_changes(changes: Changes) -> None:
    """What a dry run would change: its first lines, and how many rows there are beside them."""
    if not changes.first:
        typer.echo(f"  {both(_NO_CHANGE)}")
        return
    typer.echo(f"  {both(_WOULD_CHANGE)}:")
    for change in changes.first:
        typer.echo(f"    {shown_change(change)}")
    if changes.more:
        typer.echo(f"    {both(_MORE.format(count=changes.more))}")


def shown_change(change: Change) -> str:
    """One line: kind, thing, field, the value before and after."""
    step = f"{_either(change.before)} -> {_either(change.after)}"
    thing = f" {change.thing}" if change.thing else ""
    return f"{_either(change.kind)}{thing}: {_either(change.field)}: {step}"


def _either(text: Text) -> str:
    """Both languages where they differ, `-` where there is nothing."""
    return (both(text) if text.it != text.en else text.it) or "-"


def _checked(code: str | None) -> str | None:
    if code is not None and not _CODE.fullmatch(code):
        raise typer.BadParameter(
            f"«{code}» non è un codice catastale come G686 · is no cadastral code such as G686",
            param_hint="--municipality",
        )
    return code.upper() if code else None


def _pairs(said: list[str] | None, option: str) -> dict[str, str]:
    """The two halves of each `name=value`; the name may hold an equals sign, the value not."""
    pairs = {}
    for each in said or ():
        name, mark, value = each.rpartition("=")
        if not mark or not name.strip() or not value.strip():
            raise typer.BadParameter(
                f"«{each}»: si attende nome=valore · name=value is expected", param_hint=option
            )
        pairs[name.strip()] = value.strip()
    return pairs
