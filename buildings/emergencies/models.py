"""The table of emergency accesses."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.privacy.states import Role
from gis.columns import code_type
from gis.db import Base

LONGEST_MINUTES = 60


class EmergencyAccess(Base):
    """An administrator's session that reads of one unit with another role, and until when.

    Only functions of the schema access read and write it (`emergencies.sql`). Ended sessions are
    deleted before it, so it names its own without a reference.
    """

    __tablename__ = "emergency_access"
    __table_args__ = (
        CheckConstraint(
            "expires_at > opened_at"
            f" and expires_at <= opened_at + interval '{LONGEST_MINUTES} minutes'",
            name="an_hour_at_most",
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    session_id: Mapped[uuid.UUID] = mapped_column(index=True)
    approval_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("approval.id"), unique=True)
    role: Mapped[Role] = mapped_column(code_type(Role))
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    opened_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    expires_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
