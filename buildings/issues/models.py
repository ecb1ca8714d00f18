"""Tables of condominium issues and of the states they went through."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.identity.models import Referred
from buildings.issues.states import IssueState, IssueType, Severity
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base


class CondominiumIssue(Identified, Referred, Provenance, Base):
    """Something wrong in a condominium, a building or a unit; at least one of them is named."""

    __tablename__ = "condominium_issue"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(condominium_id, building_id, unit_id, reference_id) >= 1",
            name="reaches_something",
        ),
        CheckConstraint("amount_eur >= 0", name="amount_not_negative"),
    )

    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    building_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("building.id"), index=True)
    issue_type: Mapped[IssueType] = mapped_column(code_type(IssueType))
    severity: Mapped[Severity] = mapped_column(code_type(Severity))
    title_it: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    reported_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]
    amount_eur: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))


class CondominiumIssueState(ValidTime, Provenance, Base):
    """The states an issue went through."""

    __tablename__ = "condominium_issue_state"
    __table_args__ = (
        no_overlap("issue_id"),
        valid_time_ordered(),
        Index("ix_condominium_issue_state_issue_from", "issue_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium_issue.id"))
    state: Mapped[IssueState] = mapped_column(code_type(IssueState))
