"""What the SQL functions of sign-in answer, as values."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ARRAY, BigInteger, DateTime, LargeBinary, Text, cast, column, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from buildings.accounts.lockout import KNOWN_FOR, LOOK_BACK, Tries
from buildings.accounts.states import SignInOutcome
from buildings.accounts.terms import SECOND_FACTOR_WITHIN
from buildings.privacy.states import Role

Call = FunctionElement[Any]
ACCESS = func.access
"""The schema whose functions the web's login may call."""

_MOMENTS = ARRAY(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Whence:
    """The name typed and the address that it came from, as keyed digests."""

    name_hash: str
    address_hash: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an account's sign-in is checked against."""

    account_id: uuid.UUID
    email: str
    name: str
    password_hash: str | None = field(repr=False)
    totp_sealed: bytes | None = field(repr=False)
    totp_last_step: int | None
    is_open: bool
    is_demo: bool


def credentials_of(
    session: Session,
    *,
    email: str | None = None,
    account_id: uuid.UUID | None = None,
    subject: tuple[str, str] | None = None,
) -> Credentials | None:
    """The credentials of an account by its address, its identity, or issuer and subject."""
    issuer, who = subject or (None, None)
    row = row_of(
        session,
        ACCESS.credentials_of(email, account_id, issuer, who),
        column("account_id"), column("email"), column("name"), column("password_hash"),
        column("totp_sealed", LargeBinary), column("totp_last_step", BigInteger),
        column("is_open"), column("is_demo"),
    )  # fmt: skip
    return None if row is None else Credentials(**row)


def tries_around(session: Session, whence: Whence) -> tuple[Tries, bool]:
    """Failures of the last day around a try, and whether another like it is under way."""
    row = row_of(
        session,
        ACCESS.tries_around(whence.name_hash, whence.address_hash, LOOK_BACK, KNOWN_FOR),
        column("pair", _MOMENTS), column("name", _MOMENTS), column("address", _MOMENTS),
        column("is_known"), column("is_busy"),
    )  # fmt: skip
    assert row is not None  # noqa: S101 - the function always answers one row
    return Tries(row["pair"], row["name"], row["address"], row["is_known"]), row["is_busy"]


def note_attempt(
    session: Session, whence: Whence, account_id: uuid.UUID | None, outcome: SignInOutcome
) -> None:
    """Write down what came of a try."""
    call(
        session,
        ACCESS.note_attempt(account_id, whence.name_hash, whence.address_hash, outcome.value),
    )


def awaiting(session: Session, digest: bytes) -> uuid.UUID | None:
    """The account whose second factor a cookie's session still awaits."""
    found: uuid.UUID | None = call(session, ACCESS.awaiting(digest, SECOND_FACTOR_WITHIN))
    return found


def account_of_link(session: Session, digest: bytes) -> tuple[str, str] | None:
    """The address and name of the account that a link sets the password of."""
    row = row_of(
        session, ACCESS.account_of_link(digest), column("email"), column("name"),
    )  # fmt: skip
    return None if row is None else (row["email"], row["name"])


def demonstration(session: Session) -> list[tuple[uuid.UUID, Role]]:
    """The demonstration's open accounts in the order of the roles."""
    found = {
        Role.of(row["role"]): row["account_id"]
        for row in rows_of(session, ACCESS.demonstration(), column("account_id"), column("role"))
    }
    return [(found[role], role) for role in Role if role in found]


def call(session: Session, function: Call) -> Any:  # noqa: ANN401 - what the function answers
    """Call a function that answers one value."""
    return session.execute(select(function)).scalar()


def row_of(session: Session, function: Call, *columns: Any) -> dict[str, Any] | None:  # noqa: ANN401 - columns of any type
    """The one row that a function answers, None where it answers none."""
    rows = rows_of(session, function, *columns)
    return rows[0] if rows else None


def rows_of(session: Session, function: Call, *columns: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - columns of any type
    """The rows that a function answers, by the names of its columns."""
    found = function.table_valued(*columns)
    return [dict(row) for row in session.execute(select(found)).mappings()]


def texts(values: Sequence[str]) -> Any:  # noqa: ANN401 - an expression
    """An array of texts as a function takes it."""
    return cast(list(values), ARRAY(Text))
