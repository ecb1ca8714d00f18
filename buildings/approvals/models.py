"""The table of approvals: what was asked of a second person, and what they said."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from buildings.approvals.states import ApprovalKind, ApprovalOutcome
from gis.columns import code_type
from gis.db import Base


class Approval(Base):
    """One request to a second person; `asked` holds codes alone, `reason` the asker's own words.

    Only functions of the schema access read and write it (`approvals.sql`).
    """

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint("decided_by <> asked_by", name="second_person"),
        CheckConstraint(
            "num_nonnulls(decided_by, decided_at, outcome) in (0, 3)", name="decision_whole"
        ),
        CheckConstraint(
            "used_at is null or coalesce(outcome = 'granted', false)", name="used_if_granted"
        ),
        CheckConstraint("length(btrim(reason)) between 10 and 500", name="reason_form"),
        CheckConstraint("asked_at < expires_at", name="expires_later"),
        CheckConstraint(
            "jsonb_typeof(asked) = 'object' and length(asked::text) <= 2000", name="asked_form"
        ),
        Index("ix_approval_open", "kind", "asked_at", postgresql_where=text("outcome is null")),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    kind: Mapped[ApprovalKind] = mapped_column(code_type(ApprovalKind))
    asked: Mapped[dict[str, object]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    decided_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[ApprovalOutcome | None] = mapped_column(code_type(ApprovalOutcome))
    expires_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
