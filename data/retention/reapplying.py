"""The list outside the database and the database made equal: what was erased stays erased.

A restored backup holds again what was erased since it was made; a folder of keys put back from a
copy may hold a destroyed key again.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from sqlalchemy import Connection, Engine, Uuid, select

from buildings.people.models import Person
from buildings.retention.clocks import BELONGINGS, COMPANIONS
from buildings.retention.models import Erasure
from buildings.retention.queries import Due
from buildings.retention.service import Order, Outside, apply
from buildings.retention.states import ErasureGround, RetentionAction, RetentionKind
from data.retention.running import AT_ONCE, one_at_a_time
from data.retention.sweeping import SWEPT, sweep_again, sweep_rows, words_about
from gis.dates import instant, today
from gis.db import Base
from gis.erasures import READMITTED, Erased

COMPANION_TABLES = {part.table for parts in COMPANIONS.values() for part in parts}
PERSON = Person.__tablename__
_KINDS = {member.value: member for member in RetentionKind}
_ACTIONS = {member.value: member for member in RetentionAction}
_GROUNDS = {member.value: member for member in ErasureGround}


@dataclass(frozen=True, slots=True)
class Reapplied:
    """Things erased again, and erasures that only the database knew."""

    erased: int
    learnt: int


def reapply(engine: Engine, outside: Outside) -> Reapplied:
    """Erase whatever stands though the list names it, and complete the list; changes else nothing.

    Waits for a run that is under way.
    """
    with one_at_a_time(engine, wait=True):
        last = {(line.entity, line.entity_id): line for line in outside.erasures.lines()}
        listed = [line for line in last.values() if line.action != READMITTED]
        erased = sum(_erase_again(engine, part, outside) for part in _parts(listed))
        with engine.begin() as connection:
            sweep_again(connection, listed, outside.erasures)
        _destroy_keys(listed, outside)
        return Reapplied(erased, _learn(engine, last, outside))


def _parts(lines: Iterable[Erased]) -> Iterator[list[Erased]]:
    """Lines of one entity and one order, as many as a transaction takes."""

    def order(line: Erased) -> tuple[str, ...]:
        return (line.entity, line.kind, line.action, line.ground)

    for _, same in groupby(sorted(lines, key=order), key=order):
        while part := list(islice(same, AT_ONCE)):
            yield part


def _erase_again(engine: Engine, lines: list[Erased], outside: Outside) -> int:
    first = lines[0]
    if first.entity in SWEPT:
        return 0
    with engine.begin() as connection:
        standing = _standing(connection, first.entity, [line.entity_id for line in lines])
        things = [Due(first.entity, each, None, None, today()) for each in standing]
        order = Order(_KINDS[first.kind], _ACTIONS[first.action], _GROUNDS[first.ground])
        subjects = [uuid.UUID(each) for each in standing] if first.entity == PERSON else []
        words = words_about(connection, subjects, outside.keys)
        count = len(apply(connection, things, order, outside))
        sweep_rows(connection, words, outside.erasures)
        return count


def _standing(connection: Connection, entity: str, ids: list[str]) -> list[str]:
    """Those ids of a thing that the register holds."""
    table = Base.metadata.tables[entity]
    own = table.columns["id" if entity == PERSON else BELONGINGS[entity][-1].column]
    read = uuid.UUID if isinstance(own.type, Uuid) else int
    asked = select(own).where(own.in_([read(each) for each in ids]))
    if entity == PERSON:
        asked = asked.where(table.columns["erased_on"].is_(None))
    return [str(found) for found in connection.execute(asked).scalars()]


def _destroy_keys(lines: Iterable[Erased], outside: Outside) -> None:
    subjects = [uuid.UUID(line.entity_id) for line in lines if line.entity == PERSON]
    for subject in outside.keys.find(subjects):
        outside.keys.erase(subject)


def _learn(engine: Engine, last: dict[tuple[str, str], Erased], outside: Outside) -> int:
    """Put what the database knows as erased on the list, if it lacks it."""
    subjects = outside.erasures.subjects()
    with engine.connect() as connection:
        known = [*_persons(connection, outside), *_things(connection)]
    lines = [
        each
        for each in known
        if (each.entity, each.entity_id) not in last
        and subjects.get(each.digest or "") != READMITTED
    ]
    outside.erasures.append(lines)
    return len(lines)


def _persons(connection: Connection, outside: Outside) -> Iterator[Erased]:
    asked = select(Person.id, Person.source_id, Person.source_key, Person.erased_on).where(
        Person.erased_on.is_not(None)
    )
    for row in connection.execute(asked):
        yield Erased(
            entity=PERSON,
            entity_id=str(row.id),
            action=RetentionAction.ANONYMISE.value,
            kind=RetentionKind.PERSONS_ON_REQUEST.value,
            ground=ErasureGround.REQUEST.value,
            at=row.erased_on.isoformat(),
            digest=outside.erasures.digest(row.source_id, row.source_key),
        )


def _things(connection: Connection) -> Iterator[Erased]:
    """Erased things that stood for themselves; companions go again with what they belonged to."""
    columns = (Erasure.kind, Erasure.entity, Erasure.entity_id, Erasure.action, Erasure.ground)
    asked = select(*columns, Erasure.erased_at).where(Erasure.entity.in_(BELONGINGS))
    for row in connection.execute(asked.order_by(Erasure.id)):
        if row.entity in COMPANION_TABLES and row.kind is not RetentionKind.REPORTS_UNFOUNDED:
            continue
        yield Erased(
            entity=row.entity,
            entity_id=row.entity_id,
            action=row.action.value,
            kind=row.kind.value,
            ground=row.ground.value,
            at=instant(row.erased_at),
        )
