"""Text that would become part of a page, written into every text column that people can fill."""

import re
from collections.abc import Iterator

from sqlalchemy import CheckConstraint, Column, Connection, Enum, String, Table, text

from buildings.privacy.matrix import classes
from data.tables import metadata

MARKED = (
    "\"'></script></style></title></textarea></svg>-->"
    "<planted/onload=planted(1)>@planted.example{{7*7}}"
)
"""Closes whatever it may stand in, then opens an element of its own; it passes for an e-mail."""

LEADING = f"javascript:planted(1)//https://{MARKED}"
"""The same as an address to follow."""

KEPT = {"release.rules": "JSON that the program writes"}
"""Columns left as they are, and why nobody can write such a text there."""

DISTINCT = {
    "organisation.name": "organisation (name)",
    "account.email": "account (lower(email))",
}
"""Texts that must differ from row to row, with the index that routes rely on."""

_FIXED = re.compile(r"(\bin \(|~ ')")


def marked_columns() -> Iterator[tuple[Table, Column[object]]]:
    """Every column that takes any text at all: no code list, no form, no reference."""
    for name in classes():
        table = metadata.tables[name]
        for column in table.columns:
            if _is_free(table, column) and f"{name}.{column.name}" not in KEPT:
                yield table, column


def _is_free(table: Table, column: Column[object]) -> bool:
    if not isinstance(column.type, String) or isinstance(column.type, Enum):
        return False
    if column.primary_key or column.foreign_keys or column.computed is not None:
        return False
    return not any(
        re.search(rf"\b{column.name}\b", words) and _FIXED.search(words)
        for each in table.constraints
        if isinstance(each, CheckConstraint)
        for words in [str(each.sqltext)]
        if "@" not in words
    )


_SENSE = {
    "release": "published_at = coalesce(published_at, as_of)",
    "delivery_agreement": "valid_to = '2199-01-01'",
    "audit_sample": "entry_id = (select min(id) from audit_entry)",
    "audit_alert": "observed = coalesce(observed, 60), threshold = coalesce(threshold, 50)",
}
"""What rows that were made up lack, and pages rely on."""


def mark(connection: Connection) -> None:
    """Write the marked text into all of them, in every row, without leaving a history of it."""
    sets: dict[str, list[str]] = {name: [made] for name, made in _SENSE.items()}
    for table, column in marked_columns():
        value = ":leading" if column.name.endswith("url") else ":marked"
        own = " || id" if f"{table.name}.{column.name}" in DISTINCT else ""
        sets.setdefault(table.name, []).append(f"{column.name} = {value}{own}")
    for name, each in sets.items():
        update = text(f"update {name} set {', '.join(each)}")
        given = {"leading": LEADING, "marked": MARKED}
        connection.execute(text(f"alter table {name} disable trigger user"))
        connection.execute(update, {key: given[key] for key in update.compile().params})
        connection.execute(text(f"alter table {name} enable trigger user"))
    for unique in DISTINCT.values():
        connection.execute(text(f"create unique index on {unique}"))
