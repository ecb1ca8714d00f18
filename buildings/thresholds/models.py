"""The table of dated thresholds."""

from decimal import Decimal

from sqlalchemy import Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.thresholds.states import Threshold
from gis.columns import ValidTime, code_type, no_overlap, valid_time_ordered
from gis.db import Base


class RuleThreshold(ValidTime, Base):
    """The value of one threshold for as long as a rule gave it, with the rule's name."""

    __tablename__ = "rule_threshold"
    __table_args__ = (no_overlap("threshold"), valid_time_ordered())

    id: Mapped[int] = mapped_column(primary_key=True)
    threshold: Mapped[Threshold] = mapped_column(code_type(Threshold))
    value: Mapped[Decimal] = mapped_column(Numeric(10, 3))
    legal_basis: Mapped[str] = mapped_column(Text)
