"""Rows that contradict what their source says elsewhere: refused one by one, the rest goes in."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Row

from buildings.status.states import VALUES
from data.ingest.changes.naming import names_of
from data.ingest.staging import PACKAGE
from data.sources.rows import FileRefusedError
from gis.codes import Text
from gis.sqlfiles import statement

_BY_DIMENSION = {dimension.value: codes for dimension, codes in VALUES.items()}


def write_agreeing(
    connection: Connection, values: Mapping[str, Any], write: Callable[[], None]
) -> None:
    """Let `write` write the staged rows, anew after those that would contradict are refused.

    Every round refuses at least one row. Raises FileRefusedError where no row is to blame.
    """
    query = statement(PACKAGE, "find_contradictions")
    while True:
        attempt = connection.begin_nested()
        try:
            write()
            found = connection.execute(query, {"source": values["source"]}).all()
        except BaseException:
            attempt.rollback()
            raise
        if not found:
            attempt.commit()
            return
        blameless = [row for row in found if row.seq is None]
        if blameless:
            raise _contradicted(connection, blameless[0])
        attempt.rollback()
        connection.execute(statement(PACKAGE, "mark_row"), [_mark(row) for row in found])


def _mark(row: Row[Any]) -> dict[str, Any]:
    if row.other_place is not None:
        reason, detail = "vacant_with_title", row.other_place
    else:
        reason, detail = "vacant_with_title_held", _held(row)
    return {
        "seq": row.seq,
        "outcome": "refused",
        "reason": reason,
        "column": row.label,
        "detail": detail,
    }


def _held(row: Row[Any]) -> str:
    """What the register holds, in both languages, and since when."""
    codes = _BY_DIMENSION[row.held_dimension]
    label = next(member.label for member in codes if member.value == row.held_value)
    return f"{label.it} / {label.en}, {row.held_from:%d/%m/%Y}"


def _contradicted(connection: Connection, row: Row[Any]) -> FileRefusedError:
    thing = ("unit_reference", str(row.reference_id))
    name = names_of(connection, [thing]).get(thing, "")
    return FileRefusedError(
        Text(
            it=f"Il registro dice già, da questa fonte, che l'unità {name} è vuota e insieme con"
            " un titolo: correggerla prima. Niente del file è stato scritto.",
            en=f"The register says already, from this source, that the unit {name} is vacant and"
            " has a title as well: correct it first. Nothing of the file was written.",
        )
    )
