"""Tables of the audit: what was done, its seals and anchors; nothing here is ever changed."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Identity,
    Index,
    LargeBinary,
    Text,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from buildings.audit.states import Verb
from gis.columns import code_type
from gis.db import Base

HASH_BYTES = 32


def _moment() -> Any:  # noqa: ANN401 - the column of any moment
    return mapped_column(DateTime(timezone=True), server_default=sql("clock_timestamp()"))


class AuditEntry(Base):
    """One thing that one account did in one transaction; written in it, never changed.

    A trigger fills in when, in which transaction and who, whatever an INSERT says. `role` is null
    where the register itself acted (commands, imports). `transaction_id` is the number of
    `history.transaction`. `is_automatic` rows come from policies and from the hook on writes.
    `detail` holds codes and figures, never a name or what somebody typed.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        CheckConstraint("fields_class ~ '^P[0-6]$'", name="fields_class_form"),
        CheckConstraint("entity ~ '^[a-z][a-z0-9_.-]{0,79}$'", name="entity_form"),
        CheckConstraint("result_count >= 0", name="count_not_negative"),
        CheckConstraint("transaction_id > 0", name="transaction_positive"),
        CheckConstraint("address_hash ~ '^[0-9a-f]{16,64}$'", name="address_hashed"),
        CheckConstraint("purpose_code ~ '^[a-z][a-z0-9_.-]{0,79}$'", name="purpose_form"),
        CheckConstraint("detail is null or audit.is_plain(detail)", name="detail_plain"),
        Index("ix_audit_entry_transaction_id", "transaction_id"),
        Index("ix_audit_entry_at", "at", "id"),
        Index("ix_audit_entry_actor_at", "actor", "at", "id"),
        Index(
            "ix_audit_entry_entity_id_at",
            "entity_id",
            "at",
            "id",
            postgresql_where=sql("entity_id is not null"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[dt.datetime] = _moment()
    xid: Mapped[int] = mapped_column(BigInteger)
    transaction_id: Mapped[int] = mapped_column(BigInteger)
    request: Mapped[uuid.UUID | None]
    actor: Mapped[uuid.UUID | None]
    actor_name: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str | None] = mapped_column(Text)
    organisation: Mapped[uuid.UUID | None]
    verb: Mapped[Verb] = mapped_column(code_type(Verb))
    entity: Mapped[str] = mapped_column(Text)
    entity_id: Mapped[uuid.UUID | None]
    fields_class: Mapped[str | None] = mapped_column(Text)
    purpose_code: Mapped[str | None] = mapped_column(Text)
    case_id: Mapped[uuid.UUID | None]
    result_count: Mapped[int | None]
    address_hash: Mapped[str | None] = mapped_column(Text)
    is_automatic: Mapped[bool] = mapped_column(server_default=sql("false"))
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class AuditSeal(Base):
    """One batch of the chain: all entries of transactions from a number until, not including.

    Every number below the last `until_number` lies in exactly one batch, and was decided when it
    was sealed: an entry that turns up there later is a forgery. `total_count` counts all entries
    sealed so far. The sealer's own number is `transaction_id`.
    """

    __tablename__ = "audit_seal"
    __table_args__ = (
        CheckConstraint("from_number < until_number", name="range_ordered"),
        CheckConstraint("entry_count > 0", name="not_empty"),
        CheckConstraint(
            f"length(entries_hash) = {HASH_BYTES} and length(previous_hash) = {HASH_BYTES}"
            f" and length(hash) = {HASH_BYTES}",
            name="hash_lengths",
        ),
        Index("uq_audit_seal_until_number", "until_number", unique=True),
        Index("ix_audit_seal_transaction_id", "transaction_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    from_number: Mapped[int] = mapped_column(BigInteger)
    until_number: Mapped[int] = mapped_column(BigInteger)
    entry_count: Mapped[int]
    total_count: Mapped[int] = mapped_column(BigInteger)
    last_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    sealed_at: Mapped[dt.datetime] = _moment()
    transaction_id: Mapped[int] = mapped_column(BigInteger)
    entries_hash: Mapped[bytes] = mapped_column(LargeBinary)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditAnchor(Base):
    """A seal whose hash was written outside the database; which file, and when."""

    __tablename__ = "audit_anchor"

    id: Mapped[int] = mapped_column(primary_key=True)
    seal_id: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    total_count: Mapped[int] = mapped_column(BigInteger)
    target: Mapped[str] = mapped_column(Text)
    anchored_at: Mapped[dt.datetime] = _moment()
