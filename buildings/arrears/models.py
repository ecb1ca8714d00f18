"""Tables of arrears and debts, of the agreements behind them, and of the bridge to our units.

Amounts are in euro and a debt is positive. `sender` is who delivers, as the office names them:
what one sender told ends when their newer file tells it no more, never what another told.
"""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    Text,
    literal_column,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from buildings.arrears.states import LegalStep, SupplierKind
from buildings.identity.models import Referred
from buildings.status.states import ArrearsBand
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base


def _once(*columns: str) -> ExcludeConstraint:
    """One row at a time for the condominium, the sender and `columns`, '' for the whole of it."""
    return ExcludeConstraint(
        *[(column, "=") for column in ("condominium_id", "sender", *columns)],
        ("valid", "&&"),
        using="gist",
        name="told_once",
    )


def _year() -> CheckConstraint:
    return CheckConstraint("financial_year between 1950 and 2100", name="financial_year_range")


class ArrearsTotal(Identified, ValidTime, Provenance, Base):
    """Contributions due and unpaid in one financial year; no staircase: the whole condominium."""

    __tablename__ = "arrears_total"
    __table_args__ = (
        ExcludeConstraint(
            ("condominium_id", "="),
            ("sender", "="),
            (literal_column("coalesce(staircase_code, '')"), "="),
            ("financial_year", "="),
            ("valid", "&&"),
            using="gist",
            name="told_once",
        ),
        valid_time_ordered(),
        _year(),
        CheckConstraint("staircase_code ~ '^[A-Z0-9]{1,3}$'", name="staircase_form"),
        CheckConstraint("due_eur >= 0", name="due_not_negative"),
        CheckConstraint("unpaid_eur >= 0", name="unpaid_not_negative"),
    )

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"))
    sender: Mapped[str] = mapped_column(Text)
    staircase_code: Mapped[str | None] = mapped_column(Text)
    financial_year: Mapped[int] = mapped_column(SmallInteger)
    due_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    unpaid_eur: Mapped[Decimal] = mapped_column(Numeric(12, 2))


class ArrearsBandCount(Identified, ValidTime, Provenance, Base):
    """How many units are in each band of arrears; no staircase: the whole condominium."""

    __tablename__ = "arrears_band_count"
    __table_args__ = (
        ExcludeConstraint(
            ("condominium_id", "="),
            ("sender", "="),
            (literal_column("coalesce(staircase_code, '')"), "="),
            ("band", "="),
            ("valid", "&&"),
            using="gist",
            name="told_once",
        ),
        valid_time_ordered(),
        CheckConstraint("staircase_code ~ '^[A-Z0-9]{1,3}$'", name="staircase_form"),
        CheckConstraint("unit_count >= 0", name="count_not_negative"),
        CheckConstraint("unpaid_eur >= 0", name="unpaid_not_negative"),
    )

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"))
    sender: Mapped[str] = mapped_column(Text)
    staircase_code: Mapped[str | None] = mapped_column(Text)
    band: Mapped[ArrearsBand] = mapped_column(code_type(ArrearsBand))
    unit_count: Mapped[int]
    unpaid_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))


class SupplierDebt(Identified, ValidTime, Provenance, Base):
    """What a condominium owes to its suppliers of one kind; suppliers are not named."""

    __tablename__ = "supplier_debt"
    __table_args__ = (
        _once("supplier_kind"),
        valid_time_ordered(),
        CheckConstraint("amount_eur >= 0", name="amount_not_negative"),
    )

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"))
    sender: Mapped[str] = mapped_column(Text)
    supplier_kind: Mapped[SupplierKind] = mapped_column(code_type(SupplierKind))
    amount_eur: Mapped[Decimal] = mapped_column(Numeric(12, 2))


class DeliveryAgreement(Identified, ValidTime, Provenance, Base):
    """The agreement without which no table per unit is taken: who, on what legal basis, until when.

    Its condominium never changes, and its time always covers the days on which rows came in.
    """

    __tablename__ = "delivery_agreement"
    __table_args__ = (
        no_overlap("condominium_id", "sender"),
        valid_time_ordered(),
        CheckConstraint("btrim(sender) <> ''", name="sender_given"),
        CheckConstraint("btrim(parties) <> ''", name="parties_given"),
        CheckConstraint("btrim(legal_basis) <> ''", name="legal_basis_given"),
        CheckConstraint("btrim(document_reference) <> ''", name="document_given"),
        CheckConstraint("isfinite(valid_to)", name="end_given"),
    )

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"))
    administrator_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("administrator.id"), index=True
    )
    sender: Mapped[str] = mapped_column(Text)
    parties: Mapped[str] = mapped_column(Text)
    legal_basis: Mapped[str] = mapped_column(Text)
    document_reference: Mapped[str] = mapped_column(Text)


class UnitArrears(Identified, Referred, ValidTime, Provenance, Base):
    """The position of one unit in one financial year; who owes is never told.

    `loaded_on` is the day on which the row came in, set by a trigger, which refuses it without an
    agreement of the same condominium in force on that day. Class P3.
    """

    __tablename__ = "unit_arrears"
    __table_args__ = (
        ExcludeConstraint(
            ("reference_id", "="),
            ("financial_year", "="),
            ("valid", "&&"),
            using="gist",
            name="told_once",
        ),
        valid_time_ordered(),
        _year(),
        CheckConstraint("reference_id is not null", name="named"),
        CheckConstraint("due_eur >= 0", name="due_not_negative"),
        CheckConstraint("paid_eur >= 0", name="paid_not_negative"),
        Index("ix_unit_arrears_unit_from", "unit_id", "valid_from"),
        Index("ix_unit_arrears_condominium_sender", "condominium_id", "sender"),
    )

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"))
    agreement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("delivery_agreement.id"), index=True)
    sender: Mapped[str] = mapped_column(Text)
    financial_year: Mapped[int] = mapped_column(SmallInteger)
    previous_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    due_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    paid_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    balance_eur: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    band: Mapped[ArrearsBand] = mapped_column(code_type(ArrearsBand))
    legal_step: Mapped[LegalStep] = mapped_column(code_type(LegalStep))
    loaded_on: Mapped[dt.date] = mapped_column(server_default=sql("current_date"))


class CondominiumBridge(Identified, Provenance, Base):
    """What a sender's code of a unit means in the condominium; names of persons are never asked.

    A code that a delivery used and nobody explained yet has no `answered_on`.
    """

    __tablename__ = "condominium_bridge"
    __table_args__ = (
        Index("uq_condominium_bridge_code", "condominium_id", "sender", "code", unique=True),
        CheckConstraint("code = upper(btrim(code)) and code <> ''", name="code_form"),
        CheckConstraint("staircase_code ~ '^[A-Z0-9]{1,3}$'", name="staircase_form"),
        CheckConstraint("char_length(unit_number) <= 6", name="unit_number_length"),
        CheckConstraint("subunit ~ '^[0-9]{1,4}$'", name="subunit_form"),
        CheckConstraint(
            "(answered_on is not null) ="
            " (num_nonnulls(staircase_code, floor_code, unit_number, subunit) > 0)",
            name="answered_by_something",
        ),
    )

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"))
    sender: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    staircase_code: Mapped[str | None] = mapped_column(Text)
    floor_code: Mapped[str | None] = mapped_column(Text)
    unit_number: Mapped[str | None] = mapped_column(Text)
    subunit: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[dt.date | None]
