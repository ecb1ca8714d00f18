"""Tables of accounts: who may sign in, with what, and what they signed in with."""

import datetime as dt
import uuid

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Text,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from buildings.accounts.states import SignInOutcome
from buildings.privacy.states import EXTERNAL_ROLES, Role
from gis.columns import code_type
from gis.db import Base

_EXTERNAL = ", ".join(f"'{role}'" for role in sorted(EXTERNAL_ROLES))


class Organisation(Base):
    """An office or body whose people sign in; `administrator_id` where it runs condominiums.

    A processor (art. 28 GDPR) acts until its agreement ends.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint(
            "(agreement_reference is null) = (agreement_until is null)", name="agreement_whole"
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    name: Mapped[str] = mapped_column(Text, unique=True)
    administrator_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("administrator.id"), index=True
    )
    agreement_reference: Mapped[str | None] = mapped_column(Text)
    agreement_until: Mapped[dt.date | None]


class Account(Base):
    """One person who signs in; never shared, never the public's.

    `password_hash` is argon2id's own text. Who signs in through a provider has its issuer and
    subject instead. `totp_sealed` needs a key that is not in the database. One that
    `awaits_confirmation` has no rights until a second person has confirmed it.
    """

    __tablename__ = "account"
    __table_args__ = (
        Index("uq_account_email", literal_column("lower(email)"), unique=True),
        Index(
            "uq_account_subject",
            "oidc_issuer",
            "oidc_subject",
            unique=True,
            postgresql_where=text("oidc_subject is not null"),
        ),
        CheckConstraint("role <> 'public'", name="signs_in"),
        CheckConstraint(
            f"role not in ({_EXTERNAL}) or expires_on is not null", name="external_expires"
        ),
        CheckConstraint(
            "role <> 'partner_operator' or organisation_id is not null",
            name="partner_has_organisation",
        ),
        CheckConstraint("email ~ '^[^@[:space:]]+@[^@[:space:]]+$'", name="email_form"),
        CheckConstraint(
            "(oidc_issuer is null) = (oidc_subject is null)", name="subject_has_issuer"
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(code_type(Role))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    password_hash: Mapped[str | None] = mapped_column(Text)
    oidc_issuer: Mapped[str | None] = mapped_column(Text)
    oidc_subject: Mapped[str | None] = mapped_column(Text)
    totp_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_last_step: Mapped[int | None] = mapped_column(BigInteger)
    link_sha256: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    link_expires_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    is_demo: Mapped[bool] = mapped_column(server_default=text("false"))
    awaits_confirmation: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    expires_on: Mapped[dt.date | None]
    disabled_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class AccountSession(Base):
    """One sign-in of one browser; the cookie's text is known here only by its hash.

    `is_sala` reduces what it reads to the public's, while the screen is shown to others. It
    `is_strong` where more than a password opened it: a second factor, or the provider with its own.
    """

    __tablename__ = "account_session"
    __table_args__ = (CheckConstraint("created_at < expires_at", name="expires_later"),)

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    token_sha256: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    is_sala: Mapped[bool] = mapped_column(server_default=text("false"))
    awaits_second_factor: Mapped[bool] = mapped_column(server_default=text("false"))
    is_strong: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    last_seen_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    expires_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class ApiToken(Base):
    """What a program shows instead of a cookie: one role, an end, perhaps an account behind it."""

    __tablename__ = "api_token"
    __table_args__ = (
        CheckConstraint("created_at < expires_at", name="expires_later"),
        CheckConstraint("role <> 'public'", name="signs_in"),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(code_type(Role))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    token_sha256: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    expires_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class RecoveryCode(Base):
    """One printed code that stands in for a lost second factor, once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(Text)
    used_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class SignInAttempt(Base):
    """One attempt to sign in; addresses and unknown names only as keyed hashes."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_account_at", "account_id", "at"),
        Index("ix_sign_in_attempt_address_at", "address_hash", "at"),
        Index("ix_sign_in_attempt_name_at", "name_hash", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    name_hash: Mapped[str] = mapped_column(Text)
    address_hash: Mapped[str] = mapped_column(Text)
    outcome: Mapped[SignInOutcome] = mapped_column(code_type(SignInOutcome))
