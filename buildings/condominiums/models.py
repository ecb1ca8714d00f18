"""Tables of the legal communities (artt. 1117-1139 c.c.), of who runs them and how they share."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text, UniqueConstraint
from sqlalchemy import false as sql_false
from sqlalchemy.orm import Mapped, mapped_column, validates

from buildings.condominiums import codes
from buildings.condominiums.states import (
    AdministratorKind,
    AppointedBy,
    MeterService,
    MillesimalKind,
)
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    one_number,
    valid_time_ordered,
)
from gis.db import Base


class SuperCondominium(Identified, Provenance, Base):
    """Several condominiums that share parts (art. 1117-bis c.c.)."""

    __tablename__ = "super_condominium"

    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    name: Mapped[str] = mapped_column(Text, unique=True)


class Condominium(Identified, Provenance, Base):
    """A legal community; its address may be unknown though its name is public.

    Its tax code has eleven digits; a wrong check digit raises InputError.
    """

    __tablename__ = "condominium"
    __table_args__ = (
        CheckConstraint("tax_code ~ '^[0-9]{11}$'", name="tax_code_form"),
        UniqueConstraint("tax_code"),
        Index(
            "ix_condominium_name_trgm",
            "name",
            postgresql_using="gin",
            postgresql_ops={"name": "gin_trgm_ops"},
        ),
    )

    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    super_condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("super_condominium.id"), index=True
    )
    address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("address.id"), index=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    tax_code: Mapped[str | None] = mapped_column(Text)
    note_it: Mapped[str | None] = mapped_column(Text)
    note_en: Mapped[str | None] = mapped_column(Text)

    @validates("tax_code")
    def _right_tax_code(self, _name: str, code: str | None) -> str | None:
        return None if code is None else codes.condominium_tax_code(code)


class MillesimalTable(ValidTime, Identified, Provenance, Base):
    """A table of shares on 1000; an approved one sums to 1000 within half a share at commit.

    `label` tells tables of one kind apart (a staircase, a group of units); '' for the only one.
    """

    __tablename__ = "millesimal_table"
    __table_args__ = (no_overlap("condominium_id", "kind", "label"), valid_time_ordered())

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"), index=True)
    kind: Mapped[MillesimalKind] = mapped_column(code_type(MillesimalKind))
    label: Mapped[str] = mapped_column(Text, server_default="")
    is_approved: Mapped[bool] = mapped_column(server_default=sql_false())
    approved_on: Mapped[dt.date | None]


class MillesimalShare(Provenance, Base):
    """The share of one unit in one table."""

    __tablename__ = "millesimal_share"
    __table_args__ = (CheckConstraint("share > 0", name="share_positive"),)

    table_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("millesimal_table.id"), primary_key=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    share: Mapped[Decimal] = mapped_column(Numeric(9, 4))


class Administrator(Identified, Provenance, Base):
    """Who administers condominiums: a person or a company, by professional data only."""

    __tablename__ = "administrator"
    __table_args__ = (
        CheckConstraint("tax_code ~ '^([A-Z0-9]{16}|[0-9]{11})$'", name="tax_code_form"),
        CheckConstraint("vat_number ~ '^[0-9]{11}$'", name="vat_number_form"),
        CheckConstraint("certified_mail ~ '^[^@[:space:]]+@[^@[:space:]]+$'", name="mail_form"),
        UniqueConstraint("tax_code"),
    )

    kind: Mapped[AdministratorKind] = mapped_column(code_type(AdministratorKind))
    name: Mapped[str] = mapped_column(Text, index=True)
    tax_code: Mapped[str | None] = mapped_column(Text)
    vat_number: Mapped[str | None] = mapped_column(Text)
    office_address: Mapped[str | None] = mapped_column(Text)
    certified_mail: Mapped[str | None] = mapped_column(Text)
    telephone: Mapped[str | None] = mapped_column(Text)

    @validates("tax_code")
    def _right_tax_code(self, _name: str, code: str | None) -> str | None:
        return None if code is None else codes.tax_code(code)

    @validates("vat_number")
    def _right_vat_number(self, _name: str, code: str | None) -> str | None:
        return None if code is None else codes.vat_number(code)


class AdministratorMandate(Identified, ValidTime, Provenance, Base):
    """The time in which an administrator runs a condominium; one at a time."""

    __tablename__ = "administrator_mandate"
    __table_args__ = (no_overlap("condominium_id"), valid_time_ordered())

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"), index=True)
    administrator_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("administrator.id"), index=True)
    appointed_by: Mapped[AppointedBy] = mapped_column(code_type(AppointedBy))
    act_reference: Mapped[str | None] = mapped_column(Text)


class FinancialStatement(Identified, Provenance, Base):
    """One financial year of a condominium as its statement tells it; amounts in euro.

    What is unpaid must be recovered within six months of the close (art. 1129 c. 9 c.c.), unless
    the assembly dispensed the administrator.
    """

    __tablename__ = "financial_statement"
    __table_args__ = (
        Index("uq_financial_statement_year", "condominium_id", "closed_on", unique=True),
        CheckConstraint("opened_on < closed_on", name="year_ordered"),
        CheckConstraint("approved_on > closed_on", name="approved_after_close"),
        CheckConstraint("contributions_due_eur >= 0", name="due_not_negative"),
        CheckConstraint("contributions_unpaid_eur >= 0", name="unpaid_not_negative"),
    )

    condominium_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium.id"))
    opened_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date]
    approved_on: Mapped[dt.date | None]
    contributions_due_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    contributions_unpaid_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    is_recovery_dispensed: Mapped[bool] = mapped_column(server_default=sql_false())


class Meter(Identified, ValidTime, Provenance, Base):
    """A meter: of one unit, or common to a condominium."""

    __tablename__ = "meter"
    __table_args__ = (
        no_overlap(one_number("service", "serial")),
        valid_time_ordered(),
        CheckConstraint("num_nonnulls(unit_id, condominium_id) = 1", name="one_place"),
        CheckConstraint("btrim(serial) = serial and serial <> ''", name="serial_form"),
    )

    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    service: Mapped[MeterService] = mapped_column(code_type(MeterService))
    serial: Mapped[str] = mapped_column(Text)
