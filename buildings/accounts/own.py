"""What people do with their own account: sessions, tokens, password, second factor."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import BigInteger, LargeBinary, column
from sqlalchemy.orm import Session

from buildings.accounts import passwords, recovery, totp
from buildings.accounts.queries import ACCESS, call, row_of, rows_of, texts
from buildings.accounts.terms import (
    ENROLMENT_WITHIN,
    SESSION_IDLE,
    TOKEN_MOST_DAYS,
    TOKEN_PREFIX,
)
from buildings.privacy.states import Role
from gis.codes import Text
from gis.errors import InputError, NotFoundError, RuleError, SignInError
from gis.keys import KeyStore
from gis.reader import digest_of
from gis.tickets import open_note, seal_note

TOKEN_BYTES = 32
_ENROLMENT = "second factor"
_LONGEST_NAME = 100
_TOO_OLD = Text(it="La pagina è scaduta: ricominciare.", en="The page is too old: begin again.")


@dataclass(frozen=True, slots=True)
class Own:
    """An account as its holder sees it."""

    email: str
    name: str
    role: Role
    organisation: str | None
    expires_on: dt.date | None
    password_hash: str | None = field(repr=False)
    totp_sealed: bytes | None = field(repr=False)
    totp_last_step: int | None
    codes_left: int
    is_demo: bool
    has_subject: bool


class WrongCodeError(InputError):
    """The first code of a new second factor is not the one of its secret."""


def own_account(session: Session) -> Own:
    """The account of whoever has entered; raises SignInError where there is none."""
    row = row_of(
        session, ACCESS.own_account(),
        column("email"), column("name"), column("role"), column("organisation"),
        column("expires_on"), column("password_hash"), column("totp_sealed", LargeBinary),
        column("totp_last_step", BigInteger), column("codes_left"), column("is_demo"),
        column("has_subject"),
    )  # fmt: skip
    if row is None:
        raise SignInError(
            Text(it="Serve un accesso personale: accedere con il proprio utente.",
                 en="This takes a personal account: sign in with your own.")
        )  # fmt: skip
    return Own(**row | {"role": Role.of(row["role"])})


def own_sessions(session: Session, cookie: str) -> list[dict[str, Any]]:
    """The open sessions of the account, the one of `cookie` first."""
    return rows_of(
        session, ACCESS.own_sessions(digest_of(cookie), SESSION_IDLE),
        column("id"), column("created_at"), column("last_seen_at"), column("expires_at"),
        column("is_this"),
    )  # fmt: skip


def end_session(session: Session, session_id: uuid.UUID) -> None:
    """End one of the account's sessions."""
    if not call(session, ACCESS.end_own_sessions(session_id, None)):
        raise NotFoundError(Text(it="Questa sessione è già finita.",
                                 en="This session is over already."))  # fmt: skip


def set_sala(session: Session, cookie: str, *, is_on: bool) -> None:
    """Reduce what the session of `cookie` reads to the public's, or give it back.

    The database does it, by the role that the session enters as: no page can forget to.
    """
    if not call(session, ACCESS.set_sala(digest_of(cookie), is_on)):
        raise NotFoundError(Text(it="Questa sessione è già finita.",
                                 en="This session is over already."))  # fmt: skip


def end_other_sessions(session: Session, cookie: str) -> int:
    """End every session of the account but the one of `cookie`; how many."""
    return int(call(session, ACCESS.end_own_sessions(None, digest_of(cookie))))


def end_every_session(session: Session) -> int:
    """End every session of the account, this one too; how many."""
    return int(call(session, ACCESS.end_own_sessions(None, None)))


def own_tokens(session: Session) -> list[dict[str, Any]]:
    """The account's tokens of the last months, newest first."""
    return rows_of(
        session, ACCESS.own_tokens(),
        column("id"), column("name"), column("role"), column("created_at"), column("expires_at"),
        column("revoked_at"),
    )  # fmt: skip


def issue_token(session: Session, name: str, days: int) -> tuple[str, dt.datetime]:
    """A token with the account's own role, which is shown once, and until when it holds."""
    named, lasts, token = token_terms(name, days), dt.timedelta(days=days), new_token()
    until = call(session, ACCESS.add_own_token(named, digest_of(token), lasts))
    if until is None:
        raise RuleError(
            Text(it="Questo accesso non può avere token: serve un utente personale e attivo.",
                 en="This account cannot have tokens: it takes a personal, active one.")
        )  # fmt: skip
    return token, until


def revoke_token(session: Session, token_id: uuid.UUID) -> None:
    """Make one of the account's tokens useless."""
    if not call(session, ACCESS.revoke_own_token(token_id)):
        raise NotFoundError(Text(it="Nessun token attivo con questo identificativo.",
                                 en="No active token has this id."))  # fmt: skip


def new_token() -> str:
    """The text of a new token."""
    return TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def token_terms(name: str, days: int) -> str:
    """The name of a token, checked; raises InputError for it or for the days."""
    named = " ".join(name.split())
    if not 1 <= len(named) <= _LONGEST_NAME:
        raise InputError(
            Text(it="Dare al token un nome: quale programma lo usa.",
                 en="Give the token a name: which program uses it.")
        )  # fmt: skip
    if not 1 <= days <= TOKEN_MOST_DAYS:
        raise InputError(
            Text(it=f"I giorni vanno da 1 a {TOKEN_MOST_DAYS}.",
                 en=f"Days go from 1 to {TOKEN_MOST_DAYS}.")
        )  # fmt: skip
    return named


def change_password(session: Session, own: Own, cookie: str, old: str, new: str) -> None:
    """Take a new password in place of the old one; other sessions end."""
    require_password(own, old)
    passwords.require_strength(new, own.email, own.name)
    renewed = passwords.hashed(new)
    if not call(session, ACCESS.change_own_password(own.password_hash, renewed, digest_of(cookie))):
        raise RuleError(Text(it="La password è cambiata nel frattempo: riprovare.",
                             en="The password changed meanwhile: try again."))  # fmt: skip


def require_password(own: Own, password: str) -> None:
    """Ask for the password once more before something that a stolen session must not do.

    Raises InputError where it is wrong; who signs in through a provider has none.
    """
    is_right = passwords.check(own.password_hash, password).is_right
    if own.password_hash is not None and not is_right:
        raise InputError(Text(it="La password attuale non è giusta.",
                              en="The present password is not right."))  # fmt: skip


def begin_enrolment(keys: Path, own: Own) -> tuple[str, str]:
    """A new secret as the address that an app reads, and sealed until its first code comes."""
    secret = totp.new_secret()
    note = seal_note(keys, _ENROLMENT, {"secret": secret, "email": own.email})
    return totp.address_of(secret, own.email), note


def address_in(keys: Path, note: str) -> str:
    """The address in a note whose code was wrong, so that the same QR code is shown again."""
    facts = _facts(keys, note)
    return totp.address_of(facts["secret"], facts["email"])


def secret_in(address: str) -> str:
    """The secret of an address in groups of four, for who cannot scan it."""
    secret = parse_qs(urlsplit(address).query)["secret"][0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def enrol(
    session: Session, keys: Path, own: Own, cookie: str, *, note: str, code: str
) -> list[str]:
    """Take the second factor whose first code was typed; its recovery codes, shown once.

    Other sessions of the account end. Raises InputError for a wrong code or an old page.
    """
    facts = _facts(keys, note)
    if facts["email"] != own.email:
        raise InputError(_TOO_OLD)
    step = totp.step_of(facts["secret"], code, dt.datetime.now(dt.UTC))
    if step is None:
        raise WrongCodeError(
            Text(it="Il codice non è giusto: controllare l'ora del telefono e riprovare.",
                 en="The code is not right: check the telephone's clock and try again.")
        )  # fmt: skip
    account_id = call(session, ACCESS.actor())
    sealed = totp.sealed(KeyStore(keys), account_id, facts["secret"])
    codes = recovery.new_codes()
    kept = texts([digest for code in codes if (digest := recovery.digest(code))])
    if not call(session, ACCESS.enrol_own_second_factor(sealed, step, kept, digest_of(cookie))):
        raise RuleError(Text(it="Questo accesso non può avere un secondo fattore.",
                             en="This account cannot have a second factor."))  # fmt: skip
    return codes


def _facts(keys: Path, note: str) -> dict[str, str]:
    seconds = int(ENROLMENT_WITHIN.total_seconds())
    facts = open_note(keys, _ENROLMENT, note, seconds=seconds)
    if facts is None:
        raise InputError(_TOO_OLD)
    return facts
