"""`satellite map`: rendered maps, each one self-contained HTML file."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from api.commands.map_recipient import page_for
from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from api.terminal.plain import both
from buildings.exports.service import stated
from data.access.login import web_engine
from gis.codes import Language, Text
from gis.dates import today
from gis.db import make_engine
from gis.errors import InputError
from gis.reader import Credential, enter
from maps.render.gallery import RenderedMap, published, published_map, rendered_map

app = typer.Typer(name="map", no_args_is_help=True, help="Mappe da aprire ovunque · Rendered maps")

RENDERING = Text(it="Disegno la mappa", en="Drawing the map")


@app.command("list")
def list_maps() -> None:
    """Elenca le mappe · List the maps."""
    for one in published().values():
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
    email: Annotated[
        str | None, typer.Option("--as", help="Chi la fa uscire · Who passes it on")
    ] = None,
    *,
    recipient: Annotated[str, typer.Option(help="A chi va · Who receives it")] = "",
    purpose: Annotated[str, typer.Option(help="Per che cosa · What it is for")] = "",
    english: Annotated[bool, typer.Option("--english", help="In inglese · In English")] = False,
) -> None:
    """Disegna una mappa in un file che si apre senza rete · Draw a map into one offline file.

    Senza --as con ciò che tutti vedono · Without --as with what everybody may see.
    """
    on_date = _day(as_of)
    said = None if email is None else stated(recipient, purpose)
    rendered = published_map(slug) if said is None else rendered_map(slug)
    file = output or Path(f"{slug}.html")
    _require_writable(file)
    language: Language = "en" if english else "it"
    settings, report = read_settings(), terminal_report()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as owner,
        report.step(RENDERING),
    ):
        if email is not None and said is not None:
            _put(
                file,
                page_for(
                    owner, rendered, on_date=on_date, language=language, email=email, said=said
                ),
            )
        else:
            engine = web_engine(owner, settings.keys_folder)
            _write(engine, rendered, file, on_date, language)
            engine.dispose()
    typer.echo(f"map: {file} ({file.stat().st_size / 1e6:.1f} MB)")


@app.command(hidden=True)
def draw(
    slug: str,
    output: Annotated[Path, typer.Option("-o")],
    *,
    english: Annotated[bool, typer.Option("--english")] = False,
) -> None:
    """For the server, whose login `SATELLITE_DATABASE_URL` names: draw a map as it stands."""
    engine = make_engine(read_settings().database_url or "")
    _write(engine, published_map(slug), output, today(), "en" if english else "it")
    engine.dispose()


def _write(
    engine: Engine, rendered: RenderedMap, file: Path, on_date: dt.date, language: Language
) -> None:
    """Draw what everybody may see into a file, which appears when whole."""
    from maps.render.reading import (  # noqa: PLC0415 - loaded only when the command runs
        render as render_page,
    )

    with engine.connect() as connection, connection.begin():
        enter(connection, Credential())
        page = render_page(connection, rendered, on_date, language)
    _put(file, page)


def _put(file: Path, page: str) -> None:
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.write_text(page, encoding="utf-8")
    unfinished.replace(file)


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
