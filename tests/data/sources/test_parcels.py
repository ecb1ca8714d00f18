"""Parcels of Borgo Esempio: GML as the agency's server writes it, and as it breaks."""

import datetime as dt
import re
from pathlib import Path

import pyogrio
import pytest

from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, changed, read, written

GML = "parcels_borgo_esempio.gml"
URN = "urn:ogc:def:crs:EPSG::6706"
SECOND = '<gml:Polygon gml:id="p1"'


def with_text(folder: Path, pattern: str, replacement: str) -> Path:
    text = (SAMPLES / GML).read_text(encoding="utf-8")
    assert re.search(pattern, text)
    return written(folder, GML, re.sub(pattern, replacement, text))


def test_it_agrees_with_gdal(tmp_path: Path) -> None:
    # GDAL writes a .gfs beside what it reads.
    copy = written(tmp_path, GML, (SAMPLES / GML).read_bytes())
    frame = pyogrio.read_dataframe(copy).to_crs(7791)
    frame = frame[~frame["LABEL"].str.contains("STRADA|ACQUA")]
    got = read(SAMPLES / GML)
    assert len(frame) == len(got.rows) == 8
    assert got.as_of == dt.date(2024, 6, 15)
    assert [r.reference.written for r in got.records] == list(frame["NATIONALCADASTRALREFERENCE"])
    areas = [record.geometry.area for record in got.records]
    assert areas == pytest.approx(list(frame.area), rel=1e-6)
    assert len(got.records[7].geometry.geoms) == 2
    assert got.records[6].geometry.geoms[0].interiors


def test_roads_and_water_are_skipped() -> None:
    assert [s.value for s in read(SAMPLES / GML).skips] == ["STRADA001", "ACQUA001"]


@pytest.mark.parametrize(
    ("label", "is_told"),
    [
        ("http://www.opengis.net/def/crs/EPSG/0/6706", False),
        ("EPSG:6706", True),
        ("http://www.opengis.net/gml/srs/epsg.xml#6706", True),
    ],
)
def test_the_axis_order_is_told_by_the_numbers(
    tmp_path: Path,
    label: str,
    *,
    is_told: bool,
) -> None:
    got = read(with_text(tmp_path, URN, label))
    sound = read(SAMPLES / GML)
    for ours, other in zip(got.records, sound.records, strict=True):
        assert ours.geometry.equals(other.geometry)
    assert len(got.notes) == (1 if is_told else 0)


def test_without_a_crs_it_asks_for_one_and_takes_it(tmp_path: Path) -> None:
    path = with_text(tmp_path, f' srsName="{URN}"', "")
    with pytest.raises(FileRefusedError, match=r"srsName.*--crs EPSG:6706"):
        read(path)
    assert len(read(path, crs="EPSG:6706").rows) == 8


def test_the_crs_may_stand_on_the_envelope_alone(tmp_path: Path) -> None:
    envelope = (
        f'<wfs:boundedBy><gml:Envelope srsName="{URN}"><gml:lowerCorner>45.3 9.6'
        "</gml:lowerCorner><gml:upperCorner>45.4 9.7</gml:upperCorner></gml:Envelope>"
        "</wfs:boundedBy>"
    )
    text = (SAMPLES / GML).read_text(encoding="utf-8").replace(f' srsName="{URN}"', "")
    text = text.replace('numberReturned="10">', f'numberReturned="10">{envelope}')
    assert len(read(written(tmp_path, GML, text)).rows) == 8


def test_a_file_cut_short_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = (SAMPLES / GML).read_bytes()
    for size in (1_500, 4_000, len(whole) - 5):
        with pytest.raises(FileRefusedError, match="truncated or malformed"):
            read(written(tmp_path, GML, whole[:size]), "cadastral_parcels")


def test_members_are_counted_against_what_the_server_said(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match=r"declares 12 members .* holds 10"):
        read(changed(tmp_path, GML, ('numberReturned="10"', 'numberReturned="12"')))


def test_entities_are_refused(tmp_path: Path) -> None:
    trap = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<wfs:FeatureCollection'
    path = changed(
        tmp_path, GML, ("<wfs:FeatureCollection", trap), ("<CP:LABEL>1<", "<CP:LABEL>&e;<")
    )
    with pytest.raises(FileRefusedError, match="DOCTYPE"):
        read(path)


def test_sheets_are_not_parcels(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="holds sheets"):
        read(with_text(tmp_path, "CadastralParcel", "CadastralZoning"))


@pytest.mark.parametrize(
    ("pattern", "replacement", "told"),
    [
        (r"(REFERENCE>Z999_000100\.)2<", r"\1<", "no cadastral reference"),
        (r'(gml:id="p1".*?posList[^>]*>)[^<]*<', r"\1 45.3 9.6 45.4 9.6 45.3 9.6<", "3 points"),
        (r'(gml:id="p1".*?posList[^>]*>)[^<]*<', r"\1 45.3 9.6 45.4 9.6 uno<", "Unreadable"),
        (r'(gml:id="p1".*?posList[^>]*>)[^<]*<', r"\1 45.3 9.6 45.4 9.6 45.3 9.7 45 9<", "closed"),
        (r'(gml:id="p1".*?posList[^>]*>)[^<]*<', r"\1 1 2 3 4 5 6 1 2<", "not in Italy"),
        (r'<gml:Polygon gml:id="p1".*?</gml:Polygon>', "", "polygon is missing"),
        (r'(gml:id="p1".*?)<gml:exterior>.*?</gml:exterior>', r"\1", "outer ring is missing"),
        (r'(gml:id="p1"[^>]*>)', r"\1<gml:Arc/>", "curved arcs"),
    ],
)
def test_a_harmed_parcel_is_refused_and_the_rest_is_read(
    tmp_path: Path, pattern: str, replacement: str, told: str
) -> None:
    got = read(with_text(tmp_path, pattern, replacement))
    assert [r.number for r in got.refusals] == [2]
    assert told in got.reasons()[0]
    assert "LABEL=2" in got.refusals[0].raw
    assert len(got.rows) == 7


def test_a_bow_tie_is_repaired_and_told(tmp_path: Path) -> None:
    tie = "45.31600000 9.61600000 45.31640000 9.61660000 45.31600000 9.61660000 45.31640000"
    path = with_text(
        tmp_path, r'(gml:id="p0".*?posList[^>]*>)[^<]*<', rf"\g<1>{tie} 9.616 45.316 9.616<"
    )
    got = read(path)
    assert "Self-intersection" in got.notes[0].reason.en
    assert got.records[0].geometry.is_valid
