"""Reads of occupation reports and episodes as they stood on a day."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, bindparam, select, union
from sqlalchemy.orm import Session

from buildings.occupations.models import (
    OccupationEpisode,
    OccupationEpisodeRoute,
    OccupationEpisodeState,
    OccupationReport,
    OccupationReportState,
)
from buildings.occupations.states import CONFIRMED_OPEN_STATES, UNVERIFIED_STATES
from gis.together import ON_DATE, Together, held

_UNIT: BindParameter[uuid.UUID] = bindparam("unit_id")

_READING = Together()
_EPISODES = _READING.part(
    select(OccupationEpisode, OccupationEpisodeState, OccupationEpisodeRoute)
    .join(OccupationEpisodeState, OccupationEpisodeState.episode_id == OccupationEpisode.id)
    .outerjoin(OccupationEpisodeRoute, OccupationEpisodeRoute.episode_id == OccupationEpisode.id)
    .where(OccupationEpisode.unit_id == _UNIT, OccupationEpisodeState.valid_from <= ON_DATE)
    .order_by(
        OccupationEpisode.opened_on.desc(),
        OccupationEpisode.fid.desc(),
        OccupationEpisodeState.valid_from.desc(),
    )
)
_BEGUN = (
    select(OccupationEpisode.id)
    .join(OccupationEpisodeState, OccupationEpisodeState.episode_id == OccupationEpisode.id)
    .where(OccupationEpisode.unit_id == _UNIT, OccupationEpisodeState.valid_from <= ON_DATE)
)
_TOLD = union(
    select(OccupationReport.id).where(OccupationReport.unit_id == _UNIT),
    select(OccupationReport.id).where(OccupationReport.episode_id.in_(_BEGUN)),
)
"""Reports of the unit and of its episodes; an OR of the two would read every report there is."""

_REPORTS = _READING.part(
    select(OccupationReport, OccupationReportState)
    .join(OccupationReportState, OccupationReportState.report_id == OccupationReport.id)
    .where(OccupationReport.id.in_(_TOLD), held(OccupationReportState))
    .order_by(OccupationReport.received_on.desc(), OccupationReport.fid.desc())
)


@dataclass(frozen=True, slots=True)
class ReportOnDay:
    """A report and the state it was in on a day."""

    report: OccupationReport
    state: OccupationReportState


@dataclass(frozen=True, slots=True)
class EpisodeOnDay:
    """An episode, the states it had reached by a day, newest first, and the reports behind it.

    `route` is None where none is taken yet, or the reader may not know of it.
    """

    episode: OccupationEpisode
    on_date: dt.date
    route: OccupationEpisodeRoute | None = None
    states: list[OccupationEpisodeState] = field(default_factory=list)
    reports: list[ReportOnDay] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether somebody may still be there without an established title."""
        newest = self.states[0]
        holds = newest.valid_to is None or newest.valid_to > self.on_date
        return holds and newest.state in UNVERIFIED_STATES | CONFIRMED_OPEN_STATES


@dataclass(frozen=True, slots=True)
class Occupations:
    """The episodes of a unit, and the reports about it that belong to none."""

    episodes: list[EpisodeOnDay]
    loose_reports: list[ReportOnDay]


def of_unit(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> Occupations:
    """What was reported and established about a unit by a day, newest first, in one query."""
    found = _READING.read(session, unit_id=unit_id, on_date=on_date)
    episodes: dict[uuid.UUID, EpisodeOnDay] = {}
    for episode, state, route in found[_EPISODES]:
        known = episodes.setdefault(episode.id, EpisodeOnDay(episode, on_date, route))
        known.states.append(state)
    loose: list[ReportOnDay] = []
    for report, state_of_report in found[_REPORTS]:
        behind = episodes.get(report.episode_id) if report.episode_id else None
        (behind.reports if behind else loose).append(ReportOnDay(report, state_of_report))
    return Occupations(list(episodes.values()), loose)
