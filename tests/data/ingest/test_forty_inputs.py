"""Bad inputs that only show against the register or beside other rows, each by its number."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import SAMPLES, Register, counts

GML = "parcels_borgo_esempio.gml"
INDIR = "INDIR_borgo_esempio_20240901.csv"


def test_08_a_reference_twice_is_once_if_equal_and_refused_if_not(
    register: Register, tmp_path: Path
) -> None:
    text = (SAMPLES / GML).read_text(encoding="utf-8")
    first = text.split("<wfs:member>")[1].partition("</wfs:member>")[0]
    moved = first.replace("45.31640000", "45.31650000")
    assert moved != first
    again = "".join(f"<wfs:member>{each}</wfs:member>" for each in (first, moved))
    path = tmp_path / GML
    path.write_text(
        text.replace("</wfs:FeatureCollection>", again + "</wfs:FeatureCollection>").replace(
            'numberReturned="10"', 'numberReturned="12"'
        ),
        encoding="utf-8",
    )
    result = register.load(path)
    assert counts(result) == (12, 8, 0, 0, 3, 1)
    assert "The same key as row 1 but another content" in result.first_refusals[0].reason.en
    assert "Stessa chiave della riga 1" in result.first_refusals[0].reason.it


def test_36_an_access_twice_and_a_point_outside_the_municipality(
    register: Register, tmp_path: Path
) -> None:
    register.load("boundary_borgo_esempio.geojson")
    text = (SAMPLES / INDIR).read_text(encoding="utf-8")
    far = text.replace(";7000001;;1;;;;;9,6141;45,3139;", ";7000001;;1;;;;;9,2;45,5;")
    row = next(line for line in text.splitlines() if ";7000002;" in line)
    path = tmp_path / INDIR
    path.write_text(far + row.replace(";;2;", ";;4;") + "\n", encoding="utf-8")
    result = register.load(path)
    assert counts(result) == (19, 18, 0, 0, 0, 1)
    assert result.refused_values == 1
    assert register.rows(
        "select a.number_text, a.geom is null from address a join external_identifier e "
        "on e.address_id = a.id where e.value in ('7000001', '7000002') order by 1"
    ) == [("1", True), ("2", False)]


def test_40_the_same_file_at_once_from_two_places(register: Register) -> None:
    with ThreadPoolExecutor() as threads:
        results = list(threads.map(register.load, [INDIR, INDIR]))
    assert sorted((it.counts.loaded, it.counts.unchanged) for it in results) == [(0, 18), (18, 0)]
    assert {it.outcome for it in results} == {ImportOutcome.DONE}
    assert register.value("select count(*) from address") == 18
