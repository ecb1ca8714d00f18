"""Tables of what the auditor watches: thresholds, alerts, the monthly sample and its reviews."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Numeric,
    Text,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from buildings.audit.states import AlertKind, AlertState, Finding, Reviewer, RuleKind
from gis.columns import ValidTime, code_type, no_overlap, valid_time_ordered
from gis.db import Base

EVERY_ROLE = "*"


class AuditRule(ValidTime, Base):
    """One number for as long as somebody gave it; `*` is every role without its own."""

    __tablename__ = "audit_rule"
    __table_args__ = (
        no_overlap("kind", "role"),
        valid_time_ordered(),
        CheckConstraint("value >= 0", name="value_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RuleKind] = mapped_column(code_type(RuleKind))
    role: Mapped[str] = mapped_column(Text, server_default=EVERY_ROLE)
    value: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    legal_basis: Mapped[str] = mapped_column(Text)


class AuditAlert(Base):
    """Something that sealed entries show and somebody must look at: figures, no personal value.

    One alert for an account, a kind and a clock hour; it grows while that hour does.
    """

    __tablename__ = "audit_alert"
    __table_args__ = (
        Index("uq_audit_alert_hour", "kind", "actor", "hour", unique=True),
        Index("ix_audit_alert_state", "state", "id"),
        CheckConstraint(
            "(state = 'open') = (decided_at is null)"
            " and (state = 'open' or coalesce(btrim(note), '') <> '')",
            name="decided_with_reason",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[AlertKind] = mapped_column(code_type(AlertKind))
    actor: Mapped[uuid.UUID]
    role: Mapped[str | None] = mapped_column(Text)
    organisation: Mapped[uuid.UUID | None]
    hour: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    first_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    last_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    observed: Mapped[int]
    threshold: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    raised_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )
    state: Mapped[AlertState] = mapped_column(
        code_type(AlertState), server_default=AlertState.OPEN.value
    )
    decided_by: Mapped[uuid.UUID | None]
    decided_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    note: Mapped[str | None] = mapped_column(Text)


class AuditSample(Base):
    """One read drawn for a month's review; which ones follows from a seal's hash, not from us."""

    __tablename__ = "audit_sample"
    __table_args__ = (
        Index("uq_audit_sample_entry", "month", "entry_id", unique=True),
        CheckConstraint("extract(day from month) = 1", name="first_of_month"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    month: Mapped[dt.date]
    entry_id: Mapped[int] = mapped_column(BigInteger)
    seed: Mapped[str] = mapped_column(Text)
    population: Mapped[int]
    drawn_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )


class AuditReview(Base):
    """What one reviewer said of one sampled read; said again, both stay and the last counts."""

    __tablename__ = "audit_review"
    __table_args__ = (Index("ix_audit_review_sample", "sample_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("audit_sample.id"))
    reviewer: Mapped[Reviewer] = mapped_column(code_type(Reviewer))
    finding: Mapped[Finding] = mapped_column(code_type(Finding))
    actor: Mapped[uuid.UUID | None]
    note: Mapped[str] = mapped_column(Text, server_default="")
    reviewed_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )
