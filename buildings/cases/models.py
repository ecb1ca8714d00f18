"""Tables of housing cases and of the states they went through; no person is named here."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.cases.states import CaseState, CaseType, Office
from buildings.identity.models import Referred
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base


class HousingCase(Identified, Referred, Provenance, Base):
    """A case about a unit or, where it is not known, a building or what a source called a unit."""

    __tablename__ = "housing_case"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(unit_id, building_id, reference_id) >= 1", name="reaches_something"
        ),
        CheckConstraint("due_on >= opened_on", name="due_after_opening"),
    )

    case_type: Mapped[CaseType] = mapped_column(code_type(CaseType))
    building_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("building.id"), index=True)
    protocol_no: Mapped[str | None] = mapped_column(Text, unique=True)
    office: Mapped[Office] = mapped_column(code_type(Office))
    opened_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]


class HousingCaseState(ValidTime, Provenance, Base):
    """The states a case went through."""

    __tablename__ = "housing_case_state"
    __table_args__ = (
        no_overlap("case_id"),
        valid_time_ordered(),
        Index("ix_housing_case_state_case_from", "case_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("housing_case.id"))
    state: Mapped[CaseState] = mapped_column(code_type(CaseState))
