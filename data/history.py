"""The history of every table that has `recorded_in`: made, and extended when the table changed.

What is tracked is read from the database's own catalogue after a migration, so a new table needs
nothing but the mixin. Nothing in the schema `history` is ever dropped here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import Connection

from buildings.retention.erasing import erasing_sql
from data.tables import metadata
from gis.sqlfiles import read_sql, statement

PACKAGE = "gis.history"
OWN_COLUMNS = ("history_id", "superseded_in")
"""Columns of a history table that its table has not."""


@dataclass(slots=True)
class Tracked:
    """One tracked table: its columns and its history's, each with its type, and its indexes."""

    name: str
    columns: dict[str, str] = field(default_factory=dict)
    past: dict[str, str] = field(default_factory=dict)
    indexes: list[tuple[str, str, list[str]]] = field(default_factory=list)

    @property
    def personal(self) -> frozenset[str]:
        """Columns that history must not hold, as the models declare them."""
        table = metadata.tables.get(self.name)
        declared = () if table is None else table.columns
        return frozenset(column.name for column in declared if column.info.get("personal"))

    @property
    def kept(self) -> dict[str, str]:
        """The columns that history holds, with their types."""
        return {name: kind for name, kind in self.columns.items() if name not in self.personal}


def refresh(connection: Connection) -> list[str]:
    """Make triggers, history tables and `known` views follow the tables; the names that changed.

    A hash of what was made stands in each history table's comment. Waits at most ten seconds for
    a lock.
    """
    connection.exec_driver_sql("set local lock_timeout = '10s'")
    schema, made = _standing(connection)
    changed = ["history"] if _refresh_functions(connection, schema) else []
    for table in tracked(connection):
        commands = _commands(table)
        digest = _digest(commands)
        if made.get(table.name) != digest:
            _run(connection, [*_follow(table), *commands])
            _run(connection, [f"comment on table history.{_quoted(table.name)} is '{digest}'"])
            changed.append(table.name)
    return changed


def _standing(connection: Connection) -> tuple[str | None, dict[str, str | None]]:
    """The hashes of the functions and of every history table, as they were made last."""
    rows = connection.execute(statement(PACKAGE, "comments_of")).all()
    schema = next(row.digest for row in rows if row.is_schema)
    return schema, {row.name: row.digest for row in rows if not row.is_schema}


def tracked(connection: Connection) -> list[Tracked]:
    """Every table of the database that has `recorded_in`, by name."""
    tables: dict[str, Tracked] = {}
    for name, column, kind, is_past in connection.execute(statement(PACKAGE, "columns_of")):
        table = tables.setdefault(name, Tracked(name))
        (table.past if is_past else table.columns)[column] = kind
    indexes: dict[str, list[tuple[str, str, list[str]]]] = defaultdict(list)
    for name, index, method, columns in connection.execute(statement(PACKAGE, "indexes_of")):
        indexes[name].append((index, method, columns))
    for name, table in tables.items():
        table.indexes = [
            each for each in indexes[name] if set(each[2]) <= set(table.kept) and _serves(each)
        ]
    return list(tables.values())


def _serves(index: tuple[str, str, list[str]]) -> bool:
    """Look-ups by identity and place; `recorded_in` and validity ranges are read otherwise."""
    _, method, columns = index
    return method == "btree" or columns[0].startswith("geom")


def _refresh_functions(connection: Connection, standing: str | None) -> bool:
    texts = [read_sql(PACKAGE, "guards"), read_sql(PACKAGE, "reading"), erasing_sql()]
    digest = _digest(texts)
    if standing == digest:
        return False
    _run(
        connection,
        ["create schema if not exists known", *texts, f"comment on schema history is '{digest}'"],
    )
    return True


def _follow(table: Tracked) -> Iterable[str]:
    """A history table with the columns of its table; a changed type is followed."""
    target = f"history.{_quoted(table.name)}"
    if not table.past:
        columns = ", ".join(f"{_quoted(name)} {kind}" for name, kind in table.kept.items())
        yield (
            f"create table {target} ({columns}, superseded_in bigint not null, "
            "history_id bigint generated always as identity primary key)"
        )
        return
    for name, kind in table.kept.items():
        if name not in table.past:
            yield f"alter table {target} add column {_quoted(name)} {kind}"
        elif table.past[name] != kind:
            # Without USING: a change that loses something is refused.
            yield f"alter table {target} alter column {_quoted(name)} type {kind}"


def _commands(table: Tracked) -> list[str]:
    """The table's own function, triggers, view and indexes."""
    kept, personal = table.kept, table.personal
    current = ", ".join(
        f"null::{kind} as {_quoted(name)}" if name in personal else f"t.{_quoted(name)}"
        for name, kind in table.columns.items()
    )
    past = ", ".join(
        f"null::{kind} as {_quoted(name)}" if name in personal else f"h.{_quoted(name)}"
        for name, kind in table.columns.items()
    )
    filled = _filled(
        read_sql(PACKAGE, "table"),
        {
            "name": table.name,
            "table": _quoted(table.name),
            "columns": ", ".join(map(_quoted, kept)),
            "typed_columns": ", ".join(
                f"{_quoted(name)} {kind}" for name, kind in table.columns.items()
            ),
            "known_columns": ", ".join(f"k.{_quoted(name)}" for name in table.columns),
            "current_columns": current,
            "past_columns": past,
        },
    )
    indexes = [
        f"create index if not exists {_quoted(name)} on history.{_quoted(table.name)} "
        f"using {method} ({', '.join(map(_quoted, columns))})"
        for name, method, columns in table.indexes
    ]
    return [filled, *indexes]


def _filled(template: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _digest(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()


def _run(connection: Connection, commands: Iterable[str]) -> None:
    for command in commands:
        connection.exec_driver_sql(command.replace("%", "%%"))
