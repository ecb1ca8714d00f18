"""OMI zones and quotations of Borgo Esempio."""

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyogrio
import pytest

from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, changed, read

KML = "omi_zones_borgo_esempio_2024-1.kml"
VALUES, ZONES = "QI_20241_VALORI_borgo_esempio.csv", "QI_20241_ZONE_borgo_esempio.csv"


def test_zones_agree_with_gdal() -> None:
    got = read(SAMPLES / KML)
    assert got.as_of == dt.date(2024, 9, 12)
    frame = pyogrio.read_dataframe(SAMPLES / KML).to_crs(7791)
    ours = {record.zone_code: record for record in got.records}
    assert sorted(ours) == ["B1", "D1", "R1"] == sorted(frame["CODZONA"])
    for _, row in frame.iterrows():
        record = ours[row["CODZONA"]]
        assert record.semester == "2024-1"
        assert record.band == record.zone_code[0]
        assert record.geometry.area == pytest.approx(row.geometry.area, rel=1e-6)
        assert not record.geometry.has_z
    assert {row.municipality for row in got.rows} == {"Z999"}


def test_the_semester_may_stand_in_the_descriptions_alone(tmp_path: Path) -> None:
    path = changed(tmp_path, KML, (" Anno/Semestre 2024/1 generato il 12/09/2024 10:15", ""))
    got = read(path)
    assert {record.semester for record in got.records} == {"2024-1"}
    assert got.as_of is None


def test_a_zone_without_code_or_with_an_open_ring_is_refused(tmp_path: Path) -> None:
    path = changed(
        tmp_path,
        KML,
        ("<value>B1</value>", "<value></value>"),
        ("9.604000,45.304000,0 9.611000", "9.604000,45.305000,0 9.611000"),
    )
    got = read(path)
    assert [(r.column, r.municipality) for r in got.refusals] == [
        ("CODZONA", "Z999"),
        ("coordinates", "Z999"),
    ]
    assert [record.zone_code for record in got.records] == ["R1"]


def test_a_truncated_or_booby_trapped_kml_is_refused(tmp_path: Path) -> None:
    whole = (SAMPLES / KML).read_text(encoding="utf-8")
    cut = tmp_path / "cut.kml"
    cut.write_text(whole[:1500], encoding="utf-8")
    with pytest.raises(FileRefusedError, match="truncated or malformed"):
        read(cut)
    entity = '<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    trap = changed(tmp_path, KML, ("<kml ", f"{entity}\n<kml "), ("BORGO", "&b;"))
    with pytest.raises(FileRefusedError, match="DOCTYPE"):
        read(trap)


def test_values_agree_with_the_csv_module() -> None:
    got = read(SAMPLES / VALUES)
    assert got.as_of == dt.date(2024, 9, 20)
    with (SAMPLES / VALUES).open(encoding="utf-8") as file:
        next(file)
        expected = list(csv.DictReader(file, delimiter=";"))
    assert len(got.records) == len(expected) == 7
    for record, row in zip(got.records, expected, strict=True):
        assert record.price_min_eur_m2 == Decimal(row["Compr_min"])
        assert record.dwelling_code == row["Cod_Tip"]
        assert record.is_prevailing is (row["Stato_prev"] == "P")
    assert got.records[0].rent_min_eur_m2_month == Decimal("3.5")
    assert got.records[3].rent_min_eur_m2_month is None


def test_descriptions_lose_quotes_and_backticks() -> None:
    first = read(SAMPLES / ZONES).records[0]
    assert first.description == "CENTRO, PIAZZA DELL'ESEMPIO"
    assert (first.band, first.link_zone) == ("B", "ES00000001")


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        (";1100;1400;", ";1400;1100;", "Compr_min"),
        (";1100;1400;", ";1.100;1400;", "Compr_min"),
        (";1100;1400;", ";-1100;1400;", "Compr_min"),
        (";3,5;4,8;", ";3,5;48 euro;", "Loc_max"),
        ("Z999;BORGO", "G68;BORGO", "Comune_amm"),
        (";B1;ES", ";;ES", "Zona"),
        (";20;Abitazioni", ";?;Abitazioni", "Cod_Tip"),
    ],
)
def test_a_wrong_value_refuses_its_row(
    tmp_path: Path, before: str, after: str, column: str
) -> None:
    got = read(changed(tmp_path, VALUES, (before, after)))
    assert [(r.number, r.column) for r in got.refusals] == [(3, column)]
    assert len(got.rows) == 6


def test_a_title_without_semester_and_a_cut_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="semester"):
        read(changed(tmp_path, VALUES, ("Semestre 2024/1 - ", "")), "omi_values")
    whole = (SAMPLES / VALUES).read_bytes()
    cut = tmp_path / "cut.csv"
    cut.write_bytes(whole[:-20])
    with pytest.raises(FileRefusedError, match="Truncated"):
        read(cut)
