import stat
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gis.errors import ConfigurationError
from gis.keys import KeyStore

MANY = 1200


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "private" / "keys")


def test_a_subject_keeps_its_key(keys: KeyStore) -> None:
    subjects = [uuid.uuid4() for _ in range(MANY)]
    first = keys.ensure(subjects)
    assert keys.ensure(subjects) == first == keys.find(subjects)
    assert {len(key) for key in first.values()} == {32}
    assert len(set(first.values())) == MANY


def test_folder_and_file_are_the_owners_alone(keys: KeyStore) -> None:
    keys.path.parent.mkdir(parents=True, mode=0o755)
    keys.ensure([uuid.uuid4()])
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.path.parent.stat().st_mode) == 0o700


def test_a_destroyed_key_is_nowhere_in_the_folder(keys: KeyStore) -> None:
    erased, kept = uuid.uuid4(), uuid.uuid4()
    made = keys.ensure([erased, kept])

    assert keys.erase(erased)
    assert not keys.erase(erased)

    assert keys.find([erased, kept]) == {kept: made[kept]}
    left = b"".join(path.read_bytes() for path in keys.path.parent.iterdir())
    assert made[erased] not in left
    assert made[kept] in left
    assert keys.ensure([erased])[erased] != made[erased]


def test_many_at_once_agree(keys: KeyStore) -> None:
    subjects = [uuid.uuid4() for _ in range(20)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: keys.ensure(subjects), range(16)))
    assert all(each == found[0] for each in found)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        KeyStore(blocked).ensure([uuid.uuid4()])
    assert str(blocked) in refused.value.text.it
    assert "SATELLITE_KEYS" in refused.value.text.en


def test_a_file_that_is_no_store_is_refused_and_left_alone(keys: KeyStore) -> None:
    keys.path.parent.mkdir(parents=True)
    keys.path.write_bytes(b"something else entirely" * 100)
    with pytest.raises(ConfigurationError):
        keys.find([uuid.uuid4()])
    assert keys.path.read_bytes() == b"something else entirely" * 100
