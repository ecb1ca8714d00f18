"""Alerts on what was just sealed, and how somebody closes one."""

import datetime as dt
import unicodedata

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from buildings.audit.sealing import PACKAGE
from buildings.audit.service import note
from buildings.audit.states import ALERT_WORKFLOW, READS, AlertState, Verb
from buildings.audit.watching import AuditAlert
from gis.codes import Text
from gis.dates import ROME
from gis.errors import InputError, NotFoundError, RuleError
from gis.sqlfiles import statement

SHORTEST_NAME = 3
"""Letters of a part of a name that make it tell somebody: not `de`, `Li`, `Lo`."""


def raise_alerts(connection: Connection, from_number: int, until_number: int) -> None:
    """Raise what a sealed batch gives reason for; once a batch, in the sealer's transaction."""
    connection.execute(
        statement(PACKAGE, "alerts"),
        {
            "from_number": from_number,
            "until_number": until_number,
            "reads": [verb.value for verb in READS],
        },
    )


def is_own_name(asked: str, own_name: str) -> bool:
    """Whether somebody looks for their own name: its last part, the surname, or all its parts.

    The search notes only this, as `own_name` of its entry's detail; what was typed is not kept.
    """
    typed = set(_parts(asked))
    own = [part for part in _parts(own_name) if len(part) >= SHORTEST_NAME]
    return bool(own) and (own[-1] in typed or set(own) <= typed)


def decide(session: Session, alert_id: int, state: AlertState, reason: str) -> AuditAlert:
    """Say what an alert turned out to be, in the actor's name; flushes.

    Raises NotFoundError for none, InputError without a reason, RuleError for a step that is not
    allowed or for one's own alert.
    """
    why = " ".join(reason.split())
    if not why:
        raise InputError(
            Text(it="Scrivere il motivo della decisione.", en="Write the reason of the decision.")
        )
    found = session.get(AuditAlert, alert_id, with_for_update=True)
    if found is None:
        raise NotFoundError(
            Text(it=f"Non c'è nessuna segnalazione numero {alert_id}.",
                 en=f"There is no alert number {alert_id}.")
        )  # fmt: skip
    if not ALERT_WORKFLOW.allows(found.state, state):
        raise RuleError(
            Text(
                it=f"Una segnalazione «{found.state.label.it}» non può diventare"
                f" «{state.label.it}»: ricaricare la pagina.",
                en=f"An alert that is “{found.state.label.en}” cannot become"
                f" “{state.label.en}”: reload the page.",
            )
        )
    by = session.execute(statement(PACKAGE, "actor")).scalar_one()
    if by is not None and by == found.actor:
        raise RuleError(
            Text(
                it="La segnalazione riguarda chi la sta decidendo: la decide un altro.",
                en="The alert is about who would decide it: somebody else decides.",
            )
        )
    found.state, found.note = state, why
    found.decided_by, found.decided_at = by, dt.datetime.now(ROME)
    session.flush()
    note(
        session,
        Verb.DECIDE,
        "audit_alert",
        detail={"alert": alert_id, "state": state.value, "kind": found.kind.value},
    )
    return found


def _parts(words: str) -> list[str]:
    """Words without accents, capitals and signs."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(
        each if each.isalnum() else " " for each in plain if not unicodedata.combining(each)
    )
    return kept.split()
