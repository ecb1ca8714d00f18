"""Every real delivery is loaded with the counts that an independent reader finds, or refused."""

import csv
import json
import re
import zipfile
from pathlib import Path

import pyogrio
import pytest

from data.ingest.importing import Order
from data.ingest.outcome import ImportResult
from data.ingest.states import ImportOutcome
from data.ingest.unpacking import import_delivery
from gis.report import Silence
from tests.data.ingest.conftest import Register, counts
from tests.samples.conftest import FOLDER

OURS = "G686"
ELSEWHERE = (
    "03_catasto/censuario/", "03_catasto/planimetrie/", "06_omi_pvp_projects/SINTETICO_pvp",
    "06_omi_pvp_projects/opencup", "06_omi_pvp_projects/padigitale", "07_condominio/", "README.md",
)  # fmt: skip
"""Deliveries whose own tests stand beside this one."""

PARTS = (".shx", ".dbf", ".prj", ".cpg")
NOT_OURS = "Il file è di un altro comune"
UNKNOWN = "Il contenuto non è di nessuna fonte dichiarata"

LOADED = {
    "01_osm/montagna_in_valtellina_civici.osm": ("F393", "osm"),
    "01_osm/mottalciata_edifici.osm": ("F776", "osm"),
    "01_osm/mottalciata_edifici_renumbered.osm.pbf": ("F776", "osm"),
    "01_osm/synthetic_condominio.osm": (OURS, "osm"),
    "01_osm/synthetic_condominio_overpass.json": (OURS, "osm"),
    "02_dbt/synthetic_dbgt_7791/EDIFC_CR_EDF_IS.shp": (OURS, "topographic"),
    "03_catasto/cxf/H501D076700.CTF": ("H501", "cadastral_map"),
    "03_catasto/gml/synthetic_G686_parcels_mixed.gml": (OURS, "cadastral_parcels"),
    "03_catasto/gml/wfs_particella_A176_003100.329.gml": ("A176", "cadastral_parcels"),
    "04_anncsu_civici/INDIR_A269_anagni_con_coordinate_derivato.csv": ("A269", "anncsu"),
    "04_anncsu_civici/INDIR_A269_anagni_estratto_reale.csv": ("A269", "anncsu"),
    "04_anncsu_civici/STRAD_A269_anagni_derivato.csv": ("A269", "anncsu"),
    "05_istat_boundaries/R02_11_WGS84_aosta_estratto.shp": ("A326", "census_sections"),
    "05_istat_boundaries/R02_indicatori_2011_sezioni_aosta.csv": ("A326", "census_sections"),
    "05_istat_boundaries/pioltello_confine_openpolis.geojson": (OURS, "boundary"),
    "05_istat_boundaries/pioltello_e_confinanti_openpolis.geojson": (OURS, "boundary"),
    "06_omi_pvp_projects/Comune di PIOLTELLO 2018-2.kml": (OURS, "omi_zones"),
    "06_omi_pvp_projects/QI_20182_VALORI_pioltello.csv": (OURS, "omi_values"),
    "06_omi_pvp_projects/QI_20182_ZONE_pioltello.csv": (OURS, "omi_values"),
}
REFUSED = {
    "02_dbt/padova_UN_VOL_sample.geojson": "un volume non è un edificio",
    "03_catasto/gml/synthetic_G686_zoning.gml": "contiene fogli",
    "05_istat_boundaries/belfiore_comuni_MI_MB_LO.csv": "codici dei comuni (Belfiore)",
    "05_istat_boundaries/belfiore_stati_esteri.csv": "codici degli Stati esteri",
    "05_istat_boundaries/comuni_citta_metropolitana_milano.csv": "codici dei comuni (Belfiore)",
    "05_istat_boundaries/pioltello_localita_istat2011.csv": "elenco ISTAT delle località",
    "05_istat_boundaries/tracciato_2011_sezioni.csv": "spiega le variabili censuarie",
    "08_basemap/fonts/OFL.txt": UNKNOWN,
    "08_basemap/fonts/Noto Sans Regular/0-255.pbf": UNKNOWN,
    "08_basemap/fonts/Noto Sans Regular/256-511.pbf": UNKNOWN,
    "08_basemap/fonts/Noto Sans Regular/8192-8447.pbf": UNKNOWN,
    "08_basemap/mottalciata_buildings.pmtiles": UNKNOWN,
    "08_basemap/sprites/v4/light.json": UNKNOWN,
    "08_basemap/sprites/v4/light.png": UNKNOWN,
    "08_basemap/sprites/v4/light@2x.json": UNKNOWN,
    "08_basemap/sprites/v4/light@2x.png": UNKNOWN,
}


def rows_of_csv(path: Path, *, titles: int = 0) -> int:
    with path.open(encoding="latin-1", newline="") as file:
        for _ in range(titles):
            next(file)
        return sum(1 for row in csv.reader(file, delimiter=";") if any(row)) - 1


def records_of(path: Path) -> int:
    return int(pyogrio.read_info(path, force_feature_count=True)["features"])


def told_by_others(path: Path) -> int:
    """How many rows GDAL, the csv module or plain counting find."""
    if path.name == "EDIFC_CR_EDF_IS.shp":
        orphans = 1
        return records_of(path) + records_of(path.with_name("CIVICO.shp")) + orphans
    match path.suffix:
        case ".csv":
            found = rows_of_csv(path, titles=int(path.name.startswith("QI_")))
        case ".geojson":
            found = len(json.loads(path.read_text(encoding="utf-8"))["features"])
        case ".shp" | ".kml":
            found = records_of(path)
        case _:
            found = counted(path)
    return found


def counted(path: Path) -> int:
    """Counts of the words that open a row; the areas of Mottalciata as its README says them."""
    if path.suffix == ".pbf" or "mottalciata" in path.name:
        return 1578
    text = path.read_bytes().decode("latin-1")
    words = {
        ".CTF": r"(?m)^BORDO\s*$",
        ".gml": "<CP:CadastralParcel ",
        ".osm": 'k="(?:addr:housenumber|building)"',
    }
    if "condominio" in path.name:
        return 18
    return len(re.findall(words[path.suffix], text))


def load(register: Register, path: Path, code: str) -> ImportResult:
    order = Order("auto", code, code_was_said=code != OURS)
    (result,) = import_delivery(
        register.engine, register.folder / "imports", path, order, Silence()
    )
    assert isinstance(result, ImportResult)
    return result


def test_no_delivery_is_forgotten(deliveries: Path) -> None:
    names = {str(path.relative_to(deliveries)) for path in deliveries.rglob("*") if path.is_file()}
    others = {name for name in names if name.startswith(ELSEWHERE)}
    parts = {
        name for name in names
        if name.endswith(PARTS)
        and (f"{name.rpartition('.')[0]}.shp" in names or "synthetic_dbgt" in name)
    } | {name for name in names if name.startswith("02_dbt/synthetic_dbgt")}  # fmt: skip
    assert names - others - parts - LOADED.keys() - REFUSED.keys() == set()


@pytest.mark.parametrize("name", LOADED)
def test_it_holds_what_an_independent_reader_finds(
    register: Register, deliveries: Path, name: str
) -> None:
    code, source = LOADED[name]
    result = load(register, deliveries / name, code)
    assert (result.source, result.counts.read) == (source, told_by_others(deliveries / name))
    read, loaded, updated, unchanged, skipped, refused = counts(result)
    assert read == loaded + updated + unchanged + skipped + refused
    again = load(register, deliveries / name, code)
    assert counts(again) == (read, 0, 0, loaded + updated + unchanged, skipped, refused)
    assert again.counts.ended == 0


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_for_its_true_reason(register: Register, deliveries: Path, name: str) -> None:
    result = load(register, deliveries / name, OURS)
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert REFUSED[name] in result.message.it
    assert result.message.en != result.message.it


def test_the_topographic_set_is_told_class_by_class(register: Register, deliveries: Path) -> None:
    folder = deliveries / "02_dbt/synthetic_dbgt_7791"
    load(register, folder, OURS)
    assert register.rows(
        "select e.value, b.height_m::text, string_agg(u.use_code, ' ' order by u.use_code) "
        "from building b join external_identifier e on e.building_id = b.id "
        "left join building_use u on u.building_id = b.id "
        "where e.scheme = 'dbgt_building' group by 1, 2 order by 1"
    ) == [
        ("MI_2019_TEST/A0000001", "27.5", "0101 0701"),
        ("MI_2019_TEST/A0000002", None, "0101"),
        ("MI_2019_TEST/A0000003", "27.5", "0101"),
        ("MI_2019_TEST/A0000005", "27.5", "030301"),
    ]
    assert (
        register.value("select count(*) from external_identifier where scheme = 'dbgt_address'")
        == records_of(folder / "CIVICO.shp") - 1
    )


def test_the_same_folder_in_an_archive_is_the_same_delivery(
    register: Register, deliveries: Path, tmp_path: Path
) -> None:
    load(register, deliveries / "02_dbt/synthetic_dbgt_7791", OURS)
    path = tmp_path / "DBGT.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (deliveries / "02_dbt/synthetic_dbgt_7791").iterdir():
            archive.write(file, f"Città/{file.name}")
    result = load(register, path, OURS)
    assert (result.counts.loaded, result.counts.updated) == (0, 0)


def test_the_suite_knows_where_the_deliveries_are(deliveries: Path) -> None:
    assert str(deliveries) == FOLDER
