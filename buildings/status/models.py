"""Tables of the dated dimensions of a unit."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.status.states import (
    VALUES,
    Dimension,
    EncumbranceKind,
    SaleState,
    UtilityService,
    UtilityState,
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


def _legal_values() -> str:
    """The CHECK that ties each dimension to its own code list."""
    return " or ".join(
        f"(dimension = '{dimension.value}' and value in ("
        + ", ".join(f"'{member.value}'" for member in codes)
        + "))"
        for dimension, codes in VALUES.items()
    )


class UnitStatus(ValidTime, Provenance, Base):
    """One value of one dimension of one unit, for as long as it held."""

    __tablename__ = "unit_status"
    __table_args__ = (
        no_overlap("unit_id", "dimension"),
        valid_time_ordered(),
        CheckConstraint(_legal_values(), name="value_of_dimension"),
        Index("ix_unit_status_unit_dimension_from", "unit_id", "dimension", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))
    dimension: Mapped[Dimension] = mapped_column(code_type(Dimension))
    value: Mapped[str] = mapped_column(Text)


class UnitUtility(ValidTime, Provenance, Base):
    """The state of one service at one unit, for as long as it held."""

    __tablename__ = "unit_utility"
    __table_args__ = (
        no_overlap("unit_id", "service"),
        valid_time_ordered(),
        Index("ix_unit_utility_unit_service_from", "unit_id", "service", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))
    service: Mapped[UtilityService] = mapped_column(code_type(UtilityService))
    state: Mapped[UtilityState] = mapped_column(code_type(UtilityState))


class UnitEncumbrance(ValidTime, Provenance, Base):
    """One encumbrance on one unit; several may hold together."""

    __tablename__ = "unit_encumbrance"
    __table_args__ = (
        no_overlap("unit_id", "kind", "reference"),
        valid_time_ordered(),
        Index("ix_unit_encumbrance_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[EncumbranceKind] = mapped_column(code_type(EncumbranceKind))
    reference: Mapped[str] = mapped_column(Text, server_default="")


class EnforcementSale(Identified, Provenance, Base):
    """A judicial sale of one unit (domain section 3.3); amounts in euro."""

    __tablename__ = "enforcement_sale"
    __table_args__ = (
        CheckConstraint("min_offer_eur >= 0.75 * base_price_eur", name="min_offer_floor"),
        CheckConstraint("rge_year between 1950 and 2100", name="rge_year_range"),
        CheckConstraint("attempt_no >= 1", name="attempt_positive"),
    )

    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    court: Mapped[str] = mapped_column(Text)
    rge_number: Mapped[int]
    rge_year: Mapped[int] = mapped_column(SmallInteger)
    lot: Mapped[str | None] = mapped_column(Text)
    base_price_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    min_offer_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    attempt_no: Mapped[int | None] = mapped_column(SmallInteger)
    sale_on: Mapped[dt.date | None]
    custodian: Mapped[str | None] = mapped_column(Text)


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
