"""The package manager that each user may run, and what is kept from happening beside it."""

import os
from pathlib import Path

import pytest

from gis.cluster import apt
from gis.cluster.packages import install, manager
from gis.errors import UnavailableError
from gis.report import Silence

TOOL = """#!/bin/sh
echo "${0##*/} $*" >> "$ASKED"
case "$*" in *install*) cat "$SETTING" >> "$ASKED" 2>/dev/null ;; esac
case "$*" in *install*) [ -e "$ASKED.fails" ] && echo "E: 404 Not Found" && exit 100 ;; esac
case "$*" in *update*) rm -f "$ASKED.stale" ;; esac
exit 0
"""
OFFERS = """#!/bin/sh
[ -e "$ASKED.stale" ] && exit 0
echo "postgresql-15-postgis-3 - Geographic objects support for PostgreSQL 15"
echo "postgresql-16-postgis-3 - Geographic objects support for PostgreSQL 16"
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stand-ins for the package managers were asked, a line each."""
    for name, script in (("apt-get", TOOL), ("dnf", TOOL), ("brew", TOOL), ("apt-cache", OFFERS)):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("ASKED", str(tmp_path / "asked"))
    monkeypatch.setenv("SETTING", str(tmp_path / "created/satellite.conf"))
    monkeypatch.setattr(apt, "CREATECLUSTER", tmp_path / "created")
    return tmp_path / "asked"


@pytest.mark.parametrize(("user", "expected"), [(0, "apt-get"), (1000, "brew")])
def test_who_may_run_what(
    asked: Path, monkeypatch: pytest.MonkeyPatch, user: int, expected: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)

    assert manager() == expected
    assert not asked.exists()


def test_debian_installs_the_newest_and_makes_no_cluster_of_its_own(asked: Path) -> None:
    install("apt-get", None, asked.with_name("log"), Silence())

    command, setting = asked.read_text().splitlines()
    assert command.endswith("--no-install-recommends postgresql-16 postgresql-16-postgis-3")
    assert setting == "create_main_cluster = false"
    assert list(apt.CREATECLUSTER.iterdir()) == []


def test_debian_installs_the_version_of_the_data(asked: Path) -> None:
    install("apt-get", 15, asked.with_name("log"), Silence())

    assert "postgresql-15 postgresql-15-postgis-3" in asked.read_text()


def test_missing_package_lists_are_fetched(asked: Path) -> None:
    Path(f"{asked}.stale").touch()
    install("apt-get", None, asked.with_name("log"), Silence())

    first, second, _ = asked.read_text().splitlines()
    assert first.endswith(" update")
    assert "install" in second


def test_a_version_nobody_offers_is_refused(asked: Path) -> None:
    with pytest.raises(UnavailableError, match="offers no PostGIS"):
        install("apt-get", 17, asked.with_name("log"), Silence())


def test_a_failed_installation_shows_the_tool_and_takes_the_setting_back(asked: Path) -> None:
    Path(f"{asked}.fails").touch()

    with pytest.raises(UnavailableError) as failed:
        install("apt-get", None, asked.with_name("log"), Silence())
    assert "404 Not Found" in getattr(failed.value, "detail", "")
    assert list(apt.CREATECLUSTER.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dnf", "dnf install -y postgresql-server postgresql-contrib postgis"),
        ("brew", "brew install postgis"),
    ],
)
def test_others_install_their_packages(asked: Path, name: str, words: str) -> None:
    install(name, None, asked.with_name("log"), Silence())

    assert asked.read_text().splitlines()[0] == words
