"""Tables of the urban units as the cadastre records them, and of the deliveries read."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.cadastre.states import IdentifierRole, RemarkKind, SpecialLot
from buildings.identity.models import Referred
from buildings.registry.states import ConsistencyUnit
from gis.columns import Identified, Provenance, ValidTime, code_type, valid_time_ordered
from gis.db import Base


def one_record_a_state(table: str) -> Index:
    """Each state (`progressive`) of a record stands once; no section counts as one section."""
    return Index(
        f"uq_{table}_record",
        "municipality_code",
        "immobile_id",
        "progressive",
        "cadastral_section",
        unique=True,
        postgresql_nulls_not_distinct=True,
    )


class CadastralRecord:
    """What units and land have in common: the number in the books, two acts, the lot.

    `generating_on` None means that the books do not say it; `valid_from` is then the date of the
    first delivery that held the record. `content_digest` tells an unchanged record.
    """

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), sort_order=1)
    cadastral_section: Mapped[str | None] = mapped_column(Text, sort_order=2)
    immobile_id: Mapped[str] = mapped_column(Text, sort_order=3)
    progressive: Mapped[int] = mapped_column(sort_order=4)
    lot: Mapped[str | None] = mapped_column(Text, sort_order=30)
    special_lot: Mapped[SpecialLot | None] = mapped_column(code_type(SpecialLot), sort_order=31)
    annotation: Mapped[str | None] = mapped_column(Text, sort_order=32)
    generating_on: Mapped[dt.date | None] = mapped_column(sort_order=33)
    generating_registered_on: Mapped[dt.date | None] = mapped_column(sort_order=34)
    generating_note: Mapped[str | None] = mapped_column(Text, sort_order=35)
    generating_cause: Mapped[str | None] = mapped_column(Text, sort_order=36)
    closing_on: Mapped[dt.date | None] = mapped_column(sort_order=37)
    closing_registered_on: Mapped[dt.date | None] = mapped_column(sort_order=38)
    closing_note: Mapped[str | None] = mapped_column(Text, sort_order=39)
    closing_cause: Mapped[str | None] = mapped_column(Text, sort_order=40)
    mutation_start_id: Mapped[str | None] = mapped_column(Text, sort_order=41)
    mutation_end_id: Mapped[str | None] = mapped_column(Text, sort_order=42)
    other_columns: Mapped[str | None] = mapped_column(Text, sort_order=43)
    content_digest: Mapped[str] = mapped_column(Text, sort_order=44)


class CadastralUnit(Identified, CadastralRecord, Referred, ValidTime, Provenance, Base):
    """One state of one urban unit in the books; floors, stair and doors as written there.

    `area_m2` is gross and weighted, `income_eur` a year; both None where the books say nothing.
    """

    __tablename__ = "cadastral_unit"
    __table_args__ = (
        one_record_a_state("cadastral_unit"),
        valid_time_ordered(),
        CheckConstraint(
            "cadastral_category ~ "
            "'^(A/([1-9]|10|11)|B/[1-8]|C/[1-7]|D/([1-9]|10)|E/[1-9]|F/([1-7]|9|10|11))$'",
            name="category_form",
        ),
        CheckConstraint("consistency_value > 0", name="consistency_positive"),
        CheckConstraint(
            "(consistency_value is null) = (consistency_unit is null)", name="consistency_has_unit"
        ),
        CheckConstraint(
            "consistency_unit <> 'rooms' or mod(consistency_value, 0.5) = 0", name="rooms_in_halves"
        ),
        CheckConstraint("area_m2 > 0", name="area_positive"),
        CheckConstraint("income_eur >= 0", name="income_not_negative"),
    )

    census_zone: Mapped[str | None] = mapped_column(Text, sort_order=5)
    category_code: Mapped[str | None] = mapped_column(Text, sort_order=5)
    cadastral_category: Mapped[str | None] = mapped_column(Text, sort_order=6)
    cadastral_class: Mapped[str | None] = mapped_column(Text, sort_order=7)
    consistency_value: Mapped[Decimal | None] = mapped_column(Numeric(10, 1), sort_order=8)
    consistency_unit: Mapped[ConsistencyUnit | None] = mapped_column(
        code_type(ConsistencyUnit), sort_order=9
    )
    area_m2: Mapped[Decimal | None] = mapped_column(Numeric(9, 2), sort_order=10)
    income_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2), sort_order=11)
    income_lire: Mapped[Decimal | None] = mapped_column(Numeric(15, 2), sort_order=12)
    land_lot: Mapped[str | None] = mapped_column(Text, sort_order=13)
    building_text: Mapped[str | None] = mapped_column(Text, sort_order=14)
    staircase_text: Mapped[str | None] = mapped_column(Text, sort_order=15)
    door_text: Mapped[str | None] = mapped_column(Text, sort_order=16)
    floor_text: Mapped[str | None] = mapped_column(Text, sort_order=17)
    floor_code: Mapped[str | None] = mapped_column(Text, sort_order=18)
    floor_order: Mapped[Decimal | None] = mapped_column(Numeric(4, 1), sort_order=19)
    notification_protocol: Mapped[str | None] = mapped_column(Text, sort_order=20)
    notified_on: Mapped[dt.date | None] = mapped_column(sort_order=21)
    assessment_flag: Mapped[str | None] = mapped_column(Text, sort_order=22)


class CadastralUnitIdentifier(Provenance, Base):
    """An identifier on a unit's record; several own ones make a unit over several parcels.

    `value` is the register's spelling, without padding zeros; `subunit_text` as written.
    """

    __tablename__ = "cadastral_unit_identifier"
    __table_args__ = (
        Index("uq_cadastral_unit_identifier", "cadastral_unit_id", "role", "position", unique=True),
        Index(None, "value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cadastral_unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cadastral_unit.id"))
    role: Mapped[IdentifierRole] = mapped_column(code_type(IdentifierRole))
    position: Mapped[int] = mapped_column(SmallInteger)
    urban_section: Mapped[str | None] = mapped_column(Text)
    sheet: Mapped[str] = mapped_column(Text)
    parcel_number: Mapped[str] = mapped_column(Text)
    denominator: Mapped[str | None] = mapped_column(Text)
    subunit: Mapped[str | None] = mapped_column(Text)
    subunit_text: Mapped[str | None] = mapped_column(Text)
    buildability: Mapped[str | None] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)


class CadastralUnitAddress(Provenance, Base):
    """An address on a unit's record; the books hold up to three numbers in each."""

    __tablename__ = "cadastral_unit_address"
    __table_args__ = (
        Index("uq_cadastral_unit_address", "cadastral_unit_id", "position", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cadastral_unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cadastral_unit.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    toponym_code: Mapped[str | None] = mapped_column(Text)
    street_name: Mapped[str | None] = mapped_column(Text)
    number_text: Mapped[str | None] = mapped_column(Text)
    number_2_text: Mapped[str | None] = mapped_column(Text)
    number_3_text: Mapped[str | None] = mapped_column(Text)
    street_code: Mapped[str | None] = mapped_column(Text)


class CadastralRemark(Provenance, Base):
    """A reserve or a deduction on the record of a unit or of land."""

    __tablename__ = "cadastral_remark"
    __table_args__ = (
        CheckConstraint("num_nonnulls(cadastral_unit_id, land_parcel_id) = 1", name="one_record"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cadastral_unit_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("cadastral_unit.id"), index=True
    )
    land_parcel_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("land_parcel.id"), index=True
    )
    kind: Mapped[RemarkKind] = mapped_column(code_type(RemarkKind))
    code: Mapped[str] = mapped_column(Text)
    lot: Mapped[str | None] = mapped_column(Text)


class CadastralDelivery(Provenance, Base):
    """One parameter that the office wrote beside a delivery (the PRM file)."""

    __tablename__ = "cadastral_delivery"
    __table_args__ = (
        Index(
            "uq_cadastral_delivery", "municipality_code", "base_name", "as_of", "name", unique=True
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    base_name: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
