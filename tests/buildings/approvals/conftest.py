"""Two managers, an operator, an administrator and an auditor, who enter one after the other."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.privacy.states import Role
from gis.reader import Credential, digest_of, enter
from tests.readers import AS_BEFORE


@dataclass(slots=True)
class Staff:
    """People of the office on a register whose writes are rolled back."""

    session: Session
    ids: dict[str, uuid.UUID] = field(default_factory=dict)

    def hire(self, name: str, role: Role) -> None:
        """An account with a token of its own, whose secret is the person's name."""
        self.ids[name] = self.session.execute(
            text(
                "insert into account (email, name, role) values (:email, :name, :role) returning id"
            ),
            {"email": f"{name}@comune.example", "name": name.title(), "role": role.value},
        ).scalar_one()
        self.give_token(name, role, self.ids[name])

    def give_token(self, name: str, role: Role, account: uuid.UUID | None) -> None:
        """A token, of a person or of a program that no account stands behind."""
        self.session.execute(
            text(
                "insert into api_token (name, role, account_id, token_sha256, expires_at) values "
                "(:name, :role, :account, :digest, clock_timestamp() + interval '1 hour')"
            ),
            {"name": name, "role": role.value, "account": account, "digest": digest_of(name)},
        )

    @contextmanager
    def entered(self, name: str | None) -> Iterator[Session]:
        """The session as this person reads it; as the public without a name."""
        credential = Credential.of("token", name) if name else Credential()
        savepoint = self.session.begin_nested()
        enter(self.session.connection(), credential)
        try:
            yield self.session
        except BaseException:
            savepoint.rollback()
            raise
        savepoint.commit()
        self.session.execute(text(AS_BEFORE))


@pytest.fixture
def staff(session: Session) -> Staff:
    """Elena and Marta manage, Anna operates, Sara administers with Luca, Dario audits."""
    made = Staff(session)
    for name, role in (
        ("elena", Role.HOUSING_MANAGER), ("marta", Role.HOUSING_MANAGER),
        ("anna", Role.HOUSING_OPERATOR), ("sara", Role.SYSTEM_ADMIN), ("luca", Role.SYSTEM_ADMIN),
        ("dario", Role.AUDITOR), ("piero", Role.PLANNER),
    ):  # fmt: skip
        made.hire(name, role)
    return made
