"""Tables of interventions, their funds, their states and what they reach."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.identity.models import Referred
from buildings.interventions.states import (
    FundingSource,
    InterventionState,
    PermitType,
    WorksCategory,
)
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base


class Intervention(Identified, Provenance, Base):
    """Works or an action on the district; it may reach many things."""

    __tablename__ = "intervention"
    __table_args__ = (
        CheckConstraint("cup ~ '^[A-Z][0-9]{2}[A-Z][0-9]{11}$'", name="cup_form"),
        CheckConstraint("planned_end_on >= planned_start_on", name="planned_order"),
    )

    name_it: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    works_category: Mapped[WorksCategory] = mapped_column(code_type(WorksCategory))
    permit_type: Mapped[PermitType | None] = mapped_column(code_type(PermitType))
    cup: Mapped[str | None] = mapped_column(Text)
    planned_start_on: Mapped[dt.date | None]
    planned_end_on: Mapped[dt.date | None]
    units_refurbished: Mapped[int | None]


class InterventionFunding(Provenance, Base):
    """One fund of one intervention; several figures for the same fund may coexist by source."""

    __tablename__ = "intervention_funding"
    __table_args__ = (CheckConstraint("amount_eur >= 0", name="amount_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    intervention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("intervention.id"), index=True)
    funding_source: Mapped[FundingSource] = mapped_column(code_type(FundingSource))
    amount_eur: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))


class InterventionStage(ValidTime, Provenance, Base):
    """The states an intervention went through."""

    __tablename__ = "intervention_state"
    __table_args__ = (
        no_overlap("intervention_id"),
        valid_time_ordered(),
        Index("ix_intervention_state_intervention_from", "intervention_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    intervention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("intervention.id"))
    state: Mapped[InterventionState] = mapped_column(code_type(InterventionState))


class InterventionTarget(Referred, Provenance, Base):
    """One thing that an intervention reaches: a district, condominium, building or unit.

    A unit that a source named in its own way may still be unknown.
    """

    __tablename__ = "intervention_target"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(district_id, condominium_id, building_id, "
            "coalesce(unit_id, reference_id)) = 1",
            name="one_thing",
        ),
        Index(
            "uq_intervention_target_thing",
            "intervention_id",
            "district_id",
            "condominium_id",
            "building_id",
            "unit_id",
            "reference_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    intervention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("intervention.id"))
    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    building_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("building.id"), index=True)
