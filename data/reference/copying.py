"""Many rows into a table at once: COPY, in the order in which the tables refer to each other."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import shapely
from geoalchemy2.shape import from_shape
from psycopg2 import sql
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert

from data.bulk.cursors import copy_in
from data.reference.rows import Rows
from gis.crs import STORAGE_SRID
from gis.db import Base
from gis.report import Step

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def copy_all(connection: Connection, parts: Sequence[Rows], step: Step) -> int:
    """Write the rows of all parts, parents before children; how many rows there were."""
    written = 0
    for table in Base.metadata.sorted_tables:
        for rows in parts:
            for kind, found in rows.items():
                if kind.__table__ is table and found:
                    copy(connection, table, found)
                    step.advance(len(found))
                    written += len(found)
    return written


def copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """COPY rows that all have the same columns; an open `valid_to` becomes `infinity`."""
    columns = list(rows[0])
    command = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    copy_in(connection, command, "".join(_lines(rows, columns)))


def add_missing(
    connection: Connection, kind: type[Base], rows: Sequence[Mapping[str, Any]], key: str
) -> None:
    """Insert only the rows whose `key` is not there yet."""
    table = Base.metadata.tables[kind.__tablename__]
    values = [{name: _bound(value) for name, value in row.items()} for row in rows]
    connection.execute(insert(table).on_conflict_do_nothing(index_elements=[key]), values)


def _bound(value: object) -> object:
    return from_shape(value, srid=STORAGE_SRID) if isinstance(value, BaseGeometry) else value


def _lines(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    for row in rows:
        if row.keys() != rows[0].keys():
            raise ValueError(f"rows with different columns: {sorted(row)} and {sorted(columns)}")
        yield "\t".join(_cell(name, row[name]) for name in columns) + "\n"


def _cell(column: str, value: object) -> str:
    """One value in COPY's text format; StrEnum members are their values."""
    match value:
        case None:
            return "infinity" if column == "valid_to" else r"\N"
        case bool():
            return "t" if value else "f"
        case str():
            return str(value).translate(_ESCAPES)
        case int() | float() | Decimal() | dt.date() | uuid.UUID():
            return str(value)
        case BaseGeometry():
            return shapely.to_wkb(
                shapely.set_srid(value, STORAGE_SRID), hex=True, include_srid=True
            )
        case _:
            raise TypeError(f"no text for a {type(value).__name__} in {column}")
