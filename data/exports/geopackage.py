"""One table of a GeoPackage, through GDAL without data frames."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw

from data.exports.sheets import Sheet

_KINDS = {"integer": "int64", "number": "float64", "boolean": "bool"}


def write(path: Path, sheet: Sheet, rows: Sequence[tuple[Any, ...]], *, is_first: bool) -> None:
    """Write rows behind those that are there; with the first, the file and its metadata."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(sheet.fields) + 2)
    values, masks = [], []
    for each, kind in zip(columns[: len(sheet.fields) + 1], _kinds(sheet), strict=True):
        made, mask = _column(each, kind)
        values.append(made)
        masks.append(mask)
    shape: dict[str, Any] = {"geometry": None}
    if sheet.has_geometry:
        wkb = np.array(
            [None if each is None else bytes(each) for each in columns[-1]], dtype=object
        )
        shape = {"geometry": wkb, "geometry_type": "Unknown", "crs": f"EPSG:{sheet.srid}"}
    notes = dict(sheet.notes)
    pyogrio.raw.write(
        path,
        field_data=values,
        fields=["id", *(each.name for each in sheet.fields)],
        field_mask=masks,
        layer=sheet.name,
        driver="GPKG",
        append=not is_first,
        dataset_metadata=notes if is_first and notes else None,
        layer_metadata=notes if is_first and notes else None,
        **shape,
    )


def _kinds(sheet: Sheet) -> list[str]:
    return ["object", *(_KINDS.get(each.kind, "object") for each in sheet.fields)]


def _column(each: Sequence[Any], kind: str) -> tuple[Any, Any]:
    """The values as numpy has them, and which of them are missing."""
    mask = np.array([value is None for value in each], dtype=bool)
    if kind == "object":
        texts = [None if value is None else str(value) for value in each]
        return np.array(texts, dtype=object), mask
    return np.array([0 if value is None else value for value in each], dtype=kind), mask
