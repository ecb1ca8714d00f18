"""Reads of interventions, of their funds and of what they reach."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from buildings.interventions.models import (
    Intervention,
    InterventionFunding,
    InterventionStage,
    InterventionTarget,
)


@dataclass(frozen=True, slots=True)
class InterventionOnDay:
    """An intervention, its state on a day, and its funds, which may contradict each other.

    `is_district_wide` says that it reaches the thing asked about only as part of the district.
    """

    intervention: Intervention
    stage: InterventionStage
    is_district_wide: bool
    funds: list[InterventionFunding] = field(default_factory=list)


def of_unit(
    session: Session,
    unit_id: uuid.UUID,
    building_id: uuid.UUID,
    condominium_id: uuid.UUID | None,
    on_date: dt.date,
) -> list[InterventionOnDay]:
    """The interventions that reach a unit, its building, its condominium or the district."""
    reaches = [
        InterventionTarget.unit_id == unit_id,
        InterventionTarget.building_id == building_id,
    ]
    if condominium_id is not None:
        reaches.append(InterventionTarget.condominium_id == condominium_id)
    return _reaching(session, or_(*reaches), on_date)


def of_condominium(
    session: Session, condominium_id: uuid.UUID, on_date: dt.date
) -> list[InterventionOnDay]:
    """The interventions that reach a condominium as a whole, or the district."""
    return _reaching(session, InterventionTarget.condominium_id == condominium_id, on_date)


def of_district(session: Session, on_date: dt.date) -> list[InterventionOnDay]:
    """The interventions that reach the whole district."""
    return _reaching(session, InterventionTarget.district_id.is_not(None), on_date)


def every(session: Session, on_date: dt.date) -> list[InterventionOnDay]:
    """All interventions that reach anything, those of single things first."""
    return _reaching(session, true(), on_date)


def _reaching(
    session: Session, reaches: ColumnElement[bool], on_date: dt.date
) -> list[InterventionOnDay]:
    """Those that reach the thing itself first, then the newest, in two queries."""
    query = (
        select(Intervention, InterventionStage, InterventionTarget.district_id)
        .join(InterventionStage, InterventionStage.intervention_id == Intervention.id)
        .join(InterventionTarget, InterventionTarget.intervention_id == Intervention.id)
        .where(
            or_(reaches, InterventionTarget.district_id.is_not(None)),
            InterventionStage.valid_from <= on_date,
            InterventionStage.valid_to > on_date,
        )
        .order_by(
            InterventionTarget.district_id.is_not(None),
            InterventionStage.valid_from.desc(),
            Intervention.fid,
        )
    )
    found: dict[uuid.UUID, InterventionOnDay] = {}
    for intervention, stage, district_id in session.execute(query):
        each = InterventionOnDay(intervention, stage, is_district_wide=district_id is not None)
        found.setdefault(intervention.id, each)
    funds = (
        select(InterventionFunding)
        .where(InterventionFunding.intervention_id.in_(list(found)))
        .order_by(InterventionFunding.funding_source, InterventionFunding.amount_eur.desc())
    )
    for fund in session.scalars(funds):
        found[fund.intervention_id].funds.append(fund)
    return list(found.values())
