"""Values of tracked columns as people read them; what may hold a person's data is covered."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Enum, Table

from buildings.status.states import VALUES
from data.ingest.changes.naming import Thing
from gis.codes import Coded, Text

COVERED = frozenset(
    {
        "sealed", "annotation", "other_columns", "generating_note", "closing_note", "note",
        "note_it", "note_en", "custodian", "delegate", "parties", "decided_by", "undone_by",
        "telephone",
    }
)  # fmt: skip
"""Personal columns, and texts in which names are often written: listed, never shown."""

NOTHING = Text(it="", en="")
_COVER = Text(it="•••", en="•••")
_YES, _NO = Text(it="sì", en="yes"), Text(it="no", en="no")
_LONGEST = 120

_BY_DIMENSION = {dimension.value: codes for dimension, codes in VALUES.items()}

Row = Mapping[str, Any]


def target_of(table: Table, column: str) -> str | None:
    """The table that a column's values stand for a row of."""
    return next((key.column.table.name for key in table.columns[column].foreign_keys), None)


def shown(table: Table, column: str, row: Row, names: Mapping[Thing, str]) -> Text:
    """One value of a row in both languages; empty where there is none."""
    value = row.get(column)
    if value is None or value == "infinity":
        return NOTHING
    if column in COVERED:
        return _COVER
    if isinstance(value, bool):
        return _YES if value else _NO
    if code := _code(table, column, row):
        return code.label
    if isinstance(value, str) and (day := _day(value)):
        return Text(it=f"{day:%d/%m/%Y}", en=day.isoformat())
    return _plain(_said(table, column, str(value), names))


def _said(table: Table, column: str, value: str, names: Mapping[Thing, str]) -> str:
    """A place without the mark of its form, a thing by its name, all else as it is."""
    if column.startswith("geom"):
        return value.partition(" #")[0]
    target = target_of(table, column)
    return (names.get((target, value)) if target else None) or value


def _code(table: Table, column: str, row: Row) -> Coded | None:
    """The member of the column's code list, of a dimension's where the row names one."""
    kind = table.columns[column].type
    codes = kind.enum_class if isinstance(kind, Enum) else None
    if column == "value" and "dimension" in row:
        codes = _BY_DIMENSION[row["dimension"]]
    if codes is None or not issubclass(codes, Coded):
        return None
    return next((member for member in codes if member.value == row[column]), None)


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _plain(text: str) -> Text:
    whole = " ".join(text.split())
    cut = whole if len(whole) <= _LONGEST else whole[:_LONGEST] + "…"
    return Text(it=cut, en=cut)
