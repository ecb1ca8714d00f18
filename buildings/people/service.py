"""Persons and bodies written in bulk: sealed, told apart by their source's key, never refused."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from buildings.people.models import Body, Person
from buildings.people.states import BodyKind, Sex
from buildings.people.taxcodes import doubt_of_body, doubt_of_person, is_persons
from gis.columns import Reliability
from gis.dates import today
from gis.erasures import READMITTED, ErasureList
from gis.keys import KeyStore
from gis.sealing import digest, seal
from gis.settings import get_settings

_AT_ONCE = 5000
_EPOCH = dt.date(2000, 1, 1)

Outcome = Literal["loaded", "updated", "unchanged", "erased"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A natural person as a source writes them; at least one of the names is given."""

    source_key: str
    surname: str | None = None
    given_name: str | None = None
    sex: Sex | None = None
    birth_on: dt.date | None = None
    birth_place_code: str | None = None
    tax_code: str | None = None

    @property
    def digest(self) -> bytes:
        """The digest that the table checks."""
        facts = self.facts | {
            "birth_on": None if self.birth_on is None else str((self.birth_on - _EPOCH).days)
        }
        return digest(list(facts.values()))

    @property
    def facts(self) -> dict[str, str | None]:
        """The personal columns as text, in the order of their digest."""
        return {
            "surname": self.surname,
            "given_name": self.given_name,
            "sex": None if self.sex is None else self.sex.value,
            "birth_on": None if self.birth_on is None else self.birth_on.isoformat(),
            "birth_place_code": self.birth_place_code,
            "tax_code": self.tax_code,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body as a source writes it; one with a person's tax code is written as a person."""

    source_key: str
    name: str
    tax_code: str | None = None
    vat_number: str | None = None
    seat_code: str | None = None
    kind: BodyKind = BodyKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Written:
    """Which row stands for a source's subject now, and what was done; one id is None.

    `erased` means that the person was erased before: the source's data were not written again,
    and where the register does not know the person yet an empty row stands for them.
    """

    person_id: uuid.UUID | None
    body_id: uuid.UUID | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells of the subjects, and as of when."""

    source_id: str
    as_of: dt.date
    reliability: Reliability = Reliability.OFFICIAL

    @property
    def columns(self) -> dict[str, Any]:
        """The provenance columns."""
        return {
            "source_id": self.source_id,
            "as_of": self.as_of,
            "reliability": self.reliability,
        }


def record_people(
    connection: Connection,
    rows: Iterable[PersonRow | BodyRow],
    telling: Telling,
    keys: KeyStore | None = None,
) -> dict[str, Written]:
    """Write subjects of one source, each found again by its `source_key`; what became of each.

    New ones are inserted, changed ones updated, equal ones left alone. Nothing is committed; a
    key made for a row that is rolled back stays unused. Without `keys` the settings' store is
    taken. When two rows have one key the last counts.
    """
    store = keys or KeyStore(get_settings().keys_folder)
    erased = _Erased(ErasureList(store.path.parent), telling.source_id)
    written: dict[str, Written] = {}
    remaining = iter({row.source_key: row for row in rows}.values())
    while part := list(islice(remaining, _AT_ONCE)):
        persons = [each for row in part if (each := as_person(row)) is not None]
        bodies = [row for row in part if isinstance(row, BodyRow) and as_person(row) is None]
        written |= _write_persons(connection, persons, telling, store, erased)
        written |= _write_bodies(connection, bodies, telling)
    return written


def as_person(row: PersonRow | BodyRow) -> PersonRow | None:
    """The row if it is a person, a one-man firm under its name too; None for a body."""
    if isinstance(row, PersonRow):
        return row
    if row.tax_code is not None and is_persons(row.tax_code):
        return PersonRow(source_key=row.source_key, surname=row.name, tax_code=row.tax_code)
    return None


def erase_person(connection: Connection, person_id: uuid.UUID, keys: KeyStore) -> bool:
    """Empty a person's columns and destroy the key of all that history holds of them.

    The row, its dates and its rights stay. Whether there was a key. The key goes at once: if the
    transaction is rolled back, call again.
    """
    connection.execute(update(Person).where(Person.id == person_id).values(**_nobody()))
    return keys.erase(person_id)


class _Erased:
    """Which subjects of a source the list outside the database forbids, or allows again."""

    def __init__(self, erasures: ErasureList, source_id: str) -> None:
        self._erasures, self._source_id = erasures, source_id
        self._subjects = erasures.subjects()

    def action(self, source_key: str) -> str | None:
        """The last that the list says of a subject."""
        if not self._subjects:
            return None
        return self._subjects.get(self._erasures.digest(self._source_id, source_key))

    def forbids(self, source_key: str) -> bool:
        """Whether a subject that the register does not know was erased."""
        return self.action(source_key) not in (None, READMITTED)

    def allows(self, source_key: str) -> bool:
        """Whether an erased subject may be written again."""
        return self.action(source_key) == READMITTED


def _write_persons(
    connection: Connection,
    rows: Sequence[PersonRow],
    telling: Telling,
    keys: KeyStore,
    erased: _Erased,
) -> dict[str, Written]:
    asked = select(Person.source_key, Person.id, Person.sealed_digest, Person.erased_on).where(
        Person.source_id == telling.source_id,
        Person.source_key.in_([row.source_key for row in rows]),
    )
    standing = {row.source_key: row for row in connection.execute(asked)}
    written: dict[str, Written] = {}
    for row in rows:
        found = standing.get(row.source_key)
        if found is None:
            outcome: Outcome = "erased" if erased.forbids(row.source_key) else "loaded"
            written[row.source_key] = Written(uuid.uuid4(), None, outcome)
        elif found.erased_on is not None and not erased.allows(row.source_key):
            written[row.source_key] = Written(found.id, None, "erased")
        else:
            outcome = "unchanged" if found.sealed_digest == row.digest else "updated"
            written[row.source_key] = Written(found.id, None, outcome)
    _insert_nobody(connection, set(written) - set(standing), written, telling)
    sealed = _sealed(rows, written, keys)
    _insert_and_update(connection, Person, sealed, written, telling, erased=erased)
    return written


def _insert_nobody(
    connection: Connection,
    new: Iterable[str],
    written: Mapping[str, Written],
    telling: Telling,
) -> None:
    """Rows without a name for erased subjects, so that their rights have a holder."""
    rows = [
        {"id": written[key].person_id, "source_key": key, **_nobody(), **telling.columns}
        for key in new
        if written[key].outcome == "erased"
    ]
    if rows:
        connection.execute(insert(Person), rows)


def _nobody() -> dict[str, Any]:
    """The columns of a person who was erased."""
    nobody = PersonRow(source_key="")
    return {
        **dict.fromkeys(nobody.facts),
        "tax_code_doubt": None,
        "sealed": b"",
        "sealed_digest": nobody.digest,
        "erased_on": today(),
    }


def _sealed(
    rows: Sequence[PersonRow], written: Mapping[str, Written], keys: KeyStore
) -> dict[str, dict[str, Any]]:
    """The columns of the rows that are to be written, by source key."""
    wanted = {
        row.source_key: (row, told.person_id)
        for row in rows
        if (told := written[row.source_key]).outcome in ("loaded", "updated")
        and told.person_id is not None
    }
    found = keys.ensure(subject for _, subject in wanted.values()) if wanted else {}
    return {
        key: {
            "surname": row.surname,
            "given_name": row.given_name,
            "sex": row.sex,
            "birth_on": row.birth_on,
            "birth_place_code": row.birth_place_code,
            "tax_code": row.tax_code,
            "tax_code_doubt": doubt_of_person(row.tax_code, row.birth_on, row.sex),
            "sealed": seal(found[subject], subject, row.facts),
            "sealed_digest": row.digest,
        }
        for key, (row, subject) in wanted.items()
    }


def _write_bodies(
    connection: Connection, rows: Sequence[BodyRow], telling: Telling
) -> dict[str, Written]:
    names = ("name", "tax_code", "vat_number", "seat_code", "kind")
    columns = [getattr(Body, name) for name in names]
    asked = select(Body.source_key, Body.id, *columns).where(
        Body.source_id == telling.source_id,
        Body.source_key.in_([row.source_key for row in rows]),
    )
    standing = {row.source_key: row for row in connection.execute(asked)}
    written: dict[str, Written] = {}
    values: dict[str, dict[str, Any]] = {}
    for row in rows:
        found = standing.get(row.source_key)
        told = {name: getattr(row, name) for name in names}
        if found is None:
            written[row.source_key] = Written(None, uuid.uuid4(), "loaded")
        elif all(getattr(found, name) == value for name, value in told.items()):
            written[row.source_key] = Written(None, found.id, "unchanged")
            continue
        else:
            written[row.source_key] = Written(None, found.id, "updated")
        values[row.source_key] = told | {"tax_code_doubt": doubt_of_body(row.tax_code)}
    _insert_and_update(connection, Body, values, written, telling)
    return written


def _insert_and_update(
    connection: Connection,
    table: type[Person | Body],
    values: Mapping[str, Mapping[str, Any]],
    written: Mapping[str, Written],
    telling: Telling,
    *,
    erased: _Erased | None = None,
) -> None:
    new = [
        {
            "id": written[key].person_id or written[key].body_id,
            "source_key": key,
            **columns,
            **telling.columns,
        }
        for key, columns in values.items()
        if written[key].outcome == "loaded"
    ]
    if new:
        connection.execute(insert(table), new)
    for key, columns in values.items():
        if written[key].outcome == "updated":
            row_id = written[key].person_id or written[key].body_id
            change = update(table).where(table.id == row_id)
            if erased is not None and erased.allows(key):
                change = change.values(erased_on=None)
            elif table is Person:
                # Who was erased since we looked stays erased.
                change = change.where(Person.erased_on.is_(None))
            connection.execute(change.values(**columns, **telling.columns))
