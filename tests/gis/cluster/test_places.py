"""Where a cluster lies: deep folders, closed folders, copied and moved checkouts."""

import json
import os
import shutil
import socket
from pathlib import Path

import pytest
from sqlalchemy import make_url

from gis.cluster import places
from gis.cluster.places import SOCKET_NAME, SOCKET_PATH_BYTES, place_of, prepare_socket
from gis.cluster.private import private_cluster
from gis.errors import ConfigurationError, UnavailableError
from tests.gis.cluster.running import answers, processes_in

IS_ROOT = os.geteuid() == 0


@pytest.fixture
def system(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for /var/lib/satellite."""
    folder = home.parent / "system"
    monkeypatch.setattr(places, "SYSTEM_FOLDER", folder)
    return folder


@pytest.fixture
def closed(home: Path) -> Path:
    """A home in a folder that only its owner may enter."""
    private = home.parent / "closed"
    private.mkdir(mode=0o700)
    return private / "home"


@pytest.mark.parametrize("name", ["short", "d" * 120, "with, comma", "età", "with space"])
def test_a_socket_can_be_bound_however_the_checkout_is_called(home: Path, name: str) -> None:
    place = place_of(home.parent / name / "home", "cluster")
    prepare_socket(place)
    path = place.socket / SOCKET_NAME

    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))
    assert len(os.fsencode(path)) <= SOCKET_PATH_BYTES
    assert place.socket.stat().st_mode & 0o777 == 0o700
    assert place.socket.stat().st_uid == place.account.uid

    shutil.rmtree(place.socket)


@pytest.mark.parametrize("name", [f"one, {'deep' * 25}", "my check out"])
def test_a_server_runs_from_any_folder(home: Path, name: str) -> None:
    with private_cluster(home.parent / name / "home") as cluster:
        again = make_url(cluster.app_url).render_as_string(hide_password=False)
        assert answers(cluster.app_url)
        assert answers(again)
        assert cluster.place.socket.parent == places.SHORT_FOLDER
        socket_folder = cluster.place.socket

    assert list(socket_folder.iterdir()) == []
    socket_folder.rmdir()


def test_a_closed_checkout_keeps_a_pointer_to_an_open_place(closed: Path, system: Path) -> None:
    with private_cluster(closed) as cluster:
        assert answers(cluster.app_url)
        folder = cluster.place.folder

    assert processes_in(folder) == []
    if IS_ROOT:
        assert folder.parent == system
        pointer = json.loads((closed / "cluster/location.json").read_text())
        assert pointer["folder"] == str(folder)
    else:
        assert folder == closed / "cluster"
    assert place_of(closed, "cluster").folder == folder


def test_a_copied_checkout_gets_data_of_its_own(closed: Path, system: Path) -> None:
    first = place_of(closed, "cluster").folder
    copy = closed.parent / "copy"
    shutil.copytree(closed, copy)

    second = place_of(copy, "cluster").folder

    assert second != first
    assert place_of(closed, "cluster").folder == first
    assert second.parent == (system if IS_ROOT else copy)


def test_a_moved_checkout_keeps_its_data(closed: Path, system: Path) -> None:
    first = place_of(closed, "cluster").folder
    moved = closed.parent / "moved"
    closed.rename(moved)

    second = place_of(moved, "cluster").folder

    assert second == (first if IS_ROOT else moved / "cluster")
    assert system.exists() == IS_ROOT


def test_a_checkout_closed_afterwards_is_a_clear_refusal(own: Path) -> None:
    own.parent.chmod(0o700)

    if IS_ROOT:
        with pytest.raises(UnavailableError, match="chmod"):
            place_of(own, "cluster")
    else:
        assert place_of(own, "cluster").made.exists()


def test_a_folder_that_cannot_be_written_is_a_clear_refusal(home: Path) -> None:
    home.write_text("a file where a folder should be")

    with pytest.raises(UnavailableError, match="Cannot write in"):
        place_of(home, "cluster")


def test_another_users_cluster_is_refused(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 54321)

    with pytest.raises(UnavailableError, match="belongs to user"):
        place_of(used, "cluster")


def test_root_keeps_the_account_that_owns_the_data(used: Path) -> None:
    owner = (used / "cluster/made/data").stat().st_uid

    assert owner != 0
    assert place_of(used, "cluster").account.uid == owner


def test_a_strangers_socket_folder_is_refused(home: Path) -> None:
    place = place_of(home, "cluster")
    place.socket.symlink_to(places.SHORT_FOLDER)

    with pytest.raises(ConfigurationError, match="belongs to somebody else"):
        prepare_socket(place)
