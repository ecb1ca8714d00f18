"""Things erased, archived or made anonymous: live rows first, then the record that takes the past.

The list outside the database is written before anything else: what is on it and still stands,
because a crash came between, is erased when the list is next applied.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Uuid, delete, insert, select

from buildings.audit.service import note
from buildings.audit.states import Verb
from buildings.people.models import Person
from buildings.people.service import erase_person
from buildings.retention.archive import archive
from buildings.retention.clocks import BELONGINGS, COMPANIONS, HANGING, RESTORABLE, Part
from buildings.retention.models import Erasure
from buildings.retention.queries import Due
from buildings.retention.states import ErasureGround, RetentionAction, RetentionKind
from gis.dates import now
from gis.db import Base
from gis.erasures import Erased, ErasureList
from gis.keys import KeyStore


@dataclass(frozen=True, slots=True)
class Order:
    """Why things are erased: the kind, the action, the ground, and the rule and run if any."""

    kind: RetentionKind
    action: RetentionAction
    ground: ErasureGround
    rule_id: int | None = None
    run_id: int | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """What an erasure needs outside the database."""

    keys: KeyStore
    erasures: ErasureList


def erase(
    connection: Connection, things: Sequence[Due], order: Order, outside: Outside
) -> list[Due]:
    """Erase, archive or anonymise things with all that belongs to them; what was recorded."""
    outside.erasures.append(_lines(connection, things, order, outside.erasures))
    return apply(connection, things, order, outside)


def apply(
    connection: Connection, things: Sequence[Due], order: Order, outside: Outside
) -> list[Due]:
    """The same for things that are on the list already."""
    recorded = []
    for thing in things:
        whole = [*_companions(connection, thing), thing]
        if order.action is RetentionAction.ARCHIVE:
            archive(connection, order.kind, thing, whole, outside.keys)
        for each in whole:
            _erase_rows(connection, each, order, outside.keys)
        recorded += whole
    if recorded:
        connection.execute(insert(Erasure), [_record(each, order) for each in recorded])
        _note(connection, recorded, order)
    return recorded


def _note(connection: Connection, recorded: Sequence[Due], order: Order) -> None:
    """Tell the audit: of persons each one, of other things how many of a kind."""
    detail = {"kind": order.kind.value, "ground": order.ground.value}
    counts = Counter(each.entity for each in recorded if each.entity != Person.__tablename__)
    for each in recorded:
        if each.entity == Person.__tablename__:
            subject = uuid.UUID(each.entity_id)
            note(connection, Verb.ERASE, each.entity, subject, result_count=1, detail=detail)
    for entity, count in counts.items():
        note(connection, Verb.ERASE, entity, result_count=count, detail=detail)


def _erase_rows(connection: Connection, thing: Due, order: Order, keys: KeyStore) -> None:
    if thing.entity == Person.__tablename__:
        erase_person(connection, uuid.UUID(thing.entity_id), keys)
    elif order.kind in HANGING:
        _delete(connection, HANGING[order.kind], thing.entity_id)
    else:
        for part in BELONGINGS[thing.entity]:
            _delete(connection, part, thing.entity_id)


def _delete(connection: Connection, part: Part, entity_id: str) -> None:
    table = Base.metadata.tables[part.table]
    connection.execute(delete(table).where(belongs(part, entity_id)))


def belongs(part: Part, entity_id: str) -> ColumnElement[bool]:
    """Which rows of a part are a thing's."""
    column = Base.metadata.tables[part.table].columns[part.column]
    value = uuid.UUID(entity_id) if isinstance(column.type, Uuid) else int(entity_id)
    return column == value


def _companions(connection: Connection, thing: Due) -> list[Due]:
    """The things of their own that go with a thing."""
    return [
        Due(part.table, str(found), thing.counted_as, thing.counted_year, thing.since)
        for part in COMPANIONS.get(thing.entity, ())
        for found in connection.execute(
            select(Base.metadata.tables[part.table].columns["id"]).where(
                belongs(part, thing.entity_id)
            )
        ).scalars()
    ]


def _lines(
    connection: Connection, things: Sequence[Due], order: Order, erasures: ErasureList
) -> Iterable[Erased]:
    listed = [each for each in things if each.entity in RESTORABLE]
    persons = [uuid.UUID(each.entity_id) for each in listed if each.entity == "person"]
    asked = select(Person.id, Person.source_id, Person.source_key).where(Person.id.in_(persons))
    digests = {
        str(row.id): erasures.digest(row.source_id, row.source_key)
        for row in (connection.execute(asked) if persons else ())
    }
    moment = now()
    return [
        Erased(
            entity=each.entity,
            entity_id=each.entity_id,
            action=order.action.value,
            kind=order.kind.value,
            ground=order.ground.value,
            at=moment,
            digest=digests.get(each.entity_id) if each.entity == "person" else None,
        )
        for each in listed
    ]


def _record(thing: Due, order: Order) -> dict[str, object]:
    return {
        "kind": order.kind,
        "entity": thing.entity,
        "entity_id": thing.entity_id,
        "action": order.action,
        "ground": order.ground,
        "rule_id": order.rule_id,
        "run_id": order.run_id,
        "reference": order.reference,
        "counted_as": thing.counted_as,
        "counted_year": thing.counted_year,
    }
