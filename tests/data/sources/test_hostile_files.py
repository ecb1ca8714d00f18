"""Files that a careless or ill-meaning hand made: refused with a reason, never a crash."""

import shutil
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data.sources import topographic_items, xmlfiles
from data.sources.catalogue import source_named
from data.sources.rows import Asked, FileRefusedError, Note, Refusal, Skip
from data.sources.shapefiles import table_columns
from data.sources.topographic_set import FOOTPRINTS, NUMBERS, Delivery
from data.sources.xmlfiles import elements
from tests.data.sources.reading import SAMPLES, changed, gathered, read, written

CXF, GML = "Z999_000200.cxf", "parcels_borgo_esempio.gml"
SHAPES = "R99_11_WGS84_borgo_esempio"
BOUNDARY = "boundary_borgo_esempio.geojson"
LONG = "9" * 400
HUGE = "9" * 5_000
"""A whole number that Python refuses to read by a ValueError of its own."""


@pytest.mark.parametrize("count", ["nan", "inf", "1e9", "2.5", "-1"])
def test_an_impossible_count_of_vertices_refuses_the_sheet(tmp_path: Path, count: str) -> None:
    lines = (SAMPLES / CXF).read_text(encoding="ascii").splitlines()
    first = lines.index("BORDO")
    lines[first + 9] = count
    with pytest.raises(FileRefusedError, match=r"impossible count of vertices \("):
        read(written(tmp_path, CXF, "\n".join(lines)))


@pytest.mark.parametrize("dimension", ["0", "1", "7"])
def test_points_of_no_plane_refuse_their_parcel(tmp_path: Path, dimension: str) -> None:
    path = changed(tmp_path, GML, ('srsDimension="2"', f'srsDimension="{dimension}"'))
    assert f"Points of {dimension} coordinates: 2 or 3 are read." in read(path).reasons()


def test_a_prefix_that_is_declared_nowhere_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="wfs:FeatureCollection"):
        read(changed(tmp_path, GML, ("xmlns:wfs=", "xmlns:wfz=")))


def test_a_long_way_without_a_wanted_element_is_not_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xmlfiles, "MAX_UNSEEN_BYTES", 200_000)
    near = written(tmp_path, "near.xml", "<a>" + ("<x/>" * 20_000 + "<b/>") * 9 + "</a>")
    assert sum(1 for _ in elements(near, "b")) == 9
    far = written(tmp_path, "far.xml", "<a><b/>" + "<x/>" * 90_000 + "<b/></a>")
    with pytest.raises(FileRefusedError, match="not the expected delivery"):
        list(elements(far, "b"))


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ('{"type": "Polygon", "coordinates": [[[' + HUGE + ", 45.3], [9.6, 45.3]]]}", "truncated"),
        ('{"type": "Blob", "coordinates": [1, 2]}', "Unreadable geometry"),
        ('{"type": "MultiPolygon", "coordinates": [[7], [[]], 3]}', "not closed"),
        ('{"type": "Point", "coordinates": [' + LONG + ", 45.3]}", "not a finite number"),
        ('{"type": "Polygon", "coordinates": {"0": 1}}', "Unreadable geometry"),
    ],
)  # fmt: skip
def test_odd_geometries_of_geojson_are_refused(tmp_path: Path, geometry: str, reason: str) -> None:
    facts = '{"com_catasto_code": "Z999", "com_istat_code": "099999", "name": "Borgo"}'
    path = written(
        tmp_path,
        "b.geojson",
        '{"type": "FeatureCollection", "crs": {"type": "name", "properties": null}, "features": '
        f'[{{"type": "Feature", "properties": {facts}, "geometry": {geometry}}}]}}',
    )
    try:
        reasons = read(path).reasons()
    except FileRefusedError as error:
        reasons = [error.text.en]
    assert len(reasons) == 1
    assert reason in reasons[0]


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ('{"type": "node", "id": ' + HUGE + ', "lat": 45.3, "lon": 9.6}', "malformed"),
        ('{"type": "node", "id": 1, "lat": 45.3, "lon": 9.6, "tags": ["a"]}', "the shape of"),
        ('{"type": "node", "id": 1, "lat": ' + LONG + ', "lon": 9.6}', "the shape of"),
        ('{"type": "way", "id": [2], "nodes": 3}', "the shape of"),
        ('{"type": "node", "id": {}, "lat": 45.3, "lon": 9.6}', "the shape of"),
    ],
)  # fmt: skip
def test_odd_elements_of_overpass_refuse_the_answer(
    tmp_path: Path, element: str, reason: str
) -> None:
    document = f'{{"osm3s": {{}}, "elements": [{element}]}}'
    with pytest.raises(FileRefusedError, match=reason):
        read(written(tmp_path, "answer.json", document))


def test_an_osm_id_that_is_no_number_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError):
        read(changed(tmp_path, "borgo_esempio.osm", ('<way id="-17"', '<way id="NaN"')))


def copied(folder: Path) -> Path:
    for each in SAMPLES.glob(f"{SHAPES}.*"):
        shutil.copy(each, folder / each.name)
    return folder / f"{SHAPES}.shp"


def test_one_polygon_that_nothing_can_be_made_of_is_refused_alone(tmp_path: Path) -> None:
    path = copied(tmp_path)
    content = bytearray(path.read_bytes())
    first_x = 100 + 8 + 4 + 32 + 4 + 4 + 4
    content[first_x : first_x + 8] = struct.pack("<d", 547_000.0)
    path.write_bytes(content)
    got = read(path)
    assert [each.number for each in got.refusals] == [1]
    assert got.reasons() == ["The geometry is missing or cannot be read."]
    assert len(got.rows) == len(read(SAMPLES / f"{SHAPES}.shp").rows) - 1


def test_an_index_that_points_nowhere_refuses_the_shapefile(tmp_path: Path) -> None:
    path = copied(tmp_path)
    index = path.with_suffix(".shx")
    content = bytearray(index.read_bytes())
    content[100:104] = b"\xff\xff\xff\xff"
    index.write_bytes(content)
    with pytest.raises(FileRefusedError, match="truncated or malformed"):
        read(path)


def test_a_table_whose_head_is_shorter_than_itself_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "TP_STR.dbf"
    content = bytearray((SAMPLES / f"{SHAPES}.dbf").read_bytes())
    content[8:10] = b"\0\0"
    table.write_bytes(content)
    with pytest.raises(FileRefusedError, match=r"TP_STR\.dbf is truncated"):
        table_columns(table)


def test_columns_in_small_letters_are_those_columns(tmp_path: Path) -> None:
    path = copied(tmp_path)
    table = path.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    for name in (b"SEZ2011", b"PRO_COM"):
        place = content.index(name)
        content[place : place + len(name)] = name.lower()
    table.write_bytes(content)
    assert len(read(path).rows) == len(read(SAMPLES / f"{SHAPES}.shp").rows)


def test_street_numbers_are_read_only_when_the_buildings_are_through() -> None:
    opened: list[str] = []

    def records(name: str) -> Iterator[Any]:
        opened.append(name)
        return iter(())

    given = SimpleNamespace(
        crs_is_borrowed=True, srid=7791, files={FOOTPRINTS: Path(), NUMBERS: Path()},
        records=records,
    )  # fmt: skip
    items = topographic_items.delivered_items(cast("Delivery", given))
    next(items)
    assert opened == []
    assert list(items) == []
    assert opened[-1] == NUMBERS


def test_a_line_of_blanks_at_the_end_is_no_cut_line(tmp_path: Path) -> None:
    sample = "STRAD_borgo_esempio_20240901.csv"
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    assert len(read(written(tmp_path, sample, f"{text}   ")).rows) == 5


PERSON = "Z999| |701|P|BRAMBILLINI|TERESA|2|12031961|Z999|BRMTRS61C52Z999F||"


@pytest.mark.parametrize("sample", ["Z9990000001.FAB", "Z9990000001.TER", "Z9990000001.TIT"])
@pytest.mark.parametrize("line", [PERSON, PERSON.replace("Z999|", "????|", 1), PERSON[:36]])
def test_a_persons_line_that_strayed_into_another_file_is_not_repeated(
    tmp_path: Path, sample: str, line: str
) -> None:
    content = (SAMPLES / sample).read_bytes() + line.encode() + b"\r\n"
    got = read(written(tmp_path, sample, content))
    stray = got.refusals[-1]
    assert stray.raw.endswith("|701|P|***")
    assert "BRAMBILLINI" not in repr(got)


@pytest.mark.parametrize("line", ["Z999| |101|F|2|", "Z999| |101|F|2|1", "Z999|", "|||||"])
def test_a_line_of_the_census_with_hardly_a_field_is_refused(tmp_path: Path, line: str) -> None:
    content = (SAMPLES / "Z9990000001.FAB").read_bytes() + line.encode() + b"\r\n"
    got = read(written(tmp_path, "X.FAB", content))
    assert len(got.refusals) == 1
    assert len(got.rows) == 25


def test_a_line_without_an_end_is_never_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "X.FAB"
    with path.open("wb") as file:
        file.write((SAMPLES / "Z9990000001.FAB").read_bytes())
        file.write(b"Z999| |999|F|1|1|" + b"9" * 50_000)
    with pytest.raises(FileRefusedError, match="is longer than 20000 characters"):
        read(path)
    beside = written(tmp_path, "Y.PRM", "Tipologia di estrazione : COMPLETA\n" + "x" * 500_000)
    assert read(beside).rows[0].record.facts["value"] == "COMPLETA"


TOKENS = ("NaN", "1e999", "-1", "null", "[]", "\0", '"', ";", "|", "<a/>", HUGE, "Infinity", "é")


@pytest.mark.parametrize(
    "sample",
    [
        "INDIR_borgo_esempio_20240901.csv", "QI_20241_VALORI_borgo_esempio.csv", CXF, GML,
        "omi_zones_borgo_esempio_2024-1.kml", BOUNDARY, "Z9990000001.FAB", "Z9990000001.TIT",
        "Z9990000001.SOG", "Z9990000001SC.DAT", "borgo_esempio.osm",
    ],
)  # fmt: skip
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1), length=st.integers(0, 40), token=st.sampled_from(TOKENS))
def test_whatever_is_written_somewhere_into_a_file_it_is_read_or_refused(
    tmp_path: Path, sample: str, place: float, length: int, token: str
) -> None:
    content = (SAMPLES / sample).read_bytes()
    at = int(place * len(content))
    path = written(tmp_path, sample, content[:at] + token.encode() + content[at + length :])
    try:
        got = read(path)
    except FileRefusedError as error:
        told = [error.text]
    else:
        items: list[Refusal | Skip | Note] = [*got.refusals, *got.skips, *got.notes]
        told = [each.reason for each in items]
        assert got.rows or told
    assert all(each.it and each.en for each in told)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """A sheet that some source may know, as bytes that stay the same."""
    book, content = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["via", "civico", "esito_contratto", "data_verifica"])
    for number in range(200):
        sheet.append([f"Via {number}", number, "trovato", "10/06/2024"])
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("source", ["office_workbook", "administrator_totals", "lease"])
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1), harm=st.binary(min_size=1, max_size=60))
def test_a_workbook_harmed_anywhere_is_read_or_refused(
    tmp_path: Path, workbook: bytes, source: str, place: float, harm: bytes
) -> None:
    at = int(place * len(workbook))
    harmed = workbook[:at] + harm + workbook[at + len(harm) :]
    path = written(tmp_path, "foglio.xlsx", harmed)
    found = source_named(source)
    assert found is not None
    try:
        got = gathered(found.read(path, Asked(sender="Studio Esempio")))
    except FileRefusedError as error:
        told = [error.text]
    else:
        told = [each.reason for each in got.refusals]
        assert len(got.rows) + len(told) > 0
    assert all(each.it and each.en for each in told)
