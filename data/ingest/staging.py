"""The temporary table that every row goes through, filled by COPY in batches."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

import numpy as np
from shapely import set_srid, to_wkb
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection

from data.ingest.log import storable
from data.ingest.staged import staged
from data.sources.rows import Row, shortened
from gis.crs import STORAGE_SRID
from gis.sqlfiles import statement

PACKAGE = "data.ingest.sql"
BATCH = 5_000
_COPY = "copy staged (row_number, municipality, kind, key, facts, raw, geom) from stdin"
_NOTHING = "\\N"
_SPECIAL = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPES = str.maketrans(_SPECIAL)


@dataclass(frozen=True, slots=True)
class Told:
    """A row that was refused, skipped or lost its place, by the code of the reason."""

    row_number: int
    outcome: str | None
    reason: str
    column_name: str
    detail: str
    raw: str


class Staging:
    """Rows on their way to the table; at most one batch of them is held in memory."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.batch: list[tuple[str | None, ...]] = []
        self.geometries: list[BaseGeometry | None] = []
        connection.execute(statement(PACKAGE, "create_staged"))

    def add(self, row: Row[object]) -> None:
        """Queue one row."""
        it = staged(row.record)
        self.batch.append(
            (
                str(row.number),
                row.municipality,
                it.kind,
                it.key,
                _JSON(it.facts).replace("\\u0000", ""),
                shortened(row.raw),
            )
        )
        self.geometries.append(it.geometry)
        if len(self.batch) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Copy what waits; geometries are written all at once, which takes a tenth of the time."""
        lines = "".join(
            f"{_line(fields)}\t{geometry or _NOTHING}\n"
            for fields, geometry in zip(self.batch, _ewkb(self.geometries), strict=True)
        )
        copy_into(self.connection, _COPY, StringIO(storable(lines)))
        self.batch, self.geometries = [], []

    def finish(self) -> None:
        """Copy the rest, then index and measure the table for the steps that follow."""
        self.flush()
        self.connection.execute(statement(PACKAGE, "index_staged"))

    def counts(self) -> dict[str, int]:
        """Rows by outcome."""
        rows = self.connection.execute(statement(PACKAGE, "count_outcomes"))
        return {str(outcome): int(count) for outcome, count in rows}

    def told(self) -> Iterator[Told]:
        """The rows of which something is to be told, in file order."""
        rows = self.connection.execute(
            statement(PACKAGE, "told_rows"), execution_options={"yield_per": BATCH}
        )
        for row in rows:
            yield Told(*row)


def copy_into(connection: Connection, command: str, lines: StringIO) -> None:
    """Send `lines` through a COPY command on the connection's own transaction."""
    lines.seek(0)
    cursor = connection.connection.cursor()
    try:
        cursor.copy_expert(command, lines)
    finally:
        cursor.close()


def _line(fields: tuple[str | None, ...]) -> str:
    """The fields as COPY reads them; few need more than to be joined."""
    together = "".join(filter(None, fields))
    if any(special in together for special in _SPECIAL):
        fields = tuple(field and field.translate(_ESCAPES) for field in fields)
    return "\t".join([_NOTHING if field is None else field for field in fields])


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


_JSON = json.JSONEncoder(default=_plain, ensure_ascii=False, check_circular=False).encode


def _ewkb(geometries: list[BaseGeometry | None]) -> list[str | None]:
    found: list[str | None] = to_wkb(
        set_srid(np.array(geometries, dtype=object), STORAGE_SRID), hex=True, include_srid=True
    ).tolist()
    return found
