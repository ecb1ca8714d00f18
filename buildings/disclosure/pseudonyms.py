"""Records made coarse for one research project: pseudonyms, months, age bands, large places.

A pseudonym is an HMAC-SHA-256 under the project's own key, which is not in the database. The same
flat has another pseudonym in every project, and none that can be repeated once the key is gone.
"""

import datetime as dt
import hmac
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from buildings.disclosure.states import AgeBand, AreaBand, FloorBand, ResearchField, RoomsBand
from gis.codes import Coded

BYTES = 16
"""How much of the HMAC is given: 128 bits, so that two things never share a pseudonym."""

IDENTITIES = frozenset(
    {ResearchField.UNIT, ResearchField.HOUSEHOLD, ResearchField.PERSON, ResearchField.CASE}
)
_YOUNGER_THAN = (6, 14, 18, 30, 45, 65, 80)
_BANDS: dict[ResearchField, tuple[type[Coded], tuple[int, ...]]] = {
    ResearchField.FLOOR_BAND: (FloorBand, (0, 1, 4, 7)),
    ResearchField.ROOMS_BAND: (RoomsBand, (3, 4, 5, 6)),
    ResearchField.AREA_BAND: (AreaBand, (40, 60, 80, 100)),
}
"""Bands of measures, and the values from which the second and later ones begin."""


Tile = tuple[int, int, int]
"""Zoom, column and row of the web map's grid."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a record is: its condominium if it has one, and the tile it lies in."""

    condominium: uuid.UUID | None
    tile: Tile


@dataclass(frozen=True, slots=True)
class Population:
    """How many dwellings condominiums and tiles hold, and the least that a place must."""

    condominiums: Mapping[uuid.UUID, int]
    tiles: Mapping[Tile, int]
    least: int

    def place_of(self, where: Whereabouts) -> str | None:
        """The name of the smallest place that holds enough dwellings; None if there is none."""
        own = where.condominium
        if own is not None and self.condominiums.get(own, 0) >= self.least:
            return f"condominium/{own}"
        zoom, column, row = where.tile
        while zoom >= 0:
            if self.tiles.get((zoom, column, row), 0) >= self.least:
                return f"tile/{zoom}/{column}/{row}"
            zoom, column, row = zoom - 1, column // 2, row // 2
        return None


@dataclass(frozen=True, slots=True)
class Pseudonymiser:
    """What one project is given: only its fields, each made coarse, under its key.

    Ages are those of `on_date`, one day for the whole delivery.
    """

    key: bytes
    fields: frozenset[ResearchField]
    population: Population
    on_date: dt.date

    def record(self, values: Mapping[ResearchField, object]) -> dict[str, str | None]:
        """The record as the project may have it; a field that it may not have is left out."""
        return {
            field.value: self._coarse(field, values[field])
            for field in ResearchField
            if field in self.fields and field in values
        }

    def pseudonym(self, kind: str, name: str) -> str:
        """What stands for a thing: nothing of it, and always the same within the project."""
        return hmac.digest(self.key, f"{kind}\n{name}".encode(), sha256)[:BYTES].hex()

    def _coarse(self, field: ResearchField, value: object) -> str | None:
        """A value without what is fine in it; raises TypeError for one that is no such thing."""
        if value is None:
            return None
        if field in IDENTITIES and isinstance(value, uuid.UUID):
            return self.pseudonym(field, str(value))
        if field is ResearchField.PLACE and isinstance(value, Whereabouts):
            place = self.population.place_of(value)
            return None if place is None else self.pseudonym(field, place)
        if field is ResearchField.MONTH and isinstance(value, dt.date):
            return f"{value:%Y-%m}"
        if field is ResearchField.AGE_BAND and isinstance(value, dt.date):
            value = age_band(value, self.on_date)
        elif field in _BANDS and isinstance(value, Decimal):
            value = banded(field, value)
        if isinstance(value, Coded):
            return value.value
        raise TypeError(f"{field} cannot be made of {type(value).__name__}")


def age_band(born_on: dt.date, on_date: dt.date) -> AgeBand:
    """The band of an age in whole years; who is not yet born is in the first."""
    had_birthday = (on_date.month, on_date.day) >= (born_on.month, born_on.day)
    years = on_date.year - born_on.year - (not had_birthday)
    return list(AgeBand)[sum(years >= each for each in _YOUNGER_THAN)]


def banded(field: ResearchField, value: Decimal) -> Coded:
    """The band of a measure."""
    bands, edges = _BANDS[field]
    return list(bands)[sum(value >= each for each in edges)]
