"""Ask for emergency access, begin what was granted, end it early."""

import re
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, call
from buildings.approvals import service as approvals
from buildings.approvals.states import ApprovalKind
from buildings.emergencies import queries
from buildings.emergencies.models import LONGEST_MINUTES
from buildings.privacy.states import Role
from gis.codes import Text
from gis.errors import InputError, NotFoundError, RuleError
from gis.reader import digest_of

SHORTEST_MINUTES = 5
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Emergency:
    """What is asked for: of which unit (its id, or the address of its card), as whom, how long."""

    unit: str
    role: str
    minutes: int
    reason: str


def ask(session: Session, wanted: Emergency) -> uuid.UUID:
    """Ask a second person; the request's identity. Raises InputError, ForbiddenError."""
    role = _role(session, wanted.role)
    unit = _unit(session, wanted.unit)
    if not SHORTEST_MINUTES <= wanted.minutes <= LONGEST_MINUTES:
        raise InputError(
            Text(
                it=f"I minuti vanno da {SHORTEST_MINUTES} a {LONGEST_MINUTES}.",
                en=f"Minutes go from {SHORTEST_MINUTES} to {LONGEST_MINUTES}.",
            )
        )
    asked = {"role": role.value, "unit": str(unit), "minutes": wanted.minutes}
    return approvals.ask(session, ApprovalKind.BREAK_GLASS, asked, wanted.reason)


def begin(session: Session, approval_id: uuid.UUID, cookie: str) -> None:
    """Begin what was granted, in the session of `cookie`; raises RuleError where nothing was."""
    if call(session, ACCESS.begin_emergency(approval_id, digest_of(cookie))) is None:
        raise RuleError(
            Text(
                it="Questo accesso d'emergenza non è stato concesso, è già stato usato o è "
                "scaduto: chiederne un altro.",
                en="This emergency access was not granted, is used already or has expired: ask "
                "for another one.",
            )
        )


def end(session: Session) -> None:
    """End the reader's emergency now; raises NotFoundError where none is under way."""
    if not call(session, ACCESS.end_emergency()):
        raise NotFoundError(
            Text(
                it="Nessun accesso d'emergenza è in corso.", en="No emergency access is under way."
            )
        )


def _role(session: Session, asked: str) -> Role:
    found = next((each for each in queries.roles(session) if each.value == asked), None)
    if found is None:
        raise InputError(
            Text(
                it="In emergenza si legge con uno dei ruoli elencati, che vedono le persone di "
                "un'unità sola.",
                en="In an emergency one reads with one of the roles listed, which see the persons "
                "of one unit alone.",
            )
        )
    return found


def _unit(session: Session, asked: str) -> uuid.UUID:
    written = _UUID.search(asked.lower())
    found = uuid.UUID(written[0]) if written else None
    if found is None or not call(session, ACCESS.is_unit(found)):
        raise InputError(
            Text(
                it="Indicare l'unità con l'indirizzo della sua scheda (…/units/…), che si chiede "
                "a chi ha bisogno dell'intervento.",
                en="Name the unit by the address of its card (…/units/…); who needs the help "
                "knows it.",
            )
        )
    return found
