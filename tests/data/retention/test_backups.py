"""Backups past their days go, ours alone, never the last; files of refused rows too."""

import datetime as dt
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, insert

from data.ingest.models import ImportRun
from data.ingest.states import ImportOutcome
from data.retention.backups import backups_in, expiring
from data.retention.files import _later, refusal_files
from gis.cluster.archive import DUMP, MANIFEST, ROLES

NOW = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)


def backup(folder: Path, name: str, made_at: str, **changes: object) -> Path:
    manifest = {"format": 1, "made_at": made_at, "server": 15, "revision": None,
                "owner": "satellite", "roles": []}  # fmt: skip
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest | changes))
        archive.writestr(ROLES, "")
        archive.writestr(DUMP, "")
    return folder / name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three backups of ours among files that are not."""
    backup(tmp_path, "old.backup", "2026-02-28T11:00:00+00:00")
    backup(tmp_path, "edge.backup", "2026-03-01T12:00:00+00:00")
    backup(tmp_path, "new.backup", "2026-03-30T12:00:00+00:00")
    backup(tmp_path, "strange.backup", "yesterday")
    backup(tmp_path, "future.backup", "2020-01-01T00:00:00+00:00", format=9)
    (tmp_path / "notes.txt").write_text("keep me")
    (tmp_path / "broken.backup").write_bytes(b"PK\x03\x04broken")
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("a.jpg", "x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.backup").symlink_to(tmp_path / "old.backup")
    return tmp_path


def test_only_our_own_and_only_past_their_days(folder: Path) -> None:
    assert [each.path.name for each in backups_in(folder)] == [
        "old.backup", "edge.backup", "new.backup",
    ]  # fmt: skip
    found = expiring(folder, 30, NOW)
    assert [each.path.name for each in found.expired] == ["old.backup"]
    assert found.kept_newest is None


def test_the_last_backup_is_kept_and_told(folder: Path) -> None:
    found = expiring(folder, 30, NOW + dt.timedelta(days=300))
    assert [each.path.name for each in found.expired] == ["old.backup", "edge.backup"]
    assert found.kept_newest is not None
    assert found.kept_newest.path.name == "new.backup"


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    found = expiring(tmp_path / "nowhere", 30, NOW)
    assert (found.expired, found.kept_newest) == ([], None)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 400))
def test_months_later_is_the_same_day_or_the_last(day: dt.date, months: int) -> None:
    later = _later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


def test_files_of_refused_rows_follow_their_run(register: Engine, tmp_path: Path) -> None:
    with register.begin() as connection:
        old, new = (
            connection.execute(
                insert(ImportRun)
                .values(file_name="a.csv", municipality_code="G686", is_dry_run=False,
                        outcome=ImportOutcome.DONE, finished_at=finished)
                .returning(ImportRun.id)
            ).scalar_one()
            for finished in (dt.datetime(2025, 12, 1, tzinfo=dt.UTC), NOW)
        )  # fmt: skip
    for name in (f"{old}-refusals.csv", f"{new}-refusals.csv", "999-refusals.csv", "mine.csv"):
        (tmp_path / name).write_text("x")
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC).timestamp()
    os.utime(tmp_path / "999-refusals.csv", (long_ago, long_ago))

    due = refusal_files(register, tmp_path, dt.date(2026, 3, 31), 3)

    assert sorted(path.name for path in due) == sorted([f"{old}-refusals.csv", "999-refusals.csv"])
    assert refusal_files(register, tmp_path / "nowhere", dt.date(2026, 3, 31), 3) == []
