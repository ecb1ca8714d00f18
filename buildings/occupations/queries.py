"""Reads of occupation reports and episodes as they stood on a day."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from buildings.occupations.models import (
    OccupationEpisode,
    OccupationEpisodeState,
    OccupationReport,
    OccupationReportState,
)
from buildings.occupations.states import CONFIRMED_OPEN_STATES, UNVERIFIED_STATES


@dataclass(frozen=True, slots=True)
class ReportOnDay:
    """A report and the state it was in on a day."""

    report: OccupationReport
    state: OccupationReportState


@dataclass(frozen=True, slots=True)
class EpisodeOnDay:
    """An episode, the states it had reached by a day, newest first, and the reports behind it."""

    episode: OccupationEpisode
    states: list[OccupationEpisodeState] = field(default_factory=list)
    reports: list[ReportOnDay] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether somebody may still be there without an established title."""
        return self.states[0].state in UNVERIFIED_STATES | CONFIRMED_OPEN_STATES


@dataclass(frozen=True, slots=True)
class Occupations:
    """The episodes of a unit, and the reports about it that belong to none."""

    episodes: list[EpisodeOnDay]
    loose_reports: list[ReportOnDay]


def of_unit(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> Occupations:
    """What was reported and established about a unit by a day, newest first, in two queries."""
    query = (
        select(OccupationEpisode, OccupationEpisodeState)
        .join(OccupationEpisodeState, OccupationEpisodeState.episode_id == OccupationEpisode.id)
        .where(OccupationEpisode.unit_id == unit_id, OccupationEpisodeState.valid_from <= on_date)
        .order_by(
            OccupationEpisode.opened_on.desc(),
            OccupationEpisode.fid.desc(),
            OccupationEpisodeState.valid_from.desc(),
        )
    )
    episodes: dict[uuid.UUID, EpisodeOnDay] = {}
    for episode, state in session.execute(query):
        episodes.setdefault(episode.id, EpisodeOnDay(episode)).states.append(state)
    loose: list[ReportOnDay] = []
    for each in _reports(session, unit_id, list(episodes), on_date):
        behind = episodes.get(each.report.episode_id) if each.report.episode_id else None
        (behind.reports if behind else loose).append(each)
    return Occupations(list(episodes.values()), loose)


def _reports(
    session: Session, unit_id: uuid.UUID, episode_ids: list[uuid.UUID], on_date: dt.date
) -> list[ReportOnDay]:
    query = (
        select(OccupationReport, OccupationReportState)
        .join(OccupationReportState, OccupationReportState.report_id == OccupationReport.id)
        .where(
            or_(OccupationReport.unit_id == unit_id, OccupationReport.episode_id.in_(episode_ids)),
            OccupationReportState.valid_from <= on_date,
            OccupationReportState.valid_to > on_date,
        )
        .order_by(OccupationReport.received_on.desc(), OccupationReport.fid.desc())
    )
    return [ReportOnDay(report, state) for report, state in session.execute(query)]
