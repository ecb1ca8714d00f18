"""Reads of the thresholds in force."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.thresholds.models import RuleThreshold
from buildings.thresholds.states import Threshold


def in_force(session: Session, on_date: dt.date) -> dict[Threshold, Decimal]:
    """The value of each threshold on a day; one that no rule gave then is missing."""
    query = select(RuleThreshold.threshold, RuleThreshold.value).where(
        RuleThreshold.valid_from <= on_date, RuleThreshold.valid_to > on_date
    )
    return {row.threshold: row.value for row in session.execute(query)}
