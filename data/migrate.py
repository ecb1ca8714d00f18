"""Bring a database to the code's schema: Alembic's revisions, layers, history, access."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from data import history, views
from data.access import refreshing as access
from gis.codes import Text
from gis.errors import SchemaNewerError

MIGRATIONS = Path(__file__).with_name("migrations")


def configuration() -> Config:
    """Alembic's configuration, without its ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def head() -> str | None:
    """The newest revision that this code knows."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def current(engine: Engine) -> str | None:
    """The revision that the database has, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Whether the database has exactly the code's schema."""
    return current(engine) == head()


def upgrade(engine: Engine) -> bool:
    """Migrate to the newest revision; whether anything changed.

    Raises SchemaNewerError when the database has a revision that this code does not know.
    """
    revision = current(engine)
    script = ScriptDirectory.from_config(configuration())
    known = {each.revision for each in script.walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaNewerError(
            Text(
                it=f"La base dati ha lo schema {revision}, più nuovo di questo programma: "
                "aggiornare il programma (git pull) o usare un'altra base dati.",
                en=f"The database has schema {revision}, newer than this program: "
                "update the program (git pull) or use another database.",
            )
        )
    if revision != script.get_current_head():
        with engine.connect() as connection:
            config = configuration()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    with engine.begin() as connection:
        changed = [
            *access.refresh_functions(connection),
            *views.refresh(connection),
            *history.refresh(connection),
            *access.refresh_policies(connection),
        ]
    return revision != script.get_current_head() or bool(changed)
