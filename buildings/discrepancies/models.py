"""Tables of discrepancies and of what happened to each."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, SmallInteger, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from buildings.discrepancies.states import (
    Decision,
    DiscrepancyKind,
    DiscrepancyState,
    EventKind,
)
from gis.columns import Identified, code_type
from gis.db import Base


class Discrepancy(Identified, Base):
    """Two values of the same thing by two sources; one row for good, whatever happens to it.

    `subject` is the thing in the finder's own words, unique within a kind; `about` says which
    dimension or measure where a kind has several. Values are codes or plain figures.
    """

    __tablename__ = "discrepancy"
    __table_args__ = (
        Index("uq_discrepancy_subject", "kind", "subject", unique=True),
        Index("ix_discrepancy_changed", "state", "changed_at", "fid"),
        Index("ix_discrepancy_kind_changed", "state", "kind", "changed_at", "fid"),
        CheckConstraint(
            "(state = 'open') = (decision is null) and (state = 'open') = (closed_at is null)",
            name="closed_by_something",
        ),
        CheckConstraint(
            "decision is null or decision = 'sources_agree_now' "
            "or (coalesce(btrim(decided_by), '') <> '' and coalesce(btrim(note), '') <> '')",
            name="decided_by_someone",
        ),
        CheckConstraint("reopened_count >= 0", name="reopened_not_negative"),
        CheckConstraint(
            "num_nonnulls(unit_id, building_id, condominium_id, reference_id) >= 1",
            name="about_something",
        ),
    )

    kind: Mapped[DiscrepancyKind] = mapped_column(code_type(DiscrepancyKind))
    subject: Mapped[str] = mapped_column(Text)
    about: Mapped[str | None] = mapped_column(Text)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    building_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("building.id"), index=True)
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    reference_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("unit_reference.id"), index=True
    )
    first_value: Mapped[str] = mapped_column(Text)
    first_source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    first_as_of: Mapped[dt.date]
    second_value: Mapped[str] = mapped_column(Text)
    second_source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    second_as_of: Mapped[dt.date]
    is_synthetic: Mapped[bool]
    state: Mapped[DiscrepancyState] = mapped_column(
        code_type(DiscrepancyState), server_default=DiscrepancyState.OPEN.value
    )
    opened_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )
    changed_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )
    decision: Mapped[Decision | None] = mapped_column(code_type(Decision))
    decided_by: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    reopened_count: Mapped[int] = mapped_column(SmallInteger, server_default="0")


class DiscrepancyEvent(Base):
    """What happened to a discrepancy, with the values that stood then; appended only."""

    __tablename__ = "discrepancy_event"
    __table_args__ = (Index("ix_discrepancy_event_of", "discrepancy_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    discrepancy_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("discrepancy.id", ondelete="CASCADE")
    )
    kind: Mapped[EventKind] = mapped_column(code_type(EventKind))
    happened_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )
    first_value: Mapped[str] = mapped_column(Text)
    second_value: Mapped[str] = mapped_column(Text)
    decision: Mapped[Decision | None] = mapped_column(code_type(Decision))
    decided_by: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
