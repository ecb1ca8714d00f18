"""Tables of research: who belongs to a project, and the extracts that it was given."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.disclosure.states import AreaBand, FloorBand, RoomsBand
from buildings.registry.states import UseClass
from gis.columns import Identified, code_type
from gis.db import Base


class ResearchMember(Base):
    """A person whom the agreement of a project names, for as long as they take part."""

    __tablename__ = "research_member"
    __table_args__ = (CheckConstraint("left_on > joined_on", name="left_after_joining"),)

    project_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("research_project.id"), primary_key=True
    )
    account_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("account.id"), primary_key=True, index=True
    )
    joined_on: Mapped[dt.date]
    left_on: Mapped[dt.date | None]


class ResearchExtract(Identified, Base):
    """That a project was given the flats of one published release; at most once of each.

    `digest` is the SHA-256 of its records. They go when the project ends, this row stays.
    """

    __tablename__ = "research_extract"
    __table_args__ = (Index(None, "project_id", "release_id", unique=True),)

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("research_project.id"))
    release_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("release.id"))
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[str] = mapped_column(Text)
    record_count: Mapped[int]
    digest: Mapped[str] = mapped_column(Text)


class ResearchUnit(Identified, Base):
    """One flat as a project may know it: neither its id nor anything that is written of it.

    A column that the agreement does not name is empty.
    """

    __tablename__ = "research_unit"
    __table_args__ = (Index(None, "extract_id"), Index(None, "project_id", "extract_id"))

    extract_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("research_extract.id"))
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("research_project.id"))
    unit: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    month: Mapped[str | None] = mapped_column(Text)
    use_class: Mapped[UseClass | None] = mapped_column(code_type(UseClass))
    floor_band: Mapped[FloorBand | None] = mapped_column(code_type(FloorBand))
    rooms_band: Mapped[RoomsBand | None] = mapped_column(code_type(RoomsBand))
    area_band: Mapped[AreaBand | None] = mapped_column(code_type(AreaBand))
