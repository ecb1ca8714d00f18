"""Reads of the auctions of a sale: every attempt with its price and how it ended."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.status.models import SaleAttempt


def attempts_of(
    session: Session, sale_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[SaleAttempt]]:
    """The attempts of each sale, newest first; a sale without any has an empty list."""
    found: dict[uuid.UUID, list[SaleAttempt]] = {sale_id: [] for sale_id in sale_ids}
    query = (
        select(SaleAttempt)
        .where(SaleAttempt.sale_id.in_(sale_ids))
        .order_by(SaleAttempt.sale_on.desc())
    )
    for attempt in session.scalars(query):
        found[attempt.sale_id].append(attempt)
    return found
