"""Tables of real dwellings; a unit that none of them names is its own dwelling."""

import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.status.states import VALUES, Dimension
from buildings.status.telling import RESIDENT_COUNTED, legal_values, preference
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base

SAID_OF_DWELLINGS = (Dimension.OCCUPANCY, Dimension.CROWDING)
"""What is said of a dwelling where it is not the unit; everything else belongs to units."""


class Dwelling(Identified, Provenance, Base):
    """A home that is not one cadastral unit: a part of one, or several together.

    Who splits or merges opens and closes `dwelling_unit` rows; the dwelling itself has no time.
    """

    __tablename__ = "dwelling"
    __table_args__ = (
        CheckConstraint("usable_area_m2 > 0", name="usable_area_positive"),
        CheckConstraint("btrim(label) <> ''", name="label_given"),
    )

    building_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("building.id"), index=True)
    label: Mapped[str] = mapped_column(Text)
    usable_area_m2: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    note: Mapped[str | None] = mapped_column(Text)


class DwellingUnit(ValidTime, Provenance, Base):
    """Which units a dwelling lies in, for as long as it does."""

    __tablename__ = "dwelling_unit"
    __table_args__ = (
        no_overlap("dwelling_id", "unit_id"),
        valid_time_ordered(),
        Index("ix_dwelling_unit_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dwelling_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dwelling.id"), index=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))


class DwellingStatus(ValidTime, Provenance, Base):
    """Occupancy or crowding of one dwelling, for as long as it held, as one source tells it."""

    __tablename__ = "dwelling_status"
    __table_args__ = (
        no_overlap("dwelling_id", "dimension", "source_id"),
        valid_time_ordered(),
        CheckConstraint(
            legal_values({each: VALUES[each] for each in SAID_OF_DWELLINGS}),
            name="value_of_dimension",
        ),
        CheckConstraint(RESIDENT_COUNTED, name="crowding_counted"),
        Index("ix_dwelling_status_dimension_from", "dwelling_id", "dimension", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dwelling_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dwelling.id"))
    dimension: Mapped[Dimension] = mapped_column(code_type(Dimension))
    value: Mapped[str] = mapped_column(Text)
    persons: Mapped[int | None] = mapped_column(SmallInteger)
    preference: Mapped[str] = preference("value")
