"""Tables of the registers that the Comune owns; counts, bands and outcomes, never a person.

Every row follows the naming that the source gave its unit. Which of them may be read for what is
said by `source_purpose`; `queries.facts_for` is the one way to read them about a unit.
"""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.identity.models import Referred
from buildings.residence.states import (
    JoinPurpose,
    LeaseOutcome,
    LockState,
    MinorsBand,
    NoticeKind,
    PersonsBand,
)
from gis.columns import (
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base


class SourcePurpose(Base):
    """A purpose for which the facts of a source may be joined; no row means not at all."""

    __tablename__ = "source_purpose"

    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True)
    purpose: Mapped[JoinPurpose] = mapped_column(code_type(JoinPurpose), primary_key=True)


class UnitResidents(Referred, ValidTime, Provenance, Base):
    """How many persons and families the registry office counts behind one door."""

    __tablename__ = "unit_residents"
    __table_args__ = (
        no_overlap("source_id", "reference_id"),
        valid_time_ordered(),
        CheckConstraint("persons_count between 0 and 999", name="persons_range"),
        CheckConstraint("families_count between 0 and persons_count", name="families_range"),
        Index("ix_unit_residents_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    persons_count: Mapped[int] = mapped_column(SmallInteger)
    families_count: Mapped[int] = mapped_column(SmallInteger)
    minors_band: Mapped[MinorsBand | None] = mapped_column(code_type(MinorsBand))


class UnitWasteCharge(Referred, ValidTime, Provenance, Base):
    """A waste charge (TARI) position: the area it is paid for and the occupants it declares."""

    __tablename__ = "unit_waste_charge"
    __table_args__ = (
        Index(
            "uq_unit_waste_charge_position",
            "source_id",
            "reference_id",
            "valid_from",
            unique=True,
        ),
        valid_time_ordered(),
        CheckConstraint("charged_area_m2 > 0", name="area_positive"),
        CheckConstraint("occupants_count between 0 and 999", name="occupants_range"),
        Index("ix_unit_waste_charge_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    charged_area_m2: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    occupants_count: Mapped[int | None] = mapped_column(SmallInteger)


class UnitLease(Referred, Provenance, Base):
    """What a search for a registered lease gave on a day."""

    __tablename__ = "unit_lease"
    __table_args__ = (
        Index("uq_unit_lease_check", "source_id", "reference_id", "checked_on", unique=True),
        Index("ix_unit_lease_unit_checked", "unit_id", "checked_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[LeaseOutcome] = mapped_column(code_type(LeaseOutcome))
    checked_on: Mapped[dt.date]


class UnitNotice(Referred, ValidTime, Provenance, Base):
    """A notice of transfer or hospitality: when it came and how many persons it speaks of.

    It holds from the day it was received until the end that it gives, if it gives one.
    """

    __tablename__ = "unit_notice"
    __table_args__ = (
        Index(
            "uq_unit_notice_received",
            "source_id",
            "reference_id",
            "kind",
            "valid_from",
            "protocol_no",
            unique=True,
        ),
        valid_time_ordered(),
        Index("ix_unit_notice_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(code_type(NoticeKind))
    persons_band: Mapped[PersonsBand | None] = mapped_column(code_type(PersonsBand))
    protocol_no: Mapped[str] = mapped_column(Text, server_default="")


class UnitCustody(Referred, ValidTime, Provenance, Base):
    """A seized unit on the list of its court custodian."""

    __tablename__ = "unit_custody"
    __table_args__ = (
        no_overlap("source_id", "reference_id", "rge_number", "rge_year"),
        valid_time_ordered(),
        CheckConstraint("rge_number between 1 and 99999", name="rge_number_range"),
        CheckConstraint("rge_year between 1950 and 2100", name="rge_year_range"),
        Index("ix_unit_custody_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    court: Mapped[str | None] = mapped_column(Text)
    rge_number: Mapped[int]
    rge_year: Mapped[int] = mapped_column(SmallInteger)
    custodian: Mapped[str] = mapped_column(Text)
    lock_state: Mapped[LockState] = mapped_column(code_type(LockState))
