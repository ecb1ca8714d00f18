"""Tables of the cadastral plans: the index of the drawings and the areas measured on them."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.cadastre.states import RoomKind
from gis.columns import Identified, Provenance, ValidTime, code_type, valid_time_ordered
from gis.db import Base


class CadastralPlan(Identified, ValidTime, Provenance, Base):
    """One sheet of the plan of a unit; only its index is here, never the drawing."""

    __tablename__ = "cadastral_plan"
    __table_args__ = (
        Index(
            "uq_cadastral_plan_sheet",
            "municipality_code",
            "immobile_id",
            "protocol",
            "sheet_number",
            "cadastral_section",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        valid_time_ordered(),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    cadastral_section: Mapped[str | None] = mapped_column(Text)
    immobile_id: Mapped[str] = mapped_column(Text)
    protocol: Mapped[str] = mapped_column(Text)
    filed_on: Mapped[dt.date | None]
    file_name: Mapped[str | None] = mapped_column(Text)
    sheet_number: Mapped[str | None] = mapped_column(Text)
    sheet_format: Mapped[str | None] = mapped_column(Text)
    scale: Mapped[str | None] = mapped_column(Text)


class CadastralPlanRoom(Identified, ValidTime, Provenance, Base):
    """One polygon measured on the plan of a unit; heights in metres."""

    __tablename__ = "cadastral_plan_room"
    __table_args__ = (
        Index(
            "uq_cadastral_plan_room_polygon",
            "municipality_code",
            "immobile_id",
            "polygon_number",
            "cadastral_section",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        valid_time_ordered(),
        CheckConstraint("area_m2 > 0", name="area_positive"),
        CheckConstraint("height_m >= 0 and max_height_m >= 0", name="height_not_negative"),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    cadastral_section: Mapped[str | None] = mapped_column(Text)
    immobile_id: Mapped[str] = mapped_column(Text)
    polygon_number: Mapped[int] = mapped_column(SmallInteger)
    area_m2: Mapped[Decimal] = mapped_column(Numeric(9, 2))
    kind_code: Mapped[str] = mapped_column(Text)
    room_kind: Mapped[RoomKind | None] = mapped_column(code_type(RoomKind))
    height_m: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    max_height_m: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
