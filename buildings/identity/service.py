"""Decisions of persons about namings; facts follow them by a trigger, and follow them back."""

import uuid

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from buildings.identity.models import ReferenceDecision, UnitCandidate, UnitReference
from buildings.identity.queries import reference, standing_decision
from buildings.identity.reasons import MatchReason
from buildings.identity.states import MatchMethod, ReferenceState
from buildings.registry.models import Unit
from gis.codes import Text
from gis.errors import InputError, NotFoundError, RuleError
from gis.sqlfiles import statement

LONGEST_NAME = 120
LONGEST_NOTE = 1000


def accept(
    session: Session,
    reference_id: uuid.UUID,
    unit_id: uuid.UUID,
    *,
    by: str,
    note: str | None = None,
) -> ReferenceDecision:
    """Decide that a naming means a unit, which need not be one of its candidates.

    RuleError where a decision about it stands: it must be undone first.
    """
    naming = _undecided(session, reference_id)
    if session.get(Unit, unit_id) is None:
        raise NotFoundError(
            Text(
                it=f"Nel registro non c'è nessuna unità {unit_id}.",
                en=f"The register has no unit {unit_id}.",
            )
        )
    return _decide(session, naming, unit_id, by, note)


def dismiss(
    session: Session, reference_id: uuid.UUID, *, by: str, note: str | None = None
) -> ReferenceDecision:
    """Decide that what a naming means is not of the register."""
    return _decide(session, _undecided(session, reference_id), None, by, note)


def undo(session: Session, decision_id: int, *, by: str) -> UnitReference:
    """Take a decision back: the naming waits for a unit again and its facts leave theirs.

    So do the identifiers that the unit got by the naming's records since.
    """
    who = _person(by)
    decision = session.get(ReferenceDecision, decision_id, with_for_update=True)
    if decision is None:
        raise NotFoundError(
            Text(
                it=f"Non c'è nessuna decisione numero {decision_id}.",
                en=f"There is no decision number {decision_id}.",
            )
        )
    if decision.undone_at is not None:
        raise RuleError(
            Text(
                it=f"La decisione {decision_id} è già stata annullata.",
                en=f"Decision {decision_id} was undone already.",
            )
        )
    naming = reference(session, decision.reference_id, lock=True)
    decision.undone_at = session.scalar(select(func.clock_timestamp()))
    decision.undone_by = who
    if decision.unit_id is not None:
        session.execute(
            statement("buildings.identity", "detach_identifiers"),
            {
                "reference_id": naming.id,
                "unit_id": decision.unit_id,
                "source_id": naming.source_id,
                "decided_at": decision.decided_at,
            },
        )
    _set(naming, ReferenceState.WAITING, None, [])
    session.flush()
    return naming


def _undecided(session: Session, reference_id: uuid.UUID) -> UnitReference:
    """The naming, locked, unless a decision about it stands."""
    naming = reference(session, reference_id, lock=True)
    if standing := standing_decision(session, reference_id):
        raise RuleError(
            Text(
                it=f"Su questa riga ha già deciso {standing.decided_by} "
                f"(decisione {standing.id}): annullare prima quella.",
                en=f"{standing.decided_by} decided about this row already "
                f"(decision {standing.id}): undo that first.",
            )
        )
    return naming


def _decide(
    session: Session, naming: UnitReference, unit_id: uuid.UUID | None, by: str, note: str | None
) -> ReferenceDecision:
    decision = ReferenceDecision(
        reference_id=naming.id,
        unit_id=unit_id,
        decided_by=_person(by),
        note=(note or "").strip()[:LONGEST_NOTE] or None,
    )
    session.add(decision)
    session.execute(delete(UnitCandidate).where(UnitCandidate.reference_id == naming.id))
    state = ReferenceState.DISMISSED if unit_id is None else ReferenceState.MATCHED
    _set(naming, state, unit_id, [MatchReason.DECIDED.value])
    if unit_id is not None:
        naming.matched_at = session.scalar(select(func.clock_timestamp()))
    session.flush()
    return decision


def _set(
    naming: UnitReference, state: ReferenceState, unit_id: uuid.UUID | None, reasons: list[str]
) -> None:
    naming.state, naming.unit_id, naming.reasons = state, unit_id, reasons
    naming.method = MatchMethod.DECISION if unit_id is not None else None
    naming.score, naming.matched_at = None, None


def _person(by: str) -> str:
    """Who decides; InputError where nobody is named."""
    who = " ".join(by.split())
    if not who or len(who) > LONGEST_NAME:
        raise InputError(
            Text(
                it=f"Scrivere chi decide (al massimo {LONGEST_NAME} caratteri).",
                en=f"Say who decides (at most {LONGEST_NAME} characters).",
            )
        )
    return who
