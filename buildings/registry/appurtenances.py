"""The table of appurtenances: cellars and garages that go with a flat."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from gis.columns import Provenance, ValidTime, no_overlap, valid_time_ordered
from gis.db import Base


class Appurtenance(ValidTime, Provenance, Base):
    """A unit that goes with a main one; `is_inferred` when holders tell it, not a deed."""

    __tablename__ = "appurtenance"
    __table_args__ = (
        no_overlap("unit_id", "main_unit_id"),
        valid_time_ordered(),
        CheckConstraint("unit_id <> main_unit_id", name="not_of_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    main_unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    is_inferred: Mapped[bool]
