"""What the database itself holds to, whoever asks: ends of sessions, closed doors, one use."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from buildings.accounts import administering as access
from buildings.accounts import queries, service
from buildings.accounts.administering import NewAccount, add_account, give_password
from buildings.accounts.queries import ACCESS, call
from buildings.accounts.service import Door
from buildings.accounts.states import SignInOutcome
from buildings.accounts.terms import SESSION_IDLE, SESSION_LASTS
from buildings.privacy.states import EXTERNAL_ROLES, Role
from gis.errors import InputError
from gis.reader import digest_of
from gis.sqlfiles import statement

TODAY = dt.date(2026, 11, 23)
FAR = dt.date(2999, 12, 31)
PASSWORD = "quattro gatti al mercato"  # noqa: S105 - invented
ANNA = "anna@comune.example"
MANY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SECONDS = st.floats(0, 13 * 3600)


@pytest.fixture
def anna(session: Session) -> uuid.UUID:
    return add_account(session, NewAccount(ANNA, Role.HOUSING_OPERATOR), TODAY)


@pytest.fixture
def door(session: Session, tmp_path: Path) -> Door:
    return Door(session, tmp_path, "192.0.2.7")


def role_of(session: Session, cookie: str) -> str:
    """As whom a cookie's request would read."""
    shown = {"kind": "session", "digest": digest_of(cookie), "request": str(uuid.uuid4())}
    with session.begin_nested() as tried:
        row = session.execute(statement("gis", "enter"), shown).one()
        tried.rollback()
    return str(row.role)


@MANY
@given(idle=SECONDS, old=SECONDS)
def test_a_session_opens_within_both_its_times_and_not_after(
    session: Session, anna: uuid.UUID, door: Door, idle: float, old: float
) -> None:
    old = max(idle, old)
    cookie = service.begin(door, anna, is_strong=True)
    session.execute(
        text(
            "update account_session set created_at = created_at - :old, "
            "expires_at = expires_at - :old, last_seen_at = last_seen_at - :idle "
            "where token_sha256 = :digest"
        ),
        {
            "old": dt.timedelta(seconds=old),
            "idle": dt.timedelta(seconds=idle),
            "digest": digest_of(cookie),
        },
    )
    margin = 20  # the test itself takes time
    is_open = old < SESSION_LASTS.total_seconds() and idle < SESSION_IDLE.total_seconds()
    near = (
        abs(old - SESSION_LASTS.total_seconds()) < margin
        or abs(idle - SESSION_IDLE.total_seconds()) < margin
    )
    found = role_of(session, cookie)
    assert near or found == ("housing_operator" if is_open else "public")


@MANY
@given(st.text(max_size=60))
def test_no_text_that_was_not_given_out_opens(
    session: Session, anna: uuid.UUID, door: Door, made_up: str
) -> None:
    service.begin(door, anna)
    assert role_of(session, made_up.replace("\x00", "")) == "public"


@pytest.mark.parametrize("role", sorted(EXTERNAL_ROLES))
def test_who_is_not_of_the_municipality_has_an_end(session: Session, role: Role) -> None:
    with pytest.raises(InputError):
        add_account(session, NewAccount("x@ente.example", role, "X", "Ente"), TODAY)
    made = add_account(session, NewAccount("x@ente.example", role, "X", "Ente", FAR), TODAY)
    assert access.find_account(session, "X@ente.example")["id"] == made


@pytest.mark.parametrize("role", sorted(EXTERNAL_ROLES))
def test_the_database_holds_to_that_too(session: Session, role: Role) -> None:
    with pytest.raises(DBAPIError, match="external_expires"):
        call(session, ACCESS.add_account("x@ente.example", "X", role.value, "Ente", None))


def test_a_closed_account_gets_no_session(session: Session, anna: uuid.UUID, door: Door) -> None:
    session.execute(text("update account set disabled_at = now()"))
    with pytest.raises(DBAPIError, match="closed"):
        service.begin(door, anna)


@pytest.mark.parametrize("role", ["system_admin", "housing_manager", "public", "register"])
def test_whoever_entered_cannot_ask_for_credentials(
    session: Session, anna: uuid.UUID, role: str
) -> None:
    prefix = session.execute(text("select prefix from access.installation")).scalar_one()
    session.execute(text("select set_config('role', :role, true)"), {"role": f"{prefix}_{role}"})
    for forbidden in (
        ACCESS.credentials_of(ANNA, None, None, None),
        ACCESS.begin_session(anna, b"x", dt.timedelta(hours=1), False, None, True),  # noqa: FBT003 - SQL
        ACCESS.use_step(anna, 1),
        ACCESS.use_recovery_code(anna, "x"),
        ACCESS.set_password_by_link(b"x", "y"),
        ACCESS.renew_password(anna, "x", "y"),
        ACCESS.revoke_all(anna),
    ):
        savepoint = session.begin_nested()
        with pytest.raises(DBAPIError, match=r"for the sign-in alone|permission denied"):
            call(session, forbidden)
        savepoint.rollback()


def test_a_sign_in_counts_from_its_last_success(
    session: Session, anna: uuid.UUID, door: Door
) -> None:
    give_password(session, anna, PASSWORD)
    for _ in range(3):
        assert service.sign_in(door, ANNA, "sbagliata").outcome is SignInOutcome.WRONG
        assert service.sign_in(door, ANNA, "sbagliata").outcome is SignInOutcome.WRONG
        assert service.sign_in(door, ANNA, PASSWORD).outcome is SignInOutcome.ENTERED
    tries, is_busy = queries.tries_around(session, door.whence(ANNA))
    assert (len(tries.pair), len(tries.account), tries.is_known, is_busy) == (0, 6, True, False)


def test_a_provider_says_who_and_the_register_says_whether(
    session: Session, anna: uuid.UUID, door: Door
) -> None:
    issuer = "https://idp.example"
    unknown = service.sign_in_as_subject(door, issuer, "sub-1")
    assert (unknown.outcome, unknown.cookie) == (SignInOutcome.WRONG, None)
    call(session, ACCESS.tie_subject(anna, issuer, "sub-1"))
    assert service.sign_in_as_subject(door, issuer, "sub-1").outcome is SignInOutcome.ENTERED
    other = service.sign_in_as_subject(door, "https://altro.example", "sub-1")
    assert other.outcome is SignInOutcome.WRONG
    session.execute(text("update account set disabled_at = now()"))
    closed = service.sign_in_as_subject(door, issuer, "sub-1")
    assert (closed.outcome, closed.cookie) == (SignInOutcome.REFUSED, None)
