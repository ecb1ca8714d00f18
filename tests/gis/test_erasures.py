"""The list of erasures is kept line by line, outlives crashes, and is refused when it lies."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.erasures import FILE_NAME, READMITTED, SECRET_NAME, Erased, ErasureList
from gis.errors import ConfigurationError

DAY = "2026-03-01T10:00:00Z"


def line(entity_id: str, action: str = "anonymise", digest: str | None = None) -> Erased:
    return Erased("person", entity_id, action, "persons_on_request", "subject_request", DAY, digest)


def test_what_is_appended_is_read_in_order(tmp_path: Path) -> None:
    erasures = ErasureList(tmp_path / "keys")
    assert erasures.lines() == []
    erasures.append([line("1"), line("2")])
    erasures.append([])
    erasures.append([line("3")])

    assert [each.entity_id for each in ErasureList(tmp_path / "keys").lines()] == ["1", "2", "3"]


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    erasures = ErasureList(tmp_path / "keys")
    erasures.append([line("1", digest=erasures.digest("census", "42"))])

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {FILE_NAME: 0o600, SECRET_NAME: 0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_torn_last_line_was_never_acknowledged(tmp_path: Path) -> None:
    erasures = ErasureList(tmp_path)
    erasures.append([line("1")])
    with erasures.path.open("ab") as file:
        file.write(b'{"entity": "per')

    assert [each.entity_id for each in erasures.lines()] == ["1"]
    erasures.append([line("2")])
    assert [each.entity_id for each in erasures.lines()] == ["1", "2"]


def test_the_only_line_torn_leaves_an_empty_list(tmp_path: Path) -> None:
    erasures = ErasureList(tmp_path)
    erasures.path.write_bytes(b"{" * 100_000)
    assert erasures.lines() == []
    erasures.append([line("1")])
    assert [each.entity_id for each in erasures.lines()] == ["1"]


@pytest.mark.parametrize("wrong", ["nonsense", "[]", '{"entity": "person"}', '"a"', "", "null"])
def test_a_whole_line_that_makes_no_sense_is_refused(tmp_path: Path, wrong: str) -> None:
    erasures = ErasureList(tmp_path)
    erasures.append([line("1")])
    with erasures.path.open("a") as file:
        file.write(wrong + "\n")
    erasures.append([line("2")])

    with pytest.raises(ConfigurationError, match="Line 2 of"):
        erasures.lines()


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file")
    with pytest.raises(ConfigurationError, match="SATELLITE_KEYS"):
        ErasureList(tmp_path / "keys").append([line("1")])


def test_a_digest_needs_the_secret_of_its_folder(tmp_path: Path) -> None:
    first, second = ErasureList(tmp_path / "one"), ErasureList(tmp_path / "two")
    digest = first.digest("census", "-/1/P")

    assert digest == ErasureList(tmp_path / "one").digest("census", "-/1/P")
    assert digest != second.digest("census", "-/1/P")
    assert digest != first.digest("census-/1", "/P")
    assert len(bytes.fromhex(digest)) == 32


def test_the_last_word_on_a_subject_counts(tmp_path: Path) -> None:
    erasures = ErasureList(tmp_path)
    erasures.append([line("1", digest="a"), line("2", digest="b")])
    erasures.append([line("1", READMITTED, digest="a"), line("9")])

    assert erasures.subjects() == {"a": READMITTED, "b": "anonymise"}


def test_many_write_at_once(tmp_path: Path) -> None:
    erasures = ErasureList(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: erasures.append([line(str(number))]), range(60)))
        digests = set(pool.map(lambda _: ErasureList(tmp_path).digest("a", "b"), range(20)))

    assert sorted(int(each.entity_id) for each in erasures.lines()) == list(range(60))
    assert len(digests) == 1


@given(st.text(), st.text())
def test_any_text_comes_back_on_one_line(entity_id: str, ground: str) -> None:
    written = json.dumps({"id": entity_id, "ground": ground})
    assert "\n" not in written
    assert json.loads(written) == {"id": entity_id, "ground": ground}
