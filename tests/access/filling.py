"""Rows for tables that the reference district leaves empty, so that no policy is tried on nothing.

The database is a copy of this module's own, whose constraints are dropped first: what is tried is
who sees which row, not whether the row makes sense.
"""

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select, text
from sqlalchemy.types import (
    ARRAY,
    JSON,
    Boolean,
    Date,
    DateTime,
    Enum,
    Integer,
    LargeBinary,
    Numeric,
    String,
    TypeEngine,
    Uuid,
)

from buildings.privacy.matrix import Classed, classes
from buildings.releases.states import ReleaseState
from data.tables import metadata

_ODD = {"state": ReleaseState.PUBLISHED, "for_council": True}
_EVEN = {"state": ReleaseState.DRAFT, "for_council": False}
_NUMBERS = itertools.count(1_000_000)
_DROP = """
do $loose$
declare
    one record;
begin
    for one in
        select c.conname, c.conrelid::regclass as target from pg_constraint c
        where c.connamespace = 'public'::regnamespace and c.contype in ('c', 'f', 'x', 'u')
            and c.conparentid = 0 and c.conrelid <> 0
            and c.conrelid::regclass::text <> 'spatial_ref_sys'
    loop
        execute format(
            'alter table %s drop constraint if exists %I cascade', one.target, one.conname
        );
    end loop;
    for one in
        select i.indexrelid::regclass as target from pg_index i
        join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
        where i.indisunique and not i.indisprimary and c.relname <> 'spatial_ref_sys'
    loop
        execute format('drop index %s', one.target);
    end loop;
    for one in
        select a.attname, c.oid::regclass as target
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
            and a.attnotnull and a.attidentity = '' and not a.attisdropped
            and not exists (
                select from pg_index i where i.indrelid = c.oid and i.indisprimary
                    and a.attnum = any (i.indkey)
            )
            and c.relname <> 'spatial_ref_sys'
    loop
        execute format('alter table %s alter column %I drop not null', one.target, one.attname);
    end loop;
end
$loose$
"""


def fill(connection: Connection, units: Sequence[uuid.UUID | None]) -> list[str]:
    """Give every empty table of facts rows about each of `units` and about none; their names."""
    connection.exec_driver_sql(_DROP.replace("%", "%%"))
    filled = []
    for name, classed in classes().items():
        if connection.execute(text(f"select exists (select from {name})")).scalar():
            continue
        table = metadata.tables[name]
        if table.schema is None:
            connection.execute(text(f"alter table {name} disable trigger user"))
            for row in _rows(connection, table, classed, units):
                connection.execute(insert(table).values(**row))
            connection.execute(text(f"alter table {name} enable trigger user"))
            filled.append(name)
    return filled


def _rows(
    connection: Connection, table: Table, classed: Classed, units: Sequence[uuid.UUID | None]
) -> Iterator[dict[str, Any]]:
    places = {
        row[0]: row
        for row in connection.execute(
            text("select u.id, u.building_id, b.condominium_id from unit u "
                 "join building b on b.id = u.building_id")
        )
    }  # fmt: skip
    parents = _parents(connection, classed)
    plain = classed.unit if "@" not in classed.unit else ""
    needs_unit = bool(plain) and not table.columns[plain].nullable
    for number, unit in enumerate(each for each in units if each or not needs_unit):
        place = places.get(unit) or next(iter(places.values()))
        row = {column.name: _value(column) for column in table.columns if _is_needed(column)}
        if name := {"release": "state", "release_restricted_cell": "for_council"}.get(table.name):
            row[name] = _ODD[name] if number % 2 else _EVEN[name]
        if "@" in classed.unit:
            row |= _linked(connection, classed, unit)
        elif classed.unit:
            row[classed.unit] = unit
        if classed.building:
            row[classed.building] = place[1]
        if classed.condominium:
            row[classed.condominium] = place[2]
        if ">" in classed.parent:
            row[classed.parent.partition(">")[0]] = parents[number % len(parents)]
        yield row


def _linked(
    connection: Connection, classed: Classed, unit: uuid.UUID | None
) -> dict[str, uuid.UUID]:
    """The key of a row whose unit another table tells; for `dwelling` that row is still to come."""
    column, _, link = classed.unit.partition("@")
    table, ours, theirs = link.split(".")
    found = connection.execute(
        text(f"select {ours} from {table} where {theirs} = :unit"), {"unit": unit}
    ).scalar()
    return {column: found or uuid.uuid4()}


def _parents(connection: Connection, classed: Classed) -> list[Any]:
    """Ids of the parent's rows, those that are about different units first."""
    if ">" not in classed.parent:
        return []
    other = metadata.tables[classed.parent.partition(">")[2]]
    return list(connection.scalars(select(other.c.id).order_by(other.c.id)))


def _is_needed(column: Column[Any]) -> bool:
    has_own = column.computed is not None or column.identity is not None
    is_given = column.server_default is None and not column.nullable
    return is_given and not has_own and not _is_serial(column)


def _is_serial(column: Column[Any]) -> bool:
    return bool(column.primary_key and column.autoincrement and column.type.python_type is int
                and not column.foreign_keys and len(column.table.primary_key) == 1)  # fmt: skip


_KINDS: tuple[tuple[type[TypeEngine[Any]], Callable[[], object]], ...] = (
    (Uuid, uuid.uuid4),
    (DateTime, lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
    (Date, lambda: dt.date(2026, 1, 1)),
    (Boolean, lambda: False),
    (LargeBinary, lambda: uuid.uuid4().bytes),
    (ARRAY, list),
    (Numeric, lambda: 1),
    (Integer, lambda: next(_NUMBERS) % 30_000),
    (String, lambda: f"x{next(_NUMBERS)}"),
    (JSON, dict),
)


def _value(column: Column[Any]) -> object:
    kind = column.type
    if column.name.startswith("geom"):
        return None
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class)) if kind.enum_class else kind.enums[0]
    return next(make() for each, make in _KINDS if isinstance(kind, each))
