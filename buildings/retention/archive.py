"""The restricted archive: a closed matter sealed with its own key, and opened again."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import JSONB, insert

from buildings.retention.clocks import BELONGINGS, Part
from buildings.retention.models import ArchivedRecord
from buildings.retention.queries import Due
from buildings.retention.states import RetentionKind
from gis.codes import Text
from gis.db import Base
from gis.errors import NotFoundError
from gis.keys import KeyStore
from gis.sealing import seal, unseal

_CONTENT = "content"


def archive(
    connection: Connection, kind: RetentionKind, thing: Due, whole: Iterable[Due], keys: KeyStore
) -> None:
    """Put a thing with its companions and all its past into one sealed record."""
    subject = uuid.UUID(thing.entity_id)
    content = [
        {"table": part.table, "is_past": is_past, "row": row}
        for each in whole
        for part in BELONGINGS[each.entity]
        for is_past in (False, True)
        for row in _rows(connection, part, each.entity_id, is_past=is_past)
    ]
    key = keys.ensure([subject])[subject]
    sealed = seal(key, subject, {_CONTENT: json.dumps(content, ensure_ascii=False)})
    connection.execute(
        insert(ArchivedRecord)
        .values(id=subject, kind=kind, entity=thing.entity, sealed=sealed)
        .on_conflict_do_nothing()
    )


def opened(connection: Connection, record_id: uuid.UUID, keys: KeyStore) -> list[dict[str, Any]]:
    """The rows of an archived record; NotFoundError where it is not, or its key was destroyed."""
    sealed = connection.scalar(select(ArchivedRecord.sealed).where(ArchivedRecord.id == record_id))
    key = keys.find([record_id]).get(record_id)
    facts = None if sealed is None or key is None else unseal(key, record_id, sealed)
    if facts is None:
        raise NotFoundError(
            Text(
                it=f"L'archivio non ha {record_id}, o la sua chiave è stata distrutta.",
                en=f"The archive has no {record_id}, or its key was destroyed.",
            )
        )
    rows: list[dict[str, Any]] = json.loads(facts[_CONTENT] or "[]")
    return rows


def _rows(connection: Connection, part: Part, entity_id: str, *, is_past: bool) -> list[Any]:
    source = Base.metadata.tables[part.table]
    if is_past and not _has_past(source):
        return []
    kind = source.columns[part.column].type
    rows = table(part.table, column(part.column, kind), schema="history" if is_past else None)
    row = func.to_jsonb(literal_column(f'"{part.table}"'), type_=JSONB)
    whole = rows.alias(part.table)
    asked = (
        select(row)
        .select_from(whole)
        .where(
            whole.columns[part.column]
            == (uuid.UUID(entity_id) if kind.python_type is uuid.UUID else int(entity_id))
        )
    )
    return list(connection.execute(asked).scalars())


def _has_past(source: Table) -> bool:
    return "recorded_in" in source.columns
