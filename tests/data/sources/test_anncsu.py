"""The accesses of Borgo Esempio in the national archive."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from data.sources.rows import FileRefusedError
from gis.crs import transformer
from tests.data.sources.reading import SAMPLES, changed, read

INDIR, STRAD = "INDIR_borgo_esempio_20240901.csv", "STRAD_borgo_esempio_20240901.csv"
FIRST = ";7000001;;1;;;;;9,6141;45,3139;0;4"


def test_accesses_agree_with_the_csv_module() -> None:
    got = read(SAMPLES / INDIR)
    with (SAMPLES / INDIR).open(encoding="utf-8-sig") as file:
        expected = list(csv.DictReader(file, delimiter=";"))
    assert len(got.records) == len(expected) == 18
    assert [r.identifier for r in got.records] == [e["PROGRESSIVO_ACCESSO"] for e in expected]
    assert got.as_of == dt.date(2024, 9, 1)
    change = transformer(4326, 7791)
    for record, row in zip(got.records, expected, strict=True):
        if not row["COORD_X_COMUNE"]:
            assert record.geometry is None
            continue
        lon, lat = (float(row[f"COORD_{axis}_COMUNE"].replace(",", ".")) for axis in "XY")
        assert (record.geometry.x, record.geometry.y) == pytest.approx(change.transform(lon, lat))


def test_every_kind_of_number_is_kept() -> None:
    numbers = [record.number_text for record in read(SAMPLES / INDIR).records]
    assert numbers[:8] == ["1", "2", "3", "3A", "5", "5 BIS", "7 BIS10", "9"]
    assert numbers[14:] == ["SNC", "SNC 2", "1", "m 1250"]


def test_streets_are_known_by_their_number() -> None:
    got = read(SAMPLES / STRAD)
    assert [(r.record.key, r.record.facts["name"], r.municipality) for r in got.rows][1] == (
        "900002",
        "VICOLO DELL'UNITÀ",
        "Z999",
    )
    assert [r.facts["access_count"] for r in got.records] == [8, 6, 2, 1, 1]
    assert not got.skips


def test_an_extra_empty_column_is_harmless(tmp_path: Path) -> None:
    text = (SAMPLES / INDIR).read_text(encoding="utf-8").replace("\n", ";\n")
    path = tmp_path / INDIR
    path.write_text(text, encoding="utf-8")
    assert len(read(path).rows) == 18


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (";0,0;0,0;0;4", "missing or zero"),
        (";9,6141;;0;4", "missing or zero"),
        (";9 gradi;45,3139;0;4", "not a number"),
        (";500000;4550000;0;4", "CRS that cannot be told"),
        (";2,35;48,85;0;4", "not in Italy"),
    ],
)
def test_a_wrong_place_is_refused_and_the_number_kept(
    tmp_path: Path, there: str, told: str
) -> None:
    got = read(changed(tmp_path, INDIR, (FIRST, FIRST.replace(";9,6141;45,3139;0;4", there))))
    (refusal,) = got.refusals
    assert not refusal.whole_row
    assert told in refusal.reason.en
    assert got.records[0].geometry is None
    assert len(got.rows) == 18


def test_swapped_axes_and_metres_are_put_right_and_told_once(tmp_path: Path) -> None:
    east, north = transformer(4326, 3003).transform(9.6141, 45.3139)
    sound = read(SAMPLES / INDIR).records[0].geometry
    swapped = read(changed(tmp_path, INDIR, (";9,6141;45,3139;", ";45,3139;9,6141;")))
    assert swapped.records[0].geometry.distance(sound) < 0.01
    assert len(swapped.notes) == 1
    metres = f";{east:.2f};{north:.2f};".replace(".", ",")
    boaga = read(changed(tmp_path, INDIR, (";9,6141;45,3139;", metres)))
    assert boaga.records[0].geometry.distance(sound) < 5
    assert "metres" in boaga.notes[0].reason.en


@pytest.mark.parametrize(
    ("after", "column"),
    [
        (";7000001;;tre;;", "CIVICO"),
        (";7000001;;3/A;B;", "CIVICO"),
        (";;;1;;", "PROGRESSIVO_ACCESSO"),
        (";uno;;1;;", "PROGRESSIVO_ACCESSO"),
    ],
)
def test_a_wrong_cell_refuses_its_row(tmp_path: Path, after: str, column: str) -> None:
    got = read(changed(tmp_path, INDIR, (";7000001;;1;;", after)))
    assert [(r.number, r.column) for r in got.refusals] == [(2, column)]
    assert len(got.rows) == 17


def test_a_civic_that_looks_like_a_float_stays_text(tmp_path: Path) -> None:
    got = read(changed(tmp_path, INDIR, (";7000001;;1;;", ";7000001;;12E5;;")))
    assert got.records[0].number_text == "12E5"


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="PROGRESSIVO_ACCESSO"):
        read(changed(tmp_path, INDIR, (";PROGRESSIVO_ACCESSO;", ";ACCESSO;")), "anncsu")
