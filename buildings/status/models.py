"""Tables of the dated dimensions of a unit."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from buildings.identity.models import Referred
from buildings.status.states import (
    VALUES,
    Dimension,
    EncumbranceKind,
    ReportedOccupancy,
    SaleMode,
    SaleState,
    UtilityService,
    UtilityState,
)
from buildings.status.telling import (
    ABSENCE_ESTABLISHED,
    RESIDENT_COUNTED,
    legal_values,
    preference,
    told_once,
)
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base


class UnitStatus(Referred, ValidTime, Provenance, Base):
    """One value of one dimension of one unit, for as long as it held, as one source tells it.

    A crowding names the persons that were counted; an absence of title that is established names
    the inspection or the act that established it.
    """

    __tablename__ = "unit_status"
    __table_args__ = (
        *told_once("dimension"),
        valid_time_ordered(),
        CheckConstraint("num_nonnulls(unit_id, reference_id) >= 1", name="named_somehow"),
        CheckConstraint(legal_values(VALUES), name="value_of_dimension"),
        CheckConstraint(RESIDENT_COUNTED, name="crowding_counted"),
        CheckConstraint(ABSENCE_ESTABLISHED, name="absence_established"),
        Index("ix_unit_status_unit_dimension_from", "unit_id", "dimension", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), sort_order=71)
    dimension: Mapped[Dimension] = mapped_column(code_type(Dimension))
    value: Mapped[str] = mapped_column(Text)
    persons: Mapped[int | None] = mapped_column(SmallInteger)
    act_reference: Mapped[str | None] = mapped_column(Text)
    preference: Mapped[str] = preference("value")


class UnitUtility(Referred, ValidTime, Provenance, Base):
    """The state of one service at one unit, for as long as it held, as one source tells it."""

    __tablename__ = "unit_utility"
    __table_args__ = (
        *told_once("service"),
        valid_time_ordered(),
        CheckConstraint("num_nonnulls(unit_id, reference_id) >= 1", name="named_somehow"),
        Index("ix_unit_utility_unit_service_from", "unit_id", "service", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), sort_order=71)
    service: Mapped[UtilityService] = mapped_column(code_type(UtilityService))
    state: Mapped[UtilityState] = mapped_column(code_type(UtilityState))
    preference: Mapped[str] = preference("state")


class UnitEncumbrance(Referred, ValidTime, Provenance, Base):
    """One encumbrance on one unit; several may hold together.

    What a source told under its own naming may reach a unit twice, by two namings of it.
    """

    __tablename__ = "unit_encumbrance"
    __table_args__ = (
        ExcludeConstraint(
            ("unit_id", "="),
            ("kind", "="),
            ("reference", "="),
            ("valid", "&&"),
            using="gist",
            where=text("reference_id is null"),
            name="no_overlap",
        ),
        ExcludeConstraint(
            ("reference_id", "="),
            ("kind", "="),
            ("reference", "="),
            ("valid", "&&"),
            using="gist",
            where=text("reference_id is not null"),
            name="no_overlap_of_naming",
        ),
        CheckConstraint("num_nonnulls(unit_id, reference_id) >= 1", name="named_somehow"),
        valid_time_ordered(),
        Index("ix_unit_encumbrance_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[EncumbranceKind] = mapped_column(code_type(EncumbranceKind))
    reference: Mapped[str] = mapped_column(Text, server_default="")


class EnforcementSale(Identified, Referred, Provenance, Base):
    """A judicial sale of one unit (domain section 3.3); amounts in euro.

    Prices and dates are those of the newest attempt; each attempt keeps its own.
    """

    __tablename__ = "enforcement_sale"
    __table_args__ = (
        CheckConstraint("min_offer_eur >= 0.75 * base_price_eur", name="min_offer_floor"),
        CheckConstraint("rge_year between 1950 and 2100", name="rge_year_range"),
        CheckConstraint("attempt_no >= 1", name="attempt_positive"),
        CheckConstraint("num_nonnulls(unit_id, reference_id) >= 1", name="named_somehow"),
        CheckConstraint("balance_days between 1 and 999", name="balance_days_range"),
        CheckConstraint("pvp_url ~ '^https?://'", name="pvp_url_form"),
        Index("ix_enforcement_sale_proceeding", "rge_year", "rge_number"),
    )

    court: Mapped[str] = mapped_column(Text)
    rge_number: Mapped[int]
    rge_year: Mapped[int] = mapped_column(SmallInteger)
    lot: Mapped[str | None] = mapped_column(Text)
    base_price_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    min_offer_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    attempt_no: Mapped[int | None] = mapped_column(SmallInteger)
    sale_on: Mapped[dt.date | None]
    custodian: Mapped[str | None] = mapped_column(Text)
    expert_value_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    min_raise_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    deposit_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    sale_mode: Mapped[SaleMode | None] = mapped_column(code_type(SaleMode))
    delegate: Mapped[str | None] = mapped_column(Text)
    occupancy_in_report: Mapped[ReportedOccupancy | None] = mapped_column(
        code_type(ReportedOccupancy)
    )
    balance_days: Mapped[int | None] = mapped_column(SmallInteger)
    pvp_url: Mapped[str | None] = mapped_column(Text)


class SaleAttempt(Provenance, Base):
    """One auction of a sale: when, from which price, and how it ended (None: not known yet)."""

    __tablename__ = "sale_attempt"
    __table_args__ = (
        Index("uq_sale_attempt_sale_on", "sale_id", "sale_on", unique=True),
        CheckConstraint("attempt_no >= 1", name="attempt_positive"),
        CheckConstraint("min_offer_eur >= 0.75 * base_price_eur", name="min_offer_floor"),
        CheckConstraint(
            "outcome in ('deserted', 'awarded', 'suspended', 'extinguished')",
            name="outcome_of_an_auction",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enforcement_sale.id"))
    sale_on: Mapped[dt.date]
    starts_at: Mapped[dt.time | None]
    published_on: Mapped[dt.date | None]
    attempt_no: Mapped[int | None] = mapped_column(SmallInteger)
    base_price_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    min_offer_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    outcome: Mapped[SaleState | None] = mapped_column(code_type(SaleState))


class EnforcementSaleState(ValidTime, Provenance, Base):
    """The states a sale went through."""

    __tablename__ = "enforcement_sale_state"
    __table_args__ = (
        no_overlap("sale_id"),
        valid_time_ordered(),
        Index("ix_enforcement_sale_state_sale_from", "sale_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enforcement_sale.id"))
    state: Mapped[SaleState] = mapped_column(code_type(SaleState))
