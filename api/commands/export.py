"""`satellite export`: a layer or a list as a file, read as the public or as one account."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from api.commands.entering import as_account
from api.commands.opening import migrated_engine, opened_database, read_settings
from api.terminal.choice import terminal_report
from buildings.exports import service
from buildings.exports.service import Ground
from buildings.exports.states import ExportForm, ExportMode
from data.access.login import web_engine
from data.exports.datasets import dataset
from data.exports.granted import granted
from data.exports.making import Entering, Wanted, make
from gis.codes import Text
from gis.crs import LONLAT_SRID
from gis.dates import today
from gis.errors import InputError
from gis.reader import Credential, enter

app = typer.Typer()

EXPORTING = Text(it="Scrivo il file", en="Writing the file")
_DAY = "%Y-%m-%d"
_SUFFIXES = {".csv": ExportForm.CSV, ".geojson": ExportForm.GEOJSON, ".json": ExportForm.GEOJSON,
             ".gpkg": ExportForm.GPKG}  # fmt: skip


@app.command("export")
def export(
    layer: Annotated[str, typer.Argument(help="Livello o elenco · Layer or list")],
    output: Annotated[
        Path | None, typer.Option("-o", "--out", "--output", help="Il file · The file")
    ] = None,
    form: Annotated[
        ExportForm | None,
        typer.Option("-f", "--format", help="Se non lo dice il file · Unless the file says it"),
    ] = None,
    email: Annotated[
        str | None, typer.Option("--as", help="Chi legge · Who reads; otherwise the public")
    ] = None,
    *,
    recipient: Annotated[str, typer.Option(help="A chi va · Who receives it")] = "",
    purpose: Annotated[str, typer.Option(help="Per che cosa · What it is for")] = "",
    approval: Annotated[
        uuid.UUID | None, typer.Option(help="Richiesta concessa · Request that was granted")
    ] = None,
    as_of: Annotated[
        dt.datetime | None, typer.Option(formats=[_DAY], help="Alla data · As of")
    ] = None,
    crs: Annotated[int, typer.Option(help="EPSG 4326, 7791")] = LONLAT_SRID,
) -> None:
    """Scrive un livello in un file, letto con i permessi di chi è indicato · Export a layer.

    Senza --as legge come il pubblico · Without --as it reads as the public.
    """
    source = dataset(layer)
    chosen = form or _SUFFIXES.get(output.suffix.lower() if output else "", ExportForm.CSV)
    day = as_of.date() if as_of else today()
    is_open = source.access_class in service.OPEN_CLASSES
    ground = Ground() if is_open else _ground(recipient, purpose)
    wanted = Wanted(source, chosen, ground, crs, day)
    with _reading(email) as (engine, entering):
        file, count = _made(engine, wanted, entering, output, approval)
    typer.echo(f"export: {file} ({count})")


def _made(
    engine: Engine,
    wanted: Wanted,
    entering: Entering,
    output: Path | None,
    approval: uuid.UUID | None,
) -> tuple[Path, int]:
    """The file, which gets its name once its entry in the log is committed, and its rows."""
    unfinished: Path | None = None
    try:
        with engine.begin() as connection:
            if approval is not None:
                wanted = _granted(connection, entering, approval, wanted.source.id)
            file = output or Path(wanted.file_name)
            _require_new(file)
            # GDAL complains about other endings than its own.
            unfinished = file.with_name(f".{file.name}.part.{wanted.form}")
            made = make(connection, wanted, unfinished, entering)
        unfinished.replace(file)
    except BaseException:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
        raise
    return file, made.count


def _granted(connection: Connection, entering: Entering, approval: uuid.UUID, layer: str) -> Wanted:
    """The file that was granted; what else was said on the command line does not count."""
    entering(connection)
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        wanted = granted(session, approval)
    if wanted.source.id != layer:
        raise InputError(
            Text(
                it=f"La richiesta concessa riguarda «{wanted.source.id}», non «{layer}».",
                en=f"The request that was granted is about “{wanted.source.id}”, not “{layer}”.",
            )
        )
    return wanted


@contextmanager
def _reading(email: str | None) -> Iterator[tuple[Engine, Entering]]:
    """An engine and how to enter on it: the public as the web does, an account by its address."""
    settings, report = read_settings(), terminal_report()
    with (
        opened_database(settings, report) as database,
        migrated_engine(database, report) as owner,
        report.step(EXPORTING),
    ):
        if email is not None:
            yield owner, as_account(email)
            return
        engine = web_engine(owner, settings.keys_folder)
        credential = Credential()
        yield engine, lambda connection: enter(connection, credential)
        engine.dispose()


def _ground(recipient: str, purpose: str) -> Ground:
    if not recipient and not purpose:
        return Ground()
    return Ground(ExportMode.STATED, service.stated(recipient, purpose))


def _require_new(file: Path) -> None:
    """Refuse a file that is there already, or whose folder is missing, before the work begins."""
    if file.exists():
        raise InputError(
            Text(
                it=f"{file} c'è già: scegliere un altro nome, o spostarlo.",
                en=f"{file} is there already: choose another name, or move it.",
            )
        )
    if not file.parent.is_dir():
        raise InputError(
            Text(
                it=f"Non posso scrivere {file}: la cartella non esiste.",
                en=f"Cannot write {file}: its folder does not exist.",
            )
        )
