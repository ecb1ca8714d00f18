"""`satellite db`: the keeper of the register looks, asks, saves and restores."""

import json
import zipfile
from pathlib import Path

from gis.cluster.archive import DUMP, MANIFEST, ROLES
from tests.api.commands.running import satellite
from tests.gis.cluster.running import processes_in


def test_before_anything_is_made_it_says_so_and_makes_nothing(home: Path) -> None:
    status, said, _ = satellite(home, "db", "status")

    assert status == 0
    assert "not made yet" in said
    assert not (home / "cluster").exists()


def test_status_tells_which_database_server_and_schema(used: Path) -> None:
    status, said, _ = satellite(used, "db", "status")

    assert status == 0
    lines = dict(line.split(": ", 1) for line in said.splitlines())
    assert str(used / "cluster") in lines["database"]
    assert "was stopped" in lines["database"]
    assert lines["server"].startswith("PostgreSQL 1")
    assert "PostGIS 3" in lines["server"]
    assert "current" in lines["schema"]
    assert processes_in(used) == []


def test_status_of_another_database_hides_its_password(home: Path, empty_url: str) -> None:
    status, said, _ = satellite(home, "db", "status", database_url=empty_url)

    assert status == 0
    assert "current" in said
    assert empty_url.partition(":")[2].partition(":")[2].partition("@")[0] not in said


def test_psql_asks_as_the_app_or_as_the_superuser(used: Path) -> None:
    asking = ("--", "-Atc", "SELECT current_user")

    assert satellite(used, "db", "psql", *asking)[:2] == (0, "satellite\n")
    assert satellite(used, "db", "psql", "--admin", *asking)[:2] == (0, "postgres\n")
    assert satellite(used, "db", "psql", "--", "-c", "SELECT nonsense")[0] == 1


def test_a_backup_comes_back_in_another_checkout(own: Path, home: Path) -> None:
    file = home.parent / "register.backup"
    note = "CREATE TABLE note (text text); INSERT INTO note VALUES ('saved')"
    asking = ("--", "-Atc", "SELECT text FROM note")
    assert satellite(own, "db", "psql", "--", "-qc", note)[0] == 0

    status, said, complained = satellite(own, "db", "backup", str(file))
    assert status == 0, complained
    assert str(file) in said

    other = home.parent / "other"
    status, said, complained = satellite(other, "db", "restore", str(file))
    assert status == 0, complained
    assert satellite(other, "db", "psql", *asking)[:2] == (0, "saved\n")

    status, said, complained = satellite(other, "db", "restore", str(file))
    assert (status, said) == (1, "")
    assert "--force" in complained
    assert satellite(other, "db", "restore", "--force", str(file))[0] == 0
    assert "current" in satellite(other, "db", "status")[1]


def test_a_backup_of_newer_code_is_refused(used: Path) -> None:
    file = used / "newer.backup"
    manifest = {
        "format": 1,
        "made_at": "2099-01-01T00:00:00+00:00",
        "server": 15,
        "revision": "2099_01_01_later",
        "owner": "satellite",
        "roles": ["satellite"],
    }
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(ROLES, "")
        archive.writestr(DUMP, "")

    status, _, complained = satellite(used, "db", "restore", "--force", str(file))

    assert status == 1
    assert "newer than this program" in complained
    assert "current" in satellite(used, "db", "status")[1]


def test_a_file_that_is_not_there_is_a_sentence(used: Path) -> None:
    status, _, complained = satellite(used, "db", "restore", "nowhere.backup")

    assert status == 1
    assert "does not exist" in complained
    assert "Traceback" not in complained
