"""Signing in and out: password, then the second factor where there is one; every try is counted.

All of it goes through SQL functions, on a session that has not entered as anybody. A cookie's text
is made here at each step and never taken from the browser, so that no one can fix it beforehand.
"""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from buildings.accounts import passwords, queries, recovery, totp
from buildings.accounts.lockout import Tries
from buildings.accounts.queries import ACCESS, Credentials, Whence
from buildings.accounts.states import SignInOutcome
from buildings.accounts.terms import SECOND_FACTOR_WITHIN, SESSION_LASTS
from gis.keys import KeyStore
from gis.reader import digest_of
from gis.tickets import keyed_digest

COOKIE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Try:
    """What came of a try: the cookie of what it opened, or until when the next one waits."""

    outcome: SignInOutcome
    cookie: str | None = field(default=None, repr=False)
    wait_until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """Where tries come in: the session, the server's keys, the visitor's address and old cookie."""

    session: Session
    keys: Path
    address: str
    cookie: str | None = field(default=None, repr=False)

    def whence(self, name: str) -> Whence:
        """The digests under which a try of `name` is counted."""
        return Whence(
            keyed_digest(self.keys, "sign-in name", " ".join(name.split()).casefold()),
            keyed_digest(self.keys, "sign-in address", self.address),
        )


def sign_in(door: Door, email: str, password: str) -> Try:
    """Check a password; opens a session, or one that awaits the second factor."""
    whence = door.whence(email)
    if (held := _held_up(door, whence)) is not None:
        return held
    found = queries.credentials_of(door.session, email=email.strip())
    kept = found.password_hash if found else None
    checked = passwords.check(kept, password)
    if found is None or not checked.is_right:
        return _ended(door, whence, found, SignInOutcome.WRONG)
    if not found.is_open:
        return _ended(door, whence, found, SignInOutcome.REFUSED)
    if checked.renewed:
        queries.call(door.session, ACCESS.renew_password(found.account_id, kept, checked.renewed))
    if found.totp_sealed is not None:
        cookie = begin(door, found.account_id, awaits_second_factor=True)
        return _ended(door, whence, found, SignInOutcome.SECOND_FACTOR_DUE, cookie)
    return _entered(door, whence, found, is_strong=False)


def confirm(door: Door, code: str) -> Try | None:
    """Check the second factor, or a recovery code; opens a new session in place of the waiting one.

    None where nothing awaits it: the sign-in begins again.
    """
    digest = digest_of(door.cookie or "")
    account_id = queries.awaiting(door.session, digest)
    found = queries.credentials_of(door.session, account_id=account_id) if account_id else None
    if found is None:
        return None
    whence = door.whence(found.email)
    if (held := _held_up(door, whence)) is not None:
        return held
    if not found.is_open:
        return _ended(door, whence, found, SignInOutcome.REFUSED)
    if not (_is_step(door, found, code) or _is_recovery(door, found, code)):
        return _ended(door, whence, found, SignInOutcome.WRONG)
    return _entered(door, whence, found, is_strong=True)


def sign_in_as_subject(door: Door, issuer: str, subject: str) -> Try:
    """Enter as the account that the administrator tied to a provider's subject.

    The provider says who somebody is; whether they may enter is decided here alone. It has asked
    for its own second factor, so ours is not asked again.
    """
    found = queries.credentials_of(door.session, subject=(issuer, subject))
    whence = door.whence(found.email if found else f"{issuer} {subject}")
    if found is None:
        return _ended(door, whence, None, SignInOutcome.WRONG)
    if not found.is_open:
        return _ended(door, whence, found, SignInOutcome.REFUSED)
    return _entered(door, whence, found, is_strong=True)


def begin(
    door: Door,
    account_id: uuid.UUID,
    *,
    awaits_second_factor: bool = False,
    is_strong: bool = False,
) -> str:
    """A new session's cookie; what the browser's old cookie opened ends.

    Only a strong one, with a second factor of ours or the provider's, reads persons: the database
    gives the others the public's role until they have one.
    """
    cookie = secrets.token_urlsafe(COOKIE_BYTES)
    lasts = SECOND_FACTOR_WITHIN if awaits_second_factor else SESSION_LASTS
    earlier = digest_of(door.cookie) if door.cookie else None
    queries.call(
        door.session,
        ACCESS.begin_session(
            account_id, digest_of(cookie), lasts, awaits_second_factor, earlier, is_strong
        ),
    )
    return cookie


def sign_out(session: Session, cookie: str) -> None:
    """End the session of a cookie."""
    queries.call(session, ACCESS.end_session(digest_of(cookie)))


def set_password(session: Session, link: str, password: str) -> bool:
    """Set the password of the account that a link was given for, and use the link up.

    False for a link that is wrong, used or too old. Raises PasswordRefusedError.
    """
    digest = digest_of(link)
    whose = queries.account_of_link(session, digest)
    if whose is None:
        return False
    passwords.require_strength(password, *whose)
    kept = passwords.hashed(password)
    return bool(queries.call(session, ACCESS.set_password_by_link(digest, kept)))


def _held_up(door: Door, whence: Whence) -> Try | None:
    """The answer to a try that must wait, None where it may go on."""
    tries, is_busy = queries.tries_around(door.session, whence)
    until = _wait(tries, is_busy=is_busy)
    if until is None:
        return None
    queries.note_attempt(door.session, whence, None, SignInOutcome.DELAYED)
    return Try(SignInOutcome.DELAYED, wait_until=until)


def _wait(tries: Tries, *, is_busy: bool) -> dt.datetime | None:
    now = dt.datetime.now(dt.UTC)
    return now if is_busy else tries.wait_until(now)


def _is_step(door: Door, found: Credentials, code: str) -> bool:
    if found.totp_sealed is None:
        return False
    secret = totp.opened(KeyStore(door.keys), found.account_id, found.totp_sealed)
    if secret is None:
        return False
    step = totp.step_of(secret, code, dt.datetime.now(dt.UTC), found.totp_last_step)
    return step is not None and bool(
        queries.call(door.session, ACCESS.use_step(found.account_id, step))
    )


def _is_recovery(door: Door, found: Credentials, code: str) -> bool:
    kept = recovery.digest(code)
    return kept is not None and bool(
        queries.call(door.session, ACCESS.use_recovery_code(found.account_id, kept))
    )


def _entered(door: Door, whence: Whence, found: Credentials, *, is_strong: bool) -> Try:
    cookie = begin(door, found.account_id, is_strong=is_strong)
    return _ended(door, whence, found, SignInOutcome.ENTERED, cookie)


def _ended(
    door: Door,
    whence: Whence,
    found: Credentials | None,
    outcome: SignInOutcome,
    cookie: str | None = None,
) -> Try:
    account_id = found.account_id if found else None
    queries.note_attempt(door.session, whence, account_id, outcome)
    return Try(outcome, cookie)
