"""What is written is what was read, and no spreadsheet runs it."""

import csv
import datetime as dt
import json
import sqlite3
from pathlib import Path

import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.exports.files import WRITERS, write_csv, write_geojson, write_gpkg
from data.exports.sheets import Sheet
from gis.codes import Text
from gis.layers import Field

NAMED = Text(it="Nome", en="Name")
FIELDS = (Field("name", NAMED), Field("rooms", NAMED, kind="integer"),
          Field("area", NAMED, kind="number"), Field("cut", NAMED, kind="boolean"),
          Field("since", NAMED, kind="date"))  # fmt: skip
NOTES = {"Destinatario": "Tribunale di Milano, «sez. III»; ufficio", "Finalità": "=1+1 perché sì"}
POINT = '{"type": "Point", "coordinates": [9.33, 45.49]}'
WKB = bytes.fromhex("0101000000295c8fc2f5a82240" + "1f85eb51b8be4640")
DAY = dt.date(2026, 11, 23)


def sheet(*, has_geometry: bool = True, notes: dict[str, str] | None = None) -> Sheet:
    return Sheet("units", FIELDS, 4326, has_geometry, NOTES if notes is None else notes)


def lines_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


@pytest.mark.parametrize(
    "name", ["=1+1", "+39 02", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a";"b")']
)  # fmt: skip
def test_a_formula_is_only_text(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.csv"
    write_csv(file, sheet(has_geometry=False), [("a", name, -2, -1.5, False, DAY)])

    rows = lines_of(file)
    assert rows[2][1] == f"'{name}"
    assert rows[2][2:] == ["-2", "-1.5", "False", "2026-11-23"], "figures stay figures"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=5))
def test_whatever_a_name_is_it_comes_back_and_runs_nothing(
    tmp_path: Path, names: list[str]
) -> None:
    rows = [(str(number), name, 1, 1.0, True, DAY) for number, name in enumerate(names)]
    file = tmp_path / "a.csv"

    assert write_csv(file, sheet(has_geometry=False, notes={}), rows) == len(names)

    told = [row[1] for row in lines_of(file)][1:]
    assert [each.removeprefix("'") for each in told] == [each.removeprefix("'") for each in names]
    assert not [each for each in told if each.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_first_line_of_a_csv_says_for_whom_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_csv(file, sheet(), [("a", "b", 1, 2.0, None, DAY, 9.33, 45.49)])

    rows = lines_of(file)
    assert rows[0][0].startswith("# Destinatario: Tribunale di Milano")
    assert "Finalità: =1+1 perché sì" in rows[0][0]
    assert rows[1] == ["id", "name", "rooms", "area", "cut", "since", "lon_4326", "lat_4326"]


def test_geojson_has_its_notes_and_missing_places(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    write_geojson(
        file,
        sheet(),
        [
            ("a", "Via «Lodi» \\ 3\x00", 1, None, True, DAY, POINT),
            ("b", None, 2, 3.5, None, None, None),
        ],
    )

    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["notes"] == NOTES
    assert told["features"][0]["properties"] == {
        "name": "Via «Lodi» \\ 3\x00", "rooms": 1, "area": None, "cut": True, "since": "2026-11-23",
    }  # fmt: skip
    assert told["features"][0]["geometry"]["coordinates"] == [9.33, 45.49]
    assert told["features"][1]["geometry"] is None


def test_a_geopackage_has_its_notes_in_its_table_of_metadata(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    rows = [(str(number), f"n{number}", number, None, None, DAY, WKB) for number in range(4500)]

    assert write_gpkg(file, sheet(), rows) == 4500

    frame = pyogrio.read_dataframe(file, layer="units")
    assert list(frame["id"]) == [row[0] for row in rows]
    assert frame["cut"].isna().all()
    with sqlite3.connect(file) as opened:
        metadata = "".join(row[0] for row in opened.execute("select metadata from gpkg_metadata"))
    opened.close()
    assert "Tribunale di Milano, «sez. III»; ufficio" in metadata


@pytest.mark.parametrize("form", list(WRITERS))
@pytest.mark.parametrize("has_geometry", [True, False])
def test_nothing_to_tell_is_an_empty_file(tmp_path: Path, form: str, *, has_geometry: bool) -> None:
    file = tmp_path / f"a.{form}"
    _, write = WRITERS[form]

    assert write(file, sheet(has_geometry=has_geometry), []) == 0
    assert file.stat().st_size > 0
    if form == "geojson":
        assert json.loads(file.read_text(encoding="utf-8"))["features"] == []
    if form == "gpkg":
        info = pyogrio.read_info(file, layer="units")
        assert list(info["fields"]) == ["id", *(each.name for each in FIELDS)]
        assert info["features"] == 0
