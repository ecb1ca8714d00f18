"""The topographic database of the Region: buildings with heights and uses, street numbers."""

import struct
from collections.abc import Sequence
from pathlib import Path

from shapely import box

from data.sources.declaration import Column, Source, date_in_name
from data.sources.head import Head
from data.sources.placing import place
from data.sources.rows import Asked, FileRefusedError, Reading, RowRefusedError, Scope
from data.sources.shapefiles import MAGIC, part, table_columns
from data.sources.topographic_items import delivered_items
from data.sources.topographic_set import (
    FOOTPRINTS,
    NUMBERS,
    Delivery,
    class_of,
    files_beside,
    open_delivery,
)
from gis.codes import Text
from gis.columns import Reliability

_METRIC = frozenset({7791, 32632, 25832, 6707, 3044})
_OWN_COLUMNS = frozenset({"UN_VOL_AV", "UN_VOL_POR", "CEDIUV", "EDIFC_TY", "EDIFC_USO", "CLASSREF"})
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_FRAME = slice(36, 68)
"""Bytes of the head of a .shp that say its frame: min x, min y, max x, max y."""


def read(path: Path, asked: Asked) -> Reading:
    """The whole delivery around one of its files; as of the day in its name or its tables."""
    if path.suffix.lower() in {".geojson", ".json"}:
        raise FileRefusedError(_VOLUMES_ALONE)
    delivery = open_delivery(path, asked)
    as_of = date_in_name(path) or date_in_name(path.parent) or delivery.written_on
    return Reading(as_of, delivered_items(delivery), scope=_scope(delivery))


def _scope(delivery: Delivery) -> Scope | None:
    """What lies in the frame of the delivered footprints."""
    if delivery.srid not in _METRIC:
        return None
    with delivery.files[FOOTPRINTS].open("rb") as file:
        frame = struct.unpack("<4d", file.read(_FRAME.stop)[_FRAME])
    try:
        bounds = place("geometry", box(*frame), delivery.srid).geometry.bounds
    except RowRefusedError:
        return None
    kinds = ("footprint", "address") if NUMBERS in delivery.files else ("footprint",)
    return Scope(kinds, bounds)


def delivery_parts(path: Path) -> Sequence[Path]:
    """Every file that the delivery around `path` is made of."""
    files = (part(each, extension) for each in files_beside(path).values() for extension in _PARTS)
    return sorted({file for file in files if file is not None}) or [path]


def _recognises(head: Head) -> bool:
    if head.text.lstrip().startswith("{") and '"UN_VOL_' in head.text:
        return True
    if class_of(head.path):
        return True
    table = part(head.path, ".dbf") if head.start.startswith(MAGIC) else None
    try:
        return table is not None and bool(_OWN_COLUMNS & set(table_columns(table)))
    except FileRefusedError:
        return False


_VOLUMES_ALONE = Text(
    it="Sono unità volumetriche (UN_VOL) esportate in GeoJSON, senza gli edifici (EDIFC) a cui"
    " appartengono: un volume non è un edificio. Serve la fornitura intera in shapefile.",
    en="These are volumes (UN_VOL) exported to GeoJSON, without the buildings (EDIFC) that they"
    " belong to: a volume is no building. The whole delivery in shapefiles is needed.",
)

SOURCE = Source(
    id="topographic",
    title=Text(it="Database topografico (DBGT)", en="Topographic database (DBGT)"),
    publisher="Regione Lombardia e Comune",
    url="https://www.geoportale.regione.lombardia.it/",
    licence="CC-BY-4.0 o IODL-2.0, come dice la fornitura",
    how_to_get=Text(
        it="Geoportale della Regione, database topografico: si sceglie il comune sulla mappa e si"
        " scarica uno zip di shapefile; oppure l'ufficio tecnico del Comune.",
        en="The Region's geoportal, topographic database: the municipality is chosen on the map and"
        " a zip of shapefiles is downloaded; or the municipality's technical office.",
    ),
    crs="EPSG:7791",
    key=("COD_CONS", "CLASSID"),
    columns=(
        Column("EDIFC.CLASSID", "code", Text(it="Edificio", en="Building"), required=True),
        Column("EDIFC.COD_CONS", "code", Text(it="Rilievo", en="Survey")),
        Column("EDIFC.EDIFC_STAT", "code", Text(it="Stato", en="State")),
        Column("EDIFC.EDIFC_SOT", "code", Text(it="Interrato (02)", en="Below ground (02)")),
        Column("EDIFC.DATA_FIN", "date", Text(it="Fine dell'edificio", en="End of the building")),
        Column("EDIFC_CR_EDF_IS", "polygon", Text(it="Impronta", en="Footprint"), required=True),
        Column(
            "EDIFC_EDIFC_USO.EDIFC_USO",
            "code",
            Text(it="Usi, anche più d'uno", en="Uses, one or more"),
        ),
        Column("UN_VOL.CEDIUV", "code", Text(it="Edificio del volume", en="Building of a volume")),
        Column(
            "UN_VOL.UN_VOL_AV",
            "decimal",
            Text(it="Altezza (0: ignota)", en="Height (0: unknown)"),
            unit="m",
        ),
        Column(
            "UN_VOL.UN_VOL_POR",
            "code",
            Text(
                it="Volume a terra (01) o portico (03)",
                en="Volume on the ground (01) or porch (03)",
            ),
        ),
        Column("TP_STR.TP_STR_NOM", "text", Text(it="Nome della via", en="Street name")),
        Column("CIVICO.CIVICO_NUM", "text", Text(it="Civico", en="Number")),
        Column("CIVICO.CIVICO_SUB", "text", Text(it="Esponente", en="Suffix")),
    ),
    least_count=1,
    row_word=Text(it="record", en="record"),
    fills=("building", "building_use", "address", "external_identifier"),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    parts=delivery_parts,
    is_snapshot=True,
)
