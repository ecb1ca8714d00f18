"""Rows as CSV, GeoJSON or GeoPackage; recipient and purpose stand in each of them."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from data.exports.rows import Shape
from data.exports.sheets import Sheet
from data.ingest.refusals import neutral
from gis.crs import LONLAT_SRID

Rows = Iterable[tuple[Any, ...]]
BATCH = 2000


def write_csv(path: Path, sheet: Sheet, rows: Rows) -> int:
    """Commas and UTF-8 with its mark; notes in the first line, after a number sign.

    Of a geometry there is a point. What a spreadsheet would run gets an apostrophe.
    """
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        if sheet.notes:
            said = "; ".join(f"{title}: {value}" for title, value in sheet.notes.items())
            lines.writerow([f"# {said}"])
        lines.writerow(["id", *(each.name for each in sheet.fields), *_coordinates(sheet)])
        for row in rows:
            lines.writerow([_cell(value) for value in row])
            count += 1
    return count


def write_geojson(path: Path, sheet: Sheet, rows: Rows) -> int:
    """A collection in CRS84, its notes as a member of their own (RFC 7946, section 6.1)."""
    names = [each.name for each in sheet.fields]
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head: dict[str, object] = {"type": "FeatureCollection", "name": sheet.name}
        if sheet.notes:
            head |= {"notes": dict(sheet.notes)}
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [')
        for row in rows:
            values = row[1 : len(names) + 1]
            feature = {
                "type": "Feature",
                "id": row[0],
                "geometry": json.loads(row[-1]) if sheet.has_geometry and row[-1] else None,
                "properties": dict(zip(names, map(_plain, values), strict=True)),
            }
            file.write((",\n" if count else "\n") + json.dumps(feature, ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    return count


def write_gpkg(path: Path, sheet: Sheet, rows: Rows) -> int:
    """A GeoPackage whose table of metadata has the notes."""
    from data.exports.geopackage import write  # noqa: PLC0415 - GDAL, loaded only when needed

    count = 0
    for batch in _batches(rows):
        write(path, sheet, batch, is_first=count == 0)
        count += len(batch)
    if count == 0:
        write(path, sheet, [], is_first=True)
    return count


WRITERS: dict[str, tuple[Shape, Callable[[Path, Sheet, Rows], int]]] = {
    "csv": ("point", write_csv),
    "geojson": ("geojson", write_geojson),
    "gpkg": ("wkb", write_gpkg),
}
"""How each form wants its geometries, and who writes it."""


def _coordinates(sheet: Sheet) -> list[str]:
    if not sheet.has_geometry:
        return []
    first, second = ("lon", "lat") if sheet.srid == LONLAT_SRID else ("east", "north")
    return [f"{first}_{sheet.srid}", f"{second}_{sheet.srid}"]


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    return neutral(value) if isinstance(value, str) else value


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """The value as JSON has it: dates and ids are texts."""
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _batches(rows: Rows) -> Iterator[list[tuple[Any, ...]]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch
