"""How old a unit's debt is: computed only from what the table tells, else unknown."""

import datetime as dt
from decimal import Decimal

from buildings.arrears.states import LegalStep
from buildings.status.states import ArrearsBand


def band_of(
    *,
    balance_eur: Decimal,
    previous_eur: Decimal | None,
    step: LegalStep,
    oldest: dt.date | None,
    as_of: dt.date | None,
    closed_on: dt.date | None,
) -> ArrearsBand:
    """The band of a debt (positive balance) on the day of the table.

    Nothing owed is `none`; enforcement comes before age; age is that of the oldest unpaid
    instalment. Without such a date, a unit that owed nothing before this financial year owes for
    less than a year, as long as the table speaks of a day within it.
    """
    if balance_eur <= 0:
        return ArrearsBand.NONE
    if step is LegalStep.ENFORCEMENT:
        return ArrearsBand.IN_ENFORCEMENT
    if as_of is None:
        return ArrearsBand.UNKNOWN
    if oldest is not None and oldest <= as_of:
        return _of_age(oldest, as_of)
    is_of_this_year = closed_on is None or as_of <= closed_on
    if previous_eur is not None and previous_eur <= 0 and is_of_this_year:
        return ArrearsBand.BELOW_1Y
    return ArrearsBand.UNKNOWN


def _of_age(since: dt.date, as_of: dt.date) -> ArrearsBand:
    years = as_of.year - since.year - ((as_of.month, as_of.day) < (since.month, since.day))
    if years < 1:
        return ArrearsBand.BELOW_1Y
    return ArrearsBand.FROM_1Y_TO_2Y if years == 1 else ArrearsBand.ABOVE_2Y
