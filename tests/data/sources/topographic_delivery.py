"""An invented topographic delivery of Borgo Esempio, written with GDAL as offices get it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
from shapely import Point, box, to_wkb
from shapely.geometry.base import BaseGeometry

EAST, NORTH = 548200.0, 5018000.0
"""A corner of the invented municipality in EPSG:7791."""

Rows = Sequence[tuple[Any, ...]]


def ground(place: int, *, z: float = 122.0) -> BaseGeometry:
    """A footprint of 20 by 10 metres; `place` counts from west to east."""
    flat = box(EAST + 40 * place, NORTH, EAST + 40 * place + 20, NORTH + 10)
    ring = [(x, y, z) for x, y in reversed(flat.exterior.coords)]
    return type(flat)(ring)


def write(
    folder: Path,
    name: str,
    columns: Sequence[str],
    rows: Rows,
    geometries: Sequence[BaseGeometry] | None = None,
    *,
    crs: str = "EPSG:7791",
) -> None:
    """One class: a shapefile, or a lone .dbf without `geometries`; no .cpg, as delivered."""
    kinds = [float if isinstance(rows[0][i], float) else object for i in range(len(columns))]
    data = [
        np.array([row[i] for row in rows], dtype=kind) for i, kind in enumerate(kinds)
    ]  # fmt: skip
    path = folder / f"{name}{'.dbf' if geometries is None else '.shp'}"
    shapes = None
    if geometries is not None:
        shapes = np.array([to_wkb(g, output_dimension=3) for g in geometries], dtype=object)
    kind = None if geometries is None else f"{geometries[0].geom_type} Z"
    pyogrio.raw.write(
        path, shapes, data, list(columns), geometry_type=kind, crs=crs if shapes is not None
        else None, driver="ESRI Shapefile", encoding="CP1252",
    )  # fmt: skip
    path.with_suffix(".cpg").unlink(missing_ok=True)


EDIFC = ("CLASSID", "EDIFC_TY", "EDIFC_STAT", "EDIFC_SOT", "COD_CONS", "DATA_INI", "DATA_FIN")
BUILDINGS: Rows = (
    ("A1", "01", "03", "01", "ES19", "20190101", ""),
    ("A2", "01", "03", "01", "ES19", "20190101", ""),
    ("A3", "01", "03", "01", "ES19", "20190101", "20231231"),
    ("A4", "01", "03", "02", "ES19", "20190101", ""),
)
VOLUMES: Rows = (
    ("V1", "A1", 27.5, "01"),
    ("V2", "A1", 31.0, "03"),
    ("V3", "A1", 12.0, "01"),
    ("V4", "A2", 0.0, "01"),
    ("V9", "A9", 9.0, "01"),
)
USES: Rows = (("A1", "0101"), ("A1", "0701"), ("A2", "0101"))
STREETS: Rows = (("T1", "VIA", "DELL'UNITÀ INVENTATA"),)
NUMBERS: Rows = (
    ("C1", "T1", "1", ""),
    ("C2", "T1", "12", "/B"),
    ("C3", "T1", "SNC", ""),
    ("C4", "T7", "3", ""),
)


def delivery(
    folder: Path,
    *,
    buildings: Rows = BUILDINGS,
    shapes: Sequence[tuple[str, BaseGeometry]] | None = None,
    crs: str = "EPSG:7791",
) -> Path:
    """The whole set under `folder`; the path of its footprints."""
    folder.mkdir(exist_ok=True)
    found = shapes or [(f"A{n}", ground(n)) for n in range(1, 5)]
    write(folder, "EDIFC", EDIFC, buildings)
    write(folder, "EDIFC_CR_EDF_IS", ("CLASSREF",), [(name,) for name, _ in found],
          [shape for _, shape in found], crs=crs)  # fmt: skip
    write(folder, "EDIFC_EDIFC_USO", ("CLASSREF", "EDIFC_USO"), USES)
    write(folder, "UN_VOL", ("CLASSID", "CEDIUV", "UN_VOL_AV", "UN_VOL_POR"), VOLUMES,
          [ground(1)] * len(VOLUMES), crs=crs)  # fmt: skip
    write(folder, "TP_STR", ("CLASSID", "TP_STR_DUG", "TP_STR_NOM"), STREETS)
    write(folder, "CIVICO", ("CLASSID", "TP_STR_REF", "CIVICO_NUM", "CIVICO_SUB"), NUMBERS,
          [Point(EAST + 40 * n, NORTH - 2, 122.0) for n in range(1, 5)], crs=crs)  # fmt: skip
    return folder / "EDIFC_CR_EDF_IS.shp"
