"""Logs whose time has run: the audit's own sealed batches, sign-in attempts, ended sessions."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, DateTime, Engine, cast, delete, func, or_

from buildings.accounts.models import AccountSession, SignInAttempt
from buildings.audit.service import expire, note
from buildings.audit.states import Verb
from buildings.retention.queries import rules
from buildings.retention.states import RetentionKind


@dataclass(frozen=True, slots=True)
class Swept:
    """How many entries of each log went."""

    audit_entries: int
    sign_ins: int


def sweep_logs(engine: Engine, as_of: dt.date) -> Swept:
    """Let the audit remove its expired batches, and remove sign-ins past the accounts' months.

    How long the audit keeps is the audit's own rule, never less than the law asks.
    """
    with engine.begin() as connection:
        entries = expire(connection).entry_count
    with engine.begin() as connection:
        return Swept(entries, _sweep_sign_ins(connection, as_of))


def _sweep_sign_ins(connection: Connection, as_of: dt.date) -> int:
    months = next(
        (
            rule.period_months
            for rule in rules(connection, as_of)
            if rule.kind is RetentionKind.ACCOUNTS
        ),
        None,
    )
    if months is None:
        return 0
    until = cast(as_of, DateTime(timezone=True)) - func.make_interval(0, months)
    ended = or_(AccountSession.expires_at < until, AccountSession.revoked_at < until)
    tries = connection.execute(delete(SignInAttempt).where(SignInAttempt.at < until)).rowcount
    count = tries + connection.execute(delete(AccountSession).where(ended)).rowcount
    if count:
        note(connection, Verb.ERASE, SignInAttempt.__tablename__, result_count=count)
    return count
