"""Tables of published figures, which may contradict each other, and of dated events."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from gis.columns import Identified, Provenance
from gis.db import Base


class PublishedFigure(Identified, Provenance, Base):
    """One number as one source gives it; `value` is null, with the reason, where none was found."""

    __tablename__ = "published_figure"
    __table_args__ = (
        CheckConstraint("num_nonnulls(district_id, condominium_id) >= 1", name="of_something"),
        CheckConstraint(
            "(value is null and value_max is null) = (missing_reason is not null)",
            name="value_or_reason",
        ),
        CheckConstraint("value_max >= value", name="range_ordered"),
        CheckConstraint("period_to >= period_from", name="period_ordered"),
    )

    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    measure: Mapped[str] = mapped_column(Text)
    title_it: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    value: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    value_max: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    unit_of_count: Mapped[str] = mapped_column(Text)
    missing_reason: Mapped[str | None] = mapped_column(Text)
    period_from: Mapped[dt.date | None]
    period_to: Mapped[dt.date | None]


class TimelineEvent(Identified, Provenance, Base):
    """Something that happened, dated as precisely as its source dates it."""

    __tablename__ = "timeline_event"
    __table_args__ = (
        CheckConstraint("num_nonnulls(district_id, condominium_id) >= 1", name="of_something"),
        CheckConstraint("happened_to >= happened_from", name="dates_ordered"),
    )

    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    place: Mapped[str | None] = mapped_column(Text)
    happened_from: Mapped[dt.date | None]
    happened_to: Mapped[dt.date | None]
    date_text: Mapped[str] = mapped_column(Text)
    title_it: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
