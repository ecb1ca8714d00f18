"""Reads of the thresholds in force."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.thresholds.models import RuleThreshold
from buildings.thresholds.states import Threshold
from gis.together import held

IN_FORCE = select(RuleThreshold).where(held(RuleThreshold))
"""The thresholds in force on a day."""


def in_force(session: Session, on_date: dt.date) -> dict[Threshold, Decimal]:
    """The value of each threshold on a day; one that no rule gave then is missing."""
    return values_of(session.scalars(IN_FORCE, {"on_date": on_date}))


def values_of(rows: Iterable[RuleThreshold]) -> dict[Threshold, Decimal]:
    """The value of each threshold."""
    return {row.threshold: row.value for row in rows}
