"""A backup holds neither keys nor, in history, a name; restored, it knows the past as before."""

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg2.extensions import make_dsn
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from buildings.people import queries
from buildings.people.service import PersonRow, Telling, erase_person, record_people
from data import migrate
from gis.cluster.archive import DUMP, unpack
from gis.cluster.backup import back_up, restore
from gis.cluster.clients import Clients
from gis.cluster.databases import make_extensions
from gis.cluster.private import ClusterAddress, private_cluster
from gis.db import make_engine
from gis.history.reading import as_known_at
from gis.keys import KeyStore
from gis.report import Silence
from tests import make
from tests.gis.cluster.running import execute, open_folder

TELLING = Telling("test", dt.date(2026, 1, 1))
BEFORE = PersonRow(source_key="1", surname="Quattropani", given_name="Ada")
AFTER = PersonRow(source_key="1", surname="Montesanto", given_name="Ada")


@pytest.fixture(scope="module")
def server() -> Iterator[ClusterAddress]:
    with open_folder() as folder, private_cluster(folder / "home", is_durable=False) as cluster:
        yield cluster


def test_the_past_survives_and_the_erased_name_does_not(
    server: ClusterAddress, tmp_path: Path
) -> None:
    keys = KeyStore(tmp_path / "keys")
    engine = make_engine(server.app_url)
    migrate.upgrade(engine)
    with Session(engine) as session:
        make.source(session)
        session.commit()
    with engine.begin() as connection:
        person = record_people(connection, [BEFORE], TELLING, keys)["1"].person_id
        moment_in = connection.execute(text("select clock_timestamp()")).scalar_one()
    assert person is not None
    with engine.begin() as connection:
        moment = connection.execute(text("select clock_timestamp()")).scalar_one()
        record_people(connection, [AFTER], TELLING, keys)
    key = keys.find([person])[person]
    file = tmp_path / "register.backup"
    back_up(Clients(server.app_url, server.binaries), "satellite", None, file, Silence())
    engine.dispose()

    script = as_sql(Clients(server.app_url, server.binaries), file, tmp_path)
    assert key.hex() not in script
    assert "Quattropani" not in script
    assert script.count("Montesanto") == 1
    assert moment_in < moment

    target = str(make_dsn(server.admin_url, dbname="restored"))
    execute(server.admin_url, "CREATE DATABASE restored OWNER satellite")
    make_extensions(target)
    restore(
        Clients(target, server.binaries),
        "satellite",
        file,
        work=tmp_path,
        check=lambda _: None,
        report=Silence(),
        replace=False,
        keeps_owners=True,
    )
    check_restored(str(make_dsn(server.app_url, dbname="restored")), person, keys, moment)


def as_sql(clients: Clients, file: Path, folder: Path) -> str:
    """The backup's dump as pg_restore writes it out."""
    unpacked = folder / "unpacked"
    unpacked.mkdir()
    unpack(file, unpacked)
    clients.convert([f"--file={unpacked / 'all.sql'}", unpacked / DUMP])
    return (unpacked / "all.sql").read_text(encoding="utf-8")


def check_restored(url: str, person: uuid.UUID, keys: KeyStore, moment: dt.datetime) -> None:
    """The restored register remembers, records on, forgets with the key, and is not rewritten."""
    engine = make_engine(as_url(url))
    assert not migrate.upgrade(engine)

    def name() -> str | None:
        with Session(engine) as session:
            as_known_at(session, moment)
            return queries.persons(session, [person], keys)[person].name

    assert name() == "Quattropani Ada"
    with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
        connection.execute(text("delete from history.person"))
    with engine.begin() as connection:
        assert erase_person(connection, person, keys)
    assert name() is None
    with engine.connect() as connection:
        rows: list[Any] = list(
            connection.execute(text("select id from history.person order by history_id")).scalars()
        )
    assert rows == [person, person]
    engine.dispose()


def as_url(dsn: str) -> str:
    """A libpq address in the form that SQLAlchemy takes."""
    return dsn if "://" in dsn else f"postgresql:///?dsn={dsn}"
