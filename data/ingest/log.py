"""The log of runs, written on a connection of its own so that a rollback does not erase it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import Connection, Engine, func, insert, select, update

from data.ingest.models import ImportChange, ImportRefusal, ImportRun
from data.ingest.outcome import Changes, Counts
from data.ingest.states import ImportOutcome
from data.sources.rows import Refusal
from gis.codes import Text

_LOCK = 0x5A7E1133
"""Key of the advisory lock that keeps two imports apart."""

KEPT_REFUSALS = 1_000
"""Refusals of a run that go to the database for its page; the file holds all of them."""


@contextmanager
def one_import_at_a_time(engine: Engine) -> Iterator[Connection]:
    """A connection for the log that holds the import lock; waits for another import to end.

    Runs that still say `running` once the lock is ours were killed: they are marked so.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(select(func.pg_advisory_lock(_LOCK)))
        try:
            connection.execute(
                update(ImportRun)
                .where(ImportRun.outcome == ImportOutcome.RUNNING)
                .values(outcome=ImportOutcome.INTERRUPTED, finished_at=func.clock_timestamp())
            )
            yield connection
        finally:
            if not connection.invalidated:
                connection.execute(select(func.pg_advisory_unlock(_LOCK)))


def begin_run(connection: Connection, *, file_name: str, code: str, is_dry_run: bool) -> int:
    """A new run; its number."""
    return connection.execute(
        insert(ImportRun)
        .values(
            file_name=file_name,
            municipality_code=code,
            is_dry_run=is_dry_run,
            outcome=ImportOutcome.RUNNING,
        )
        .returning(ImportRun.id)
    ).scalar_one()


def describe_run(
    connection: Connection, run_id: int, *, sha256: str, byte_count: int, source: str
) -> None:
    """What the file of a run turned out to be."""
    connection.execute(
        update(ImportRun)
        .where(ImportRun.id == run_id)
        .values(sha256=sha256, byte_count=byte_count, source=source)
    )


def end_run(
    connection: Connection,
    run_id: int,
    outcome: ImportOutcome,
    *,
    counts: Counts | None = None,
    message: Text | None = None,
    held_back: Text | None = None,
    as_of: dt.date | None = None,
) -> None:
    """How a run ended."""
    connection.execute(
        update(ImportRun)
        .where(ImportRun.id == run_id)
        .values(
            outcome=outcome,
            finished_at=func.clock_timestamp(),
            as_of=as_of,
            message_it=storable(message.it) if message else None,
            message_en=storable(message.en) if message else None,
            held_back_it=storable(held_back.it) if held_back else None,
            held_back_en=storable(held_back.en) if held_back else None,
            **{f"{name}_count": count for name, count in asdict(counts or Counts()).items()},
        )
    )


def keep_refusals(connection: Connection, run_id: int, refusals: Sequence[Refusal]) -> None:
    """The first refusals of a run, for its page."""
    rows = [
        {
            "run_id": run_id,
            "row_number": refusal.number,
            "column_name": refusal.column,
            "value": storable(refusal.value),
            "reason_it": storable(refusal.reason.it),
            "reason_en": storable(refusal.reason.en),
            "raw": storable(refusal.raw),
        }
        for refusal in refusals[:KEPT_REFUSALS]
    ]
    if rows:
        connection.execute(insert(ImportRefusal), rows)


def keep_changes(connection: Connection, run_id: int, changes: Changes) -> None:
    """What a dry run would change, for its page."""
    rows = [
        {
            "run_id": run_id,
            "kind_it": each.kind.it,
            "kind_en": each.kind.en,
            "thing": storable(each.thing),
            "field_it": each.field.it,
            "field_en": each.field.en,
            "before_it": storable(each.before.it),
            "before_en": storable(each.before.en),
            "after_it": storable(each.after.it),
            "after_en": storable(each.after.en),
        }
        for each in changes.first
    ]
    if rows:
        connection.execute(insert(ImportChange), rows)
    connection.execute(
        update(ImportRun).where(ImportRun.id == run_id).values(more_changes_count=changes.more)
    )


def storable(text: str) -> str:
    """The text without what PostgreSQL cannot hold: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def date_of_same_file(connection: Connection, sha256: str, source: str) -> dt.date | None:
    """As of when the same file was loaded before; so a second time changes nothing."""
    return connection.scalar(
        select(ImportRun.as_of)
        .where(
            ImportRun.sha256 == sha256,
            ImportRun.source == source,
            ImportRun.outcome.in_([ImportOutcome.DONE, ImportOutcome.DONE_WITH_REFUSALS]),
            ~ImportRun.is_dry_run,
        )
        .order_by(ImportRun.id)
        .limit(1)
    )
