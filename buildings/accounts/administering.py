"""Accounts and tokens as the system administrator keeps them, on a page or at the command line."""

import datetime as dt
import re
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import column
from sqlalchemy.orm import Session

from buildings.accounts import passwords
from buildings.accounts.own import new_token, token_terms
from buildings.accounts.queries import ACCESS, call, row_of, rows_of
from buildings.accounts.service import set_password
from buildings.accounts.terms import LINK_LASTS
from buildings.privacy.states import EXTERNAL_ROLES, Role
from gis.codes import Text
from gis.errors import InputError, NotFoundError, RuleError
from gis.reader import digest_of

LINK_BYTES = 32
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an administrator says of a new account."""

    email: str
    role: Role
    name: str = ""
    organisation: str | None = None
    expires_on: dt.date | None = None


def every_account(session: Session) -> list[dict[str, Any]]:
    """Every account, those of the demonstration last."""
    rows = rows_of(
        session, ACCESS.every_account(),
        column("id"), column("email"), column("name"), column("role"), column("organisation"),
        column("expires_on"), column("disabled_at"), column("is_demo"), column("is_open"),
        column("has_password"), column("has_second_factor"), column("has_subject"),
        column("has_link"), column("entered_at"), column("awaits_confirmation"),
    )  # fmt: skip
    return [row | {"role": Role.of(row["role"])} for row in rows]


def every_organisation(session: Session) -> list[str]:
    """The names of the organisations."""
    rows = rows_of(session, ACCESS.every_organisation(), column("id"), column("name"))
    return [row["name"] for row in rows]


def add_account(session: Session, new: NewAccount, today: dt.date) -> uuid.UUID:
    """A new account, which cannot sign in before its password is set; raises InputError."""
    email, name = new.email.strip(), " ".join(new.name.split())
    organisation = " ".join((new.organisation or "").split()) or None
    _require_sound(new, email, organisation, today)
    made = call(
        session,
        ACCESS.add_account(
            email, name or email.partition("@")[0], new.role.value, organisation, new.expires_on
        ),
    )
    if made is None:
        raise RuleError(Text(it=f"C'è già un utente con l'indirizzo {email}.",
                             en=f"There is already an account with the address {email}.",
                             ))  # fmt: skip
    return uuid.UUID(str(made))


def _require_sound(new: NewAccount, email: str, organisation: str | None, today: dt.date) -> None:
    if not _EMAIL.fullmatch(email) or len(email) > _LONGEST:
        raise InputError(Text(it=f"«{email[:80]}» non è un indirizzo di posta.",
                              en=f"“{email[:80]}” is not an e-mail address."))  # fmt: skip
    if new.role is Role.PUBLIC:
        raise InputError(Text(it="Il pubblico non ha bisogno di accesso.",
                              en="The public needs no account."))  # fmt: skip
    if new.role in EXTERNAL_ROLES and new.expires_on is None:
        raise InputError(
            Text(it=f"Chi è esterno al Comune ({new.role.label.it}) ha un accesso con scadenza: "
                 "indicarla.",
                 en=f"Who is not of the municipality ({new.role.label.en}) has an account that "
                 "expires: say when.")
        )  # fmt: skip
    if new.expires_on is not None and new.expires_on < today:
        raise InputError(Text(it="La scadenza è già passata.",
                              en="The day of expiry is past."))  # fmt: skip
    if new.role is Role.PARTNER_OPERATOR and organisation is None:
        raise InputError(Text(it="Un ente del terzo settore va nominato: indicare l'ente.",
                              en="A third-sector body must be named: say which."))  # fmt: skip


def find_account(session: Session, email: str) -> dict[str, Any]:
    """The account with an address; raises NotFoundError."""
    wanted = email.strip().lower()
    for each in every_account(session):
        if each["email"].lower() == wanted:
            return each
    raise NotFoundError(Text(it=f"Nessun utente con l'indirizzo {email[:80]}.",
                             en=f"No account has the address {email[:80]}."))  # fmt: skip


def account_of(session: Session, account_id: uuid.UUID) -> dict[str, Any]:
    """The account with an identity; raises NotFoundError."""
    found = next((each for each in every_account(session) if each["id"] == account_id), None)
    _require_found(found)
    return found or {}


def disable_account(session: Session, account_id: uuid.UUID, *, is_disabled: bool) -> None:
    """Close an account with its sessions and tokens, or open it again."""
    _require_found(call(session, ACCESS.disable_account(account_id, is_disabled)))


def reset_second_factor(session: Session, account_id: uuid.UUID) -> None:
    """Take an account's second factor away, for who has lost it."""
    _require_found(call(session, ACCESS.reset_second_factor(account_id)))


def confirm_alone(session: Session, account_id: uuid.UUID) -> None:
    """Confirm an account at the command line, where there is no second person to ask."""
    _require_found(call(session, ACCESS.confirm_alone(account_id)))


def give_link(session: Session, account_id: uuid.UUID) -> str:
    """The secret of a link to set a password with, good once and for a day; shown once."""
    secret = secrets.token_urlsafe(LINK_BYTES)
    given = call(session, ACCESS.give_link(account_id, digest_of(secret), LINK_LASTS))
    if not given:
        raise RuleError(
            Text(it="Un utente scaduto, disattivato o dimostrativo non riceve collegamenti.",
                 en="An account that is expired, disabled or a demonstration gets no link.")
        )  # fmt: skip
    return secret


def give_password(session: Session, account_id: uuid.UUID, password: str) -> None:
    """Set a password at the command line; raises PasswordRefusedError."""
    if not set_password(session, give_link(session, account_id), password):
        raise passwords.PasswordRefusedError(
            Text(it="La password non è stata presa.", en="The password was not taken.")
        )


def tie_subject(session: Session, account_id: uuid.UUID, issuer: str, subject: str) -> None:
    """Tie an account to a provider's subject; raises RuleError where another account has it."""
    if not subject.strip() or len(subject) > _LONGEST:
        raise InputError(Text(it="Manca il codice dell'utente presso il gestore.",
                              en="The provider's identifier of the user is missing."))  # fmt: skip
    if not call(session, ACCESS.tie_subject(account_id, issuer, subject.strip())):
        raise RuleError(
            Text(it="Un altro utente è già legato a questa identità, o l'utente è dimostrativo.",
                 en="Another account is tied to this identity, or this one is a demonstration.")
        )  # fmt: skip


def every_token(session: Session) -> list[dict[str, Any]]:
    """Every token, newest first; never its text."""
    return rows_of(
        session, ACCESS.every_token(),
        column("id"), column("name"), column("role"), column("email"), column("organisation"),
        column("created_at"), column("expires_at"), column("revoked_at"),
    )  # fmt: skip


def issue_program_token(
    session: Session, role: Role, name: str, days: int, organisation: str | None = None
) -> tuple[str, dt.datetime]:
    """A token that no account stands behind, which is shown once, and until when it holds."""
    if role is Role.PUBLIC:
        raise InputError(Text(it="Il pubblico non ha bisogno di token.",
                              en="The public needs no token."))  # fmt: skip
    named, token = token_terms(name, days), new_token()
    row = row_of(
        session,
        ACCESS.add_token(
            named, role.value, organisation, digest_of(token), dt.timedelta(days=days)
        ),
        column("id"), column("expires_at"),
    )  # fmt: skip
    until: dt.datetime = row["expires_at"] if row else dt.datetime.now(dt.UTC)
    return token, until


def revoke_program_token(session: Session, token_id: uuid.UUID) -> None:
    """Make a token useless."""
    if not call(session, ACCESS.revoke_token(token_id)):
        raise NotFoundError(Text(it="Nessun token attivo con questo identificativo.",
                                 en="No active token has this id."))  # fmt: skip


def _require_found(found: object) -> None:
    if not found:
        raise NotFoundError(Text(it="Nessun utente con questo identificativo.",
                                 en="No account has this id."))  # fmt: skip
