"""Writing street numbers: those of a whole town's first file are checked and indexed at its end."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, func, select

from buildings.registry.models import Address, ExternalIdentifier
from data.bulk.unchecked import checked_afterwards
from data.ingest.staging import PACKAGE
from gis.db import Base
from gis.sqlfiles import statement

LEAST_ROWS = 100_000
_TIMES_MORE = 4
_TABLES = (Address.__tablename__, ExternalIdentifier.__tablename__)


def load_addresses(connection: Connection, values: Mapping[str, Any]) -> None:
    """Write the staged street numbers and what the source calls them."""
    scheme = values["schemes"]["address"]
    named = {**values, "scheme": scheme}
    with _checked_as_one(connection, scheme):
        for step in ("load_address", "identify_addresses"):
            query = statement(PACKAGE, step)
            connection.execute(query, {key: named[key] for key in query.compile().params})


@contextmanager
def _checked_as_one(connection: Connection, scheme: str) -> Iterator[None]:
    """Within it, rows of a file that brings far more than is there are not checked one by one.

    Until the import ends nobody else reads addresses: only where there are hardly any.
    """
    if not _is_first(connection, scheme):
        yield
        return
    tables = [Base.metadata.tables[name] for name in _TABLES]
    with checked_afterwards(connection, tables):
        yield


def _is_first(connection: Connection, scheme: str) -> bool:
    """Whether the source has numbered nothing yet and brings many times what there is."""
    new = int(connection.scalar(statement(PACKAGE, "count_new_addresses")) or 0)
    numbered = select(ExternalIdentifier.id).where(ExternalIdentifier.scheme == scheme).limit(1)
    if new < LEAST_ROWS or connection.execute(numbered).first() is not None:
        return False
    standing = connection.scalar(select(func.count()).select_from(Address)) or 0
    return standing * _TIMES_MORE < new
