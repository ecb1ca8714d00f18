"""The office's cluster from making to stopping, used by one command, by two, by another user."""

import os
from pathlib import Path

import pytest
from psycopg2.errors import CheckViolation

from gis.cluster.private import is_made, is_running, private_cluster
from tests.gis.cluster.running import (
    AS_NOBODY,
    NOBODY,
    answers,
    ask,
    execute,
    holder,
    place,
    processes_in,
    record,
    wait_for,
)


def test_it_is_made_served_and_stopped(home: Path) -> None:
    assert not is_made(home)

    with private_cluster(home) as cluster:
        assert is_running(home)
        postgis = ask(cluster.app_url, "SELECT postgis_lib_version()")

    assert str(postgis[0][0]) >= "3.3"
    assert is_made(home)
    assert not is_running(home)
    assert processes_in(home) == []
    assert list(place(home).socket.iterdir()) == []


def test_what_is_written_is_there_the_next_time(used: Path) -> None:
    for _ in range(2):
        with private_cluster(used) as cluster:
            assert ask(cluster.app_url, "SELECT note FROM kept") == [("before",)]


def test_the_log_tells_what_failed_and_not_whose_row(used: Path) -> None:
    with private_cluster(used) as cluster:
        execute(
            cluster.app_url, "CREATE TABLE of_somebody (name text, CONSTRAINT short CHECK (false))"
        )
        with pytest.raises(CheckViolation):
            execute(cluster.app_url, "INSERT INTO of_somebody VALUES ('Colombo')")
        execute(cluster.app_url, "DROP TABLE of_somebody")

    log = place(used).log.read_text(encoding="utf-8")
    assert 'violates check constraint "short"' in log
    assert "Colombo" not in log


def test_the_app_owns_its_database_and_is_no_superuser(used: Path) -> None:
    with private_cluster(used) as cluster:
        rights = ask(
            cluster.app_url,
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles "
            "WHERE rolname = current_user",
        )
        owner = ask(
            cluster.app_url,
            "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()",
        )
        extensions = ask(cluster.app_url, "SELECT extname FROM pg_extension")

    # it makes the roles of the register's readers, and that is all that it may beyond its database
    assert rights == [(False, True, False, False)]
    assert owner == [("satellite",)]
    assert {name for (name,) in extensions} >= {"postgis", "btree_gist", "pg_trgm", "unaccent"}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("jit", "off"),
        ("track_commit_timestamp", "on"),
        ("listen_addresses", ""),
        ("TimeZone", "Europe/Rome"),
        ("server_encoding", "UTF8"),
        ("password_encryption", "scram-sha-256"),
        ("fsync", "on"),
    ],
)
def test_the_server_runs_with_our_settings(running: str, setting: str, value: str) -> None:
    assert ask(running, f"SHOW {setting}") == [(value,)]


def test_accented_letters_have_their_capitals(running: str) -> None:
    assert ask(running, "SELECT lower('PIOLTELLÒ')") == [("pioltellò",)]


def test_nobody_enters_without_the_password(running: str) -> None:
    assert answers(running)
    assert not answers(running.replace("postgresql://satellite:", "postgresql://satellite:not"))


def test_passwords_and_log_are_for_their_owner_only(used: Path) -> None:
    with private_cluster(used):
        pass

    for path in (place(used).passwords, place(used).log):
        assert path.stat().st_mode & 0o077 == 0
    assert place(used).made.stat().st_mode & 0o077 == 0


def test_two_commands_share_the_server_and_the_last_one_stops_it(used: Path) -> None:
    with holder(used) as first, holder(used) as second:
        numbers = record(used)
        assert first.url == second.url

        assert first.release() == 0
        assert record(used) == numbers
        assert answers(second.url)

        assert second.release() == 0
    assert processes_in(used) == []


def test_two_commands_may_begin_at_once(home: Path) -> None:
    with holder(home) as first, holder(home) as second:
        assert answers(first.url)
        assert answers(second.url)
        assert first.release() == second.release() == 0


def test_an_ordinary_user_has_a_cluster_of_his_own(home: Path) -> None:
    home.mkdir()
    is_root = os.geteuid() == 0
    owner = NOBODY if is_root else os.geteuid()
    os.chown(home, owner, -1)

    with holder(home, user=AS_NOBODY if is_root else ()) as held:
        assert answers(held.url)
        server = record(home)["server"]
        assert Path(f"/proc/{server}").stat().st_uid == owner
        assert place(home).data.stat().st_uid == owner
        assert held.release() == 0


def test_root_runs_the_server_as_another_user(used: Path) -> None:
    with private_cluster(used):
        owner = Path(f"/proc/{record(used)['server']}").stat().st_uid

    assert owner != 0
    assert (owner != os.geteuid()) == (os.geteuid() == 0)


def test_the_caller_learns_that_the_server_is_lost(used: Path) -> None:
    with private_cluster(used) as cluster:
        os.kill(record(used)["server"], 9)
        cluster.wait_until_lost()

        assert wait_for(lambda: processes_in(used) == [])
        assert not answers(cluster.app_url)
