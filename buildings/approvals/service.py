"""Ask a second person, decide as one, and use what was granted."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import cast
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, call
from buildings.approvals.states import ApprovalKind, ApprovalOutcome
from gis.codes import Text
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError

SHORTEST_REASON, LONGEST_REASON = 10, 500
Asked = Mapping[str, object]
"""Codes and figures: small letters, digits, `_ . : + / -`. Compared as a whole when it is used."""


def may_ask(session: Session, kind: ApprovalKind, asked: Asked) -> bool:
    """Whether the reader is a person who may ask for this."""
    return bool(call(session, ACCESS.may_ask_approval(kind.value, _json(asked))))


def may_decide(session: Session, kind: ApprovalKind) -> bool:
    """Whether the reader is a person who decides requests of a kind, their own excepted."""
    return bool(call(session, ACCESS.may_decide_approval(kind.value)))


def ask(session: Session, kind: ApprovalKind, asked: Asked, reason: str) -> uuid.UUID:
    """A new request, or the one that already waits for the same; its identity.

    Raises InputError for a reason too short or too long, ForbiddenError where the role may not ask.
    """
    said = " ".join(reason.split())
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise InputError(
            Text(
                it=f"Scrivere il motivo della richiesta, da {SHORTEST_REASON} a {LONGEST_REASON} "
                "caratteri, senza nomi di persone.",
                en=f"Write the reason of the request, {SHORTEST_REASON} to {LONGEST_REASON} "
                "characters, without names of persons.",
            )
        )
    if not may_ask(session, kind, asked):
        raise ForbiddenError(
            Text(
                it=f"Il ruolo con cui si è entrati non può chiedere «{kind.label.it}»: serve un "
                "utente personale che legga questi dati.",
                en=f"The role that reads may not ask for “{kind.label.en}”: it takes a personal "
                "account that reads such data.",
            )
        )
    made: uuid.UUID = call(session, ACCESS.ask_approval(kind.value, _json(asked), said))
    return made


def decide(session: Session, approval_id: uuid.UUID, outcome: ApprovalOutcome) -> None:
    """Grant or refuse somebody else's request.

    Raises RuleError for one's own, NotFoundError where none waits for the reader.
    """
    said = call(session, ACCESS.decide_approval(approval_id, outcome.value))
    if said == "own":
        raise RuleError(
            Text(
                it="Nessuno decide la propria richiesta: serve un'altra persona.",
                en="Nobody decides their own request: it takes another person.",
            )
        )
    if said != "decided":
        raise NotFoundError(
            Text(
                it="Nessuna richiesta in attesa di questo utente ha questo identificativo: forse "
                "è già stata decisa o è scaduta.",
                en="No request with this id waits for this account: it may have been decided "
                "already, or have expired.",
            )
        )


def use(session: Session, approval_id: uuid.UUID, kind: ApprovalKind, asked: Asked) -> None:
    """Use up what was granted, in the transaction that does the thing.

    Raises RuleError where it was not granted, is used or over, or was granted for something else.
    """
    if not call(session, ACCESS.use_approval(approval_id, kind.value, _json(asked))):
        raise RuleError(
            Text(
                it="Serve l'approvazione di una seconda persona per esattamente questa richiesta: "
                "non è stata concessa, è già stata usata o è scaduta.",
                en="This takes a second person's approval of exactly this request: it was not "
                "granted, is used already or has expired.",
            )
        )


def _json(asked: Asked) -> Any:  # noqa: ANN401 - an expression
    return cast(dict(asked), JSONB)
