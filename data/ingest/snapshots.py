"""Files that were wholes: what an older file adds and they lacked ended on their day."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from data.ingest.ending import end_in_scope
from data.ingest.models import ImportSnapshot
from data.ingest.staging import PACKAGE
from data.sources.rows import Scope
from gis.codes import Text
from gis.sqlfiles import statement

_SIDES = ("west", "south", "east", "north")
_NOT_KEPT = frozenset({"residents", "waste_charge", "custody", "office_flat"})
"""Kinds of which an older file is refused (`refuse_older_file`) or is weighed row by row."""

ENDED_SINCE = Text(
    it="Cose che file più recenti della stessa fonte non contengono: {count}; risultano"
    " finite il giorno di quei file.",
    en="Things that newer files of the same source lack: {count}; they are recorded as ended on the"
    " day of those files.",
)


def keep_snapshot(
    connection: Connection,
    run_id: int,
    scope: Scope,
    mentioned: Sequence[str],
    facts: Mapping[str, Any],
) -> None:
    """Remember of what the staged file is a whole; a kind without a row is not spoken of."""
    staged = set(connection.scalars(statement(PACKAGE, "staged_kinds")))
    kinds = [kind for kind in scope.kinds if kind in staged and kind not in _NOT_KEPT]
    if not kinds:
        return
    connection.execute(
        insert(ImportSnapshot).values(
            run_id=run_id,
            source=facts["source"],
            municipality_code=facts["code"],
            as_of=facts["as_of"],
            kinds=kinds,
            part=scope.part,
            mentioned=list(mentioned),
            **dict(zip(_SIDES, scope.extent or (None,) * len(_SIDES), strict=True)),
        )
    )


def end_what_newer_lack(connection: Connection, facts: Mapping[str, Any]) -> int:
    """End what the file under way added and a newer whole of its source has not; how many things.

    Earlier wholes come first: each thing ends on the day of the first one that lacks it.
    """
    newer = select(ImportSnapshot.__table__).where(
        ImportSnapshot.source == facts["source"],
        ImportSnapshot.municipality_code == facts["code"],
        ImportSnapshot.as_of > facts["as_of"],
    )
    ended = 0
    ordered = newer.order_by(ImportSnapshot.as_of, ImportSnapshot.run_id)
    for row in connection.execute(ordered).mappings().all():
        values = {**facts, **row, "is_older": True}
        _run(connection, "create_in_scope", values)
        if connection.scalar(*_named("has_older", values)):
            _run(connection, "scope_by_identifier", values)
        for name in ("lacked_staircases", "scope_omi", "scope_cadastre"):
            _run(connection, name, values)
        ended += end_in_scope(connection, row["kinds"], values)
        connection.execute(statement(PACKAGE, "drop_in_scope"))
    return ended


def _run(connection: Connection, name: str, values: Mapping[str, Any]) -> None:
    connection.execute(*_named(name, values))


def _named(name: str, values: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    query = statement(PACKAGE, name)
    return query, {key: values[key] for key in query.compile().params}
