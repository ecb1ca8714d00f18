"""Tables of retention: the clocks, the runs, what was erased, and the sealed archive."""

import datetime as dt
import uuid

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from buildings.retention.states import (
    Anchor,
    ErasureGround,
    RetentionAction,
    RetentionKind,
    RunOutcome,
)
from gis.columns import ValidTime, code_type, no_overlap, valid_time_ordered
from gis.db import Base


class RetentionRule(ValidTime, Base):
    """How long one kind of data is kept from its anchor, for as long as the rule is in force.

    Without a period the kind is kept for good, or has a clock of its own elsewhere.
    """

    __tablename__ = "retention_rule"
    __table_args__ = (
        no_overlap("kind"),
        valid_time_ordered(),
        CheckConstraint("period_months >= 0", name="period_not_negative"),
        CheckConstraint("(action = 'keep') = (period_months is null)", name="period_unless_kept"),
        CheckConstraint("btrim(legal_basis) <> ''", name="legal_basis_given"),
        CheckConstraint("action <> 'readmit'", name="action_of_a_clock"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RetentionKind] = mapped_column(code_type(RetentionKind))
    anchor: Mapped[Anchor] = mapped_column(code_type(Anchor))
    period_months: Mapped[int | None] = mapped_column(SmallInteger)
    action: Mapped[RetentionAction] = mapped_column(code_type(RetentionAction))
    legal_basis: Mapped[str] = mapped_column(Text)


class RetentionRun(Base):
    """One run of the job that was not dry."""

    __tablename__ = "retention_run"
    __table_args__ = (
        CheckConstraint(
            "(outcome = 'running') = (finished_at is null)", name="finished_unless_running"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[dt.date]
    started_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    finished_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[RunOutcome] = mapped_column(code_type(RunOutcome))


class Erasure(Base):
    """That a thing was erased, never what it said; triggers keep the row and erase its history.

    `entity` is the table, `counted_as` and `counted_year` the code and the year under which the
    thing is still counted, `reference` the protocol number of a request or an order.
    """

    __tablename__ = "erasure"
    __table_args__ = (
        Index(None, "entity", "entity_id"),
        Index(None, "kind", "erased_at"),
        CheckConstraint("rule_id is null or ground = 'clock'", name="rule_of_the_clock"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[RetentionKind] = mapped_column(code_type(RetentionKind))
    entity: Mapped[str] = mapped_column(Text)
    entity_id: Mapped[str] = mapped_column(Text)
    action: Mapped[RetentionAction] = mapped_column(code_type(RetentionAction))
    ground: Mapped[ErasureGround] = mapped_column(code_type(ErasureGround))
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("retention_rule.id"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("retention_run.id"), index=True)
    reference: Mapped[str | None] = mapped_column(Text)
    counted_as: Mapped[str | None] = mapped_column(Text)
    counted_year: Mapped[int | None] = mapped_column(SmallInteger)
    erased_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class ArchivedRecord(Base):
    """A closed matter in the restricted archive: sealed with a key of its own outside the database.

    Whoever reads the table reads noise; to destroy the key is to discard the record.
    """

    __tablename__ = "archived_record"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[RetentionKind] = mapped_column(code_type(RetentionKind))
    entity: Mapped[str] = mapped_column(Text)
    archived_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
