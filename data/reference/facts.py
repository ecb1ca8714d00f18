"""The published facts, read and checked; what is wrong is named by file, row and column."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.generator.plan import INVENTED_FROM
from data.reference.sheets import SHEETS, Column, Sheet, date, member_of
from gis.codes import Text
from gis.columns import Reliability
from gis.crs import LONLAT_SRID, to_storage
from gis.errors import InputError

Row = Mapping[str, Any]

FOLDER = Path(__file__).resolve().parents[1] / "satellite"
OUTLINE = "outline.geojson"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of `outline.geojson` in EPSG:7791, with what the file says of it."""

    properties: Row
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of each sheet by its name, and the areas by their kind."""

    sheets: Mapping[str, tuple[Row, ...]]
    areas: Mapping[str, Area]

    def __getitem__(self, sheet: str) -> tuple[Row, ...]:
        """The rows of one sheet."""
        return self.sheets[sheet]


def read(folder: Path = FOLDER) -> Facts:
    """The facts of `data/satellite/`, or of another folder; raises InputError for a wrong one."""
    sheets: dict[str, tuple[Row, ...]] = {}
    for sheet in SHEETS:
        sheets[sheet.name] = tuple(_rows(folder, sheet, sheets))
    areas = dict(_areas(folder, {row["id"] for row in sheets["sources"]}))
    return Facts(sheets, areas)


def _rows(folder: Path, sheet: Sheet, before: Mapping[str, tuple[Row, ...]]) -> Iterator[Row]:
    keys = {name: {next(iter(row.values())) for row in rows} for name, rows in before.items()}
    own: set[Any] = set()
    with (folder / f"{sheet.name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        _expect_header(sheet, next(reader, []))
        for number, cells in enumerate(reader, start=2):
            row = dict(_cells(sheet, number, cells, keys))
            _expect_row(sheet, number, row, own)
            yield row


def _expect_header(sheet: Sheet, found: list[str]) -> None:
    wanted = [column.name for column in sheet.columns]
    if found != wanted:
        raise _wrong(
            sheet,
            1,
            Text(
                it=f"le colonne sono {found}, attese {wanted}",
                en=f"the columns are {found}, expected {wanted}",
            ),
        )


def _cells(
    sheet: Sheet, number: int, cells: list[str], keys: Mapping[str, set[Any]]
) -> Iterator[tuple[str, Any]]:
    if len(cells) != len(sheet.columns):
        raise _wrong(
            sheet,
            number,
            Text(
                it=f"{len(cells)} celle invece di {len(sheet.columns)}",
                en=f"{len(cells)} cells instead of {len(sheet.columns)}",
            ),
        )
    for column, cell in zip(sheet.columns, cells, strict=True):
        value = _value(sheet, number, column, cell)
        if column.to and value is not None and value not in keys[column.to]:
            raise _wrong(
                sheet,
                number,
                Text(
                    it=f"{column.name} «{cell}» non è in {column.to}.csv",
                    en=f'{column.name} "{cell}" is not in {column.to}.csv',
                ),
            )
        yield column.name, value


def _value(sheet: Sheet, number: int, column: Column, cell: str) -> Any:  # noqa: ANN401 - any value that a column may hold
    if not cell:
        if column.required:
            raise _wrong(
                sheet,
                number,
                Text(it=f"manca {column.name}", en=f"{column.name} is missing"),
            )
        return None
    try:
        return column.read(cell)
    except ValueError:
        raise _wrong(
            sheet,
            number,
            Text(
                it=f"{column.name}: «{cell}» non si può leggere",
                en=f'{column.name}: "{cell}" cannot be read',
            ),
        ) from None


def _expect_row(sheet: Sheet, number: int, row: Row, own: set[Any]) -> None:
    """What one row must say as a whole: one key, a value or a reason, nothing invented."""
    key = next(iter(row.values()))
    if sheet.is_keyed and key in own:
        raise _wrong(sheet, number, Text(it=f"«{key}» c'è già", en=f'"{key}" is there already'))
    own.add(key)
    if sheet.either and all(row[name] is None for name in sheet.either):
        names = ", ".join(sheet.either)
        raise _wrong(
            sheet, number, Text(it=f"manca uno tra {names}", en=f"one of {names} is missing")
        )
    if row.get("reliability") is Reliability.SYNTHETIC:
        raise _wrong(
            sheet,
            number,
            Text(it="un fatto pubblico non è sintetico", en="a public fact is not synthetic"),
        )
    if (row.get("house_number") or 0) >= INVENTED_FROM:
        raise _wrong(
            sheet,
            number,
            Text(
                it=f"i civici da {INVENTED_FROM} in su sono inventati",
                en=f"civics from {INVENTED_FROM} up are invented",
            ),
        )


def _areas(folder: Path, sources: set[str]) -> Iterator[tuple[str, Area]]:
    document = json.loads((folder / OUTLINE).read_text(encoding="utf-8"))
    for number, feature in enumerate(document["features"], start=1):
        properties = dict(feature["properties"])
        geometry = shape(feature["geometry"])
        if properties["source"] not in sources or not isinstance(geometry, Polygon):
            where = Text(it=f"{OUTLINE}, elemento {number}", en=f"{OUTLINE}, feature {number}")
            raise InputError(
                Text(
                    it=f"{where.it}: fonte sconosciuta, o non è un poligono.",
                    en=f"{where.en}: unknown source, or no polygon.",
                )
            )
        properties["as_of"] = date(properties["as_of"])
        properties["reliability"] = member_of(Reliability)(properties["reliability"])
        yield properties["kind"], Area(properties, to_storage(geometry, LONLAT_SRID))


def _wrong(sheet: Sheet, number: int, what: Text) -> InputError:
    return InputError(
        Text(
            it=f"{sheet.name}.csv, riga {number}: {what.it}.",
            en=f"{sheet.name}.csv, row {number}: {what.en}.",
        )
    )
