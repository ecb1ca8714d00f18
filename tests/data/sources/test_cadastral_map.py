"""Sheet 2 of Borgo Esempio in the exchange format of the cadastre."""

from pathlib import Path

import pytest

from data.sources.rows import FileRefusedError
from gis.crs import transformer
from tests.data.sources.reading import SAMPLES, read, written

CXF = "Z999_000200.cxf"


def harmed(folder: Path, *changes: tuple[str, str]) -> Path:
    text = (SAMPLES / CXF).read_bytes().decode("ascii")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return written(folder, CXF, text)


def test_it_holds_the_parcels_of_the_sheet() -> None:
    got = read(SAMPLES / CXF)
    assert [r.reference.written for r in got.records] == [
        f"Z999_000200.{number}" for number in (21, 22, 23, 24, 25)
    ]
    assert {row.municipality for row in got.rows} == {"Z999"}
    assert len(got.records[4].geometry.geoms[0].interiors) == 1
    east, north = transformer(4326, 7791).transform(9.606, 45.306)
    assert got.records[0].geometry.bounds[:2] == pytest.approx((east, north), abs=5)


def test_everything_else_is_skipped_with_its_reason() -> None:
    got = read(SAMPLES / CXF)
    assert [s.value for s in got.skips] == ["Z999_000200", "21+", "21+", "STRADA", "X0003"]
    text = (SAMPLES / CXF).read_text(encoding="ascii")
    assert len(got.rows) + len(got.skips) == text.count("BORDO")
    assert "EPSG:3003" in got.notes[0].reason.en


def test_line_ends_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    text = (SAMPLES / CXF).read_text(encoding="ascii").replace("\n", "\n\n")
    assert len(read(written(tmp_path, CXF, text)).rows) == 5


def test_a_crs_that_was_said_is_taken_and_an_unclear_one_asked_for(tmp_path: Path) -> None:
    said = read(SAMPLES / CXF, crs="EPSG:3003")
    assert said.notes == []
    assert said.records == read(SAMPLES / CXF).records
    text = (SAMPLES / CXF).read_text(encoding="ascii")
    unclear = text.replace(" 1547", "  500").replace(" 5017", " 4550").replace(" 5016", " 4550")
    with pytest.raises(FileRefusedError, match="--crs"):
        read(written(tmp_path, CXF, unclear))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([("   1\r\n  10\r\n   5", "   1\r\n  10\r\n  50")], "impossible count"),
        ([("   0\r\n   5\r\n", "   0\r\n  -5\r\n")], "impossible count"),
        ([("2000.000", "2000,000")], "no number with a decimal point"),
        ([("Z999_000200", "foglio due")], "no name of a sheet"),
        ([("MAPPA", "MAPPETTA")], "does not open a CXF map"),
    ],
)
def test_a_harmed_file_is_refused(
    tmp_path: Path, changes: list[tuple[str, str]], told: str
) -> None:
    with pytest.raises(FileRefusedError, match=told):
        read(harmed(tmp_path, *changes), "cadastral_map")


def test_a_file_cut_inside_a_block_is_refused_and_a_missing_end_noted(tmp_path: Path) -> None:
    whole = (SAMPLES / CXF).read_bytes()
    with pytest.raises(FileRefusedError, match="Truncated"):
        read(written(tmp_path, CXF, whole[: whole.index(b"X0003") + 60]))
    got = read(written(tmp_path, CXF, whole.replace(b"EOF\r\n", b"")))
    assert len(got.rows) == 5
    assert "EOF is missing" in got.notes[-1].reason.en


def test_a_wrong_code_and_an_open_outline_are_refused_by_line(tmp_path: Path) -> None:
    got = read(harmed(tmp_path, ("BORDO\r\n22 ", "BORDO\r\n2 2")))
    assert [(r.value, r.municipality) for r in got.refusals] == [("2 2", "Z999")]
    lines = (SAMPLES / CXF).read_text(encoding="ascii").splitlines()
    start = lines.index("21         ")
    lines[start + 9] = "  1547000.000"
    got = read(written(tmp_path, CXF, "\n".join(lines) + "\n"))
    assert "not closed" in got.reasons()[0]
    assert len(got.rows) == 4
