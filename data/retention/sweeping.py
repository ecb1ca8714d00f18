"""Copies of a person's name in free text that came with a file: rows and files deleted."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Uuid,
    column,
    delete,
    or_,
    select,
    table,
)

from buildings.people.models import Person
from buildings.retention.states import ErasureGround, RetentionAction, RetentionKind
from data.retention.looking import Words, holds, in_files, words_of
from gis.dates import now
from gis.db import Base
from gis.erasures import Erased, ErasureList
from gis.keys import KeyStore
from gis.sealing import unseal

SWEPT = {
    "import_refusal": ("column_name", "value", "reason_it", "reason_en", "raw"),
    "import_change": ("thing", "before_it", "before_en", "after_it", "after_en"),
}
"""Tables of free text that came with a file: a row that names the person is deleted."""

SWEPT_FOLDERS = ("imports",)
"""Folders under home of which a file that names the person is deleted."""


def words_about(connection: Connection, persons: Sequence[uuid.UUID], keys: KeyStore) -> Words:
    """The words that tell persons, by their present names and those that history has sealed."""
    columns = [Person.surname, Person.given_name, Person.tax_code]
    rows = connection.execute(select(*columns).where(Person.id.in_(persons)))
    present = [dict(row) for row in rows.mappings()]
    return words_of([*present, *_past(connection, persons, keys)])


def sweep_rows(connection: Connection, words: Words, erasures: ErasureList) -> int:
    """Delete rows of free text that hold a word; how many.

    The list gets a keyed digest of each: a restored backup may name the person by a name that
    nobody can know any more.
    """
    if not words:
        return 0
    count = 0
    for name, columns in SWEPT.items():
        swept = Base.metadata.tables[name]
        named = or_(*[holds(swept.columns[each], words) for each in columns])
        found = _digests(connection, name, erasures, named)
        erasures.append(_line(name, digest) for digest in found.values())
        count += _delete(connection, name, list(found))
    return count


def sweep_again(connection: Connection, lines: Iterable[Erased], erasures: ErasureList) -> int:
    """Delete the rows of free text that the list names; how many."""
    count = 0
    wanted: dict[str, set[str]] = {}
    for line in lines:
        if line.entity in SWEPT:
            wanted.setdefault(line.entity, set()).add(line.entity_id)
    for name, digests in wanted.items():
        found = _digests(connection, name, erasures)
        count += _delete(connection, name, [row for row, each in found.items() if each in digests])
    return count


def _digests(
    connection: Connection, name: str, erasures: ErasureList, *named: ColumnElement[bool]
) -> dict[int, str]:
    """The digest of what each row says, by the row's number."""
    swept = Base.metadata.tables[name]
    said = [swept.columns[each] for each in SWEPT[name]]
    rows = connection.execute(select(swept.columns["id"], *said).where(*named))
    return {row_id: erasures.digest(name, json.dumps(texts)) for row_id, *texts in rows}


def _delete(connection: Connection, name: str, ids: Sequence[int]) -> int:
    own = Base.metadata.tables[name]
    return connection.execute(delete(own).where(own.columns["id"].in_(ids))).rowcount if ids else 0


def _line(name: str, digest: str) -> Erased:
    return Erased(
        entity=name,
        entity_id=digest,
        action=RetentionAction.ERASE.value,
        kind=RetentionKind.PERSONS_ON_REQUEST.value,
        ground=ErasureGround.REQUEST.value,
        at=now(),
    )


def sweep_files(home: Path, words: Words) -> int:
    """Delete files of refused rows that hold a word; how many."""
    found = [each for name in SWEPT_FOLDERS for each in in_files(home / name, words)]
    for each in found:
        Path(each.where).unlink(missing_ok=True)
    return len(found)


def _past(
    connection: Connection, persons: Sequence[uuid.UUID], keys: KeyStore
) -> Iterator[dict[str, str | None]]:
    past = table("person", column("id", Uuid), column("sealed", LargeBinary), schema="history")
    known = keys.find(persons)
    asked = select(past.c.id, past.c.sealed).where(past.c.id.in_(known))
    for subject, sealed in connection.execute(asked) if known else ():
        facts = unseal(known[subject], subject, bytes(sealed))
        if facts is not None:
            yield facts
