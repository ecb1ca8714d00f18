"""The machine's faults told as sentences; bugs are not among them."""

import errno
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from gis.cluster import disk
from gis.cluster.disk import DiskFullError, require_free
from gis.cluster.failures import explain
from gis.cluster.locks import LockHeldError, is_locked, locked
from gis.cluster.logged import ProgramFailedError, run_logged
from gis.codes import Text
from gis.db import make_engine
from gis.errors import RuleError, SatelliteError
from tests.gis.cluster.running import execute

WHAT = Text(it="Prova", en="Trial")


def raised_by_the_database(engine: Engine, state: str) -> SatelliteError | None:
    """What is told of an error with this SQLSTATE that really came over the wire."""
    raising = f"DO $$ BEGIN RAISE 'all gone' USING ERRCODE = '{state}'; END $$"
    with engine.connect() as connection, pytest.raises(Exception, match="all gone") as caught:
        connection.execute(text(raising))
    return explain(caught.value)


def test_a_full_disk_under_the_database(engine: Engine) -> None:
    assert isinstance(raised_by_the_database(engine, "53100"), DiskFullError)


def test_missing_rights_and_held_locks_have_their_sentence(engine: Engine) -> None:
    rights = raised_by_the_database(engine, "42501")
    held = raised_by_the_database(engine, "55P03")

    assert rights is not None
    assert "lacks the permission" in rights.text.en
    assert held is not None
    assert "Try again later" in held.text.en


def test_a_wrong_query_is_a_bug_and_has_none(engine: Engine) -> None:
    assert raised_by_the_database(engine, "42601") is None
    assert explain(ValueError("a bug")) is None


def test_a_lost_server_has_its_sentence(empty_url: str) -> None:
    engine = make_engine(empty_url)
    with engine.connect() as connection:
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        execute(empty_url, f"SELECT pg_terminate_backend({number})")
        with pytest.raises(OperationalError) as caught:
            connection.execute(text("SELECT 1"))
    engine.dispose()

    told = explain(caught.value)
    assert told is not None
    assert "no longer answers" in told.text.en


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_under_a_file(number: int) -> None:
    told = explain(OSError(number, "full", "/somewhere/file"))

    assert isinstance(told, DiskFullError)
    assert "/somewhere/file" in told.text.it


def test_what_has_a_sentence_keeps_it() -> None:
    error = RuleError(WHAT)

    assert explain(error) is error


def test_a_missing_permission_names_the_file() -> None:
    told = explain(PermissionError(errno.EACCES, "Permission denied", "/somewhere/file"))

    assert told is not None
    assert "/somewhere/file" in told.text.en


def test_room_is_asked_for_before_the_folder_exists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_free(tmp_path / "not/yet/there", 1)
    monkeypatch.setattr(disk, "MEBIBYTE", 2**60)

    with pytest.raises(DiskFullError, match="at least 1 MiB"):
        require_free(tmp_path / "not/yet/there", 1)


def test_a_failing_program_shows_its_end_and_keeps_all_in_the_log(tmp_path: Path) -> None:
    script = "for i in $(seq 30); do echo line $i; done; exit 3"
    with pytest.raises(ProgramFailedError) as failed:
        run_logged(["/bin/sh", "-c", script], tmp_path / "log/x.log", WHAT)

    assert failed.value.detail.splitlines()[-1] == "line 30"
    assert "line 1\n" not in failed.value.detail
    assert "line 1\n" in (tmp_path / "log/x.log").read_text()
    assert str(tmp_path / "log/x.log") in failed.value.text.it


def test_an_earlier_failure_in_the_log_is_not_taken_for_this_one(tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    with pytest.raises(DiskFullError):
        run_logged(["/bin/sh", "-c", "echo No space left on device; exit 1"], log, WHAT)
    with pytest.raises(ProgramFailedError):
        run_logged(["/bin/sh", "-c", "exit 1"], log, WHAT)


def test_a_program_that_is_not_there_is_a_failure_too(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailedError) as failed:
        run_logged([tmp_path / "nothing"], tmp_path / "x.log", WHAT)

    assert "No such file" in failed.value.detail


def test_a_lock_keeps_others_out_and_sharers_in(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path, shared=True), locked(path, shared=True, wait=False):
        assert is_locked(path)
        assert not is_locked(path, against_shared=True)
    with locked(path):
        assert is_locked(path, against_shared=True)
        with pytest.raises(LockHeldError), locked(path, wait=False):
            pass
    assert not is_locked(path)
