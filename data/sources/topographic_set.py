"""The files of one topographic delivery, by class, under their national and regional names."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.sources.gdal import read_layer
from data.sources.rows import Asked, FileRefusedError
from data.sources.shapefiles import (
    ShapeRow,
    check_parts,
    part,
    shape_rows,
    srid_of_shapefile,
    table_columns,
    truncated,
)
from gis.codes import Text

BUILDINGS, FOOTPRINTS, USES = "EDIFC", "EDIFC_CR_EDF_IS", "EDIFC_EDIFC_USO"
VOLUMES, STREETS, NUMBERS = "UN_VOL", "TP_STR", "CIVICO"
_NAMES = {
    FOOTPRINTS: re.compile(r"(?:EDIFC_CR_EDF_IS|A020102(?:_.*)?|EDIFICIO)", re.IGNORECASE),
    USES: re.compile(r"EDIFC_(?:EDIFC_)?USO", re.IGNORECASE),
    VOLUMES: re.compile(r"(?:UN_VOL|A020101(?:_.*)?|UNITA_VOLUMETRICA)", re.IGNORECASE),
    BUILDINGS: re.compile(r"EDIFC", re.IGNORECASE),
    STREETS: re.compile(r"TP_STR", re.IGNORECASE),
    NUMBERS: re.compile(r"CIVICO", re.IGNORECASE),
}
_SPATIAL = frozenset({FOOTPRINTS, VOLUMES, NUMBERS})
_CENTURY = 1900


@dataclass(frozen=True, slots=True)
class Delivery:
    """The files of one folder by class; `srid` is that of the footprints."""

    files: dict[str, Path]
    srid: int
    crs_is_borrowed: bool

    def records(self, name: str) -> Iterator[ShapeRow]:
        """The records of a class, columns in capitals; none where the file was not delivered."""
        path = self.files.get(name)
        if path is None:
            return
        rows = shape_rows(path, None) if path.suffix.lower() == ".shp" else _table_rows(path)
        for row in rows:
            cells = {key.upper(): value for key, value in row.attributes.items()}
            yield ShapeRow(row.number, cells, row.geometry)

    @property
    def written_on(self) -> dt.date | None:
        """The newest day in the heads of the tables: when the delivery was made."""
        days = (day for path in self.files.values() if (day := table_day(path)))
        return max(days, default=None)


def class_of(path: Path) -> str | None:
    """The class that a file holds, told by its name; None for any other file."""
    if path.suffix.lower() not in {".shp", ".dbf"}:
        return None
    return next((name for name, form in _NAMES.items() if form.fullmatch(path.stem)), None)


def files_beside(path: Path) -> dict[str, Path]:
    """Every file of the delivery in the folder of one of them: .shp before a lone .dbf."""
    found: dict[str, Path] = {}
    for each in sorted(path.parent.iterdir(), key=lambda p: (p.suffix.lower() != ".shp", p.name)):
        name = class_of(each)
        if name and not (name in _SPATIAL and each.suffix.lower() != ".shp"):
            found.setdefault(name, each)
    return found


def open_delivery(path: Path, asked: Asked) -> Delivery:
    """The delivery around one of its files, every part checked.

    Raises FileRefusedError where the footprints are missing or a part is cut or incomplete.
    """
    files = files_beside(path)
    _refuse_without_footprints(files)
    for each in files.values():
        if each.suffix.lower() == ".shp":
            check_parts(each)
        else:
            table_columns(each)
    footprints = files[FOOTPRINTS]
    own = part(footprints, ".prj")
    lender = next((p for p in files.values() if part(p, ".prj")), None)
    is_borrowed = own is None and lender is not None and asked.crs is None
    labelled = lender if is_borrowed and lender else footprints
    return Delivery(files, srid_of_shapefile(labelled, asked), is_borrowed)


def table_day(path: Path) -> dt.date | None:
    """The day on which a .dbf says it was last written."""
    table = path if path.suffix.lower() == ".dbf" else part(path, ".dbf")
    if table is None:
        return None
    with table.open("rb") as file:
        head = file.read(4)
    try:
        return dt.date(_CENTURY + head[1], head[2], head[3])
    except (ValueError, IndexError):
        return None


def _table_rows(path: Path) -> Iterator[ShapeRow]:
    encoding = None if part(path, ".cpg") else "CP1252"
    found = read_layer(path, read_geometry=False, encoding=encoding)
    if found is None:
        raise truncated(path)
    meta, _, _, arrays = found
    names = [str(name) for name in meta["fields"]]
    for number, values in enumerate(zip(*arrays, strict=True), start=1):
        yield ShapeRow(number, dict(zip(names, values, strict=True)), None)


def _refuse_without_footprints(files: dict[str, Path]) -> None:
    if FOOTPRINTS not in files:
        raise FileRefusedError(
            Text(
                it="Nella cartella manca EDIFC_CR_EDF_IS.shp (le impronte degli edifici): serve"
                " la fornitura intera, con EDIFC.dbf e UN_VOL.shp.",
                en="The folder lacks EDIFC_CR_EDF_IS.shp (the footprints of buildings): the whole"
                " delivery is needed, with EDIFC.dbf and UN_VOL.shp.",
            )
        )
    is_legacy = not files[FOOTPRINTS].stem.upper().startswith("EDIFC")
    if BUILDINGS not in files and not is_legacy:
        raise FileRefusedError(
            Text(
                it="Nella cartella manca EDIFC.dbf: le impronte da sole non dicono quali edifici"
                " sono ancora in piedi.",
                en="The folder lacks EDIFC.dbf: footprints alone do not tell which buildings still"
                " stand.",
            )
        )
