"""Who a request reads as, and how its transaction becomes theirs in the database."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Connection, Row, event
from sqlalchemy.orm import Session, SessionTransaction

from gis.db import SessionFactory
from gis.sqlfiles import statement

CredentialKind = Literal["none", "session", "token"]
Standing = Literal["whole", "sala", "one_factor", "unconfirmed", "emergency"]
"""What a reader has of its own role, as the database found at the entrance."""

_CREDENTIAL = "credential"
_READER = "reader"


@dataclass(frozen=True, slots=True)
class Credential:
    """What a request shows of itself: nothing, a cookie or a token, of which only the hash goes on.

    `request` tells this request's reads and writes apart from others in the log.
    """

    kind: CredentialKind = "none"
    digest: bytes = field(default=b"", repr=False)
    request: uuid.UUID = field(default_factory=uuid.uuid4)

    @classmethod
    def of(cls, kind: CredentialKind, secret: str) -> "Credential":
        """The credential of a cookie's or a token's text."""
        return cls(kind, digest_of(secret))


@dataclass(frozen=True, slots=True)
class Reader:
    """As whom the database answers; `actor` and `organisation` are None for the public.

    `is_refused` says that a credential was shown and is not, or no longer, good. `own_role` is the
    account's, which differs from `role` where `standing` is not `whole`: see access.enter.
    """

    role: str
    own_role: str
    actor: uuid.UUID | None
    organisation: uuid.UUID | None
    name: str
    request: uuid.UUID
    is_refused: bool
    organisation_name: str | None = None
    standing: Standing = "whole"
    emergency: uuid.UUID | None = None
    emergency_until: dt.datetime | None = None


def digest_of(secret: str) -> bytes:
    """What the database knows of a cookie or a token."""
    return sha256(secret.encode()).digest()


def enter_as(factory: SessionFactory) -> None:
    """Let every transaction of the factory's sessions begin by entering as its credential says.

    A session without one stays the login role, which may read nothing.
    """
    event.listen(factory, "after_begin", _enter)


def present(session: Session, credential: Credential) -> Reader:
    """Begin the session's transaction as the credential's reader."""
    session.info[_CREDENTIAL] = credential
    session.connection()
    found: Reader = session.info[_READER]
    return found


def reader_in(session: Session) -> Reader | None:
    """As whom the session's transaction reads; None for the register and before entering."""
    found: Reader | None = session.info.get(_READER)
    return found


def enter(connection: Connection, credential: Credential) -> Reader:
    """Make the connection's transaction the reader's until it ends."""
    row = connection.execute(
        statement("gis", "enter"),
        {"kind": credential.kind, "digest": credential.digest, "request": str(credential.request)},
    ).one()
    return _reader(row, credential.request)


def enter_account(connection: Connection, email: str, request: uuid.UUID) -> Reader | None:
    """Make the connection's transaction that of an account, at the command line.

    None where no open account has that address. The database refuses it to the web's login.
    """
    row = connection.execute(
        statement("gis", "enter_account"), {"email": email, "request": str(request)}
    ).one_or_none()
    return None if row is None else _reader(row, request)


def _reader(row: Row[Any], request: uuid.UUID) -> Reader:
    return Reader(
        role=row.role,
        own_role=row.own_role,
        actor=row.actor,
        organisation=row.organisation,
        name=row.name,
        request=request,
        is_refused=row.is_refused,
        organisation_name=row.organisation_name,
        standing=row.standing,
        emergency=row.emergency,
        emergency_until=row.emergency_until,
    )


def _enter(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    credential: Credential | None = session.info.get(_CREDENTIAL)
    if credential is not None and not transaction.nested:
        session.info[_READER] = enter(connection, credential)
