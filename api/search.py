"""Search over everything that a person may look for, and its JSON."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.deps import LanguageDep, OnDate, SessionDep, SettingsDep
from api.noting import note_search
from api.wording.words import Wording
from buildings.condominiums import queries as condominium_queries
from buildings.condominiums.queries import CondominiumPlace
from buildings.registry import queries as registry
from buildings.registry.inquiry import Inquiry, PlaceInquiry
from buildings.registry.queries import BuildingPlace, UnitPlace
from buildings.registry.search import Found, find
from buildings.status.queries import Glance, glances
from buildings.status.states import Badge

MOST_SUGGESTED = 12
ALMOST_THE_NAME = 0.9
"""How alike a condominium's name must be where a street number was typed with it."""

router = APIRouter(tags=["search"])


@dataclass(frozen=True, slots=True)
class Flat:
    """A unit that was found, with what must be read at a glance."""

    place: UnitPlace
    glance: Glance

    @property
    def is_synthetic(self) -> bool:
        """Whether the unit or anything of its state is invented."""
        return self.place.is_synthetic or self.glance.is_synthetic


@dataclass(frozen=True, slots=True)
class Hits:
    """Everything found, most precise first."""

    inquiry: Inquiry
    flats: list[Flat] = field(default_factory=list)
    condominiums: list[CondominiumPlace] = field(default_factory=list)
    buildings: list[BuildingPlace] = field(default_factory=list)
    is_cut: bool = False
    is_door_missing: bool = False

    @property
    def count(self) -> int:
        """How many things were found."""
        return len(self.flats) + len(self.condominiums) + len(self.buildings)

    @property
    def by_staircase(self) -> list[list[Flat]]:
        """The flats in runs of the same address and staircase."""
        runs = groupby(self.flats, key=lambda flat: _staircase(flat.place))
        return [list(flats) for _, flats in runs]

    @property
    def only(self) -> str | None:
        """The address of the page of the only thing found, None for none or several.

        A building that stands for a door that is not there needs to be looked at, not opened.
        """
        if self.count != 1 or self.is_door_missing:
            return None
        if self.flats:
            return unit_url(self.flats[0].place.id)
        if self.condominiums:
            return f"/condominiums/{self.condominiums[0].id}"
        return f"/buildings/{self.buildings[0].id}"


def _staircase(place: UnitPlace) -> tuple[object, ...]:
    return place.building_id, place.street_name, place.number_text, place.staircase_code


def search(
    session: Session, text: str, on_date: dt.date, *, municipality_code: str, most_flats: int
) -> Hits:
    """Flats, condominiums and buildings that `text` may mean; seven queries at most."""
    note_search(session, text)
    found = find(session, text, on_date, municipality_code=municipality_code, most_flats=most_flats)
    read_at_a_glance = glances(session, found.flats, on_date)
    return Hits(
        inquiry=found.inquiry,
        flats=[
            Flat(place, read_at_a_glance[place.id])
            for place in registry.units(session, found.flats, on_date)
        ],
        condominiums=_condominiums(session, found, on_date),
        buildings=registry.buildings(session, found.buildings),
        is_cut=found.is_cut,
        is_door_missing=found.is_door_missing,
    )


def _condominiums(session: Session, found: Found, on_date: dt.date) -> list[CondominiumPlace]:
    words, least = "", 0.0
    if isinstance(found.inquiry, PlaceInquiry):
        words = found.inquiry.whole
        least = 0.0 if found.inquiry.number is None else ALMOST_THE_NAME
    return condominium_queries.matching(
        session,
        words=words,
        least=least,
        address_ids=found.addresses,
        building_ids=found.buildings,
        on_date=on_date,
    )


class SearchResult(BaseModel):
    """One thing found; `lon` and `lat` are missing where its place is not known."""

    kind: Literal["unit", "condominium", "building"]
    kind_label: str
    id: uuid.UUID
    label: str
    detail: str
    lon: float | None
    lat: float | None
    url: str
    building_id: uuid.UUID | None = None
    badge: Badge | None = None
    due_on: dt.date | None = None


@router.get("/api/search")
def search_json(
    session: SessionDep,
    settings: SettingsDep,
    language: LanguageDep,
    on_date: OnDate,
    q: Annotated[str, Query(description="Address, cadastral reference or name")] = "",
) -> list[SearchResult]:
    """What the text may mean, at most a dozen of each kind.

    A text that says no staircase, floor or door means the building before its flats.
    """
    hits = search(
        session,
        q,
        on_date,
        municipality_code=settings.municipality,
        most_flats=MOST_SUGGESTED,
    )
    words = Wording(language)
    return [
        *(_building(each, words) for each in hits.buildings[:MOST_SUGGESTED]),
        *(_condominium(each, words) for each in hits.condominiums[:MOST_SUGGESTED]),
        *(_flat(flat, words) for flat in hits.flats),
    ]


def unit_url(unit_id: uuid.UUID) -> str:
    """The address of a unit's card."""
    return f"/units/{unit_id}"


def _flat(flat: Flat, words: Wording) -> SearchResult:
    place, glance = flat.place, flat.glance
    return SearchResult(
        kind="unit",
        kind_label=words.label(place.use_class),
        id=place.id,
        label=words.unit(place),
        detail=" · ".join(filter(None, [place.condominium, words.label(glance.badge)])),
        lon=place.lon,
        lat=place.lat,
        url=unit_url(place.id),
        building_id=place.building_id,
        badge=glance.badge,
        due_on=glance.due_on,
    )


def _condominium(place: CondominiumPlace, words: Wording) -> SearchResult:
    return SearchResult(
        kind="condominium",
        kind_label=words.gettext("Condominium"),
        id=place.id,
        label=place.name,
        detail=words.address(place),
        lon=place.lon,
        lat=place.lat,
        url=f"/condominiums/{place.id}",
    )


def _building(place: BuildingPlace, words: Wording) -> SearchResult:
    return SearchResult(
        kind="building",
        kind_label=words.gettext("Building"),
        id=place.id,
        label=words.building(place),
        detail=place.condominium or "",
        lon=place.lon,
        lat=place.lat,
        url=f"/buildings/{place.id}",
        building_id=place.id,
    )
