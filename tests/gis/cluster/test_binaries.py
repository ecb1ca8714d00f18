"""Which PostgreSQL is taken: new enough, with PostGIS, of the data's version; else a refusal."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from gis.cluster import install
from gis.cluster.binaries import EXTENSIONS, Search
from gis.cluster.install import found_or_installed
from gis.cluster.private import is_made, private_cluster
from gis.codes import Text
from gis.errors import UnavailableError
from gis.report import Report, Silence


def installed(
    root: Path, version: str, *, postgis: str | None = "3.5.2", without: Sequence[str] = ()
) -> Path:
    """A PostgreSQL laid out as Debian does, whose programs only say their version."""
    major = version.partition(".")[0]
    programs = root / f"usr/lib/postgresql/{major}/bin"
    extensions = root / f"usr/share/postgresql/{major}/extension"
    programs.mkdir(parents=True)
    extensions.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        program = programs / name
        program.write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {version} (Debian)"\n')
        program.chmod(0o755)
    for name in set(EXTENSIONS) - {"postgis"} - set(without):
        (extensions / f"{name}.control").write_text("default_version = '1.0'\n")
    if postgis:
        (extensions / "postgis.control").write_text(f"default_version = '{postgis}'\n")
    return programs


def search(*folders: Path) -> Search:
    return Search(tuple((folder, {}) for folder in folders))


def test_the_newest_that_has_all_is_taken(tmp_path: Path) -> None:
    old = installed(tmp_path, "15.4")
    new = installed(tmp_path, "17.2")
    bare = installed(tmp_path, "18.0", postgis=None)

    found = search(old, bare, new).usable()

    assert found is not None
    assert (found.major, found.folder) == (17, new)
    assert found.postgis_version() == (3, 5)


def test_data_of_one_version_take_that_version(tmp_path: Path) -> None:
    searched = search(installed(tmp_path, "15.4"), installed(tmp_path, "17.2"))

    taken = searched.usable(15)

    assert taken is not None
    assert taken.major == 15
    assert searched.usable(16) is None


@pytest.mark.parametrize(
    ("version", "postgis", "without", "missing"),
    [
        ("14.9", "3.5.2", (), []),
        ("16.1", None, (), ["postgis"]),
        ("16.1", "3.1.0", (), ["postgis"]),
        ("16.1", "3.5.2", ("pg_trgm", "btree_gist"), ["btree_gist", "pg_trgm"]),
    ],
)
def test_what_lacks_something_is_not_taken(
    tmp_path: Path, version: str, postgis: str | None, without: Sequence[str], missing: list[str]
) -> None:
    searched = search(installed(tmp_path, version, postgis=postgis, without=without))

    assert searched.usable() is None
    assert next(searched.installed()).missing() == missing


def test_programs_that_do_not_run_are_passed_over(tmp_path: Path) -> None:
    broken = installed(tmp_path, "16.1")
    (broken / "postgres").write_text("#!/nonexistent/interpreter\n")

    assert list(search(broken, tmp_path).installed()) == []


def test_this_machine_has_one() -> None:
    found = install.search(install.CHECKOUT_HOME).usable()

    assert found is not None
    assert os.access(found.program("initdb"), os.X_OK)
    assert found.missing() == []


def test_without_postgis_and_without_a_way_to_install_it_nothing_is_made(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = installed(tmp_path, "16.1", postgis=None)
    monkeypatch.setattr(install, "search", lambda _home: search(bare))
    monkeypatch.setattr(install, "manager", lambda: None)
    monkeypatch.setattr(install, "can_unpack", lambda: False)

    with pytest.raises(UnavailableError) as refused, private_cluster(home):
        pass

    assert "PostgreSQL 16" in refused.value.text.en
    assert "lacks postgis" in refused.value.text.en
    assert "SATELLITE_DATABASE_URL" in refused.value.text.it
    assert not is_made(home)
    assert list((home / "cluster").glob("made*")) == []


def test_a_failed_installation_says_why(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, major: int | None, log: Path, report: Report) -> None:
        del name, major, log, report
        raise UnavailableError(Text(it="Rete assente.", en="No network."))

    monkeypatch.setattr(install, "search", lambda _home: search())
    monkeypatch.setattr(install, "manager", lambda: "apt-get")
    monkeypatch.setattr(install, "install", fail)

    with pytest.raises(UnavailableError, match=r"Found: nothing\.\nNo network") as refused:
        found_or_installed(home, 15, Silence())
    assert "PostgreSQL 15 " in refused.value.text.it


def test_what_the_package_manager_brings_is_taken(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[Path] = []
    monkeypatch.setattr(install, "search", lambda _home: search(*searched))
    monkeypatch.setattr(install, "manager", lambda: "apt-get")
    monkeypatch.setattr(install, "install", lambda *_: searched.append(installed(tmp_path, "16.1")))

    assert found_or_installed(home, None, Silence()).major == 16
