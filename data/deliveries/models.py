"""The links given to administrators, and the tries at links that do not exist."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    func,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from buildings.arrears.states import DeliveryKind
from gis.columns import code_type
from gis.db import Base


class DeliveryLink(Base):
    """A link for one delivery; of its token only the SHA-256 is kept.

    `file_key` names the uploaded file while it waits for its confirmation; `answers` is what the
    sender said about it.
    """

    __tablename__ = "delivery_link"
    __table_args__ = (
        CheckConstraint("token_sha256 ~ '^[0-9a-f]{64}$'", name="token_sha256_form"),
        CheckConstraint("file_key ~ '^[0-9a-f]{32}$'", name="file_key_form"),
        CheckConstraint("expires_at > created_at", name="expires_later"),
        CheckConstraint("(file_key is null) = (file_name is null)", name="file_named"),
        CheckConstraint("used_at is null or file_key is null", name="no_file_once_used"),
        Index("uq_delivery_link_token_sha256", "token_sha256", unique=True),
        Index(None, "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(Text)
    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"), index=True)
    kind: Mapped[DeliveryKind] = mapped_column(code_type(DeliveryKind))
    sender: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
    expires_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    upload_count: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    file_key: Mapped[str | None] = mapped_column(Text)
    file_name: Mapped[str | None] = mapped_column(Text)
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id", ondelete="SET NULL"))


class DeliveryAttempt(Base):
    """One request with a token that opened nothing; the address only as a salted hash."""

    __tablename__ = "delivery_attempt"
    __table_args__ = (Index(None, "address_hash", "at"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    address_hash: Mapped[str] = mapped_column(Text)
