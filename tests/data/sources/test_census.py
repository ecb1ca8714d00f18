"""Census sections of Borgo Esempio: shapefile and counts."""

import csv
import shutil
from pathlib import Path

import pyogrio
import pytest

from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, read, written

SHAPES = "R99_11_WGS84_borgo_esempio"
COUNTS = "R99_indicatori_2011_sezioni_borgo_esempio.csv"


@pytest.fixture
def shapefile(tmp_path: Path) -> Path:
    for path in SAMPLES.glob(f"{SHAPES}.*"):
        shutil.copy(path, tmp_path)
    return tmp_path / f"{SHAPES}.shp"


def test_grounds_agree_with_gdal() -> None:
    got = read(SAMPLES / f"{SHAPES}.shp")
    frame = pyogrio.read_dataframe(SAMPLES / f"{SHAPES}.shp")
    assert [r.section_code for r in got.records] == [str(code) for code in frame["SEZ2011"]]
    areas = [r.geometry.area for r in got.records]
    assert areas == pytest.approx(list(frame.to_crs(7791).area), rel=1e-6)
    assert [row.municipality for row in got.rows] == ["999001"] * 6 + ["999002"]


def test_counts_agree_with_the_csv_module() -> None:
    got = read(SAMPLES / COUNTS)
    with (SAMPLES / COUNTS).open(encoding="latin-1") as file:
        expected = list(csv.DictReader(file, delimiter=";"))
    assert len(got.records) == len(expected) == 6
    for record, row in zip(got.records, expected, strict=True):
        assert record.residents == int(row["P1"])
        assert record.households == int(row["PF1"])
        assert record.variables["E27"] == int(row["E27"])
        assert "NSEZ" not in record.variables
    assert "not UTF-8" in got.notes[0].reason.en


@pytest.mark.parametrize("missing", [".shx", ".dbf"])
def test_a_missing_part_is_named(shapefile: Path, missing: str) -> None:
    shapefile.with_suffix(missing).unlink()
    with pytest.raises(FileRefusedError, match=f"{missing} is missing"):
        read(shapefile)


def test_without_a_prj_the_crs_is_asked_for(shapefile: Path) -> None:
    shapefile.with_suffix(".prj").unlink()
    with pytest.raises(FileRefusedError, match="--crs"):
        read(shapefile)
    assert len(read(shapefile, crs="EPSG:32632").rows) == 7


@pytest.mark.parametrize("part", [".shp", ".shx", ".dbf"])
def test_a_part_cut_in_half_is_refused(shapefile: Path, part: str) -> None:
    path = shapefile.with_suffix(part)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(FileRefusedError, match="truncated"):
        read(shapefile)


def test_parts_of_two_deliveries_are_refused(shapefile: Path) -> None:
    table = shapefile.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    content[4] = 6
    table.write_bytes(bytes(content))
    with pytest.raises(FileRefusedError, match=r"6 rows and the \.shp 7"):
        read(shapefile)


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        (";9990010000003;", ";9990010000003,5;", "SEZ2011"),
        (";154;", ";molti;", "P1"),
        (";154;", ";99999999999;", "P1"),
        (";999001;9990010000003", ";;9990010000003", "PROCOM"),
    ],
)
def test_a_wrong_count_refuses_its_row(
    tmp_path: Path, before: str, after: str, column: str
) -> None:
    text = (SAMPLES / COUNTS).read_text(encoding="latin-1")
    assert before in text
    got = read(written(tmp_path, COUNTS, text.replace(before, after, 1)))
    assert [(r.number, r.column) for r in got.refusals] == [(4, column)]
    assert len(got.rows) == 5


def rewritten(shapefile: Path, **values: object) -> Path:
    """The shapefile with columns of its first record written anew."""
    frame = pyogrio.read_dataframe(shapefile)
    for name, value in values.items():
        frame.loc[0, name] = value
    pyogrio.write_dataframe(frame, shapefile)
    return shapefile


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"PRO_COM": 1_999_001}, "is not a number"),
        ({"SEZ2011": 12}, "is not a number"),
        ({"geometry": None}, "The geometry is missing or cannot be read."),
    ],
)
def test_a_section_with_a_slip_is_refused_alone(
    shapefile: Path, values: dict[str, object], reason: str
) -> None:
    got = read(rewritten(shapefile, **values))
    assert [each.number for each in got.refusals] == [1]
    assert reason in got.reasons()[0]
    assert len(got.rows) == 6


def test_a_section_of_people_without_an_address_has_no_ground(shapefile: Path) -> None:
    got = read(rewritten(shapefile, SEZ2011=9990018888888))
    assert [each.reason.en for each in got.skips] == [
        "The fictitious section of people without an address: it has no ground."
    ]
    assert len(got.rows) == 6


def test_a_shapefile_of_something_else_says_which_columns_it_lacks(shapefile: Path) -> None:
    frame = pyogrio.read_dataframe(shapefile)
    pyogrio.write_dataframe(frame.rename(columns={"SEZ2011": "SEZIONE"}), shapefile)
    with pytest.raises(FileRefusedError, match="lacks the columns SEZ2011"):
        read(shapefile)


def test_an_impossible_count_refuses_its_row(tmp_path: Path) -> None:
    lines = (SAMPLES / COUNTS).read_text(encoding="latin-1").splitlines()
    header, first = lines[0].split(";"), lines[1].split(";")
    first[header.index("P1")] = "10000000"
    lines[1] = ";".join(first)
    got = read(written(tmp_path, COUNTS, "\n".join(lines) + "\n"))
    assert [(each.number, each.column) for each in got.refusals] == [(2, "P1")]
    assert len(got.rows) == 5
