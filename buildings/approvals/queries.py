"""Requests to a second person, as the database shows them to one reader."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import column
from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, rows_of
from buildings.approvals.states import ApprovalKind, ApprovalOutcome, ApprovalState
from buildings.privacy.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRequest:
    """One request: what it asks, who asked and decided, and whether it waits for the reader."""

    id: uuid.UUID
    kind: ApprovalKind
    asked: Mapping[str, object]
    reason: str
    asked_by_name: str
    asked_by_role: Role
    asked_at: dt.datetime
    decided_by_name: str | None
    decided_at: dt.datetime | None
    outcome: ApprovalOutcome | None
    expires_at: dt.datetime
    used_at: dt.datetime | None
    is_own: bool
    awaits_me: bool

    def state(self, now: dt.datetime) -> ApprovalState:
        """Where it stands at a moment."""
        if self.used_at is not None:
            return ApprovalState.USED
        if self.outcome is ApprovalOutcome.REFUSED:
            return ApprovalState.REFUSED
        if self.expires_at <= now:
            return ApprovalState.EXPIRED
        return ApprovalState.GRANTED if self.outcome else ApprovalState.OPEN


def listed(session: Session) -> list[ApprovalRequest]:
    """What waits for the reader's word, then what they asked or decided lately."""
    rows = rows_of(
        session, ACCESS.approvals(),
        column("id"), column("kind"), column("asked"), column("reason"), column("asked_by_name"),
        column("asked_by_role"), column("asked_at"), column("decided_by_name"),
        column("decided_at"), column("outcome"), column("expires_at"), column("used_at"),
        column("is_own"), column("awaits_me"),
    )  # fmt: skip
    return [
        ApprovalRequest(
            **row
            | {
                "kind": ApprovalKind.of(row["kind"]),
                "asked_by_role": Role.of(row["asked_by_role"]),
                "outcome": ApprovalOutcome.of(row["outcome"]) if row["outcome"] else None,
            }
        )
        for row in rows
    ]


def subjects(session: Session) -> dict[uuid.UUID, str]:
    """Whose account each request about an account is of, as its reader may know it."""
    rows = rows_of(session, ACCESS.approval_subjects(), column("approval_id"), column("subject"))
    return {row["approval_id"]: row["subject"] for row in rows}
