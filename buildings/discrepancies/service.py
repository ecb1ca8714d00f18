"""Finding discrepancies and deciding them."""

import datetime as dt
import uuid
from collections.abc import Collection

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from buildings.discrepancies.models import Discrepancy, DiscrepancyEvent
from buildings.discrepancies.states import (
    Decision,
    DiscrepancyKind,
    DiscrepancyState,
    EventKind,
)
from gis.codes import Text
from gis.columns import code_type
from gis.dates import ROME
from gis.errors import InputError, NotFoundError, RuleError
from gis.sqlfiles import statement

PACKAGE = "buildings.discrepancies.sql"


def find(
    connection: Connection,
    on_date: dt.date,
    kinds: Collection[DiscrepancyKind] = tuple(DiscrepancyKind),
) -> dict[EventKind, int]:
    """Open, change, reopen and close discrepancies of `kinds` as facts stand on a day.

    In the connection's transaction, one search at a time; returns how many of each happened.
    """
    if not kinds:
        return {}
    connection.execute(statement(PACKAGE, "create_found"))
    for kind in kinds:
        query = statement(PACKAGE, kind.value)
        values = {"on_date": on_date} if "on_date" in query.compile().params else {}
        connection.execute(query, values)
    happened = connection.execute(
        statement(PACKAGE, "reconcile").columns(kind=code_type(EventKind)),
        {"kinds": [kind.value for kind in kinds]},
    )
    return {row.kind: row.times for row in happened}


def decide(
    session: Session, discrepancy_id: uuid.UUID, decision: Decision, decided_by: str, note: str
) -> Discrepancy:
    """Close an open discrepancy by a person's decision, with the reason.

    Raises NotFoundError for none, RuleError for one that is closed, InputError without who or why.
    """
    who, why = decided_by.strip(), note.strip()
    if not who or not why or decision is Decision.AGREED:
        raise InputError(
            Text(
                it="Per chiudere una discordanza servono la decisione, chi decide e il motivo.",
                en="To close a discrepancy say the decision, who decides and why.",
            )
        )
    found = session.get(Discrepancy, discrepancy_id, with_for_update=True)
    if found is None:
        raise NotFoundError(
            Text(
                it=f"Non c'è nessuna discordanza con identificativo {discrepancy_id}.",
                en=f"There is no discrepancy with id {discrepancy_id}.",
            )
        )
    if found.state is DiscrepancyState.CLOSED:
        raise RuleError(
            Text(
                it="Questa discordanza è già chiusa: ricaricare l'elenco.",
                en="This discrepancy is closed already: reload the list.",
            )
        )
    found.state, found.decision = DiscrepancyState.CLOSED, decision
    found.decided_by, found.note = who, why
    found.closed_at = found.changed_at = dt.datetime.now(ROME)
    session.add(
        DiscrepancyEvent(
            discrepancy_id=found.id,
            kind=EventKind.DECIDED,
            first_value=found.first_value,
            second_value=found.second_value,
            decision=decision,
            decided_by=who,
            note=why,
        )
    )
    session.flush()
    return found
