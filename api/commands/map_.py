"""`satellite map`: rendered maps, each one self-contained HTML file."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from gis.codes import Language, Text
from gis.dates import today
from gis.errors import InputError
from maps.render.gallery import GALLERY, rendered_map

app = typer.Typer(name="map", no_args_is_help=True, help="Mappe da aprire ovunque · Rendered maps")

RENDERING = Text(it="Disegno la mappa", en="Drawing the map")


@app.command("list")
def list_maps() -> None:
    """Elenca le mappe · List the maps."""
    for one in GALLERY.values():
        typer.echo(f"{one.slug:14} {both(one.title)}")


@app.command()
def render(
    slug: Annotated[str, typer.Argument(help="Quale mappa · Which map, see `satellite map list`")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File HTML · HTML file, SLUG.html unless given"),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Data AAAA-MM-GG · Day YYYY-MM-DD, today unless given"),
    ] = None,
    *,
    english: Annotated[bool, typer.Option("--english", help="In inglese · In English")] = False,
) -> None:
    """Disegna una mappa in un file che si apre senza rete · Draw a map into one offline file."""
    rendered = rendered_map(slug)
    on_date = _day(as_of)
    file = output or Path(f"{slug}.html")
    _require_writable(file)
    report = terminal_report()
    language: Language = "en" if english else "it"
    with (
        opened_database(read_settings(), report) as database,
        migrated_engine(database, report) as engine,
        report.step(RENDERING),
        engine.connect() as connection,
    ):
        from maps.render.reading import (  # noqa: PLC0415 - loaded only when the command runs
            render as render_page,
        )

        page = render_page(connection, rendered, on_date, language)
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.write_text(page, encoding="utf-8")
    unfinished.replace(file)
    typer.echo(f"map: {file} ({file.stat().st_size / 1e6:.1f} MB)")


def _day(text: str | None) -> dt.date:
    """The day asked for, today in Rome without one."""
    try:
        return dt.date.fromisoformat(text) if text else today()
    except ValueError:
        raise InputError(
            Text(
                it=f"«{text}» non è una data: scrivila come 2026-03-31.",
                en=f"“{text}” is not a date: write it as 2026-03-31.",
            )
        ) from None


def _require_writable(file: Path) -> None:
    """Refuse a file whose folder is missing, before the work begins."""
    if file.is_dir() or not file.parent.is_dir():
        raise InputError(
            Text(
                it=f"Non posso scrivere {file}: la cartella non esiste, o è una cartella.",
                en=f"Cannot write {file}: its folder does not exist, or it is a folder.",
            )
        )
