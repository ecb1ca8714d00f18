"""Links made, found, used up and swept away; a wrong one tells nothing about the others."""

import datetime as dt
import hashlib
import secrets
import uuid
from pathlib import Path

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from buildings.arrears.states import DeliveryKind
from buildings.condominiums.models import Condominium
from data.deliveries import files
from data.deliveries.models import DeliveryAttempt, DeliveryLink
from data.sources.administrator_delivery import sender_name
from gis.codes import Text
from gis.errors import NotFoundError, RuleError

TOKEN_BYTES = 32
MOST_DAYS = 90
MOST_UPLOADS = 20
"""Files that one link takes before it is confirmed; more is a mistake or mischief."""

MOST_TRIES = 20
TRIES_WITHIN = dt.timedelta(minutes=10)
TRIES_KEPT = dt.timedelta(days=1)
_SALT = secrets.token_bytes(16)


def make_link(
    session: Session,
    *,
    condominium_id: uuid.UUID,
    kind: DeliveryKind,
    sender: str,
    days: int,
    by: str,
) -> tuple[DeliveryLink, str]:
    """A new link and its token, which is shown once and kept nowhere; flushes.

    Raises RuleError for a missing sender or a wrong number of days.
    """
    if session.get(Condominium, condominium_id) is None:
        raise NotFoundError(
            Text(it="Nessun condominio con questo identificativo.",
                 en="No condominium has this id.")
        )  # fmt: skip
    if not sender_name(sender) or not by.strip():
        raise RuleError(
            Text(it="Servono il mittente e chi crea il collegamento.",
                 en="It takes the sender and who makes the link.")
        )  # fmt: skip
    if not 1 <= days <= MOST_DAYS:
        raise RuleError(
            Text(it=f"I giorni vanno da 1 a {MOST_DAYS}.", en=f"Days go from 1 to {MOST_DAYS}.")
        )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = _now()
    link = DeliveryLink(
        token_sha256=digest(token),
        condominium_id=condominium_id,
        kind=kind,
        sender=sender_name(sender),
        created_by=" ".join(by.split()),
        created_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    session.add(link)
    session.flush()
    return link, token


def find_link(session: Session, token: str, *, for_writing: bool = False) -> DeliveryLink | None:
    """The link of a token while it may be used; None for a wrong, expired or used one alike."""
    query = select(DeliveryLink).where(
        DeliveryLink.token_sha256 == digest(token),
        DeliveryLink.expires_at > func.clock_timestamp(),
        DeliveryLink.used_at.is_(None),
        DeliveryLink.revoked_at.is_(None),
    )
    return session.scalars(query.with_for_update() if for_writing else query).one_or_none()


def is_limited(session: Session, address: str) -> bool:
    """Whether too many wrong tokens came from an address in the last minutes."""
    tries = session.scalar(
        select(func.count())
        .select_from(DeliveryAttempt)
        .where(
            DeliveryAttempt.address_hash == _hashed(address),
            DeliveryAttempt.at > _now() - TRIES_WITHIN,
        )
    )
    return (tries or 0) >= MOST_TRIES


def note_try(session: Session, address: str) -> None:
    """Write down that a token opened nothing; flushes."""
    session.add(DeliveryAttempt(address_hash=_hashed(address)))
    session.flush()


def revoke(session: Session, link_id: int, home: Path) -> DeliveryLink:
    """Make a link useless before its time, its file with it; flushes."""
    link = session.get(DeliveryLink, link_id, with_for_update=True)
    if link is None:
        raise NotFoundError(Text(it="Nessun collegamento con questo numero.",
                                 en="No link has this number."))  # fmt: skip
    if link.used_at is None and link.revoked_at is None:
        link.revoked_at = _now()
    drop_file(link, home)
    session.flush()
    return link


def use_up(link: DeliveryLink, run_id: int, home: Path) -> None:
    """Mark a link as used by an import; its file is deleted."""
    link.used_at, link.run_id = _now(), run_id
    drop_file(link, home)


def drop_file(link: DeliveryLink, home: Path) -> None:
    """Delete the file that waits on a link."""
    if link.file_key is not None:
        files.remove(home, link.file_key)
    link.file_key, link.file_name, link.answers = None, None, {}


def sweep(session: Session, home: Path) -> int:
    """Delete the files of links that can no longer be used, and old tries; how many files."""
    stale = session.scalars(
        select(DeliveryLink)
        .where(
            DeliveryLink.file_key.isnot(None),
            or_(
                DeliveryLink.expires_at <= func.clock_timestamp(),
                DeliveryLink.used_at.isnot(None),
                DeliveryLink.revoked_at.isnot(None),
            ),
        )
        .with_for_update(skip_locked=True)
    ).all()
    for link in stale:
        drop_file(link, home)
    session.execute(delete(DeliveryAttempt).where(DeliveryAttempt.at < _now() - TRIES_KEPT))
    session.flush()
    return len(stale)


def every_link(session: Session) -> list[tuple[DeliveryLink, str]]:
    """The newest links with their condominium's name."""
    query = (
        select(DeliveryLink, Condominium.name)
        .join(Condominium, Condominium.id == DeliveryLink.condominium_id)
        .order_by(DeliveryLink.id.desc())
        .limit(200)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def digest(token: str) -> str:
    """The SHA-256 of a token, all that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _hashed(address: str) -> str:
    """An address with a salt that ends with the process: it limits, it does not identify."""
    return hashlib.sha256(_SALT + address.encode()).hexdigest()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
