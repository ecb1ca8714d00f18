"""Reads of interventions, of their funds and of what they reach."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, bindparam, or_, select, true
from sqlalchemy.orm import Session

from buildings.interventions.models import (
    Intervention,
    InterventionFunding,
    InterventionStage,
    InterventionTarget,
)
from gis.together import Together, held


@dataclass(frozen=True, slots=True)
class InterventionOnDay:
    """An intervention, its state on a day, and its funds, which may contradict each other.

    `is_district_wide` says that it reaches the thing asked about only as part of the district.
    """

    intervention: Intervention
    stage: InterventionStage
    is_district_wide: bool
    funds: list[InterventionFunding] = field(default_factory=list)


class _Reading:
    """What reads, in one query, the interventions with a target that answers to a condition."""

    def __init__(self, reaches: ColumnElement[bool]) -> None:
        reached = or_(reaches, InterventionTarget.district_id.is_not(None))
        self._together = Together()
        self._found = self._together.part(
            select(Intervention, InterventionStage, InterventionTarget)
            .join(InterventionStage, InterventionStage.intervention_id == Intervention.id)
            .join(InterventionTarget, InterventionTarget.intervention_id == Intervention.id)
            .where(reached, held(InterventionStage))
            .order_by(
                InterventionTarget.district_id.is_not(None),
                InterventionStage.valid_from.desc(),
                Intervention.fid,
            )
        )
        self._funds = self._together.part(
            select(InterventionFunding)
            .where(
                InterventionFunding.intervention_id.in_(
                    select(InterventionTarget.intervention_id).where(reached)
                )
            )
            .order_by(InterventionFunding.funding_source, InterventionFunding.amount_eur.desc())
        )

    def read(
        self, session: Session, on_date: dt.date, **things: uuid.UUID | None
    ) -> list[InterventionOnDay]:
        """Those that reach the thing itself first, then the newest."""
        read = self._together.read(session, on_date=on_date, **things)
        found: dict[uuid.UUID, InterventionOnDay] = {}
        for intervention, stage, target in read[self._found]:
            is_district_wide = target.district_id is not None
            each = InterventionOnDay(intervention, stage, is_district_wide=is_district_wide)
            found.setdefault(intervention.id, each)
        for fund in read[self._funds]:
            if fund.intervention_id in found:
                found[fund.intervention_id].funds.append(fund)
        return list(found.values())


_OF_CONDOMINIUM = _Reading(InterventionTarget.condominium_id == bindparam("condominium_id"))
_OF_UNIT = _Reading(
    or_(
        InterventionTarget.unit_id == bindparam("unit_id"),
        InterventionTarget.building_id == bindparam("building_id"),
        InterventionTarget.condominium_id == bindparam("condominium_id"),
    )
)
_OF_DISTRICT = _Reading(InterventionTarget.district_id.is_not(None))
_EVERY = _Reading(true())


def of_unit(
    session: Session,
    unit_id: uuid.UUID,
    building_id: uuid.UUID,
    condominium_id: uuid.UUID | None,
    on_date: dt.date,
) -> list[InterventionOnDay]:
    """The interventions that reach a unit, its building, its condominium or the district."""
    return _OF_UNIT.read(
        session,
        on_date,
        unit_id=unit_id,
        building_id=building_id,
        condominium_id=condominium_id,
    )


def of_condominium(
    session: Session, condominium_id: uuid.UUID, on_date: dt.date
) -> list[InterventionOnDay]:
    """The interventions that reach a condominium as a whole, or the district."""
    return _OF_CONDOMINIUM.read(session, on_date, condominium_id=condominium_id)


def of_district(session: Session, on_date: dt.date) -> list[InterventionOnDay]:
    """The interventions that reach the whole district."""
    return _OF_DISTRICT.read(session, on_date)


def every(session: Session, on_date: dt.date) -> list[InterventionOnDay]:
    """All interventions that reach anything, those of single things first."""
    return _EVERY.read(session, on_date)
