"""Persons, bodies and rights read; as known in the past, names come out of their seals."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from buildings.people.models import PERSONAL_COLUMNS, Person, UnitRight
from gis.keys import KeyStore
from gis.sealing import unseal
from gis.together import held

RIGHTS = (
    select(UnitRight)
    .where(UnitRight.unit_id == bindparam("unit_id"), held(UnitRight))
    .order_by(UnitRight.right_type, UnitRight.source_id, UnitRight.source_key)
)
"""The rights on a unit that hold on a day."""


@dataclass(frozen=True, slots=True)
class PersonRead:
    """A person as known; `facts` is None where the key was destroyed: the person is erased."""

    id: uuid.UUID
    facts: Mapping[str, str | None] | None

    @property
    def name(self) -> str | None:
        """Surname and given name, as far as known."""
        if self.facts is None:
            return None
        parts = (self.facts.get("surname"), self.facts.get("given_name"))
        return " ".join(part for part in parts if part) or None


def persons(
    session: Session, ids: Iterable[uuid.UUID], keys: KeyStore
) -> dict[uuid.UUID, PersonRead]:
    """Persons by id, today's or as known at the session's moment, which history has only sealed."""
    rows = session.scalars(select(Person).where(Person.id.in_(list(ids)))).all()
    is_sealed = [row for row in rows if row.surname is None and row.given_name is None]
    found = keys.find(row.id for row in is_sealed) if is_sealed else {}
    return {
        row.id: PersonRead(row.id, _unsealed(row, found) if row in is_sealed else facts_of(row))
        for row in rows
    }


def facts_of(row: Person) -> dict[str, str | None]:
    """The personal columns of a row as text; dates in ISO form."""
    return {name: _text(getattr(row, name)) for name in PERSONAL_COLUMNS}


def _unsealed(row: Person, keys: Mapping[uuid.UUID, bytes]) -> dict[str, str | None] | None:
    key = keys.get(row.id)
    return None if key is None else unseal(key, row.id, row.sealed)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
