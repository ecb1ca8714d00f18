"""A run leaves its row in the log, and when it fails nothing else."""

import threading
from pathlib import Path
from typing import Any

import pytest

from data.ingest import importing, log, staging
from data.ingest.states import ImportOutcome
from data.sources.rows import Row
from tests.data.ingest.conftest import SAMPLES, Register, counts

OSM = "borgo_esempio.osm"


def test_the_log_says_what_was_read_and_from_what(register: Register) -> None:
    result = register.load(OSM)
    assert register.rows(
        "select id, source, file_name, length(sha256), byte_count, municipality_code, is_dry_run, "
        "outcome, as_of::text, finished_at >= started_at, read_count, refused_count, note_count "
        "from import_run"
    ) == [
        (
            result.run_id, "osm", OSM, 64, (SAMPLES / OSM).stat().st_size, "Z999", False,
            "done_with_refusals", "2024-05-04", True, 18, 3, 2,
        )
    ]  # fmt: skip


def test_a_refused_file_is_logged_with_its_sentence(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "tronco.osm"
    path.write_bytes((SAMPLES / OSM).read_bytes()[:2000])
    result = register.load(path)
    assert result.outcome is ImportOutcome.REFUSED
    assert register.rows("select outcome, source, message_en is not null from import_run") == [
        ("refused", "osm", True)
    ]
    assert register.rows("select code from municipality") == []


@pytest.mark.parametrize(
    ("error", "outcome"), [(RuntimeError("disk"), "failed"), (KeyboardInterrupt(), "interrupted")]
)
def test_a_run_that_breaks_leaves_only_its_row(
    register: Register, monkeypatch: pytest.MonkeyPatch, error: BaseException, outcome: str
) -> None:
    def breaks(*_: object) -> None:
        raise error

    register.load("boundary_borgo_esempio.geojson")
    before = register.rows("select to_jsonb(m) from municipality m")
    monkeypatch.setattr(importing, "take_steps", breaks)
    with pytest.raises(type(error)):
        register.load(OSM)
    assert register.rows("select outcome from import_run order by id") == [("done",), (outcome,)]
    assert register.value("select count(*) from building") == 0
    assert register.rows("select to_jsonb(m) from municipality m") == before


def test_a_killed_run_is_marked_by_the_next_one(register: Register) -> None:
    register.do(
        "insert into import_run (file_name, municipality_code, is_dry_run, outcome) "
        "values ('ucciso.osm', 'Z999', false, 'running')"
    )
    register.load("boundary_borgo_esempio.geojson")
    assert register.rows("select file_name, outcome from import_run order by id") == [
        ("ucciso.osm", "interrupted"),
        ("boundary_borgo_esempio.geojson", "done"),
    ]


def test_two_uploads_of_one_file_at_once_end_as_one(register: Register) -> None:
    results: list[Any] = []
    both = [threading.Thread(target=lambda: results.append(register.load(OSM))) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    first, second = sorted(results, key=lambda result: result.run_id)
    assert counts(first)[:4] == (18, 13, 0, 0)
    assert counts(second)[:4] == (18, 0, 0, 13)
    assert register.value("select count(*) from building") == 5


def test_a_source_without_a_date_keeps_the_date_of_its_first_import(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "boundary_borgo_esempio.geojson"
    register.load(name)
    register.do("update municipality set as_of = '2020-01-01'")
    register.do("update import_run set as_of = '2020-01-01'")
    assert counts(register.load(name)) == (1, 0, 0, 1, 0, 0)
    assert register.rows("select as_of::text from municipality") == [("2020-01-01",)]
    monkeypatch.setattr(log, "date_of_same_file", lambda *_: None)
    assert counts(register.load(name)) == (1, 0, 0, 1, 0, 0)
    assert register.value("select as_of = current_date from municipality")


def test_a_file_without_rows_is_refused(register: Register, tmp_path: Path) -> None:
    for name in ("QI_20241_VALORI_borgo_esempio.csv", "INDIR_borgo_esempio_20240901.csv"):
        header = [
            line
            for line in (SAMPLES / name).read_text(encoding="utf-8-sig").splitlines()
            if "Z999" not in line
        ]
        path = tmp_path / name
        path.write_text("\n".join(header) + "\n", encoding="utf-8")
        result = register.load(path)
        assert result.message is not None
        assert result.message.en == "The file holds no data rows: check the download."


def test_a_file_of_which_no_row_is_sound_is_refused(register: Register, tmp_path: Path) -> None:
    name = "QI_20241_VALORI_borgo_esempio.csv"
    path = tmp_path / name
    text = (SAMPLES / name).read_text(encoding="utf-8")
    path.write_text(text.replace(";L;", ";prezzo;L;"), encoding="utf-8")
    result = register.load(path)
    assert result.outcome is ImportOutcome.REFUSED
    assert counts(result) == (7, 0, 0, 0, 0, 7)
    assert result.message is not None
    assert "None of the 7 rows" in result.message.en


def test_rows_pass_in_batches(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:

    most = 0
    add = staging.Staging.add

    def counted(self: staging.Staging, row: Row[object]) -> None:
        nonlocal most
        add(self, row)
        most = max(most, len(self.batch))

    monkeypatch.setattr(staging, "BATCH", 4)
    monkeypatch.setattr(staging.Staging, "add", counted)
    assert register.load("INDIR_borgo_esempio_20240901.csv").counts.loaded == 18
    assert most < 4
