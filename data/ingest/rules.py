"""A rule of the register that a file breaks: told with rule and thing, never a traceback."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from buildings.tables import metadata
from data.ingest.changes.kinds import kind_of
from data.ingest.changes.naming import NAMED, Thing, names_of
from data.ingest.changes.values import target_of
from data.ingest.staging import PACKAGE
from data.sources.rows import FileRefusedError
from gis.codes import Text
from gis.sqlfiles import statement

_KEY = re.compile(r"\((\w+)[,)].*?\)=\(([^,()]+)")
_MOST_THINGS = 3
_SUBJECTS = ("unit", "dwelling", "millesimal_table")
"""What the rules that look at the commit are about."""


@contextmanager
def ruled(connection: Connection) -> Iterator[None]:
    """What is done within either holds the register's rules or refuses the file, in a savepoint."""
    attempt = connection.begin_nested()
    try:
        yield
    except (IntegrityError, DataError) as error:
        attempt.rollback()
        raise _refusal(connection, error) from error
    except BaseException:
        attempt.rollback()
        raise
    attempt.commit()


def check_rules(connection: Connection) -> None:
    """Let the rules that wait for the commit look now, while the file can still be refused."""
    with ruled(connection):
        connection.execute(statement(PACKAGE, "constraints_now"))


def _refusal(connection: Connection, error: IntegrityError | DataError) -> FileRefusedError:
    diag: Any = getattr(error.orig, "diag", None)
    rule: str = getattr(diag, "constraint_name", None) or ""
    table: str = getattr(diag, "table_name", None) or ""
    things = _named_in(table, getattr(diag, "message_detail", None) or "")
    if rule and not table:
        things = _contradicting(connection, rule)
        words = str(diag.message_primary).partition(" / ")
        said = Text(it=words[0], en=words[2] or words[0])
    else:
        kind = kind_of(table) if table else Text(it="un valore", en="a value")
        code = rule or getattr(error.orig, "pgcode", None) or type(error.orig).__name__
        said = Text(
            it=f"regola «{code}» ({kind.it})",
            en=f'rule "{code}" ({kind.en})',
        )
    names = ", ".join(filter(None, names_of(connection, things).values()))
    of_it, of_en = (f", per {names}", f", of {names}") if names else ("", "")
    return FileRefusedError(
        Text(
            it=f"Il file romperebbe una regola del registro{of_it}: {said.it}. Niente è stato"
            " scritto: correggere quelle righe e riprovare.",
            en=f"The file would break a rule of the register{of_en}: {said.en}. Nothing was"
            " written: correct those rows and try again.",
        )
    )


def _named_in(table: str, detail: str) -> list[Thing]:
    """The things whose keys PostgreSQL names; nothing else of its sentence is passed on."""
    found = _KEY.search(detail)
    if found is None or table not in metadata.tables:
        return []
    model, column = metadata.tables[table], found[1]
    target = target_of(model, column) if column in model.columns else None
    return [(target, found[2])] if target in NAMED else []


def _contradicting(connection: Connection, rule: str) -> list[Thing]:
    """The things that break a rule which looks at the commit."""
    rows = connection.scalars(
        statement(PACKAGE, "things_against"),
        {"rule": rule, "most": _MOST_THINGS},
    ).all()
    return [(subject, thing) for thing in rows for subject in _SUBJECTS]
