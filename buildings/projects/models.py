"""Tables of public projects: the project by its CUP, and what each register tells of it."""

import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.projects.codes import CigKind
from buildings.projects.states import AmountKind, ProjectRegister
from gis.columns import Identified, Provenance, code_type
from gis.db import Base


class PublicProject(Identified, Provenance, Base):
    """A public project with a place in the municipality; an intervention may carry its CUP."""

    __tablename__ = "public_project"
    __table_args__ = (CheckConstraint("cup ~ '^[A-Z][0-9]{2}[A-Z][0-9]{11}$'", name="cup_form"),)

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    cup: Mapped[str] = mapped_column(Text, unique=True)


class PublicProjectStory(Provenance, Base):
    """What one register says a project is; registers may describe it differently."""

    __tablename__ = "public_project_story"
    __table_args__ = (
        Index("uq_public_project_story_key", "project_id", "register", "local_code", unique=True),
        CheckConstraint("decision_year between 1950 and 2100", name="decision_year_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("public_project.id"))
    register: Mapped[ProjectRegister] = mapped_column(code_type(ProjectRegister))
    local_code: Mapped[str] = mapped_column(Text, server_default="")
    title: Mapped[str | None] = mapped_column(Text)
    holder: Mapped[str | None] = mapped_column(Text)
    programme: Mapped[str | None] = mapped_column(Text)
    nature: Mapped[str | None] = mapped_column(Text)
    state_text: Mapped[str | None] = mapped_column(Text)
    state_on: Mapped[dt.date | None]
    decision_year: Mapped[int | None] = mapped_column(SmallInteger)
    start_on: Mapped[dt.date | None]
    end_on: Mapped[dt.date | None]


class PublicProjectAmount(Provenance, Base):
    """One amount of a project as one register tells it, in euro."""

    __tablename__ = "public_project_amount"
    __table_args__ = (
        Index(
            "uq_public_project_amount_key",
            "project_id",
            "register",
            "local_code",
            "kind",
            unique=True,
        ),
        CheckConstraint("amount_eur >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("public_project.id"))
    register: Mapped[ProjectRegister] = mapped_column(code_type(ProjectRegister))
    local_code: Mapped[str] = mapped_column(Text, server_default="")
    kind: Mapped[AmountKind] = mapped_column(code_type(AmountKind))
    amount_eur: Mapped[Decimal] = mapped_column(Numeric(16, 2))


class PublicProjectPlace(Provenance, Base):
    """A municipality that a project lies in, by its ISTAT code; a project may have several."""

    __tablename__ = "public_project_place"
    __table_args__ = (
        Index("uq_public_project_place_key", "project_id", "istat_code", unique=True),
        CheckConstraint("istat_code ~ '^[0-9]{6}$'", name="istat_code_form"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("public_project.id"))
    istat_code: Mapped[str] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)


class PublicProjectCig(Provenance, Base):
    """A contract of a project, by its CIG."""

    __tablename__ = "public_project_cig"
    __table_args__ = (
        Index("uq_public_project_cig_key", "project_id", "cig", unique=True),
        CheckConstraint("cig ~ '^([0-9]{7}[0-9A-F]{3}|[A-UXYZ][0-9A-F]{9})$'", name="cig_form"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("public_project.id"))
    cig: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[CigKind] = mapped_column(code_type(CigKind))
