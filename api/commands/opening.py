"""What every command that touches the database begins with: settings, database, schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic import ValidationError
from sqlalchemy import Engine

from data import migrate
from gis.cluster.external import libpq_url, require_postgis, shown
from gis.cluster.private import ClusterAddress, private_cluster
from gis.codes import Text
from gis.db import make_engine
from gis.errors import ConfigurationError
from gis.report import Report
from gis.settings import Settings, get_settings

MIGRATING = Text(it="Aggiorno lo schema", en="Migrating the schema")


@dataclass(frozen=True, slots=True)
class Database:
    """The database that the settings choose; `cluster` where it is the private one."""

    url: str = field(repr=False)
    cluster: ClusterAddress | None

    @property
    def name(self) -> Text:
        """What people are shown: never the password."""
        if self.cluster is None:
            return Text(it=shown(self.url), en=shown(self.url))
        folder = self.cluster.place.folder
        return Text(it=f"privato, in {folder}", en=f"private, in {folder}")


def read_settings() -> Settings:
    """The settings; raises `ConfigurationError` naming each wrong one, not its value."""
    try:
        return get_settings()
    except ValidationError as error:
        wrong = "\n".join(
            f"  SATELLITE_{'_'.join(map(str, each['loc'])).upper()}: {each['msg']}"
            for each in error.errors(include_input=False, include_url=False)
        )
        raise ConfigurationError(
            Text(
                it=f"Impostazioni errate (variabili d'ambiente o .env):\n{wrong}",
                en=f"Wrong settings (environment variables or .env):\n{wrong}",
            )
        ) from None


@contextmanager
def opened_database(settings: Settings, report: Report) -> Iterator[Database]:
    """The private cluster held running, or the database of `SATELLITE_DATABASE_URL` checked."""
    if settings.database_url is not None:
        url = libpq_url(settings.database_url)
        require_postgis(url)
        yield Database(url=url, cluster=None)
    else:
        with private_cluster(settings.home, report) as cluster:
            yield Database(url=cluster.app_url, cluster=cluster)


@contextmanager
def migrated_engine(database: Database, report: Report) -> Iterator[Engine]:
    """An engine on `database` brought to this code's schema; `SchemaNewerError` if it is newer."""
    engine = make_engine(database.url)
    try:
        with report.step(MIGRATING):
            migrate.upgrade(engine)
        yield engine
    finally:
        engine.dispose()
