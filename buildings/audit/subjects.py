"""The data subject's report, who read what about me (art. 15 GDPR), and what an account read."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import Connection

from buildings.audit.sealing import PACKAGE
from buildings.audit.service import note
from buildings.audit.states import READS, Verb
from gis.codes import Text
from gis.errors import InputError, NotFoundError
from gis.sqlfiles import statement

_READS = [verb.value for verb in READS]


@dataclass(frozen=True, slots=True)
class Read:
    """One read as the report tells it."""

    id: int
    at: dt.datetime
    actor_name: str | None
    role: str | None
    organisation: str | None
    verb: Verb
    entity: str
    entity_id: uuid.UUID | None
    fields_class: str | None
    purpose_code: str | None
    case_id: uuid.UUID | None
    result_count: int | None


COLUMNS = tuple(each.name for each in fields(Read))


@dataclass(slots=True)
class Subjects:
    """About whom is asked: persons and flats, or accounts."""

    persons: list[uuid.UUID] = field(default_factory=list)
    units: list[uuid.UUID] = field(default_factory=list)
    accounts: list[uuid.UUID] = field(default_factory=list)


def named(connection: Connection, words: Sequence[str]) -> Subjects:
    """What ids and e-mail addresses stand for.

    Raises NotFoundError for one that is of nobody, InputError for a name or for persons and
    accounts together.
    """
    found = Subjects()
    ids = [_identity(connection, word) for word in words]
    of_kind = {"person": found.persons, "unit": found.units, "account": found.accounts}
    for row in connection.execute(statement(PACKAGE, "kinds_of"), {"ids": list(map(str, ids))}):
        if row.kind is None:
            raise _nobody(str(row.id))
        of_kind[row.kind].append(row.id)
    if found.accounts and (found.persons or found.units):
        raise InputError(
            Text(
                it="Chiedere o di persone e alloggi, o di chi legge: non insieme.",
                en="Ask either about persons and flats or about who reads: not together.",
            )
        )
    return found


def with_tax_code(connection: Connection, tax_code: str) -> Subjects:
    """The persons of a tax code, as each source knows them. Raises NotFoundError for none."""
    code = "".join(tax_code.split()).upper()
    rows = connection.execute(statement(PACKAGE, "persons_with"), {"tax_code": code})
    found = Subjects(persons=list(rows.scalars()))
    if not code or not found.persons:
        # The code is not repeated: sentences end up in logs and on screens.
        raise NotFoundError(
            Text(
                it="Nessuna persona del registro ha questo codice fiscale.",
                en="Nobody in the register has this tax code.",
            )
        )
    return found


def reads_about(connection: Connection, asked: Subjects) -> list[Read]:
    """Every read of the subjects, oldest first; that the report was made is noted."""
    if asked.accounts:
        query, values = "reads_by", {"actors": asked.accounts}
    else:
        query, values = "reads_about", {"persons": asked.persons, "units": asked.units}
    bound = {name: [str(each) for each in ids] for name, ids in values.items()}
    rows = connection.execute(statement(PACKAGE, query), bound | {"reads": _READS})
    found = [Read(**{**row, "verb": Verb.of(row["verb"])}) for row in rows.mappings()]
    for each in (*asked.persons, *asked.units, *asked.accounts):
        note(connection, Verb.REPORT, "audit_entry", each, result_count=len(found))
    return found


def unnamed_reads(connection: Connection) -> int:
    """Lists, searches and files of personal data that say how many rows, not of whom."""
    rows = connection.execute(statement(PACKAGE, "unnamed_reads"), {"reads": _READS})
    count: int = rows.scalar_one()
    return count


def _identity(connection: Connection, word: str) -> uuid.UUID:
    if "@" in word:
        found: uuid.UUID | None = connection.execute(
            statement(PACKAGE, "account_with"), {"email": word.strip()}
        ).scalar()
        if found is None:
            raise _nobody(word)
        return found
    try:
        return uuid.UUID(word)
    except ValueError:
        raise InputError(
            Text(
                it="Serve l'identificativo di una persona, di un alloggio o di un utente, o "
                "l'indirizzo e-mail di un utente. Il codice fiscale si scrive alla domanda, non "
                "sulla riga di comando: lasciare vuoto.",
                en="It takes the id of a person, a flat or an account, or an account's e-mail "
                "address. A tax code is typed at the prompt, not on the command line: give none.",
            )
        ) from None


def _nobody(word: str) -> NotFoundError:
    return NotFoundError(
        Text(
            it=f"{word} non è né una persona, né un alloggio, né un utente del registro.",
            en=f"{word} is neither a person, nor a flat, nor an account of the register.",
        )
    )
