"""Tables of OMI zones and quotations; values in euro per square metre."""

import datetime as dt
import uuid
from decimal import Decimal

from geoalchemy2 import WKBElement
from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from gis.columns import Identified, Provenance, geometry, web_geometry
from gis.db import Base


class OmiZone(Identified, Provenance, Base):
    """A zone in one semester (`2018-2`); its polygon and its values come in separate files.

    `ended_on` is set when a later issue of the same semester has it no longer.
    """

    __tablename__ = "omi_zone"
    __table_args__ = (
        Index(None, "municipality_code", "zone_code", "semester", unique=True),
        CheckConstraint("semester ~ '^[0-9]{4}-[12]$'", name="semester_form"),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    zone_code: Mapped[str] = mapped_column(Text)
    semester: Mapped[str] = mapped_column(Text)
    band: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    link_zone: Mapped[str | None] = mapped_column(Text)
    ended_on: Mapped[dt.date | None]
    geom: Mapped[WKBElement | None] = geometry("MULTIPOLYGON", nullable=True)
    geom_3857: Mapped[WKBElement | None] = web_geometry("MULTIPOLYGON")


class OmiValue(Provenance, Base):
    """The range of prices and rents of one kind of building in one state."""

    __tablename__ = "omi_value"
    __table_args__ = (
        Index(None, "zone_id", "dwelling_code", "condition", unique=True),
        CheckConstraint("price_max_eur_m2 >= price_min_eur_m2", name="price_ordered"),
        CheckConstraint("rent_max_eur_m2_month >= rent_min_eur_m2_month", name="rent_ordered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("omi_zone.id"))
    dwelling_code: Mapped[str] = mapped_column(Text)
    dwelling_description: Mapped[str] = mapped_column(Text)
    condition: Mapped[str] = mapped_column(Text)
    is_prevailing: Mapped[bool]
    price_min_eur_m2: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    price_max_eur_m2: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    price_surface: Mapped[str | None] = mapped_column(Text)
    rent_min_eur_m2_month: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    rent_max_eur_m2_month: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    rent_surface: Mapped[str | None] = mapped_column(Text)
    ended_on: Mapped[dt.date | None]
