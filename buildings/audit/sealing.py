"""Sealing: entries of decided transactions are chained, batch after batch, by SHA-256.

A plain function on a connection, so that a thread, a command or a job runner may call it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from gis.sqlfiles import filled, read_sql, statement

PACKAGE = "buildings.audit.sql"
NO_HASH = bytes(32)
"""What the first seal follows."""

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal just made."""

    id: int
    from_number: int
    until_number: int
    entry_count: int
    total_count: int
    hash: bytes


def seal(connection: Connection) -> Sealed | None:
    """Seal what was decided since the last seal; None where nothing was, or another is at it.

    In the connection's transaction, which must be READ COMMITTED. A row whose transaction is still
    under way has a number above the horizon, whatever its id, and belongs to a later batch.
    """
    if not connection.execute(statement(PACKAGE, "try_alone")).scalar_one():
        return None
    last = connection.execute(statement(PACKAGE, "horizon")).one()
    if last.until_number <= last.from_number:
        return None
    digest, count = digest_of(connection, last.from_number, last.until_number)
    if count == 0:
        return None
    made = connection.execute(
        filled(PACKAGE, "make_seal", {"line": read_sql(PACKAGE, "seal_line")}),
        {
            "id": (last.last_id or 0) + 1,
            "from_number": last.from_number,
            "until_number": last.until_number,
            "entry_count": count,
            "total_count": last.total_count + count,
            "entries_hash": digest,
            "previous_hash": last.previous_hash or NO_HASH,
        },
    ).one()
    connection.execute(statement(PACKAGE, "leave_mark"))
    return Sealed(
        id=made.id,
        from_number=last.from_number,
        until_number=last.until_number,
        entry_count=made.entry_count,
        total_count=made.total_count,
        hash=bytes(made.hash),
    )


def digest_of(connection: Connection, from_number: int, until_number: int) -> tuple[bytes, int]:
    """The hash of the entries of a range of transactions, and how many they are."""
    digest, count = hashlib.sha256(), 0
    for row in entry_lines(connection, from_number, until_number):
        digest.update(f"{row.line}\n".encode())
        count += 1
    return digest.digest(), count


def entry_lines(
    connection: Connection, from_number: int, until_number: int
) -> Iterator[Row[tuple[int, str]]]:
    """Entries of a range of transactions as the lines that are hashed, a few at a time."""
    yield from connection.execute(
        statement(PACKAGE, "entries"),
        {"from_number": from_number, "until_number": until_number},
        execution_options={"yield_per": _AT_ONCE},
    )
