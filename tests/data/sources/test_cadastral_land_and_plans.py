"""Land, the parameters of a delivery, and the index of the plans."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.sources.cadastral_census_land import area_m2
from data.sources.cadastral_census_parameters import delivery_of
from data.sources.rows import FileRefusedError, RowRefusedError
from tests.data.sources.reading import SAMPLES, Read, read, written

TER, PRM = "Z9990000001.TER", "Z9990000001.PRM"
LAND = (
    "Z999| |601|T|1|1|1|00004|||1|282|03|1|20|35|1|0|0|24070|18052|124,31|93,23"
    "|14052008|14052008|T|101|001|2008|||||||||5000601||26R|ATTO|||"
)


def ter(folder: Path, *lines: str) -> Read:
    return read(written(folder, "X.TER", "".join(line + "\r\n" for line in lines)))


def test_the_invented_land_is_read() -> None:
    got = read(SAMPLES / TER)
    land = {each.key: each.facts for each in got.records if each.kind == "land_parcel"}
    assert not got.refusals
    assert land["-/201/1"]["area_m2"] == Decimal(12035)
    assert land["-/201/1"]["generating_on"] is None
    assert land["-/203/1"]["special_lot"] == "urban_area"
    assert land["-/203/1"]["quality"] == "ente urbano"
    assert [each["portion_code"] for each in land["-/202/1"]["portions"]] == ["AA", "AB"]
    assert sum(each["area_m2"] for each in land["-/202/1"]["portions"]) == 8000
    assert land["-/202/1"]["reserves"] == [{"code": "1", "lot": None}]


@pytest.mark.parametrize("groups", [1, 2, 3, 4])
@pytest.mark.parametrize("width", [6, 8])
def test_portions_come_in_groups_of_six_or_eight(tmp_path: Path, groups: int, width: int) -> None:
    one = ["AA", "1", "02", "0", "50", "0", "1,50", "2,25"][:width]
    line = "|".join(["Z999", " ", "601", "T", "1", "4", *one * groups]) + "|"
    got = ter(tmp_path, LAND, line)
    portions = got.records[0].facts["portions"]
    assert len(portions) == groups
    assert {each["area_m2"] for each in portions} == {Decimal(5000)}
    income = Decimal("1.50") if width == 8 else None
    assert {each["dominical_income_eur"] for each in portions} == {income}


def test_portions_that_fit_no_group_are_refused_and_the_land_stays(tmp_path: Path) -> None:
    got = ter(tmp_path, LAND, "Z999| |601|T|1|4|AA|1|02|0|50|0|12|1|02|0|50|0|")
    assert [(each.number, each.column) for each in got.refusals] == [(2, "porzione")]
    assert [row.number for row in got.rows] == [1]


def test_area_is_counted_from_hectares_ares_and_centiares() -> None:
    assert area_m2("1", "20", "35") == 12035
    assert area_m2(None, None, "8") == 8
    assert area_m2(None, None, None) is None
    with pytest.raises(RowRefusedError, match="0 to 99"):
        area_m2("0", "100", "0")


def test_a_quality_without_a_name_stays_a_code(tmp_path: Path) -> None:
    got = ter(tmp_path, LAND.replace("|282|", "|888|"))
    assert got.records[0].facts["quality_code"] == "888"
    assert [note.column for note in got.notes if note.number] == ["qualità"]


def test_the_prm_tells_the_day_and_whether_the_delivery_is_whole(tmp_path: Path) -> None:
    whole = delivery_of(SAMPLES / TER)
    assert (whole.as_of, whole.is_update, whole.municipality) == (date(2024, 9, 1), False, "Z999")
    assert whole.record_counts["FAB"] == 25
    assert read(SAMPLES / PRM).as_of == date(2024, 9, 1)
    text = (SAMPLES / PRM).read_text().replace("COMPLETA", "AGGIORNAMENTO")
    written(tmp_path, "Y.PRM", text)
    assert delivery_of(tmp_path / "Y.TER").is_update
    assert not delivery_of(tmp_path / "Z.TER").was_said


def test_a_prm_without_its_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError):
        read(written(tmp_path, "Y.PRM", "Comune catastale : Z999\r\n"), "cadastral_census")


def test_the_index_of_plans_and_their_polygons_are_read() -> None:
    plans, rooms = (read(SAMPLES / f"Z9990000001{part}.DAT") for part in ("SC", "DM"))
    assert [each.facts["sheet_number"] for each in plans.records] == ["1", "1", "2"]
    assert plans.records[0].facts["filed_on"] == "2008-05-14"
    assert [each.facts["area_m2"] for each in rooms.records][:2] == [
        Decimal("58.40"),
        Decimal("11.20"),
    ]
    assert rooms.records[2].facts["room_kind"] == "D"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Z999| |101|5|0|A1|2,70|2,70", "superficie"),
        ("Z999| |101|5|12.5|A1|2,70|2,70", "superficie"),
        ("Z999| |101|5|12,5|A1|alta|2,70", "altezza"),
        ("Z999| |101|5|12,5|A1|2,70", ""),
    ],
)
def test_a_polygon_that_makes_no_sense_is_refused_alone(
    tmp_path: Path, line: str, column: str
) -> None:
    good = "Z999| |101|1|58,40|A1|2,70|2,70"
    got = read(written(tmp_path, "XDM.DAT", f"{good}\r\n{line}\r\n"))
    assert [(each.number, each.column) for each in got.refusals] == [(2, column)]
    assert len(got.rows) == 1


def test_an_unknown_room_is_told(tmp_path: Path) -> None:
    got = read(written(tmp_path, "XDM.DAT", "Z999| |101|1|58,40|Q9|2,70|2,70\r\n"))
    assert got.records[0].facts["room_kind"] is None
    assert got.notes[0].value == "Q9"
