"""The log of files that carry more than everybody may see: to whom each went, and why."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.exports.states import ExportForm
from gis.columns import code_type
from gis.db import Base


class FileExport(Base):
    """One file: what it holds, for whom and why, and the SHA-256 by which it is known again.

    Written by `access.record_export` alone, in the transaction that read the rows, and never
    changed. `recipient` is an office or a body; the audit's entry of the same transaction has
    this row's id and the digest of its words.
    """

    __tablename__ = "file_export"
    __table_args__ = (
        CheckConstraint("length(btrim(recipient)) between 3 and 120", name="recipient_form"),
        CheckConstraint("length(btrim(purpose)) between 10 and 300", name="purpose_form"),
        CheckConstraint("row_count >= 0", name="count_not_negative"),
        CheckConstraint("length(sha256) = 32", name="sha256_length"),
        Index("ix_file_export_made_at", "made_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    made_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    actor: Mapped[uuid.UUID | None]
    role: Mapped[str] = mapped_column(Text)
    request: Mapped[uuid.UUID | None]
    entity: Mapped[str] = mapped_column(Text)
    data_class: Mapped[str] = mapped_column(Text)
    form: Mapped[ExportForm] = mapped_column(code_type(ExportForm))
    recipient: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text)
    row_count: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    approval_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("approval.id"), index=True)
