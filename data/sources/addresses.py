"""What ANNCSU and OpenStreetMap both give: one door number with its place."""

from dataclasses import dataclass
from enum import IntEnum

from shapely import Point

from data.sources.housenumbers import HouseNumber
from data.sources.streetnames import street_key, tidy

_HIGHEST_NUMBER = 9999


class DoorRank(IntEnum):
    """How well a row places its door; of one door the lowest rank is kept."""

    DOOR = 0
    ENTRANCE = 1
    OUTLINE = 2


@dataclass(frozen=True, slots=True)
class ArchiveStreet:
    """The street of a door by its number in the national archive, which tells namesakes apart."""

    code: str
    municipal_code: str | None
    locality: str | None


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """A door number; the two keys are what other spellings of the same door share."""

    street_name: str
    house_number: int | None
    number_suffix: str | None
    number_text: str
    street_key: str
    number_key: str
    identifier: str
    door_rank: DoorRank
    geometry: Point | None
    street: ArchiveStreet | None = None


def address_record(
    street: str,
    number: HouseNumber,
    identifier: str,
    point: Point | None,
    *,
    rank: DoorRank = DoorRank.DOOR,
    archive_street: ArchiveStreet | None = None,
) -> AddressRecord:
    """The record of one door; numbers that no door bears (0, 12000) are kept as text only."""
    is_plain = number.number is not None and 1 <= number.number <= _HIGHEST_NUMBER
    return AddressRecord(
        street_name=tidy(street),
        house_number=number.number if is_plain else None,
        number_suffix=number.suffix if is_plain else None,
        number_text=number.text,
        street_key=street_key(street),
        number_key=number.text,
        identifier=identifier,
        door_rank=rank,
        geometry=point,
        street=archive_street,
    )
