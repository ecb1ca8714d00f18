"""How many persons a unit may hold, and how crowded the registers make it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from buildings.residence.queries import Persons, PersonsCounted
from buildings.status.crowding import Capacity, Rule
from buildings.status.states import Crowding


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room of a unit on a day; residents and the persons of notices stay apart.

    `capacity` is None where the usable area is not known or no rule held on the day. The least
    that notices speak of is what counts.
    """

    capacity: Capacity | None
    persons: Persons
    registered: Crowding | None
    noticed: Crowding | None

    @classmethod
    def of(
        cls,
        rule: Rule | None,
        persons: Persons,
        usable_area_m2: Decimal | None,
        bedrooms_m2: Sequence[Decimal] | None,
        *,
        is_studio: bool,
    ) -> Self:
        """The room that a rule gives to a unit, and how its persons fill it."""
        if rule is None or usable_area_m2 is None:
            return cls(capacity=None, persons=persons, registered=None, noticed=None)
        capacity = rule.max_occupants(usable_area_m2, bedrooms_m2, is_studio=is_studio)

        def crowded(counted: PersonsCounted | None) -> Crowding | None:
            return rule.crowding(counted.least, capacity) if counted else None

        return cls(
            capacity=capacity,
            persons=persons,
            registered=crowded(persons.registered),
            noticed=crowded(persons.noticed),
        )
