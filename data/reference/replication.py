"""Estates copied inside the database: made once with marks in their names, written many times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import psycopg2.extensions
from geoalchemy2 import Geometry
from psycopg2 import sql
from sqlalchemy import Connection, MetaData, Table, Text, Uuid

from data.bulk.cursors import cursor_of
from data.reference.copying import copy
from data.reference.rows import Rows
from gis.db import Base


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of an original: its number, how far it lies from it, and what the marks become."""

    original: int
    number: int
    shift_east_m: float
    shift_north_m: float
    marks: Mapping[str, str]


def replicate(
    connection: Connection, originals: Sequence[Sequence[Rows]], copies: Sequence[Copy]
) -> int:
    """Write every copy of the originals; how many rows that were.

    The identities of a copy follow from the original's and the copy's number. The first copies
    decide which text columns carry marks: every copy has the same marks.
    """
    _list_copies(connection, copies)
    written = 0
    for table in Base.metadata.sorted_tables:
        columns = _set_out(connection, table, originals)
        if columns:
            written += _write(connection, table, columns, sorted(copies[0].marks))
    return written


def _list_copies(connection: Connection, copies: Iterable[Copy]) -> None:
    rows = [
        (
            each.original,
            each.number,
            each.shift_east_m,
            each.shift_north_m,
            [each.marks[mark] for mark in sorted(each.marks)],
        )
        for each in copies
    ]
    with cursor_of(connection) as cursor:
        cursor.execute(
            "create temporary table estate_copy (original integer, number integer,"
            " east_m float, north_m float, marks text[]) on commit drop"
        )
        cursor.executemany("insert into estate_copy values (%s, %s, %s, %s, %s)", rows)
        cursor.execute("analyze estate_copy")


def _set_out(
    connection: Connection, table: Table, originals: Sequence[Sequence[Rows]]
) -> list[str]:
    """Put the originals' rows of one table into a temporary one; the columns that it has."""
    named = [
        (number, found)
        for number, parts in enumerate(originals)
        for rows in parts
        for kind, found in rows.items()
        if kind.__table__ is table and found
    ]
    if not named:
        return []
    columns = list(named[0][1][0])
    aside = Table(_aside(table), MetaData())
    with cursor_of(connection) as cursor:
        cursor.execute(
            sql.SQL(
                "create temporary table {} on commit drop as"
                " select {}, 0 as original from {} limit 0"
            ).format(
                sql.Identifier(aside.name),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.Identifier(table.name),
            )
        )
    for number, found in named:
        copy(connection, aside, [row | {"original": number} for row in found])
    return columns


def _write(connection: Connection, table: Table, columns: list[str], marks: list[str]) -> int:
    with cursor_of(connection) as cursor:
        values = [_value(table, name, _marks_in(cursor, table, name, marks)) for name in columns]
        cursor.execute(
            sql.SQL(
                "insert into {} ({}) select {} from {} o"
                " join estate_copy c on c.original = o.original"
            ).format(
                sql.Identifier(table.name),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(values),
                sql.Identifier(_aside(table)),
            )
        )
        return int(cursor.rowcount)


def _value(table: Table, name: str, marks: list[tuple[int, str]]) -> sql.Composable:
    """What a column becomes in a copy."""
    column = table.columns[name]
    value: sql.Composable = sql.SQL("o.{}").format(sql.Identifier(name))
    if isinstance(column.type, Geometry):
        return sql.SQL("st_translate({}, c.east_m, c.north_m)").format(value)
    if isinstance(column.type, Uuid) and _is_copied(table, name):
        return sql.SQL("md5({}::text || c.number)::uuid").format(value)
    for place, mark in marks:
        value = sql.SQL("replace({}, {}, c.marks[{}])").format(
            value, sql.Literal(mark), sql.Literal(place)
        )
    return value


def _is_copied(table: Table, name: str) -> bool:
    """Whether the identity is of a thing that is copied too, not of the district around."""
    column = table.columns[name]
    targets = {key.column.table.name for key in column.foreign_keys}
    return name == "id" or bool(targets - {"district"})


def _marks_in(
    cursor: psycopg2.extensions.cursor, table: Table, name: str, marks: list[str]
) -> list[tuple[int, str]]:
    """The marks that occur in a text column, with their places in `estate_copy.marks`."""
    if not isinstance(table.columns[name].type, Text):
        return []
    found = []
    for place, mark in enumerate(marks, start=1):
        cursor.execute(
            sql.SQL("select exists (select from {} where position(%s in {}) > 0)").format(
                sql.Identifier(_aside(table)), sql.Identifier(name)
            ),
            (mark,),
        )
        if cursor.fetchone() == (True,):
            found.append((place, mark))
    return found


def _aside(table: Table) -> str:
    return f"original_{table.name}"
