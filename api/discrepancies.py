"""Discrepancies as JSON: both values with their sources, as the page shows them."""

import datetime as dt
import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict

from api.deps import SessionDep, requiring
from buildings.discrepancies import queries
from buildings.discrepancies.queries import MOST_LISTED, Wanted
from buildings.discrepancies.states import Decision, DiscrepancyKind, DiscrepancyState
from buildings.privacy.states import DataClass

router = APIRouter(tags=["discrepancies"], dependencies=[requiring(DataClass.P3)])


class DiscrepancyRead(BaseModel):
    """Two values of one thing by two sources; `about` is the dimension or the measure."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    kind: DiscrepancyKind
    about: str | None
    unit_id: uuid.UUID | None
    building_id: uuid.UUID | None
    condominium_id: uuid.UUID | None
    reference_id: uuid.UUID | None
    first_value: str
    first_source_id: str
    first_as_of: dt.date
    second_value: str
    second_source_id: str
    second_as_of: dt.date
    is_synthetic: bool
    state: DiscrepancyState
    opened_at: dt.datetime
    changed_at: dt.datetime
    decision: Decision | None
    decided_by: str | None
    note: str | None
    closed_at: dt.datetime | None
    reopened_count: int


class Discrepancies(BaseModel):
    """The newest discrepancies wanted, and how many of each kind are open in the register."""

    discrepancies: list[DiscrepancyRead]
    is_cut: bool
    open_by_kind: dict[DiscrepancyKind, int]


def _wanted(
    kind: Annotated[
        DiscrepancyKind | None, BeforeValidator(lambda said: said or None), Query()
    ] = None,
    state: Annotated[DiscrepancyState, Query()] = DiscrepancyState.OPEN,
    unit: Annotated[uuid.UUID | None, Query()] = None,
    condominium: Annotated[uuid.UUID | None, Query()] = None,
) -> Wanted:
    return Wanted(state=state, kind=kind, unit_id=unit, condominium_id=condominium)


WantedDep = Annotated[Wanted, Depends(_wanted)]
"""The filters of a list of discrepancies, as the page and the API take them."""


@router.get("/api/discrepancies")
def discrepancies_json(session: SessionDep, response: Response, wanted: WantedDep) -> Discrepancies:
    """What sources tell differently; at most two hundred, those changed last first."""
    response.headers["Cache-Control"] = "no-store"
    found = queries.listed(session, wanted, MOST_LISTED + 1)
    return Discrepancies(
        discrepancies=[DiscrepancyRead.model_validate(each) for each in found[:MOST_LISTED]],
        is_cut=len(found) > MOST_LISTED,
        open_by_kind=queries.counts(session),
    )
