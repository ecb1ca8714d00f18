"""Tables of occupation reports and episodes, and of the states they went through."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.identity.models import Referred
from buildings.occupations.states import EpisodeState, LegalRoute, ReportChannel, ReportState
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base


class OccupationEpisode(Identified, Referred, Provenance, Base):
    """One unit and one continuous occupation; a new one refers to the one before."""

    __tablename__ = "occupation_episode"
    __table_args__ = (
        CheckConstraint(
            "(previous_episode_id is null) = (recidivism_no = 0)", name="recidivism_counted"
        ),
        CheckConstraint("num_nonnulls(unit_id, reference_id) >= 1", name="named_somehow"),
    )

    previous_episode_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("occupation_episode.id"), unique=True
    )
    recidivism_no: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    opened_on: Mapped[dt.date]


class OccupationEpisodeRoute(Provenance, Base):
    """By which law an episode is pursued: for fewer eyes than that there is one, and its state."""

    __tablename__ = "occupation_episode_route"

    episode_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("occupation_episode.id"), primary_key=True
    )
    legal_route: Mapped[LegalRoute] = mapped_column(code_type(LegalRoute))


class OccupationEpisodeState(ValidTime, Provenance, Base):
    """The states an episode went through."""

    __tablename__ = "occupation_episode_state"
    __table_args__ = (
        no_overlap("episode_id"),
        valid_time_ordered(),
        Index("ix_occupation_episode_state_episode_from", "episode_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("occupation_episode.id"))
    state: Mapped[EpisodeState] = mapped_column(code_type(EpisodeState))


class OccupationReport(Identified, Referred, Provenance, Base):
    """One signal, as precise in place as it came; many may lead to one episode."""

    __tablename__ = "occupation_report"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(unit_id, staircase_id, building_id, reference_id) >= 1",
            name="reaches_something",
        ),
    )

    episode_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("occupation_episode.id"), index=True
    )
    staircase_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staircase.id"), index=True)
    building_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("building.id"), index=True)
    floor_code: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[ReportChannel] = mapped_column(code_type(ReportChannel))
    received_on: Mapped[dt.date]


class OccupationReportState(ValidTime, Provenance, Base):
    """The states a report went through."""

    __tablename__ = "occupation_report_state"
    __table_args__ = (
        no_overlap("report_id"),
        valid_time_ordered(),
        Index("ix_occupation_report_state_report_from", "report_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("occupation_report.id"))
    state: Mapped[ReportState] = mapped_column(code_type(ReportState))
