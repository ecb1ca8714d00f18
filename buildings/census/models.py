"""Table of census sections; counts as the statistics office publishes them."""

from typing import Any

from geoalchemy2 import WKBElement
from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis.columns import Identified, Provenance, geometry, web_geometry
from gis.db import Base


class CensusSection(Identified, Provenance, Base):
    """A section of one census; `variables` holds every published count by its own code."""

    __tablename__ = "census_section"
    __table_args__ = (
        Index(None, "section_code", "census_year", unique=True),
        CheckConstraint("section_code ~ '^[0-9]{8,13}$'", name="section_code_form"),
        CheckConstraint("residents >= 0", name="residents_not_negative"),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    section_code: Mapped[str] = mapped_column(Text)
    census_year: Mapped[int] = mapped_column(SmallInteger)
    residents: Mapped[int | None]
    households: Mapped[int | None]
    variables: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    geom: Mapped[WKBElement | None] = geometry("MULTIPOLYGON", nullable=True)
    geom_3857: Mapped[WKBElement | None] = web_geometry("MULTIPOLYGON")
