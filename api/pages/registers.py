"""The card's section on the registers of the Comune and the auctions of its judicial sales."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from buildings.residence.queries import UnitFacts, facts_for
from buildings.residence.states import JoinPurpose
from buildings.status.auctions import attempts_of
from buildings.status.models import SaleAttempt
from buildings.status.queries import SaleOnDay

PURPOSE = JoinPurpose.CASE
"""What the card is read for, until accounts say who reads it and why."""


@dataclass(frozen=True, slots=True)
class RegisterSection:
    """What the registers say about a unit on a day, and the attempts of its sales by sale."""

    facts: UnitFacts
    attempts: dict[uuid.UUID, list[SaleAttempt]]

    @property
    def source_ids(self) -> set[str]:
        """The sources that the section names."""
        told = {fact.source_id for fact in self.facts}
        return told | {each.source_id for rows in self.attempts.values() for each in rows}


def register_section(
    session: Session, unit_id: uuid.UUID, sales: Sequence[SaleOnDay], on_date: dt.date
) -> RegisterSection:
    """The section of a unit; auctions that were published after the day are left out."""
    attempts = attempts_of(session, [each.sale.id for each in sales])
    known = {
        sale_id: [row for row in rows if (row.published_on or row.sale_on) <= on_date]
        for sale_id, rows in attempts.items()
    }
    return RegisterSection(facts_for(session, unit_id, PURPOSE, on_date), known)
