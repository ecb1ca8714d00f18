"""Reads of published figures, grouped so that contradicting ones stand side by side."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from buildings.chronicle.models import PublishedFigure, TimelineEvent
from gis.codes import Language


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that was counted, and every figure that sources give for it."""

    title_it: str
    title_en: str
    figures: list[PublishedFigure] = field(default_factory=list)

    @property
    def is_disputed(self) -> bool:
        """Whether sources give different values."""
        return len({(figure.value, figure.value_max) for figure in self.figures}) > 1

    def title_in(self, language: Language) -> str:
        """The title in `language`."""
        return self.title_en if language == "en" else self.title_it


def figures_of_condominium(session: Session, condominium_id: uuid.UUID) -> list[Measure]:
    """The figures published about a condominium."""
    return _measures(session, PublishedFigure.condominium_id == condominium_id)


def figures_of_district(session: Session) -> list[Measure]:
    """The figures published about the district as a whole."""
    return _measures(session, PublishedFigure.condominium_id.is_(None))


def events_of_condominium(session: Session, condominium_id: uuid.UUID) -> list[TimelineEvent]:
    """What happened in a condominium, oldest first; what has no date comes last."""
    return _events(session, TimelineEvent.condominium_id == condominium_id)


def events(session: Session) -> list[TimelineEvent]:
    """Everything that happened in the district, oldest first; what has no date comes last."""
    return _events(session, TimelineEvent.id.is_not(None))


def _measures(session: Session, about: ColumnElement[bool]) -> list[Measure]:
    query = (
        select(PublishedFigure).where(about).order_by(PublishedFigure.fid, PublishedFigure.as_of)
    )
    return group(session.scalars(query))


def group(figures: Iterable[PublishedFigure]) -> list[Measure]:
    """Figures by measure, in the order in which the measures first come."""
    found: dict[str, Measure] = {}
    for figure in figures:
        measure = found.setdefault(figure.measure, Measure(figure.title_it, figure.title_en))
        measure.figures.append(figure)
    return list(found.values())


def _events(session: Session, about: ColumnElement[bool]) -> list[TimelineEvent]:
    query = (
        select(TimelineEvent)
        .where(about)
        .order_by(
            TimelineEvent.happened_from.nulls_last(),
            TimelineEvent.happened_to.nulls_last(),
            TimelineEvent.fid,
        )
    )
    return list(session.scalars(query))
