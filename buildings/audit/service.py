"""What features and routes do with the audit: note, seal and anchor, let expire."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.orm import Session

from buildings.audit import anchors
from buildings.audit.models import AuditAnchor, AuditSeal
from buildings.audit.sealing import PACKAGE
from buildings.audit.states import Verb
from gis.dates import ROME, instant
from gis.sqlfiles import statement

Detail = Mapping[str, object]
"""Codes and figures: small letters, digits, `_ . : + / -`. The database refuses anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired:
    """How many entries went because their term was over, and through which seal."""

    entry_count: int
    seal_id: int | None


def note(
    session: Session | Connection,
    verb: Verb,
    entity: str,
    entity_id: uuid.UUID | None = None,
    *,
    fields_class: str | None = None,
    result_count: int | None = None,
    purpose: str | None = None,
    case_id: uuid.UUID | None = None,
    detail: Detail | None = None,
) -> int:
    """Write one entry in the transaction at hand; its number.

    Who acts, in which role and request is what the transaction's settings say. `entity` is a table
    or a layer. Rolled back with the transaction: what must outlive a failure needs its own.
    """
    found: int = session.execute(
        statement(PACKAGE, "note"),
        {
            "verb": verb.value,
            "entity": entity,
            "entity_id": entity_id,
            "fields_class": fields_class,
            "result_count": result_count,
            "purpose": purpose,
            "case_id": case_id,
            "detail": None if detail is None else json.dumps(dict(detail)),
        },
    ).scalar_one()
    return found


def foresee(session: Session) -> None:
    """Note the classes that the reader may read in the past, before nothing can be written."""
    session.execute(statement(PACKAGE, "foresee"))


def anchor(connection: Connection, folder: Path, *, at_most_daily: bool = False) -> Path | None:
    """Write the last seal's hash outside the database, and that it was; the file.

    None where nothing is sealed, where that seal has its anchor, or where `at_most_daily` finds
    one of today (Europe/Rome).
    """
    last = connection.execute(
        select(AuditSeal.id, AuditSeal.hash, AuditSeal.total_count)
        .order_by(AuditSeal.id.desc())
        .limit(1)
    ).one_or_none()
    before = connection.execute(
        select(AuditAnchor.seal_id, AuditAnchor.anchored_at)
        .order_by(AuditAnchor.id.desc())
        .limit(1)
    ).one_or_none()
    now = connection.execute(select(func.clock_timestamp())).scalar_one()
    if last is None or (before is not None and before.seal_id == last.id):
        return None
    if at_most_daily and before is not None and _day(before.anchored_at) == _day(now):
        return None
    file = anchors.append(folder, instant(now), last.id, last.total_count, bytes(last.hash))
    connection.execute(
        insert(AuditAnchor).values(
            seal_id=last.id,
            hash=last.hash,
            total_count=last.total_count,
            target=str(file),
            anchored_at=now,
        )
    )
    return file


def expire(connection: Connection) -> Expired:
    """Remove the entries whose term is over, by whole seals; the seals stay and prove the rest."""
    gone = connection.execute(statement(PACKAGE, "expire")).one()
    if gone.entry_count:
        note(
            connection,
            Verb.ERASE,
            "audit_entry",
            result_count=gone.entry_count,
            detail={"through_seal": gone.seal_id},
        )
    return Expired(entry_count=gone.entry_count, seal_id=gone.seal_id)


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(ROME).date()
