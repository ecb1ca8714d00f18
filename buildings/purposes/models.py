"""Tables of assignments, stated purposes and shares: what opens a unit to whom, until when."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from buildings.privacy.states import DataClass
from buildings.purposes.states import LONGEST, SHARE_LONGEST, SHORTEST_REASON, PurposeKind
from gis.columns import code_type
from gis.db import Base

_LONGEST = " ".join(
    f"when '{kind}' then interval '{longest // dt.timedelta(hours=1)} hours'"
    for kind, longest in LONGEST.items()
)


class Assignment(Base):
    """Which account or organisation is entrusted with a case, a sale, a unit, a condominium.

    It ends on a day, or at once where somebody ends it.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("num_nonnulls(account_id, organisation_id) = 1", name="one_holder"),
        CheckConstraint(
            "num_nonnulls(case_id, sale_id, unit_id, condominium_id) = 1", name="one_subject"
        ),
        CheckConstraint("valid_from < valid_to", name="valid_time_ordered"),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("housing_case.id"), index=True)
    sale_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("enforcement_sale.id"), index=True)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date] = mapped_column(Date, server_default=text("'infinity'"))
    given_by: Mapped[uuid.UUID | None]
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    ended_by: Mapped[uuid.UUID | None]


class StatedPurpose(Base):
    """Why an account reads of a unit: said once, it holds for that unit until closed or expired.

    One is open at a time. `reason` names no person; a reveal has one, a case and a telephone note
    speak for themselves. A purpose of a case ends with the case (`access.purpose_holds`).
    """

    __tablename__ = "stated_purpose"
    __table_args__ = (
        CheckConstraint(
            f"kind <> 'reveal' or coalesce(length(reason), 0) >= {SHORTEST_REASON}",
            name="reveal_has_reason",
        ),
        CheckConstraint("(kind = 'case') = (case_id is not null)", name="case_has_id"),
        CheckConstraint("opened_at < expires_at", name="expires_later"),
        CheckConstraint(
            f"expires_at <= opened_at + case kind {_LONGEST} end", name="no_longer_than_its_kind"
        ),
        Index(
            "uq_stated_purpose_open",
            "account_id",
            "unit_id",
            unique=True,
            postgresql_where=text("closed_at is null"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[PurposeKind] = mapped_column(code_type(PurposeKind))
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("housing_case.id"), index=True)
    reason: Mapped[str | None] = mapped_column(Text)
    opened_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    expires_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class DataShare(Base):
    """What an office lets another read of a unit: which classes, on what basis, until when."""

    __tablename__ = "data_share"
    __table_args__ = (
        CheckConstraint("cardinality(classes) > 0", name="has_classes"),
        CheckConstraint(
            "classes <@ array[" + ", ".join(f"'{each}'" for each in DataClass) + "]::text[]",
            name="known_classes",
        ),
        CheckConstraint("length(legal_basis) >= 5", name="has_legal_basis"),
        CheckConstraint(
            f"until <= (given_at at time zone 'Europe/Rome')::date + {SHARE_LONGEST.days}",
            name="ends_within_a_year",
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("housing_case.id"), index=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    classes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    legal_basis: Mapped[str] = mapped_column(Text)
    until: Mapped[dt.date]
    given_by: Mapped[uuid.UUID | None]
    given_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    revoked_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_by: Mapped[uuid.UUID | None]
