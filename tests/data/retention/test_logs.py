"""Sign-ins older than the accounts' months go, the audit removes its own batches."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from buildings.accounts.models import AccountSession, SignInAttempt
from buildings.accounts.states import SignInOutcome
from buildings.audit.models import AuditEntry
from buildings.audit.states import Verb
from buildings.retention.queries import rules
from buildings.retention.states import RetentionKind
from data.retention.logs import Swept, sweep_logs

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def account(register: Engine) -> uuid.UUID:
    with register.begin() as connection:
        found: uuid.UUID = connection.execute(
            text(
                "insert into account (email, name, role) values "
                "('ada@example.org', 'Ada', 'housing_operator') returning id"
            )
        ).scalar_one()
    return found


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def test_old_sign_ins_go_and_are_noted(register: Engine, account: uuid.UUID) -> None:
    with Session(register) as session, session.begin():
        for day in ("2024-02-28", "2024-03-02", "2026-02-01"):
            session.add(
                SignInAttempt(
                    at=at(day), name_hash="0" * 64, address_hash="1" * 64,
                    outcome=SignInOutcome.WRONG,
                )
            )  # fmt: skip
        for number, day in enumerate(("2024-02-01", "2025-01-01")):
            session.add(
                AccountSession(
                    account_id=account, token_sha256=bytes([number]) * 32,
                    created_at=at("2024-01-31"), last_seen_at=at("2024-01-31"), expires_at=at(day),
                )
            )  # fmt: skip

    assert sweep_logs(register, DAY) == Swept(audit_entries=0, sign_ins=2)
    assert sweep_logs(register, DAY) == Swept(audit_entries=0, sign_ins=0)
    with Session(register) as session:
        left = session.scalars(select(SignInAttempt.at).order_by(SignInAttempt.at)).all()
        assert [each.date().isoformat() for each in left] == ["2024-03-02", "2026-02-01"]
        assert session.scalar(select(func.count()).select_from(AccountSession)) == 1
        noted = session.scalars(
            select(AuditEntry.result_count).where(AuditEntry.verb == Verb.ERASE)
        ).all()
    assert list(noted) == [2]


def test_the_audit_keeps_as_long_as_the_rule_says(session: Session) -> None:
    kept = session.execute(text("select audit.rule('kept_months', '*', date '2026-03-01')"))
    (rule,) = [each for each in rules(session, DAY) if each.kind is RetentionKind.READ_AUDIT]
    assert int(kept.scalar_one()) == rule.period_months
