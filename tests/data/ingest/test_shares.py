"""A large file read by several processes: as one would have read it, in its order."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from multiprocessing import active_children
from pathlib import Path

import pytest

from data.ingest.lines import copy_lines
from data.ingest.shares import LEAST_BYTES, Batch, read_in_shares, readers_for
from data.sources.anncsu import INDIR, SOURCE
from data.sources.catalogue import SOURCES
from data.sources.rows import SHARE_LINES, Asked, FileRefusedError, Note, Refusal, Row
from gis.settings import ROOT
from tests.data.ingest.conftest import Register, counts

ROWS = 2 * SHARE_LINES + 400


def line(number: int, **cells: str) -> str:
    told = {
        "CODICE_COMUNE": "Z999",
        "PROGRESSIVO_NAZIONALE": "77",
        "ODONIMO": "VIA DEL FARO",
        "PROGRESSIVO_ACCESSO": str(number),
        "CIVICO": str(number % 900 + 1),
        "COORD_X_COMUNE": "9,33",
        "COORD_Y_COMUNE": "45,49",
    }
    return ";".join((told | cells).get(name, "") for name in INDIR) + "\n"


@pytest.fixture
def lighthouse(tmp_path: Path) -> Path:
    """Ten thousand doors; in each share some whose axes are swapped and some without a street."""
    path = tmp_path / "INDIR_FARO_20261101.csv"
    swapped = {"COORD_X_COMUNE": "45,49", "COORD_Y_COMUNE": "9,33"}
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(INDIR) + "\n")
        for number in range(ROWS):
            odd = swapped if number % 3_000 == 7 else {}
            odd = {"ODONIMO": ""} if number % 2_500 == 9 else odd
            file.write(line(number, **odd))
    return path


def shared(path: Path, readers: int = 2) -> list[Batch]:
    return list(read_in_shares(SOURCE.id, path, Asked(), readers))


def test_the_shares_are_what_one_reader_finds_in_its_order(lighthouse: Path) -> None:
    alone = list(SOURCE.read(lighthouse, Asked()).items)
    rows = [item for item in alone if isinstance(item, Row)]
    rest = [item for item in alone if not isinstance(item, Row)]

    batches = shared(lighthouse, readers=3)

    assert "".join(each.lines for each in batches) == copy_lines(rows)
    assert sum(each.row_count for each in batches) == len(rows) == ROWS - 5
    assert [other for each in batches for other in each.others] == rest
    assert [isinstance(item, Refusal) for item in rest].count(True) == 5
    assert [isinstance(item, Note) for item in rest].count(True) == 1
    assert all(before.place < after.place for before, after in pairwise(batches))


def test_an_import_in_shares_counts_and_refuses_like_any_other(
    register: Register, lighthouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = line(3, CIVICO="4", ESPONENTE="B")
    with lighthouse.open("a", encoding="utf-8") as file:
        file.write(again)
    monkeypatch.setattr("data.ingest.shares.LEAST_BYTES", 1)
    monkeypatch.setattr("data.ingest.shares.os.cpu_count", lambda: 2)

    result = register.load(lighthouse)

    assert counts(result) == (ROWS + 1, ROWS - 5, 0, 0, 0, 6)
    assert result.counts.note == 1
    assert register.value("select count(*) from address") == ROWS - 5
    assert result.refusals_path is not None
    assert again.strip() in result.refusals_path.read_text("utf-8-sig")
    assert counts(register.load(lighthouse)) == (ROWS + 1, 0, 0, ROWS - 5, 0, 6)


def test_a_truncated_file_is_refused_as_by_one_reader(lighthouse: Path) -> None:
    text = lighthouse.read_text("utf-8")
    lighthouse.write_text(text[: text.rindex("VIA")], "utf-8")

    with pytest.raises(FileRefusedError, match="Truncated"):
        shared(lighthouse)
    assert active_children() == []


def test_a_reader_that_is_killed_is_told_and_the_others_end(lighthouse: Path) -> None:
    batches = read_in_shares(SOURCE.id, lighthouse, Asked(), 2)
    next(batches)
    for child in active_children():
        os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(RuntimeError, match="ended before its share"):
        exhaust(batches)
    assert active_children() == []


def test_a_script_without_a_guard_ends_with_a_sentence(lighthouse: Path, fresh_url: str) -> None:
    script = lighthouse.with_name("script.py")
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from data.ingest import shares\n"
        "from data.ingest.importing import Order, import_file\n"
        "from gis.db import make_engine\n"
        "from gis.report import Silence\n"
        "shares.LEAST_BYTES = 1\n"
        "shares.os.cpu_count = lambda: 2\n"
        "file, url = Path(sys.argv[1]), sys.argv[2]\n"
        "order = Order('anncsu', 'Z999', code_was_said=True)\n"
        "import_file(make_engine(url), file.parent / 'told', file, order, Silence())\n",
        "utf-8",
    )
    command = [sys.executable, str(script), str(lighthouse), fresh_url]

    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert ended.returncode != 0
    assert "__main__" in ended.stderr
    assert "ended before its share" in ended.stderr


def exhaust(batches: Iterator[Batch]) -> None:
    for _ in batches:
        pass


def test_only_large_files_of_lines_that_stand_alone_are_shared(tmp_path: Path) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    small.write_bytes(b"x")
    with large.open("wb") as file:
        file.truncate(LEAST_BYTES)
    others = next(source for source in SOURCES if not source.is_shareable)

    assert readers_for(SOURCE, small) == 1
    assert readers_for(SOURCE, large) == min(os.cpu_count() or 1, 4)
    assert readers_for(others, large) == 1
