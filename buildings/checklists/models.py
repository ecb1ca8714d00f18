"""Tables of the lists handed out and of their answers; no person is named in either."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, SmallInteger
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from buildings.checklists.states import CheckOutcome, CheckQuestion
from gis.columns import Identified, Provenance, code_type
from gis.db import Base


class Checklist(Identified, Base):
    """A list of cases with one question, as it was handed out."""

    __tablename__ = "checklist"

    question: Mapped[CheckQuestion] = mapped_column(code_type(CheckQuestion))
    made_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=sql("clock_timestamp()")
    )


class ChecklistItem(Base):
    """One case of a list; `line` is its number on the list."""

    __tablename__ = "checklist_item"
    __table_args__ = (
        Index("uq_checklist_item_case", "checklist_id", "case_id", unique=True),
        CheckConstraint("line >= 1", name="line_positive"),
    )

    checklist_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("checklist.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("housing_case.id"), index=True)


class ChecklistAnswer(Provenance, Base):
    """What was answered about one case of a list; a later answer takes its place."""

    __tablename__ = "checklist_answer"
    __table_args__ = (CheckConstraint("persons_count between 0 and 999", name="persons_range"),)

    checklist_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("checklist.id"), primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("housing_case.id"), primary_key=True, index=True
    )
    outcome: Mapped[CheckOutcome] = mapped_column(code_type(CheckOutcome))
    persons_count: Mapped[int | None] = mapped_column(SmallInteger)
    answered_on: Mapped[dt.date]
