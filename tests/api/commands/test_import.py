"""`satellite import`: what it prints, where the reasons are, and how it ends."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.commands import import_
from api.commands.import_ import app
from api.commands.opening import Database
from data.ingest import importing
from data.ingest.outcome import ImportResult
from data.sources.rows import FileRefusedError
from gis.db import make_engine
from gis.settings import Settings

RUNNER = CliRunner()
SAMPLES = Path(__file__).parents[3] / "data" / "samples"
BORGO = ["--municipality", "z999"]


@pytest.fixture(autouse=True)
def register(fresh_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty register that the command opens, with its files in the test's folder."""

    @contextmanager
    def opened(*_: object) -> Iterator[Database]:
        yield Database(url=fresh_url, cluster=None)

    monkeypatch.setattr(import_, "opened_database", opened)
    monkeypatch.setattr(import_, "read_settings", lambda: settings)
    return fresh_url


def counted(output: str) -> list[tuple[int, ...]]:
    """The English counts of each file: read, loaded, updated, unchanged, skipped, refused."""
    pattern = (
        r"read (\d+), loaded (\d+), updated (\d+), unchanged (\d+), skipped (\d+), refused (\d+)"
    )
    return [tuple(map(int, found)) for found in re.findall(pattern, output)]


def test_several_files_are_loaded_one_after_the_other() -> None:
    files = ["boundary_borgo_esempio.geojson", "omi_zones_borgo_esempio_2024-1.kml"]
    said = RUNNER.invoke(app, ["auto", *[str(SAMPLES / name) for name in files], *BORGO])
    assert said.exit_code == 0, said.output
    assert counted(said.stdout) == [(1, 1, 0, 0, 0, 0), (3, 3, 0, 0, 0, 0)]
    assert "letti 3, caricati 3, aggiornati 0, invariati 0, saltati 0, rifiutati 0" in said.stdout
    assert "boundary_borgo_esempio.geojson: boundary, completata · done" in said.stdout


def test_an_archive_is_told_file_by_file_and_a_shrunken_one_waits_for_a_word(
    tmp_path: Path,
) -> None:
    name = "INDIR_borgo_esempio_20240901.csv"
    lines = (SAMPLES / name).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    for archive, member, kept in (
        ("settembre.zip", name, lines),
        ("ottobre.zip", "INDIR_20241001.csv", lines[:12]),
    ):
        with ZipFile(tmp_path / archive, "w") as made:
            made.writestr(member, "".join(kept))
            made.writestr("leggimi.txt", "niente")
    said = RUNNER.invoke(app, ["auto", str(tmp_path / "settembre.zip"), *BORGO])
    assert said.exit_code == 0, said.output
    assert counted(said.stdout) == [(18, 18, 0, 0, 0, 0)]
    assert "settembre.zip : leggimi.txt: lasciato da parte · left alone" in said.stdout
    october = ["auto", str(tmp_path / "ottobre.zip"), *BORGO]
    refused = RUNNER.invoke(app, october)
    assert refused.exit_code == 1
    assert "lacks 7 of 18 street numbers" in refused.stderr
    accepted = RUNNER.invoke(app, [*october, "--accept-shrink"])
    assert accepted.exit_code == 0, accepted.output
    assert "ended because the file has them no longer: 7" in accepted.stdout


def test_one_bad_file_among_good_ones_shows_in_the_status(tmp_path: Path) -> None:
    empty = tmp_path / "vuoto.gml"
    empty.touch()
    good = str(SAMPLES / "parcels_borgo_esempio.gml")
    said = RUNNER.invoke(app, ["auto", str(empty), good, *BORGO])
    assert said.exit_code == 1
    assert counted(said.stdout) == [(0, 0, 0, 0, 0, 0), (10, 8, 0, 0, 2, 0)]
    assert "Il file è vuoto" in said.stderr
    assert "The file is empty" in said.stderr


def test_a_refused_row_shows_in_the_status_with_its_reason_and_its_file(
    settings: Settings,
) -> None:
    said = RUNNER.invoke(app, ["osm", str(SAMPLES / "borgo_esempio.osm"), *BORGO])
    assert said.exit_code == 1
    assert "1 nodi non sono nel file. · The building is incomplete" in said.stderr
    path = re.search(r"rifiuti · refusals: (\S+)", said.stdout)
    assert path is not None
    assert Path(path[1]).parent == settings.home / "imports"
    assert len(Path(path[1]).read_text(encoding="utf-8-sig").splitlines()) == 4


def test_a_foreign_file_is_refused_with_the_way_out() -> None:
    said = RUNNER.invoke(app, ["auto", str(SAMPLES / "parcels_borgo_esempio.gml")])
    assert said.exit_code == 1
    assert "another municipality's: Z999, not G686" in said.stderr
    assert "--municipality" in said.stderr


def test_a_dry_run_says_so_and_writes_nothing(register: str) -> None:
    arguments = ["auto", str(SAMPLES / "parcels_borgo_esempio.gml"), *BORGO]
    said = RUNNER.invoke(app, [*arguments, "--dry-run"])
    assert said.exit_code == 0
    assert "dry run: nothing was written" in said.stdout
    assert "particella · parcel fg. 1/part. 4: nuovo · new: - -> foglio: 1;" in said.stdout
    assert "more rows of the register" not in said.stdout
    engine = make_engine(register)
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from parcel")) == 0
    engine.dispose()
    assert counted(said.stdout) == counted(RUNNER.invoke(app, arguments).stdout)


def test_a_second_dry_run_finds_nothing_to_change_and_a_real_run_lists_nothing() -> None:
    arguments = ["auto", str(SAMPLES / "INDIR_borgo_esempio_20240901.csv"), *BORGO]
    real = RUNNER.invoke(app, arguments)
    assert "would change" not in real.stdout
    said = RUNNER.invoke(app, [*arguments, "--dry-run"])
    assert "niente cambierebbe nel registro · nothing in the register would change" in said.stdout


def test_what_a_file_lacks_and_does_not_end_is_said(tmp_path: Path) -> None:
    rows = [f"Via Cilea;901;{door};vuoto" for door in range(1, 5)]
    head = "Via;Civico;Interno;Occupazione\n"
    (tmp_path / "alloggi_20260401.csv").write_text(head + "\n".join(rows))
    path = tmp_path / "alloggi_20260501.csv"
    path.write_text(head + rows[0])
    before = ["office_workbook", str(tmp_path / "alloggi_20260401.csv"), *BORGO]
    assert RUNNER.invoke(app, before).exit_code == 0
    said = RUNNER.invoke(app, ["office_workbook", str(path), *BORGO])
    assert said.exit_code == 0, said.output
    assert "non finito · not ended: Il file non contiene 3 di 4 alloggi" in said.stdout
    assert "The file lacks 3 of 4 flats" in said.stdout
    accepted = RUNNER.invoke(app, ["office_workbook", str(path), *BORGO, "--accept-shrink"])
    assert "ended because the file has them no longer: 3" in accepted.stdout
    assert "not ended" not in accepted.stdout


@pytest.mark.parametrize("code", ["Z99", "9999", "pioltello", "Z99\N{SUPERSCRIPT TWO}"])
def test_a_wrong_municipality_code_is_a_usage_error(code: str) -> None:
    said = RUNNER.invoke(app, ["auto", "x", "--municipality", code])
    assert said.exit_code == 2
    assert "codice catastale" in said.stderr


def test_an_undeclared_source_is_refused_before_anything_is_opened() -> None:
    said = RUNNER.invoke(app, ["docfa", "x"])
    assert isinstance(said.exception, FileRefusedError)
    assert "boundary, omi_zones" in said.exception.text.en


def test_a_stop_ends_the_command_and_leaves_its_row(
    register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> ImportResult:
        signal.raise_signal(signal.SIGTERM)
        raise AssertionError("the signal did not arrive")

    monkeypatch.setattr(importing, "take_steps", stopped)
    said = RUNNER.invoke(app, ["auto", str(SAMPLES / "parcels_borgo_esempio.gml"), *BORGO])
    assert said.exit_code == import_.STOPPED
    engine = make_engine(register)
    with engine.connect() as connection:
        assert connection.scalar(text("select outcome from import_run")) == "interrupted"
        assert connection.scalar(text("select count(*) from municipality")) == 0
    engine.dispose()
