"""Tables of land in the cadastre's books."""

import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.cadastre.models import CadastralRecord, one_record_a_state
from gis.columns import Identified, Provenance, ValidTime, valid_time_ordered
from gis.db import Base


class LandParcel(Identified, CadastralRecord, ValidTime, Provenance, Base):
    """One state of one piece of land in the books; `parcel_id` is its drawing on the map.

    `area_m2` is counted from hectares, ares and centiares; incomes are euro (or lire) a year.
    """

    __tablename__ = "land_parcel"
    __table_args__ = (
        one_record_a_state("land_parcel"),
        valid_time_ordered(),
        Index(None, "municipality_code", "sheet", "parcel_number"),
        CheckConstraint("area_m2 >= 0", name="area_not_negative"),
        CheckConstraint(
            "dominical_income_eur >= 0 and agrarian_income_eur >= 0", name="income_not_negative"
        ),
    )

    parcel_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("parcel.id"), index=True, sort_order=5
    )
    sheet: Mapped[str] = mapped_column(Text, sort_order=6)
    parcel_number: Mapped[str] = mapped_column(Text, sort_order=7)
    denominator: Mapped[str | None] = mapped_column(Text, sort_order=8)
    subunit: Mapped[str | None] = mapped_column(Text, sort_order=9)
    buildability: Mapped[str | None] = mapped_column(Text, sort_order=10)
    quality_code: Mapped[str | None] = mapped_column(Text, sort_order=11)
    quality: Mapped[str | None] = mapped_column(Text, sort_order=12)
    land_class: Mapped[str | None] = mapped_column(Text, sort_order=13)
    area_m2: Mapped[Decimal | None] = mapped_column(Numeric(12, 2), sort_order=14)
    has_income: Mapped[bool | None] = mapped_column(sort_order=15)
    is_portioned: Mapped[bool] = mapped_column(sort_order=16)
    has_deductions: Mapped[bool] = mapped_column(sort_order=17)
    dominical_income_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2), sort_order=18)
    agrarian_income_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2), sort_order=19)
    dominical_income_lire: Mapped[Decimal | None] = mapped_column(Numeric(15, 2), sort_order=20)
    agrarian_income_lire: Mapped[Decimal | None] = mapped_column(Numeric(15, 2), sort_order=21)


class LandPortion(Provenance, Base):
    """A portion of a piece of land with a quality and class of its own."""

    __tablename__ = "land_portion"
    __table_args__ = (
        Index("uq_land_portion", "land_parcel_id", "position", unique=True),
        CheckConstraint("area_m2 >= 0", name="area_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    land_parcel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("land_parcel.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    portion_code: Mapped[str] = mapped_column(Text)
    quality_code: Mapped[str | None] = mapped_column(Text)
    quality: Mapped[str | None] = mapped_column(Text)
    land_class: Mapped[str | None] = mapped_column(Text)
    area_m2: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    dominical_income_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    agrarian_income_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
