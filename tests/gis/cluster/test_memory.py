"""A cluster in memory: where there is room, never in a stranger's folder, given back at the end."""

from pathlib import Path

from gis.cluster.memory import discard, memory_home
from gis.cluster.places import place_of
from gis.cluster.private import TEST, private_cluster
from tests.gis.cluster.running import answers


def test_a_checkout_has_always_the_same_folder_and_another_checkout_another(home: Path) -> None:
    memory = home.parent
    first = memory_home(home / "one", 1, memory)
    assert first is not None
    assert first.parent == memory
    assert memory_home(home / "one", 1, memory) == first
    assert memory_home(home / "two", 1, memory) != first


def test_without_room_or_without_such_a_folder_there_is_none(home: Path) -> None:
    assert memory_home(home, 10**9, home.parent) is None
    assert memory_home(home, 1, home.parent / "missing") is None


def test_a_link_that_somebody_planted_is_not_followed(home: Path, tmp_path: Path) -> None:
    planned = memory_home(home, 1, home.parent)
    assert planned is not None
    planned.rmdir()
    planned.symlink_to(tmp_path)
    assert memory_home(home, 1, home.parent) is None


def test_what_nobody_uses_any_more_is_given_back(home: Path) -> None:
    with private_cluster(home, name=TEST, is_durable=False) as cluster:
        place = cluster.place
        discard(place)
        assert answers(cluster.app_url)
    discard(place)
    assert not place.made.exists()

    with private_cluster(home, name=TEST, is_durable=False) as again:
        assert answers(again.app_url)
    assert place_of(home, TEST) == place
