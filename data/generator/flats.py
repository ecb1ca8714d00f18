"""The flats of one staircase: three a floor (four in a tower), numbered upwards from the door."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from data.generator.bodies import Part
from data.generator.dice import pick
from data.generator.frame import Spot

UPPER_FLOORS = 7
FLOORS = UPPER_FLOORS + 1
"""Storeys above ground, the ground floor included."""

CORE_M2 = 26
"""Stairs, lift and landing on each floor."""

_SHARES = {
    1: (1.0,),
    2: (0.58, 0.42),
    3: (0.29, 0.27, 0.44),
    4: (0.22, 0.28, 0.22, 0.28),
}
_CATEGORIES = {"A/3": 86, "A/4": 9, "A/2": 5}
_M2_PER_ROOM = 18


@dataclass(frozen=True, slots=True)
class Home:
    """One flat before it is placed: door 1 is the leftmost for who looks at the entrance."""

    floor: int
    number: int
    category: str
    rooms: Decimal
    cadastral_area_m2: int
    usable_area_m2: Decimal
    spot: Spot


def doors_by_floor(per_floor: int, ground: int, merged: int) -> tuple[int, ...]:
    """How many flats each floor has, from the ground floor up; `merged` lie on the top floor."""
    return (ground, *[per_floor] * (UPPER_FLOORS - 1), per_floor - merged)


def homes(part: Part, doors: tuple[int, ...], stream: Random) -> Iterator[Home]:
    """The flats of a staircase, from the ground floor up and from left to right."""
    area = part.shape.area - CORE_M2
    columns = max(doors)
    number = 0
    for floor, count in enumerate(doors):
        shares = _SHARES[count] if floor and count else _SHARES[columns][:count]
        for door, share in enumerate(shares):
            number += 1
            gross = round(area * share) + stream.choice((-2, -1, 0, 0, 1, 2))
            usable = Decimal(f"{gross * stream.uniform(0.78, 0.84):.1f}")
            yield Home(
                floor=floor,
                number=number,
                category=pick(stream, _CATEGORIES),
                rooms=Decimal(round(2 * gross / _M2_PER_ROOM)) / 2,
                cadastral_area_m2=gross,
                usable_area_m2=usable,
                spot=part.spot((door + 0.5) / columns, (floor + 0.5) / FLOORS),
            )
