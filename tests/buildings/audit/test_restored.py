"""A register is restored on a new server, whose transactions begin at low numbers again."""

from pathlib import Path

from psycopg2.extensions import make_dsn, parse_dsn
from sqlalchemy import text

from data import migrate
from gis.cluster.backup import back_up, restore
from gis.cluster.clients import Clients
from gis.cluster.databases import make_extensions
from gis.cluster.private import ClusterAddress, private_cluster
from gis.db import make_engine
from gis.report import Silence
from tests.buildings.audit.conftest import ADA, BRUNO, Office
from tests.gis.cluster.running import execute, open_folder

MANY, OWNER = 3000, "satellite"
USE_NUMBERS = """
do $$ begin
    for n in 1..{count} loop
        perform pg_current_xact_id();
        commit;
    end loop;
end $$
"""


def office_on(url: str, folder: Path) -> Office:
    engine = make_engine(url if "://" in url else f"postgresql:///?dsn={url}")
    return Office(engine, folder / "anchors", "")


def newest_number(office: Office) -> int:
    number: int = office.value("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    return number


def test_the_chain_goes_on_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "register.backup"
    with (
        open_folder() as there,
        open_folder() as here,
        private_cluster(there / "home", is_durable=False) as before,
        private_cluster(here / "home", is_durable=False) as after,
    ):
        old = office_on(before.app_url, tmp_path)
        migrate.upgrade(old.engine)
        with old.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(USE_NUMBERS.format(count=MANY)))
        old.read(ADA, times=3)
        old.seal()
        old.anchor()
        old.read(BRUNO, times=2)
        highest = newest_number(old)
        _move(before, after, file, tmp_path)
        old.engine.dispose()

        new = office_on(str(make_dsn(after.app_url, dbname="restored")), tmp_path)
        assert newest_number(new) < highest - MANY / 2, "its numbers begin lower"
        assert new.verify().holds
        new.read(ADA, times=4)
        with new.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # What came over unsealed has numbers that the new server must first go past.
            connection.execute(text(USE_NUMBERS.format(count=50)))
        assert new.seal() is not None

        proof = new.verify()
        assert proof.holds
        assert (proof.seal_count, proof.tail_count, proof.anchor_count) == (2, 0, 1)
        assert new.value("select count(*) from audit_entry where verb = 'read'") == 9
        new.tamper("delete from audit_entry where actor_name = 'Bruno Quattropani'")
        assert new.faults() == [("entries_differ", 2)]
        new.engine.dispose()


def _move(before: ClusterAddress, after: ClusterAddress, file: Path, work: Path) -> None:
    """Back the register up on one server and restore it on another."""
    source = str(make_dsn(before.admin_url, dbname=parse_dsn(before.app_url)["dbname"]))
    back_up(Clients(source, before.binaries), OWNER, None, file, Silence())
    target = str(make_dsn(after.admin_url, dbname="restored"))
    execute(after.admin_url, f"CREATE DATABASE restored OWNER {OWNER}")
    make_extensions(target)
    restore(
        Clients(target, after.binaries),
        OWNER,
        file,
        work=work,
        check=lambda _: None,
        report=Silence(),
        replace=False,
        keeps_owners=True,
    )
