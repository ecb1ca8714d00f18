"""`satellite up`: database, schema, reference district, web server; until told to stop."""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from api.access.demonstration import is_alone
from api.app import create_app
from api.commands.forgetting import forget_again
from api.commands.opening import Database, migrated_engine, opened_database, read_settings
from api.commands.stopping import until_stopped
from api.keeping import keep_sealing
from api.listening import bind, shown
from api.serving import Serving
from api.terminal.choice import terminal_report
from data import reference
from data.reference import demonstration
from gis.cluster.locks import LockHeldError, locked
from gis.codes import Text
from gis.errors import UnavailableError

app = typer.Typer()


@app.command()
def up(
    *,
    host: Annotated[str | None, typer.Option(help="Indirizzo · Address")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Porta · Port")] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Senza quartiere · Without the reference district")
    ] = False,
) -> None:
    """Avvia tutto e serve finché non si ferma · Start everything and serve until stopped."""
    settings = read_settings()
    chosen = settings.model_copy(
        update={"host": host or settings.host, "port": port or settings.port}
    )
    report = terminal_report()
    address = shown(chosen.host, chosen.port)
    with (
        until_stopped(),
        _only_one(chosen.home),
        bind(chosen.host, chosen.port) as listener,
        opened_database(chosen, report) as database,
        migrated_engine(database, report) as engine,
    ):
        forget_again(engine, chosen, report)
        if not empty and not reference.is_loaded(engine):
            reference.load(engine, report)
        demonstration.arrange(engine, is_alone=is_alone(chosen))
        serving = Serving(create_app(chosen, engine), listener)
        _end_with(database, serving)
        with keep_sealing(engine, chosen.anchors_folder):
            serving.run(on_ready=lambda: typer.echo(f"ready {address}"))


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Keep a second `up` of this checkout out; raises `UnavailableError` saying who runs."""
    home.mkdir(parents=True, exist_ok=True)
    holder = home / "up.process"
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(home / "up.lock", wait=False))
        except LockHeldError as error:
            number = holder.read_text(encoding="utf-8") if holder.exists() else "?"
            raise UnavailableError(
                Text(
                    it=f"«satellite up» è già in funzione (processo {number}): fermarlo prima.",
                    en=f"“satellite up” is already running (process {number}): stop it first.",
                )
            ) from error
        holder.write_text(str(os.getpid()), encoding="utf-8")
        yield
        holder.unlink(missing_ok=True)


def _end_with(database: Database, serving: Serving) -> None:
    """End `serving` when the private server dies under it: without a database it is no use."""
    cluster = database.cluster
    if cluster is None:
        return

    def watch() -> None:
        cluster.wait_until_lost()
        serving.end(
            UnavailableError(
                Text(
                    it=(
                        "PostgreSQL si è fermato da solo; ultime righe in "
                        f"{cluster.place.log}. Rilanciare «satellite up»: riparte da dov'era."
                    ),
                    en=(
                        "PostgreSQL ended by itself; its last lines are in "
                        f"{cluster.place.log}. Run “satellite up” again: it resumes."
                    ),
                )
            )
        )

    threading.Thread(target=watch, daemon=True).start()
