"""Which source a file belongs to is told by its content; every declaration is whole."""

from pathlib import Path

import pytest

from data.ingest.steps import STEPS
from data.sources.catalogue import SOURCES, require_source, source_of
from data.sources.declaration import Source
from data.sources.guides import GUIDES
from data.sources.head import read_head
from data.sources.rows import Asked, FileRefusedError
from data.tables import metadata
from tests.data.sources.reading import SAMPLES, written

BELONGS = {
    "boundary_borgo_esempio.geojson": "boundary",
    "omi_zones_borgo_esempio_2024-1.kml": "omi_zones",
    "QI_20241_VALORI_borgo_esempio.csv": "omi_values",
    "QI_20241_ZONE_borgo_esempio.csv": "omi_values",
    "borgo_esempio.osm": "osm",
    "borgo_esempio.osm.pbf": "osm",
    "INDIR_borgo_esempio_20240901.csv": "anncsu",
    "STRAD_borgo_esempio_20240901.csv": "anncsu",
    "parcels_borgo_esempio.gml": "cadastral_parcels",
    "Z999_000200.cxf": "cadastral_map",
    "R99_11_WGS84_borgo_esempio.shp": "census_sections",
    "R99_indicatori_2011_sezioni_borgo_esempio.csv": "census_sections",
}


@pytest.mark.parametrize(("sample", "source"), BELONGS.items())
def test_a_file_is_recognised_by_its_content(tmp_path: Path, sample: str, source: str) -> None:
    nameless = written(tmp_path, "scaricato", (SAMPLES / sample).read_bytes())
    assert source_of(read_head(nameless), "auto").id == source


def test_an_unknown_content_names_the_sources(tmp_path: Path) -> None:
    path = written(tmp_path, "note.csv", "data;nota\n1;due\n")
    with pytest.raises(FileRefusedError, match=r"no declared source \(boundary, omi_zones"):
        source_of(read_head(path), "auto")


def test_the_wrong_source_is_told_the_right_one() -> None:
    head = read_head(SAMPLES / "omi_zones_borgo_esempio_2024-1.kml")
    with pytest.raises(FileRefusedError, match="belongs to the source omi_zones, not osm"):
        source_of(head, "osm")


def test_a_source_that_is_not_declared_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="not declared"):
        require_source("dbgt")
    require_source("auto")


@pytest.mark.parametrize(("sample", "source"), BELONGS.items())
def test_only_a_declared_snapshot_claims_to_be_a_whole(sample: str, source: str) -> None:
    found = source_of(read_head(SAMPLES / sample), source)
    reading = found.read(SAMPLES / sample, Asked())
    assert reading.scope is None or found.is_snapshot


def test_every_source_has_a_guide_for_the_office() -> None:
    assert {source.id for source in SOURCES} == set(GUIDES)
    for source_id, guide in GUIDES.items():
        assert f"./satellite import {source_id} " in guide.command
        assert guide.steps


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_every_declaration_is_whole(source: Source) -> None:
    assert source.id in STEPS
    assert source.title.it
    assert source.title.en
    assert source.how_to_get.it != source.how_to_get.en
    assert source.licence
    assert source.publisher
    assert source.url.startswith("https://") or source.takes_sheets
    assert source.least_count >= 1
    is_of_many_files = source.takes_sheets or source.id in {"osm", "cadastral_census"}
    assert any(column.required for column in source.columns) or is_of_many_files
    assert set(source.fills) <= set(metadata.tables)
    assert source.key
