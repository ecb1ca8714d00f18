"""A person erased on request: every row of theirs, their keys, their name in free text."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, and_, func, insert, or_, select
from sqlalchemy.orm import aliased

from buildings.documents.models import UnitDocument
from buildings.people.models import Person, UnitRight
from buildings.people.states import TaxCodeDoubt
from buildings.retention.models import Erasure
from buildings.retention.queries import Due
from buildings.retention.service import Order, Outside, erase
from buildings.retention.states import ErasureGround, RetentionAction, RetentionKind
from data.retention.looking import Sighting, in_files, in_tables
from data.retention.running import one_at_a_time
from data.retention.sweeping import SWEPT, sweep_files, sweep_rows, words_about
from gis.codes import Text
from gis.dates import now, today
from gis.erasures import READMITTED, Erased
from gis.errors import NotFoundError, RuleError


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom an id or a tax code means; `namesakes` may be the same person, which people decide."""

    persons: list[uuid.UUID]
    namesakes: list[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Gone:
    """What an erasure did, and where the person is still told of.

    `papers` are units of theirs with documents, into which only a person can look.
    """

    persons: list[uuid.UUID]
    swept_rows: int
    swept_files: int
    left: list[Sighting]
    papers: list[uuid.UUID]


def find_persons(
    engine: Engine, *, person_id: uuid.UUID | None = None, tax_code: str | None = None
) -> Meant:
    """The rows that are one person: that id or that tax code, and who shares a sound tax code.

    Raises NotFoundError where there is none; who was erased before counts as none.
    """
    wanted = Person.id == person_id if person_id else Person.tax_code == (tax_code or "").upper()
    stands = Person.erased_on.is_(None)
    with engine.connect() as connection:
        named = connection.execute(
            select(Person.id, Person.tax_code, Person.tax_code_doubt).where(wanted, stands)
        ).all()
        sound = [
            row.tax_code
            for row in named
            if row.tax_code and row.tax_code_doubt is not TaxCodeDoubt.WRONG_CHECK
        ]
        same = select(Person.id).where(Person.tax_code.in_(sound), stands)
        found = sorted({row.id for row in named} | set(connection.scalars(same)))
        if not found:
            raise NotFoundError(
                Text(
                    it="Nessuna persona con questo identificativo o codice fiscale.",
                    en="No person has this id or tax code.",
                )
            )
        return Meant(found, _namesakes(connection, found))


def _namesakes(connection: Connection, persons: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Others written with the same names, whatever the case, born the same day if both days are."""
    other = aliased(Person)
    asked = (
        select(other.id)
        .join(
            Person,
            and_(
                func.lower(other.surname) == func.lower(Person.surname),
                func.lower(other.given_name) == func.lower(Person.given_name),
                or_(
                    other.birth_on == Person.birth_on,
                    other.birth_on.is_(None),
                    Person.birth_on.is_(None),
                ),
            ),
        )
        .where(Person.id.in_(persons), other.id.not_in(persons))
        .distinct()
        .order_by(other.id)
    )
    return list(connection.scalars(asked))


def _papers(connection: Connection, persons: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Units on which the persons hold or held a right, and that have documents."""
    asked = (
        select(UnitDocument.unit_id)
        .join(UnitRight, UnitRight.unit_id == UnitDocument.unit_id)
        .where(UnitRight.person_id.in_(persons))
        .distinct()
        .order_by(UnitDocument.unit_id)
    )
    return list(connection.scalars(asked))


def erase_on_request(
    engine: Engine,
    persons: Sequence[uuid.UUID],
    *,
    ground: ErasureGround,
    reference: str,
    outside: Outside,
    home: Path,
) -> Gone:
    """Erase persons from tables, free texts and files, then look for them everywhere.

    `reference` is the protocol number of the request or order. What is left is told by place
    only: documents and letters need a person's eye. Raises RuleError without a reference.
    """
    if not reference.strip():
        raise RuleError(
            Text(
                it="Serve il numero di protocollo della richiesta o dell'ordine.",
                en="It takes the protocol number of the request or of the order.",
            )
        )
    order = Order(
        RetentionKind.PERSONS_ON_REQUEST,
        RetentionAction.ANONYMISE,
        ground,
        reference=reference.strip(),
    )
    things = [Due(Person.__tablename__, str(each), None, None, today()) for each in persons]
    with one_at_a_time(engine):
        with engine.begin() as connection:
            words = words_about(connection, persons, outside.keys)
            erase(connection, things, order, outside)
            swept = sweep_rows(connection, words, outside.erasures)
        files = sweep_files(home, words)
        _forget_dead_rows(engine)
        with engine.connect() as connection:
            left = [*in_tables(connection, words), *in_files(home, words)]
            papers = _papers(connection, persons)
    return Gone(list(persons), swept, files, left, papers)


def readmit(engine: Engine, person_id: uuid.UUID, legal_basis: str, outside: Outside) -> None:
    """Let the next import write an erased person again, for a legal basis that is recorded.

    Raises NotFoundError for who was not erased, RuleError without a basis.
    """
    if not legal_basis.strip():
        raise RuleError(Text(it="Serve la base giuridica.", en="It takes the legal basis."))
    with one_at_a_time(engine), engine.begin() as connection:
        row = connection.execute(
            select(Person.source_id, Person.source_key).where(
                Person.id == person_id, Person.erased_on.is_not(None)
            )
        ).one_or_none()
        if row is None:
            raise NotFoundError(
                Text(
                    it="Nessuna persona cancellata con questo identificativo.",
                    en="No erased person has this id.",
                )
            )
        connection.execute(
            insert(Erasure).values(
                kind=RetentionKind.PERSONS_ON_REQUEST,
                entity=Person.__tablename__,
                entity_id=str(person_id),
                action=RetentionAction.READMIT,
                ground=ErasureGround.ORDER,
                reference=legal_basis.strip(),
            )
        )
        outside.erasures.append(
            [
                Erased(
                    entity=Person.__tablename__,
                    entity_id=str(person_id),
                    action=READMITTED,
                    kind=RetentionKind.PERSONS_ON_REQUEST.value,
                    ground=ErasureGround.ORDER.value,
                    at=now(),
                    digest=outside.erasures.digest(row.source_id, row.source_key),
                )
            ]
        )


def _forget_dead_rows(engine: Engine) -> None:
    """Have the server drop the row versions that still hold the name."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in (Person.__tablename__, *SWEPT):
            connection.exec_driver_sql(f"vacuum {name}")
