"""Tables of namings: how a sender names a unit, and which unit that is."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from buildings.identity.states import MatchMethod, ReferenceState
from gis.columns import Identified, Recorded, code_type
from gis.db import Base


class UnitReference(Identified, Recorded, Base):
    """One naming of a unit by one sender, kept so that a decision about it is taken once.

    `sender` is who names it so (a source id, with the administrator or the condominium after a
    colon where the naming is theirs); `key` is the naming brought to one spelling. The columns
    below are what the row said, as far as it said it; names of persons are never among them.
    """

    __tablename__ = "unit_reference"
    __table_args__ = (
        Index("uq_unit_reference_sender_key", "sender", "key", unique=True),
        Index(
            "ix_unit_reference_state", "state", "fid", postgresql_where=sql("state <> 'matched'")
        ),
        CheckConstraint("(state = 'matched') = (unit_id is not null)", name="matched_has_unit"),
        CheckConstraint("(unit_id is null) = (method is null)", name="unit_has_method"),
        CheckConstraint("score between 0 and 1", name="score_range"),
    )

    sender: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    street_name: Mapped[str | None] = mapped_column(Text)
    number_text: Mapped[str | None] = mapped_column(Text)
    staircase_code: Mapped[str | None] = mapped_column(Text)
    floor_code: Mapped[str | None] = mapped_column(Text)
    unit_number: Mapped[str | None] = mapped_column(Text)
    cadastral_section: Mapped[str | None] = mapped_column(Text)
    sheet: Mapped[str | None] = mapped_column(Text)
    parcel_number: Mapped[str | None] = mapped_column(Text)
    subunit: Mapped[str | None] = mapped_column(Text)
    other_code: Mapped[str | None] = mapped_column(Text)
    cadastral_category: Mapped[str | None] = mapped_column(Text)
    area_m2: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    state: Mapped[ReferenceState] = mapped_column(
        code_type(ReferenceState), server_default=ReferenceState.WAITING.value
    )
    method: Mapped[MatchMethod | None] = mapped_column(code_type(MatchMethod))
    score: Mapped[Decimal | None] = mapped_column(Numeric(4, 3))
    reasons: Mapped[list[str]] = mapped_column(JSONB, server_default=sql("'[]'::jsonb"))
    matched_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class UnitCandidate(Base):
    """A unit that a naming may mean, when no single one stands out."""

    __tablename__ = "unit_candidate"
    __table_args__ = (CheckConstraint("score between 0 and 1", name="score_range"),)

    reference_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("unit_reference.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    rank: Mapped[int] = mapped_column(SmallInteger)
    score: Mapped[Decimal] = mapped_column(Numeric(4, 3))
    reasons: Mapped[list[Any]] = mapped_column(JSONB, server_default=sql("'[]'::jsonb"))


class ReferenceDecision(Recorded, Base):
    """What a person decided about a naming; no unit says that it is not of the register."""

    __tablename__ = "reference_decision"
    __table_args__ = (
        Index(
            "uq_reference_decision_standing",
            "reference_id",
            unique=True,
            postgresql_where=sql("undone_at is null"),
        ),
        CheckConstraint("(undone_at is null) = (undone_by is null)", name="undone_by_someone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit_reference.id"))
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    decided_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )
    decided_by: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    undone_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    undone_by: Mapped[str | None] = mapped_column(Text)


class Referred:
    """A fact that a source told about a unit it named: `unit_id` follows the naming's match.

    A trigger of `unit_reference` moves the facts when the match changes.
    """

    reference_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("unit_reference.id"), index=True, sort_order=70
    )
    unit_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("unit.id"), index=True, sort_order=71
    )
