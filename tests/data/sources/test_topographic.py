"""The topographic database: several files, one delivery, told apart class by class."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from shapely import transform

from data.sources.addresses import AddressRecord
from data.sources.facts import Fact
from data.sources.rows import FileRefusedError
from tests.data.sources.reading import Read, read, written
from tests.data.sources.topographic_delivery import (
    BUILDINGS,
    EDIFC,
    NUMBERS,
    USES,
    delivery,
    ground,
    write,
)


def footprints(got: Read) -> dict[str, dict[str, Any]]:
    return {
        record.key: record.facts
        for record in got.records
        if isinstance(record, Fact) and record.kind == "footprint"
    }


def test_classes_come_together_into_buildings(tmp_path: Path) -> None:
    got = read(delivery(tmp_path / "dbgt_20240315"))
    assert str(got.as_of) == "2024-03-15"
    assert {key: (facts["height_m"], facts["uses"]) for key, facts in footprints(got).items()} == {
        "ES19/A1": (Decimal("27.5"), ["0101", "0701"]),
        "ES19/A2": (None, ["0101"]),
    }
    assert [(r.kind, r.key, r.facts) for r in got.records
            if isinstance(r, Fact) and r.kind != "footprint"] == [
        ("closed_building", "ES19/A3", {"ended_on": "2023-12-31"})
    ]  # fmt: skip
    assert [skip.value for skip in got.skips] == ["ES19/A4"]
    assert [(note.column, note.value) for note in got.notes] == [("UN_VOL_AV", "ES19/A2")]


def test_numbers_get_the_names_of_their_streets(tmp_path: Path) -> None:
    got = read(delivery(tmp_path / "d"))
    doors = [r for r in got.records if isinstance(r, AddressRecord)]
    assert [(d.street_name, d.number_text, d.house_number) for d in doors] == [
        ("VIA DELL'UNITÀ INVENTATA", "1", 1),
        ("VIA DELL'UNITÀ INVENTATA", "12B", 12),
        ("VIA DELL'UNITÀ INVENTATA", "SNC", None),
    ]


def test_19_orphans_are_refused_and_namesakes_of_other_surveys_stay_apart(tmp_path: Path) -> None:
    got = read(delivery(tmp_path / "d"))
    assert [(r.column, r.value) for r in got.refusals] == [("CEDIUV", "A9"), ("TP_STR_REF", "T7")]
    twice = delivery(tmp_path / "e", buildings=(*BUILDINGS, ("A1", *BUILDINGS[0][1:4], "ES24",
                                                              "20240101", "")))  # fmt: skip
    got = read(twice)
    reasons = {(r.column, r.value): r.reason.en for r in got.refusals}
    assert "different surveys" in reasons["CLASSREF", "A1"]
    write(tmp_path / "e", "EDIFC_CR_EDF_IS", ("CLASSREF", "COD_CONS"),
          [("A1", "ES19"), ("A1", "ES24"), ("A2", "ES19")],
          [ground(1), ground(5), ground(2)])  # fmt: skip
    assert set(footprints(read(twice))) == {"ES19/A1", "ES24/A1", "ES19/A2"}


def test_a_number_twice_in_one_survey_and_two_grounds_are_refused(tmp_path: Path) -> None:
    path = delivery(
        tmp_path / "d",
        buildings=(*BUILDINGS, BUILDINGS[0]),
        shapes=[("A1", ground(1)), ("A1", ground(5)), ("A2", ground(2)), ("A9", ground(6))],
    )
    reasons = [(r.value, r.reason.en) for r in read(path).refusals]
    assert ("A1", '"A1" is another building\'s of the same survey already.') in reasons
    assert ("ES19/A1", "The building has another footprint already.") in reasons
    assert ("A9", "It refers to a building that is not in the delivery.") in reasons
    assert ("ES19/A3", "The footprint is missing.") in reasons


def test_20_north_and_east_under_the_label_of_the_other_order(tmp_path: Path) -> None:
    right = read(delivery(tmp_path / "right"))
    swapped = [
        (f"A{n}", transform(ground(n), lambda xyz: xyz[:, [1, 0, 2]], include_z=True))
        for n in range(1, 5)
    ]
    got = read(delivery(tmp_path / "wrong", shapes=swapped))
    places = [
        [r.geometry.bounds for r in each.records if isinstance(r, Fact) and r.geometry]
        for each in (right, got)
    ]
    assert places[0] == places[1]
    assert ["swapped" in note.reason.en for note in got.notes].count(True) == 1


def test_18_letters_of_a_table_without_its_alphabet(tmp_path: Path) -> None:
    path = delivery(tmp_path / "d")
    assert not list(path.parent.glob("*.cpg"))
    assert b"UNIT\xc0" in (path.parent / "TP_STR.dbf").read_bytes()
    assert "UNITÀ" in read(path).records[-1].street_name


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("EDIFC_CR_EDF_IS.shx", "EDIFC_CR_EDF_IS.shx is missing"),
        ("UN_VOL.dbf", "UN_VOL.dbf is missing"),
        ("EDIFC.dbf", "lacks EDIFC.dbf"),
    ],
)
def test_16_a_missing_part_is_named(tmp_path: Path, gone: str, told: str) -> None:
    path = delivery(tmp_path / "d")
    (path.parent / gone).unlink()
    with pytest.raises(FileRefusedError) as refused:
        read(path)
    assert told in refused.value.text.en


def test_16_without_its_prj_that_of_another_class_is_taken_or_asked_for(tmp_path: Path) -> None:
    path = delivery(tmp_path / "d")
    path.with_suffix(".prj").unlink()
    got = read(path)
    assert footprints(got)
    assert any("lack their .prj" in note.reason.en for note in got.notes)
    for other in path.parent.glob("*.prj"):
        other.unlink()
    with pytest.raises(FileRefusedError, match=r"\.prj"):
        read(path)
    assert footprints(read(path, crs="EPSG:7791"))


@pytest.mark.parametrize("name", ["EDIFC_CR_EDF_IS.shp", "UN_VOL.shp", "EDIFC.dbf"])
def test_17_a_file_cut_in_half_is_refused(tmp_path: Path, name: str) -> None:
    path = delivery(tmp_path / "d")
    cut = path.parent / name
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    with pytest.raises(FileRefusedError) as refused:
        read(path)
    assert name in refused.value.text.it
    assert "troncato" in refused.value.text.it


def test_the_older_regional_names_are_known_and_volumes_find_their_ground(tmp_path: Path) -> None:
    write(tmp_path, "A020102", ("OBJECTID", "NOTE"), [("7", "a"), ("8", "b")],
          [ground(1), ground(2)], crs="EPSG:32632")  # fmt: skip
    write(tmp_path, "A020101_unita_volumetrica", ("OBJECTID", "UN_VOL_AV", "UN_VOL_POR"),
          [("1", 14.0, "01"), ("2", 21.5, "01"), ("3", 5.0, "0301")],
          [ground(1), ground(2), ground(2)], crs="EPSG:32632")  # fmt: skip
    got = read(tmp_path / "A020102.shp")
    assert {key: facts["height_m"] for key, facts in footprints(got).items()} == {
        "/7": Decimal("14.0"),
        "/8": Decimal("21.5"),
    }
    assert not got.refusals


def test_volumes_alone_in_geojson_are_refused_for_what_they_are(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "UN_VOL.geojson",
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
        '{"UN_VOL_AV":13.0,"UN_VOL_POR":"01"},"geometry":null}]}',
    )
    with pytest.raises(FileRefusedError, match="a volume is no building"):
        read(path)


def test_the_tables_are_whole() -> None:
    assert len(EDIFC) == len(BUILDINGS[0])
    assert {row[0] for row in USES} <= {row[0] for row in BUILDINGS}
    assert len({row[0] for row in NUMBERS}) == len(NUMBERS)
