"""The bad inputs that deliveries of ground, maps and doors are known for, each by its number.

Numbers 16 to 20 are in test_topographic, 24 in test_osm_json, what shows only in the register and
40's archives in tests/data/ingest; those of census files, spreadsheets and municipal registers
stand with their sources.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from data.sources.catalogue import source_of
from data.sources.head import MAX_BYTES, read_head
from data.sources.rows import FileRefusedError
from gis.crs import transformer
from tests.data.sources.reading import SAMPLES, changed, read, written

GML = "parcels_borgo_esempio.gml"
CXF = "Z999_000200.cxf"
INDIR = "INDIR_borgo_esempio_20240901.csv"
BOUNDARY = "boundary_borgo_esempio.geojson"
URN = "urn:ogc:def:crs:EPSG::6706"


def everywhere(folder: Path, sample: str, before: str, after: str) -> Path:
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    assert before in text
    return written(folder, sample, text.replace(before, after))


def member(number: int) -> str:
    text = (SAMPLES / GML).read_text(encoding="utf-8")
    return text.split("<wfs:member>")[number].partition("</wfs:member>")[0]


def with_ring(folder: Path, positions: str, *, holes: str = "") -> Path:
    """The sample with another outer ring (and holes) for its first parcel."""
    first = member(1)
    ring = re.sub(r"(<gml:posList[^>]*>)[^<]*", rf"\g<1>{positions}", first, count=1)
    ring = ring.replace("</gml:exterior>", f"</gml:exterior>{holes}", 1)
    return changed(folder, GML, (first, ring))


def boundary(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SAMPLES / BOUNDARY).read_text(encoding="utf-8"))
    for name, value in changes.items():
        if name == "crs":
            document["crs"] = {"type": "name", "properties": {"name": value}}
        else:
            document["features"][0]["geometry"] = value
    return document


def ring_of(document: dict[str, Any]) -> list[list[float]]:
    found = document["features"][0]["geometry"]["coordinates"]
    while isinstance(found[0][0], list):
        found = found[0]
    points: list[list[float]] = found
    return points


def dumped(folder: Path, document: dict[str, Any]) -> Path:
    return written(folder, BOUNDARY, json.dumps(document))


def refused(path: Path, source: str = "auto") -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        read(path, source)
    assert caught.value.text.it
    assert caught.value.text.it != caught.value.text.en
    return caught.value


def test_01_axes_swapped_by_the_spelling_of_the_crs(tmp_path: Path) -> None:
    got = read(everywhere(tmp_path, GML, URN, "EPSG:6706"))
    assert [r.geometry for r in got.records] == [r.geometry for r in read(SAMPLES / GML).records]
    assert [note.column for note in got.notes] == ["srsName"]


def test_02_no_crs_asks_for_one(tmp_path: Path) -> None:
    assert "--crs" in refused(everywhere(tmp_path, GML, f' srsName="{URN}"', "")).text.it


def test_03_cut_after_1500_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, GML, (SAMPLES / GML).read_bytes()[:1500])
    assert "truncated" in refused(path, "cadastral_parcels").text.en


def test_04_the_servers_error_is_shown(tmp_path: Path) -> None:
    report = (
        '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception>'
        "<ows:ExceptionText>BBOX troppo grande</ows:ExceptionText></ows:Exception>"
        "</ows:ExceptionReport>"
    )
    assert "BBOX troppo grande" in refused(written(tmp_path, "a.gml", report)).text.it


def test_05_fewer_members_than_said(tmp_path: Path) -> None:
    text = (SAMPLES / GML).read_text(encoding="utf-8")
    path = written(tmp_path, GML, text.replace(f"<wfs:member>{member(2)}</wfs:member>", ""))
    assert "declares 10 members (numberReturned) but holds 9" in refused(path).text.en


@pytest.mark.parametrize("reference", ["Z999_0001A0.", "Z9990012.5"])
def test_06_a_reference_without_its_number(tmp_path: Path, reference: str) -> None:
    path = changed(tmp_path, GML, ("REFERENCE>Z999_000100.1<", f"REFERENCE>{reference}<"))
    got = read(path)
    assert [(r.column, r.value) for r in got.refusals] == [
        ("NATIONALCADASTRALREFERENCE", reference)
    ]
    assert len(got.rows) == 7


def test_07_a_parcel_of_another_municipality_says_so(tmp_path: Path) -> None:
    path = changed(tmp_path, GML, ("REFERENCE>Z999_000100.1<", "REFERENCE>F205_000100.1<"))
    assert [row.municipality for row in read(path).rows].count("F205") == 1


def test_09_roads_and_water_are_no_parcels() -> None:
    assert [skip.value for skip in read(SAMPLES / GML).skips] == ["STRADA001", "ACQUA001"]


def test_10_bow_tie_three_points_and_a_stray_hole(tmp_path: Path) -> None:
    bow = "45.3160 9.6160 45.3163 9.6164 45.3160 9.6164 45.3163 9.6160 45.3160 9.6160"
    got = read(with_ring(tmp_path, bow))
    assert any("repaired" in note.reason.en and "%" in note.reason.en for note in got.notes)
    three = read(with_ring(tmp_path, "45.3160 9.6160 45.3163 9.6164 45.3160 9.6160"))
    assert "at least 4" in three.reasons()[0]
    square = "45.3160 9.6160 45.3160 9.6166 45.3164 9.6166 45.3164 9.6160 45.3160 9.6160"
    far = "45.3260 9.6260 45.3260 9.6266 45.3264 9.6266 45.3264 9.6260 45.3260 9.6260"
    hole = f"<gml:interior><gml:LinearRing><gml:posList>{far}</gml:posList></gml:LinearRing></gml:interior>"  # noqa: E501
    stray = read(with_ring(tmp_path, square, holes=hole))
    plain = read(with_ring(tmp_path, square))
    assert stray.records[0].geometry.area == pytest.approx(plain.records[0].geometry.area)


def test_11_a_ring_turned_the_other_way_is_the_same_ground(tmp_path: Path) -> None:
    document = boundary()
    ring_of(document).reverse()
    turned, sound = read(dumped(tmp_path, document)), read(SAMPLES / BOUNDARY)
    assert turned.records[0].geometry.equals(sound.records[0].geometry)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[9.6, float("nan")]] * 4]},
    ],
)
def test_12_no_place_at_all(tmp_path: Path, geometry: Any) -> None:
    got = read(dumped(tmp_path, boundary(geometry=geometry)), "boundary")
    assert (len(got.rows), len(got.refusals)) == (0, 1)


def test_13_gauss_boaga_said_is_obeyed_metres_unsaid_are_refused(tmp_path: Path) -> None:
    document = boundary(crs="EPSG:3003")
    points = ring_of(document)
    to = transformer(4326, 3003)
    points[:] = [list(to.transform(point[0], point[1])) for point in points]
    got, sound = read(dumped(tmp_path, document)), read(SAMPLES / BOUNDARY)
    assert got.records[0].geometry.hausdorff_distance(sound.records[0].geometry) < 5
    del document["crs"]
    assert "--crs" in refused(dumped(tmp_path, document)).text.en


def test_14_latitude_first_is_put_right(tmp_path: Path) -> None:
    document = boundary()
    points = ring_of(document)
    points[:] = [point[1::-1] for point in points]
    got = read(dumped(tmp_path, document))
    assert got.records[0].geometry.equals_exact(read(SAMPLES / BOUNDARY).records[0].geometry, 0.01)
    assert "swapped" in got.notes[0].reason.en


def test_15_an_open_ring_and_a_cut_document(tmp_path: Path) -> None:
    document = boundary()
    ring_of(document).pop()
    assert "not closed" in read(dumped(tmp_path, document)).reasons()[0]
    cut = written(tmp_path, BOUNDARY, (SAMPLES / BOUNDARY).read_bytes()[:400])
    assert "truncated" in refused(cut, "boundary").text.en


def test_21_negative_ids_give_the_same_areas() -> None:
    xml, pbf = read(SAMPLES / "borgo_esempio.osm"), read(SAMPLES / "borgo_esempio.osm.pbf")
    areas = [
        sorted(round(r.geometry.area, 2) for r in got.records if type(r).__name__ == "Footprint")
        for got in (xml, pbf)
    ]
    assert areas[0] == areas[1]
    assert len(areas[0]) == 5


def test_22_missing_nodes_and_members_are_counted() -> None:
    assert [(r.number, r.column) for r in read(SAMPLES / "borgo_esempio.osm").refusals] == [
        (-44, "addr:street"),
        (-36, "nd"),
        (-37, "member"),
    ]


@pytest.mark.parametrize("levels", ["T+8", "9;8", "-1", "45", "8,5"])
def test_23_levels_that_are_no_number_are_kept_as_written(tmp_path: Path, levels: str) -> None:
    path = changed(tmp_path, "borgo_esempio.osm", ('levels" v="8"', f'levels" v="{levels}"'))
    got = read(path)
    facts = next(r.facts for r in got.records if type(r).__name__ == "Footprint")
    assert (facts.floors_above_ground, facts.floors_text) == (None, levels)
    assert ("building:levels", levels) in [(note.column, note.value) for note in got.notes]


def cxf(folder: Path, before: str, after: str) -> Path:
    text = (SAMPLES / CXF).read_bytes().decode("ascii")
    assert before in text
    return written(folder, CXF, text.replace(before, after, 1))


def test_25_impossible_counts_missing_end_commas_blank_lines_and_line_ends(tmp_path: Path) -> None:
    assert "impossible count" in refused(cxf(tmp_path, "   1\r\n  10", "  99\r\n  10")).text.en
    assert "EOF is missing" in read(cxf(tmp_path, "EOF\r\n", "")).notes[-1].reason.en
    assert "decimal point" in refused(cxf(tmp_path, "2000.000", "2000,000")).text.en
    text = (SAMPLES / CXF).read_bytes().decode("ascii")
    for changed_text in (text.replace("\r\n", "\n"), text.replace("\r\n", "\r\n\r\n")):
        assert len(read(written(tmp_path, CXF, changed_text)).rows) == 5


def test_26_buildings_twice_are_kept_apart_and_odd_codes_told(tmp_path: Path) -> None:
    sound = read(SAMPLES / CXF)
    codes = [skip.value for skip in sound.skips]
    assert "X0003" in codes
    first, second = [code for code in codes if code.endswith("+")]
    got = read(cxf(tmp_path, f"BORDO\r\n{second}", f"BORDO\r\n{first}"))
    assert [skip.value for skip in got.skips].count(first) == 2
    blank = read(cxf(tmp_path, "BORDO\r\n22 ", "BORDO\r\n2 2"))
    assert [refusal.value for refusal in blank.refusals] == ["2 2"]


FIRST = ";7000001;;1;;;;;9,6141;45,3139;0;4"


def test_36_archive_rows_with_odd_places_columns_and_suffixes(tmp_path: Path) -> None:
    zero = read(changed(tmp_path, INDIR, (FIRST, ";7000001;;1;;;;;0,0;0,0;0;4")))
    assert (len(zero.rows), zero.records[0].geometry) == (18, None)
    assert [refusal.whole_row for refusal in zero.refusals] == [False]
    assert (SAMPLES / INDIR).read_bytes().startswith(b"\xef\xbb\xbf")
    wide = read(written(tmp_path, INDIR, (SAMPLES / INDIR).read_text("utf-8").replace("\n", ";\n")))
    assert len(wide.rows) == 18
    assert "7 BIS10" in [record.number_text for record in wide.records]
    namesakes = [r.street.code for r in wide.records if r.street_name == "VIA DELLE PROVE"]
    assert set(namesakes) == {"900001", "900004"}


@pytest.mark.parametrize(
    ("civic", "texts"),
    [
        ("12b;12c", ["12B", "12C"]),
        ("3-5", ["3-5"]),
        ("snc", ["SNC"]),
        ("12E5", ["12E5"]),
        ("0", ["0"]),
        ("18/2", ["18/2"]),
        ("91/A", ["91A"]),
        ("12 bis", ["12 BIS"]),
    ],
)
def test_37_street_numbers_stay_text(tmp_path: Path, civic: str, texts: list[str]) -> None:
    path = changed(
        tmp_path, "borgo_esempio.osm", ('"addr:housenumber" v="14 bis"',
                                        f'"addr:housenumber" v="{civic}"')
    )  # fmt: skip
    doors = [row.record for row in read(path).rows if row.number == -42]
    assert [door.number_text for door in doors] == texts
    if civic in {"snc", "0"}:
        assert doors[0].house_number is None


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("vuoto.csv", b"", "0 bytes"),
        ("elenco.csv", b"%PDF-1.7\n", "PDF"),
        ("dati.csv", b"<!DOCTYPE html><html><head></head></html>", "web page"),
    ],
)
def test_40_files_that_are_no_data(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    assert told in refused(written(tmp_path, name, content)).text.en


def test_40_a_file_of_two_gigabytes_and_an_endless_line(tmp_path: Path) -> None:
    path = tmp_path / "enorme.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "MiB" in refused(path).text.en
    header = (SAMPLES / INDIR).read_text(encoding="utf-8").splitlines()[0]
    with pytest.raises(FileRefusedError, match="no table"):
        read(written(tmp_path, INDIR, header + "\n" + "1" * 200_000))
    endless = (SAMPLES / CXF).read_text(encoding="ascii") + "9" * 5_000
    assert "no CXF map" in refused(written(tmp_path, CXF, endless.replace("EOF", "TESTO"))).text.en


def test_40_a_code_that_lost_its_zero(tmp_path: Path) -> None:
    path = changed(tmp_path, BOUNDARY, ('"999001"', "15175"))
    assert read(path).records[0].istat_code == "015175"


@pytest.mark.parametrize("sample", [GML, "borgo_esempio.osm", "omi_zones_borgo_esempio_2024-1.kml"])
def test_xml_that_swells_or_reads_other_files_is_refused(tmp_path: Path, sample: str) -> None:
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    start = text.index("?>") + 2
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    for trap in ('<!ENTITY f SYSTEM "file:///etc/passwd">', f'<!ENTITY l0 "ah">{laughs}'):
        bad = f"{text[:start]}<!DOCTYPE x [{trap}]>{text[start:]}"
        assert "entit" in refused(written(tmp_path, sample, bad)).text.en.lower()


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("LOC2011;COD_REG;PRO_COM;DENOMINAZIONE", "list of localities"),
        ("belfiore;comune;provincia;attivo;dal;al", "Belfiore"),
        ("codice;stato;attivo;dal;al", "foreign states"),
        ("NOME_CAMPO;DEFINIZIONE", "census variables"),
        ("Popolazione residente per età\nCodice comune;Comune;Età;Totale", "POSAS"),
    ],
)
def test_tables_that_are_no_deliveries_are_told_what_they_are(
    tmp_path: Path, header: str, told: str
) -> None:
    path = written(tmp_path, "tabella.csv", f"{header}\n1;2;3;4\n")
    with pytest.raises(FileRefusedError) as caught:
        source_of(read_head(path), "auto")
    assert told in caught.value.text.en
