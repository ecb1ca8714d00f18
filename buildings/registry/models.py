"""Tables of what stands there; every thing has a UUID, outside numbers are dated identifiers."""

import datetime as dt
import uuid
from decimal import Decimal

from geoalchemy2 import WKBElement
from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from buildings.registry.forms import unit_checks
from buildings.registry.states import ConsistencyUnit, IdentifierScheme, UseClass
from gis.columns import (
    Identified,
    Provenance,
    Recorded,
    ValidTime,
    code_type,
    geometry,
    no_overlap,
    one_number,
    valid_time_ordered,
    web_geometry,
)
from gis.db import Base


class Municipality(Identified, Provenance, Base):
    """A municipality that the register declares; its boundary may be only an extent."""

    __tablename__ = "municipality"
    __table_args__ = (
        CheckConstraint("code ~ '^[A-Z][0-9]{3}$'", name="code_form"),
        CheckConstraint("istat_code ~ '^[0-9]{6}$'", name="istat_code_form"),
    )

    code: Mapped[str] = mapped_column(Text, unique=True)
    istat_code: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    is_approximate: Mapped[bool]
    geom: Mapped[WKBElement | None] = geometry("MULTIPOLYGON", nullable=True)
    geom_3857: Mapped[WKBElement | None] = web_geometry("MULTIPOLYGON")


class District(Identified, Provenance, Base):
    """The area of analysis."""

    __tablename__ = "district"

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    name: Mapped[str] = mapped_column(Text, unique=True)
    is_approximate: Mapped[bool]
    geom: Mapped[WKBElement] = geometry("MULTIPOLYGON")
    geom_3857: Mapped[WKBElement | None] = web_geometry("MULTIPOLYGON")


class Parcel(Identified, Provenance, Base):
    """A parcel of the cadastral map; `ended_on` is set when a newer map has it no longer."""

    __tablename__ = "parcel"
    __table_args__ = (
        Index(None, "municipality_code", "sheet", "parcel_number"),
        CheckConstraint("sheet ~ '^[0-9]{1,4}$'", name="sheet_form"),
        CheckConstraint("cadastral_section ~ '^[A-Z0-9]{1,3}$'", name="section_form"),
        CheckConstraint(
            "sheet_annex ~ '^[A-Z0-9]$' and sheet_development ~ '^[A-Z0-9]$'",
            name="annex_and_development_form",
        ),
        CheckConstraint(
            "parcel_number ~ '^[0-9A-Z]{1,10}(/[0-9]{1,4})?$'", name="parcel_number_form"
        ),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    cadastral_section: Mapped[str | None] = mapped_column(Text)
    sheet: Mapped[str] = mapped_column(Text)
    sheet_annex: Mapped[str] = mapped_column(Text, server_default="0")
    sheet_development: Mapped[str] = mapped_column(Text, server_default="0")
    parcel_number: Mapped[str] = mapped_column(Text)
    area_m2: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    ended_on: Mapped[dt.date | None]
    geom: Mapped[WKBElement] = geometry("MULTIPOLYGON")
    geom_3857: Mapped[WKBElement | None] = web_geometry("MULTIPOLYGON")


class Street(Identified, Provenance, Base):
    """A street of the national archive; two may bear one name, their identifiers differ.

    `municipal_code` is the municipality's own number of it, `access_count` as the archive says.
    """

    __tablename__ = "street"
    __table_args__ = (
        Index(None, "municipality_code", "name"),
        CheckConstraint("access_count >= 0", name="access_count_not_negative"),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    name: Mapped[str] = mapped_column(Text)
    municipal_code: Mapped[str | None] = mapped_column(Text)
    locality: Mapped[str | None] = mapped_column(Text)
    access_count: Mapped[int | None]
    ended_on: Mapped[dt.date | None]


class Address(Identified, Provenance, Base):
    """A street number; `number_text` is as the source wrote it."""

    __tablename__ = "address"
    __table_args__ = (
        Index(None, "municipality_code", "street_name", "house_number"),
        CheckConstraint("house_number between 1 and 9999", name="house_number_range"),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    street_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("street.id"), index=True)
    street_name: Mapped[str] = mapped_column(Text)
    house_number: Mapped[int | None] = mapped_column(SmallInteger)
    number_suffix: Mapped[str | None] = mapped_column(Text)
    number_text: Mapped[str | None] = mapped_column(Text)
    ended_on: Mapped[dt.date | None]
    geom: Mapped[WKBElement | None] = geometry("POINT", nullable=True)
    geom_3857: Mapped[WKBElement | None] = web_geometry("POINT")


class StreetSpelling(Base):
    """Every spelling of a street that addresses have borne, for searching: a trigger keeps it.

    `plain` is without accents and in lower case.
    """

    __tablename__ = "street_spelling"
    __table_args__ = (
        Index(
            "ix_street_spelling_plain_trgm",
            "plain",
            postgresql_using="gist",
            postgresql_ops={"plain": "gist_trgm_ops"},
        ),
    )

    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), primary_key=True
    )
    street_name: Mapped[str] = mapped_column(Text, primary_key=True)
    plain: Mapped[str] = mapped_column(Text)


class Building(Identified, Provenance, Base):
    """A physical body; `ended_on` is set when it fell or a real footprint took its place."""

    __tablename__ = "building"
    __table_args__ = (
        CheckConstraint("height_m > 0", name="height_positive"),
        CheckConstraint("floors_above_ground between 1 and 99", name="floors_range"),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("address.id"), index=True)
    name: Mapped[str | None] = mapped_column(Text)
    floors_above_ground: Mapped[int | None] = mapped_column(SmallInteger)
    floors_text: Mapped[str | None] = mapped_column(Text)
    height_m: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    built_year: Mapped[int | None] = mapped_column(SmallInteger)
    ended_on: Mapped[dt.date | None]
    replaced_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("building.id"))
    geom: Mapped[WKBElement] = geometry("MULTIPOLYGON")
    geom_3857: Mapped[WKBElement | None] = web_geometry("MULTIPOLYGON")


class BuildingUse(Provenance, Base):
    """One of the uses of a building, by the code of the topographic database (`0101` dwelling)."""

    __tablename__ = "building_use"

    building_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("building.id"), primary_key=True)
    use_code: Mapped[str] = mapped_column(Text, primary_key=True)
    ended_on: Mapped[dt.date | None]


class BuildingParcel(Recorded, Base):
    """Which parcels a building stands on."""

    __tablename__ = "building_parcel"

    building_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("building.id"), primary_key=True)
    parcel_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("parcel.id"), primary_key=True, index=True
    )


class Staircase(Identified, Provenance, Base):
    """An access core of one building, known by a letter or a number."""

    __tablename__ = "staircase"
    __table_args__ = (
        Index(None, "building_id", "staircase_code", unique=True),
        CheckConstraint("staircase_code ~ '^[A-Z0-9]{1,3}$'", name="code_form"),
    )

    building_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("building.id"))
    address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("address.id"), index=True)
    staircase_code: Mapped[str] = mapped_column(Text)
    ended_on: Mapped[dt.date | None]
    geom: Mapped[WKBElement | None] = geometry("POINT", nullable=True)


class Unit(Identified, Provenance, Base):
    """A cadastral unit: exactly one building, at most one staircase and one condominium.

    `geom` is a schematic position inside the building, not a survey.
    """

    __tablename__ = "unit"
    __table_args__ = (
        Index(None, "staircase_id", "floor_order", "unit_number"),
        CheckConstraint("char_length(unit_number) <= 6", name="unit_number_length"),
        CheckConstraint("cadastral_area_m2 between 1 and 99999", name="cadastral_area_range"),
        CheckConstraint("usable_area_m2 > 0", name="usable_area_positive"),
        CheckConstraint("rooms >= 0.5 and mod(rooms, 0.5) = 0", name="rooms_in_halves"),
        CheckConstraint(
            "cadastral_category ~ "
            "'^(A/([1-9]|10|11)|B/[1-8]|C/[1-7]|D/([1-9]|10)|E/[1-9]|F/([1-7]|9|10|11))$'",
            name="cadastral_category_form",
        ),
        *unit_checks(),
    )

    building_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("building.id"), index=True)
    staircase_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staircase.id"))
    condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("condominium.id"), index=True
    )
    address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("address.id"), index=True)
    use_class: Mapped[UseClass] = mapped_column(code_type(UseClass))
    floor_code: Mapped[str | None] = mapped_column(Text)
    floor_order: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    unit_number: Mapped[str | None] = mapped_column(Text)
    cadastral_category: Mapped[str | None] = mapped_column(Text)
    cadastral_class: Mapped[str | None] = mapped_column(Text)
    consistency_value: Mapped[Decimal | None] = mapped_column(Numeric(9, 1))
    consistency_unit: Mapped[ConsistencyUnit | None] = mapped_column(code_type(ConsistencyUnit))
    cadastral_income_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    rooms: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    cadastral_area_m2: Mapped[int | None]
    usable_area_m2: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    is_studio: Mapped[bool | None]
    bedroom_areas_m2: Mapped[list[Decimal] | None] = mapped_column(ARRAY(Numeric(5, 2)))
    geom: Mapped[WKBElement | None] = geometry("POINT", nullable=True)
    geom_3857: Mapped[WKBElement | None] = web_geometry("POINT")


class ExternalIdentifier(ValidTime, Provenance, Base):
    """A number given by another register, for as long as it held; never a key of ours."""

    __tablename__ = "external_identifier"
    __table_args__ = (
        no_overlap(one_number("scheme", "value")),
        valid_time_ordered(),
        CheckConstraint(
            "num_nonnulls(unit_id, building_id, parcel_id, address_id, street_id) = 1",
            name="one_thing",
        ),
        Index(
            "ix_external_identifier_value_pattern",
            "value",
            postgresql_ops={"value": "text_pattern_ops"},
        ),
        *[
            Index(None, column, postgresql_where=text(f"{column} is not null"))
            for column in ("unit_id", "building_id", "parcel_id", "address_id", "street_id")
        ],
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[IdentifierScheme] = mapped_column(code_type(IdentifierScheme))
    value: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"))
    building_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("building.id"))
    parcel_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("parcel.id"))
    address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("address.id"))
    street_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("street.id"))
