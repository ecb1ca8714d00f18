"""An ordinary user without PostGIS: Debian packages are downloaded and unpacked, all or nothing."""

import os
import tarfile
from pathlib import Path

import pytest

from gis.cluster import disk
from gis.cluster.unpack import unpack, unpacked_programs
from gis.errors import UnavailableError
from gis.report import Silence

APT_CACHE = """#!/bin/sh
[ -e "$REPOSITORY/no-lists" ] && exit 0
echo "postgresql-14-postgis-3 - Geographic objects support for PostgreSQL 14"
echo "postgresql-15-postgis-3 - Geographic objects support for PostgreSQL 15"
"""
APT_GET = """#!/bin/sh
echo "$@" >> "$REPOSITORY/asked"
case " $* " in
*" update "*) rm -f "$REPOSITORY/no-lists" ;;
*" -s "*)
    echo "Inst libc6 [2.36] (2.37 Debian:12/stable [amd64])"
    echo "Inst libgeos-c1v5 (3.11 Debian:12/stable [amd64])"
    ;;
*" download "*)
    while [ "$1" != download ]; do shift; done
    shift
    for name in "$@"; do cp "$REPOSITORY/$name.deb" . || exit 1; done
    ;;
esac
"""
DPKG = """#!/bin/sh
[ "$1" = -x ] && exec tar -xf "$2" -C "$3"
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages of our own behind stand-ins for apt and dpkg."""
    folder = tmp_path / "repository"
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, script in (("apt-get", APT_GET), ("apt-cache", APT_CACHE), ("dpkg", DPKG)):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    package(folder, "postgresql-15", "usr/lib/postgresql/15/bin/postgres")
    package(folder, "postgresql-client-15", "usr/lib/postgresql/15/bin/psql")
    package(
        folder, "postgresql-15-postgis-3", "usr/share/postgresql/15/extension/postgis-3.control"
    )
    package(folder, "libgeos-c1v5", "usr/lib/x86_64-linux-gnu/libgeos_c.so.1")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("REPOSITORY", str(folder))
    return folder


def package(repository: Path, name: str, file: str) -> None:
    """Make `name`.deb, which holds one file."""
    tree = repository / name
    (tree / file).parent.mkdir(parents=True)
    (tree / file).write_text(name)
    with tarfile.open(repository / f"{name}.deb", "w") as deb:
        deb.add(tree, arcname=".")


def test_server_client_postgis_and_what_is_missing_are_unpacked(
    repository: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    unpack(home, None, Silence())

    ((programs, environment),) = unpacked_programs(home)
    assert {each.name for each in programs.iterdir()} == {"postgres", "psql"}
    assert programs.is_relative_to(home / "pg")
    assert (home / "pg/usr/share/postgresql/15/extension/postgis.control").is_file()
    assert environment["LD_LIBRARY_PATH"].startswith(str(home / "pg/usr/lib/x86_64-linux-gnu"))
    assert not list((home / "pg").rglob("*.deb"))
    assert "libc6" not in (repository / "asked").read_text().splitlines()[-1]


def test_package_lists_of_our_own_are_fetched_where_the_machine_has_none(
    repository: Path, tmp_path: Path
) -> None:
    (repository / "no-lists").touch()

    unpack(tmp_path / "home", None, Silence())

    update = (repository / "asked").read_text().splitlines()[0]
    assert update.endswith(" update")
    assert f"Dir::State::Lists={tmp_path / 'home/apt/lists'}" in update


def test_a_version_that_is_not_on_offer_is_refused(repository: Path, tmp_path: Path) -> None:
    assert repository.is_dir()

    with pytest.raises(UnavailableError, match="offers no PostGIS"):
        unpack(tmp_path / "home", 16, Silence())


def test_a_failed_download_leaves_nothing_that_could_be_taken(
    repository: Path, tmp_path: Path
) -> None:
    (repository / "libgeos-c1v5.deb").unlink()

    with pytest.raises(UnavailableError, match="Downloading PostgreSQL and PostGIS: failed"):
        unpack(tmp_path / "home", None, Silence())
    assert unpacked_programs(tmp_path / "home") == []


def test_a_full_disk_is_refused_before_the_download(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "MEBIBYTE", 2**60)

    with pytest.raises(disk.DiskFullError, match="at least 900 MiB"):
        unpack(tmp_path / "home", None, Silence())
    assert not (repository / "asked").exists()
