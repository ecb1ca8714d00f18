"""Shapefiles checked part by part before they are read: GDAL loses rows without a word."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import from_wkb
from shapely.geometry.base import BaseGeometry

from data.sources.gdal import LayerError, crs_of, fields_of, read_layer
from data.sources.placing import srid_of
from data.sources.rows import Asked, FileRefusedError
from gis.codes import Text

MAGIC = b"\x00\x00\x27\x0a"
_BATCH = 2000
_HEADER_BYTES = 100
_DBF_HEAD = struct.Struct("<4BIHH")
_FIELD_BYTES = 32
_MOST_FIELDS = 255


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """One record: its number from 1, its attributes, and its geometry as written.

    A missing geometry and one that nothing can be made of are None.
    """

    number: int
    attributes: dict[str, object]
    geometry: BaseGeometry | None


def part(path: Path, extension: str) -> Path | None:
    """The companion file with that extension, upper or lower case; None when it is missing."""
    for name in (extension, extension.upper()):
        candidate = path.with_suffix(name)
        if candidate.is_file():
            return candidate
    return None


def check_parts(path: Path) -> int:
    """The number of records; raises FileRefusedError where a part is missing, cut or short."""
    index, table = part(path, ".shx"), part(path, ".dbf")
    if index is None or table is None:
        missing = ".shx" if index is None else ".dbf"
        raise FileRefusedError(
            Text(
                it=f"Manca {path.stem}{missing}: uno shapefile è fatto di più file, servono tutti.",
                en=f"{path.stem}{missing} is missing: a shapefile has several files, all needed.",
            )
        )
    _check_length(path)
    records = _check_length(index)
    with table.open("rb") as file:
        head = file.read(12)
    if len(head) < 12:  # noqa: PLR2004 - the format says so
        raise truncated(table)
    rows, header_bytes, row_bytes = struct.unpack("<IHH", head[4:])
    if table.stat().st_size < header_bytes + rows * row_bytes:
        raise truncated(table)
    if rows != records:
        raise FileRefusedError(
            Text(
                it=f"Il .dbf ha {rows} righe e il .shp {records}: i file non sono della stessa"
                " fornitura o uno è troncato.",
                en=f"The .dbf has {rows} rows and the .shp {records}: the files are not of one"
                " delivery, or one is truncated.",
            )
        )
    return int(rows)


def srid_of_shapefile(path: Path, asked: Asked) -> int:
    """The SRID of the .prj, else what was asked; raises FileRefusedError without either."""
    try:
        label = crs_of(path) or asked.crs
    except LayerError as error:
        raise truncated(path) from error
    if not label:
        raise FileRefusedError(
            Text(
                it="Manca il .prj con il sistema di riferimento: indicarlo con --crs EPSG:….",
                en="The .prj with the CRS is missing: say it with --crs EPSG:….",
            )
        )
    return srid_of(str(label))


def shape_rows(path: Path, columns: Sequence[str] | None) -> Iterator[ShapeRow]:
    """The records in batches, with all columns for None; a dbf without .cpg is Windows-1252.

    Named columns may be written in small letters in the file: their values bear the name asked.
    """
    encoding = None if part(path, ".cpg") else "CP1252"
    asked = {name.upper(): name for name in columns or ()}
    try:
        wanted = [name for name in fields_of(path) if name.upper() in asked] if asked else None
    except LayerError as error:
        raise truncated(path) from error
    number = 0
    while True:
        found = read_layer(
            path, columns=wanted, encoding=encoding,
            skip_features=number, max_features=_BATCH,
        )  # fmt: skip
        if found is None:
            raise truncated(path)
        meta, _, shapes, arrays = found
        geometries = from_wkb(shapes, on_invalid="ignore").tolist()
        names = [asked.get(str(name).upper(), str(name)) for name in meta["fields"]]
        for offset, geometry in enumerate(geometries):
            values = {name: array[offset] for name, array in zip(names, arrays, strict=True)}
            yield ShapeRow(number + offset + 1, values, geometry)
        number += len(geometries)
        if len(geometries) < _BATCH:
            return


def table_columns(path: Path) -> tuple[str, ...]:
    """The column names of a .dbf in capitals; raises FileRefusedError where it is cut short."""
    with path.open("rb") as file:
        head = file.read(_DBF_HEAD.size)
        if len(head) < _DBF_HEAD.size:
            raise truncated(path)
        *_, rows, header_bytes, row_bytes = _DBF_HEAD.unpack(head)
        if header_bytes < _FIELD_BYTES:
            raise truncated(path)
        file.seek(_FIELD_BYTES)
        fields = file.read(min(header_bytes, _FIELD_BYTES * (_MOST_FIELDS + 1)) - _FIELD_BYTES)
    if path.stat().st_size < header_bytes + rows * row_bytes:
        raise truncated(path)
    names = (fields[i : i + 11] for i in range(0, len(fields) - 1, _FIELD_BYTES))
    return tuple(n.split(b"\0")[0].decode("ascii", "replace").upper() for n in names)


def text_of(cells: dict[str, Any], column: str) -> str:
    """A cell as text; an empty one, or one that the table lacks, is ''."""
    value = cells.get(column)
    if value is None or value != value:  # noqa: PLR0124 - NaN is what an empty number becomes
        return ""
    text = str(value).strip()
    return text.removesuffix(".0") if isinstance(value, float) else text


def _check_length(path: Path) -> int:
    """Records that an index of this length holds; the header says the length in 16-bit words."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or header[:4] != MAGIC:
        raise truncated(path)
    said = int(struct.unpack(">i", header[24:28])[0]) * 2
    if said != path.stat().st_size:
        raise truncated(path)
    return (said - _HEADER_BYTES) // 8


def truncated(path: Path) -> FileRefusedError:
    """The refusal of a file that ends too early."""
    return FileRefusedError(
        Text(
            it=f"{path.name} è troncato o malformato: scaricarlo di nuovo.",
            en=f"{path.name} is truncated or malformed: download it again.",
        )
    )
